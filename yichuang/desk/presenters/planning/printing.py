"""Plans on paper: one sheet for each day, made by typst."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext

from yichuang.desk.presenters.planning.plan import PlanPage
from yichuang.desk.presenters.words import english
from yichuang.web.formats import day, day_clock
from yichuang.web.typesetting import typeset

TEMPLATE = Path(__file__).parents[2] / "templates" / "desk" / "plan" / "plan.typ"


def plan_pdf(hall: str, plans: Sequence[PlanPage], title: str) -> bytes:
    """The plans as PDF/A-2b, in the reader's language.

    Raises:
        Refusal: "print.no-font".
    """
    return typeset(
        TEMPLATE,
        {
            "lang": "en" if english() else "zh",
            "hall": hall,
            "title": title,
            "sheets": [_sheet(one) for one in plans],
            "empty": gettext("There is no plan to print yet."),
            "words": {
                "times": gettext("On duty"),
                "windows": gettext("Windows"),
                "seats": gettext("Seats to book"),
                "day": gettext("Day"),
                "page": gettext("Page %(page)s of %(pages)s")
                % {"page": "{page}", "pages": "{pages}"},
            },
        },
    )


def _sheet(plan: PlanPage) -> dict[str, object]:
    kept = asdict(plan)
    wanted = ("title", "state", "verdict", "proof", "facts", "times", "grid", "open")
    also = ("expected", "capacity", "lacks", "late")
    return {name: kept[name] for name in (*wanted, *also)} | {
        "day": day(plan.day),
        "adopted": gettext("adopted %(when)s") % {"when": day_clock(plan.adopted_at)}
        if plan.adopted_at
        else "",
    }
