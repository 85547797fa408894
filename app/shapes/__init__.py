"""What comes in: the shape of a submission, checked field by field, and the model made of it."""

from app.shapes.submission import SubmissionIn
from app.shapes.values import Shape
from app.shapes.vocabulary import Vocabulary

__all__ = ["Shape", "SubmissionIn", "Vocabulary"]
