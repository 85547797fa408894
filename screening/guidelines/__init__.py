"""The guidelines as data: the rules, how they are put to a submission, and what they make of it."""
