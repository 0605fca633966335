"""Schools' folders of a season: which there are, and who of each list stands where."""

from yichuang.cases.queries.folders.finding import (
    mine,
    not_found,
    of_season,
    row_of,
    row_of_folder,
    visible,
)
from yichuang.cases.queries.folders.shapes import (
    FolderCard,
    FolderView,
    HandingCard,
    PersonCard,
    Stranger,
)
from yichuang.cases.queries.folders.standings import folder, matched, person

__all__ = [
    "FolderCard",
    "FolderView",
    "HandingCard",
    "PersonCard",
    "Stranger",
    "folder",
    "matched",
    "mine",
    "not_found",
    "of_season",
    "person",
    "row_of",
    "row_of_folder",
    "visible",
]
