"""Pages of reviews: asking people, the hall's figures, answering bad reviews."""

from yichuang.reviews.views.asking import code, review, skip
from yichuang.reviews.views.public import figures
from yichuang.reviews.views.rectifying import bad_review, bad_reviews, close, contact

__all__ = [
    "bad_review",
    "bad_reviews",
    "close",
    "code",
    "contact",
    "figures",
    "review",
    "skip",
]
