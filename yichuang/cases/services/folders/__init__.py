"""A school's folder of teachers: brought by a clerk or handed in by the school, added to,
judged, made into applications."""

from yichuang.cases.services.folders.adding import add
from yichuang.cases.services.folders.bringing import Brought, bring
from yichuang.cases.services.folders.handing import Mandate, hand_in, hand_in_again
from yichuang.cases.services.folders.judging import choose, judge
from yichuang.cases.services.folders.listing import MOST
from yichuang.cases.services.folders.making import ask, make_step
from yichuang.cases.services.folders.taking import give_back, take

__all__ = [
    "MOST",
    "Brought",
    "Mandate",
    "add",
    "ask",
    "bring",
    "choose",
    "give_back",
    "hand_in",
    "hand_in_again",
    "judge",
    "make_step",
    "take",
]
