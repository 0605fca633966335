"""The check-up of a guide 办事指南体检: contradictions and weaknesses before anybody reads.

`check_up` joins what keeps a version from being published (`publishing.unfit`) with
rules over its sentences. Pure: the other items and the hall come in as `Around`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from yichuang.catalogue.rules.checkup.around import Around, around
from yichuang.catalogue.rules.checkup.barred import barred
from yichuang.catalogue.rules.checkup.bundles import check_up_bundle
from yichuang.catalogue.rules.checkup.findings import (
    GRAVEST_FIRST,
    SEVERITY_SAYS,
    Change,
    Finding,
    Severity,
    in_words,
    mended,
)
from yichuang.catalogue.rules.checkup.money import money
from yichuang.catalogue.rules.checkup.papers import papers
from yichuang.catalogue.rules.checkup.people import people
from yichuang.catalogue.rules.checkup.place import place
from yichuang.catalogue.rules.checkup.proofs import proofs
from yichuang.catalogue.rules.checkup.silence import silence
from yichuang.catalogue.rules.checkup.situations import situations
from yichuang.catalogue.rules.checkup.time import time
from yichuang.catalogue.rules.checkup.words import words
from yichuang.catalogue.rules.guide import Sheet

__all__ = [
    "SEVERITY_SAYS",
    "Around",
    "Change",
    "Finding",
    "Severity",
    "around",
    "check_up",
    "check_up_bundle",
    "counts",
    "in_words",
    "mended",
]

Check = Callable[[Sheet, Around], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    barred,
    time,
    silence,
    proofs,
    papers,
    people,
    money,
    place,
    situations,
    words,
)
NOTHING_KNOWN = Around()


def check_up(sheet: Sheet, known: Around = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """Every finding about a sheet, the gravest first; the same is said once a field."""
    found: dict[tuple[str, str, str], Finding] = {}
    for check in CHECKS:
        for finding in check(sheet, known):
            key = (finding.rule, finding.field, finding.text(str))
            found.setdefault(key, finding)
    return tuple(
        sorted(found.values(), key=lambda row: GRAVEST_FIRST.index(row.severity))
    )


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity."""
    seen = Counter(finding.severity for finding in findings)
    return {severity: seen[severity] for severity in GRAVEST_FIRST}
