"""The audit trail: what is signed, how it is logged, and how anybody can check it."""
