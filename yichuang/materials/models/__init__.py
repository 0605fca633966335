"""Files that were handed in, stacks that are sorted, and what the robot learned."""

from yichuang.materials.models.files import FileState, StoredFile
from yichuang.materials.models.pages import (
    PageState,
    PageWords,
    PaperApplicant,
    StackPage,
)
from yichuang.materials.models.stacks import (
    SortingAct,
    Stack,
    StackFile,
    StackFileState,
    StackState,
)
from yichuang.materials.models.training import Classifier, Sample

__all__ = [
    "Classifier",
    "FileState",
    "PageState",
    "PageWords",
    "PaperApplicant",
    "Sample",
    "SortingAct",
    "Stack",
    "StackFile",
    "StackFileState",
    "StackPage",
    "StackState",
    "StoredFile",
]
