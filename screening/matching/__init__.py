"""Is this entry that party? Two profiles compared, and an index to ask a whole list at once."""

from screening.matching.compare import compare, unreadable_names
from screening.matching.index import Index
from screening.matching.names import UnreadableNameError
from screening.matching.weights import MATCHER

__all__ = ["MATCHER", "Index", "UnreadableNameError", "compare", "unreadable_names"]
