"""A school's folder of teachers: brought with its list, judged, made into applications."""

from yichuang.cases.services.folders.bringing import MOST, Brought, bring
from yichuang.cases.services.folders.judging import choose, judge
from yichuang.cases.services.folders.making import ask, make_step

__all__ = ["MOST", "Brought", "ask", "bring", "choose", "judge", "make_step"]
