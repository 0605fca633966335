"""Invitations, reviews, and what becomes of the bad ones."""

from yichuang.reviews.models.rectification import Rectification
from yichuang.reviews.models.review import Invitation, Review

__all__ = ["Invitation", "Rectification", "Review"]
