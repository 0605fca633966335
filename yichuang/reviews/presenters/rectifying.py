"""Bad reviews as the review officer sees them; who spoke is shown to nobody here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, gettext

from yichuang.kernel.lamps import Lamp
from yichuang.reviews.models import Rectification
from yichuang.reviews.queries.hall import item_names
from yichuang.reviews.rules.levels import TAGS, Level
from yichuang.reviews.rules.rectification import Ending


@dataclass(frozen=True, slots=True)
class BadReview:
    """One bad review: what was said, what is due, what was done."""

    id: int
    version: int
    item: str
    level: str
    tags: tuple[str, ...]
    text: str
    on: datetime
    lamp: str
    due: date
    step: str
    reached_at: datetime | None
    reached_by: str
    contact_note: str
    closed_at: datetime | None
    closed_by: str
    ending: str
    finding: str
    contact_due: date
    fix_due: date


CasePage = Callable[[str], str]


def _nowhere(number: str) -> str:
    return ""


_pages: dict[str, CasePage] = {"case": _nowhere}


def connect(case_page: CasePage) -> None:
    """Let the room that shows cases say where."""
    _pages["case"] = case_page


def case_url(number: str) -> str:
    """The page of a case, "" in a house without one."""
    return _pages["case"](number)


def item_name(key: str) -> str:
    """The item in the reader's language."""
    name, name_en = item_names().get(key, (key, key))
    return name_en if (get_language() or "").startswith("en") else name


def bad_review(row: Rectification, today: date) -> BadReview:
    """The row of a bad review, with the lamp of its next step."""
    said = row.review
    level = Level(said.level)
    due = row.fix_due if row.contacted_at else row.contact_due
    return BadReview(
        id=said.pk,
        version=row.version,
        item=item_name(said.item_key),
        level=gettext(level.label),
        tags=tuple(gettext(TAGS[level][code]) for code in said.tags),
        text=said.text,
        on=said.at,
        lamp=_lamp(row, due, today).value,
        due=due,
        step=gettext("Put it right") if row.contacted_at else gettext("Get in touch"),
        reached_at=row.contacted_at,
        reached_by=row.contacted_by_name,
        contact_note=row.contact_note,
        closed_at=row.closed_at,
        closed_by=row.closed_by_name,
        ending=gettext(Ending(row.ending).label) if row.ending else "",
        finding=row.finding,
        contact_due=row.contact_due,
        fix_due=row.fix_due,
    )


def _lamp(row: Rectification, due: date, today: date) -> Lamp:
    if row.closed_at is not None:
        return Lamp.DONE
    if due < today:
        return Lamp.YELLOW
    return Lamp.WARN if due == today else Lamp.OK
