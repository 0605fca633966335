"""What a check-up knows beside the guide itself: the other items, and the hall."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yichuang.catalogue.rules.checkup.concepts import core
from yichuang.catalogue.rules.guide import Line, Sheet, Tolerance

KEPT = frozenset({"10", "20"})


@dataclass(frozen=True, slots=True)
class Around:
    """Results of other items by their name, papers others already fetch, the hall's own.

    `place`, `hours` and `phone` say what the pages show where a guide is silent;
    None when the hall is not known.
    """

    results: Mapping[str, str] = field(default_factory=dict)
    fetched: Mapping[str, Line] = field(default_factory=dict)
    place: str | None = None
    hours: str | None = None
    phone: str | None = None


def around(
    sheets: Iterable[Sheet],
    *,
    place: str | None = None,
    hours: str | None = None,
    phone: str | None = None,
) -> Around:
    """Read the neighbours once; the same value serves the check-up of every sheet."""
    results: dict[str, str] = {}
    fetched: dict[str, Line] = {}
    for sheet in sheets:
        # certificates and approvals are kept where they were issued (结果类型 10, 20)
        if sheet.result_name and sheet.result_type in KEPT:
            results.setdefault(core(sheet.result_name), sheet.name)
        for paper in sheet.active_papers:
            if paper.tolerance is Tolerance.SHARE and paper.share_source:
                source = Line(paper.share_source, paper.share_source_en)
                fetched.setdefault(core(paper.name), source)
    return Around(results, fetched, place, hours, phone)
