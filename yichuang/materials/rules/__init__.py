"""Pure rules of materials: which files are taken, how large, under which name."""

from yichuang.materials.rules.kinds import KINDS, FileKind, kind_of
from yichuang.materials.rules.limits import LIMITS, STACK, STACK_FILE, Limits
from yichuang.materials.rules.names import clean_name
from yichuang.materials.rules.refusals import refusal

__all__ = [
    "KINDS",
    "LIMITS",
    "STACK",
    "STACK_FILE",
    "FileKind",
    "Limits",
    "clean_name",
    "kind_of",
    "refusal",
]
