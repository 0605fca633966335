"""The archive 归档: dossiers made, taken out and checked; held, proposed for destruction."""

from yichuang.cases.services.archive.checking import Checked, check_shelf, verify
from yichuang.cases.services.archive.destroying import confirm, drop, propose
from yichuang.cases.services.archive.exporting import (
    ask,
    export,
    make_due,
    take_out,
)
from yichuang.cases.services.archive.keeping import hold, lift, set_term

__all__ = [
    "Checked",
    "ask",
    "check_shelf",
    "confirm",
    "drop",
    "export",
    "hold",
    "lift",
    "make_due",
    "propose",
    "set_term",
    "take_out",
    "verify",
]
