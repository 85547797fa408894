"""What harm is the vendor linked to? Accounts resolved, merged, weighed, gated, and shown."""
