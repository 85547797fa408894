"""A pure library: a vendor's submission, lists and a policy in; answers and an assessment out."""
