"""How the catalogue looks to the outside: import reports, and the printed guide."""

from yichuang.catalogue.presenters.checkups import (
    checkup_row,
    checkups_row,
    finding_row,
)
from yichuang.catalogue.presenters.limits import limit_text
from yichuang.catalogue.presenters.printing import Printed, guide_pdf, printed
from yichuang.catalogue.presenters.reports import problem_row, report_row

__all__ = [
    "Printed",
    "checkup_row",
    "checkups_row",
    "finding_row",
    "guide_pdf",
    "limit_text",
    "printed",
    "problem_row",
    "report_row",
]
