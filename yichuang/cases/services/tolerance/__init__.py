"""Tolerating a missing paper 容缺: asked with evidence or the applicant's undertaking,
agreed by somebody else, and brought by its day."""

from yichuang.cases.services.tolerance.asking import Evidence, ask, undertake
from yichuang.cases.services.tolerance.deciding import bring, decide, lengthen

__all__ = ["Evidence", "ask", "bring", "decide", "lengthen", "undertake"]
