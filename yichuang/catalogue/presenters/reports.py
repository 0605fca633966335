"""Import reports and guides as plain rows for pages, prints and the shell."""

from typing import Any

from django.utils.translation import gettext

from yichuang.catalogue.rules.documents import Problem
from yichuang.catalogue.services import ImportReport


def problem_row(problem: Problem) -> dict[str, Any]:
    """A problem of an import: file, row, column, field, what is wrong and what to do."""
    return {
        "file": problem.file,
        "table": problem.place.table,
        "row": problem.place.row,
        "column": problem.place.column,
        "item": problem.item,
        "field": problem.refusal.field,
        "code": problem.refusal.code,
        "problem": problem.refusal.text(gettext),
        "remedy": problem.refusal.remedy_text(gettext),
    }


def report_row(report: ImportReport) -> dict[str, Any]:
    """A whole report as plain data."""
    return {
        "file": report.file,
        "created": list(report.created),
        "changed": list(report.changed),
        "unchanged": list(report.unchanged),
        "published": list(report.published),
        "skipped": list(report.skipped),
        "problems": [problem_row(problem) for problem in report.problems],
    }
