"""What the robot understands and says: pure functions over the guides. No clock, no tables."""

from yichuang.guidance.rules.answer import (
    Answer,
    AskBack,
    Choice,
    Cited,
    Context,
    Ended,
    Handling,
    Ranked,
    Refused,
    Way,
)

__all__ = [
    "Answer",
    "AskBack",
    "Choice",
    "Cited",
    "Context",
    "Ended",
    "Handling",
    "Ranked",
    "Refused",
    "Way",
]
