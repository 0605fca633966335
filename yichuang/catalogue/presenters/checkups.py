"""Check-ups as plain data, for the shell, for other systems and for the desk."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from yichuang.catalogue.presenters.limits import limit_text
from yichuang.catalogue.queries.checkups import Checkup
from yichuang.catalogue.rules.checkup import Finding, Severity, in_words


def finding_row(finding: Finding) -> dict[str, Any]:
    """One finding: its rule, where, how grave, what is wrong, what to do, the new text."""
    return {
        "rule": finding.rule,
        "field": finding.field,
        "severity": finding.severity.value,
        "says": in_words(finding.text(gettext), limit_text),
        "remedy": in_words(finding.remedy_text(gettext), limit_text),
        "proposed": finding.proposed,
        "line": finding.line,
    }


def checkup_row(checkup: Checkup) -> dict[str, Any]:
    """One item with its findings and how many there are of each severity."""
    return {
        "item": checkup.key,
        "name": checkup.name,
        "version": checkup.number,
        "state": checkup.state,
        **_counted(checkup.counts),
        "findings": [finding_row(finding) for finding in checkup.findings],
    }


def checkups_row(checkups: Iterable[Checkup]) -> dict[str, Any]:
    """Several items, and the sums over all of them."""
    rows = tuple(checkups)
    sums = {s: sum(row.counts[s] for row in rows) for s in Severity}
    return {
        "checked": len(rows),
        **_counted(sums),
        "items": [checkup_row(row) for row in rows],
    }


def _counted(sums: dict[Severity, int]) -> dict[str, int]:
    return {
        "errors": sums[Severity.ERROR],
        "warnings": sums[Severity.WARNING],
        "advice": sums[Severity.ADVICE],
    }
