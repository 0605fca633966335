"""The facts of a case in the words a document carries. Legal documents are in Chinese."""

from datetime import date
from typing import Any

from yichuang.cases.models import Case
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.limits import Limit, Unit

UNITS = {
    Unit.WORKDAYS: "个工作日",
    Unit.NATURAL_DAYS: "日",
    Unit.HOURS: "个工作小时",
}


def limit_words(limit: Limit) -> str:
    """A limit as a document says it.

    >>> limit_words(Limit.parse("15W"))
    '15个工作日'
    """
    return "当场办结" if limit.on_the_spot else f"{limit.n}{UNITS[limit.unit]}"


def addressee(case: Case) -> str:
    """Whom a document is addressed to."""
    return case.applicant_name


def base(case: Case, guide: Guide) -> dict[str, Any]:
    """What every document about the case says."""
    return {
        "item": guide.name,
        "case_number": case.number,
        "query_code": case.query_code,
        "applied_on": (case.received_on or case.begun_at.date()).isoformat(),
    }


def basis(guide: Guide) -> list[str]:
    """The citations of the guide, one line each."""
    return [
        f"《{citation.law}》{citation.article}" if citation.article else citation.law
        for citation in guide.citations
    ]


def day(value: date | None) -> str:
    return value.isoformat() if value else ""
