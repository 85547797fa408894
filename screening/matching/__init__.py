"""Is this entry that party? Two profiles compared, and an index to ask a whole list at once."""

from screening.matching.index import Index
from screening.matching.names import UnreadableNameError, unreadable_names
from screening.matching.scorer import MATCHER, compare

__all__ = ["MATCHER", "Index", "UnreadableNameError", "compare", "unreadable_names"]
