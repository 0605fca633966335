"""What people do with the pages of a stack; every step can be undone."""

from yichuang.materials.services.sorting.acts import (
    accept_all_sure,
    confirm,
    drop,
    move,
    new_applicant,
    turn,
)
from yichuang.materials.services.sorting.undoing import undo

__all__ = [
    "accept_all_sure",
    "confirm",
    "drop",
    "move",
    "new_applicant",
    "turn",
    "undo",
]
