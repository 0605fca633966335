"""What the frame of a page shows: plain frozen values, made before rendering."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: text, address, and what a navigation may add to it."""

    says: str
    url: str
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of `web/parts/_figure.html`; `url` opens the list behind it.

    `under` is its denominator or what it is compared with; `few` greys a small sample.
    """

    name: str
    value: str
    unit: str
    under: str
    url: str = ""
    icon: str = ""
    few: bool = False


WAYS_SHOWN = 6
"""So many ways fit beside the search, also in large type."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The bar of a staff page: where, who, what time, what to search."""

    place: str
    place_note: str = ""
    home: str = "/"
    person: str = ""
    role: str = ""
    clock: str = ""
    zone: str = "Asia/Shanghai"
    search_url: str = ""
    search_for: str = ""
    navigation: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    sign_out_url: str = ""

    @property
    def ways(self) -> tuple[Link, ...]:
        """The ways that stand in the bar itself."""
        return self.navigation[: self._shown]

    @property
    def more(self) -> tuple[Link, ...]:
        """The ways behind “More”."""
        return self.navigation[self._shown :]

    @property
    def in_more(self) -> bool:
        """Whether the reader is on a page that stands behind “More”."""
        return any(link.current for link in self.more)

    @property
    def _shown(self) -> int:
        """A menu of one entry would only be in the way."""
        count = len(self.navigation)
        return count if count <= WAYS_SHOWN + 1 else WAYS_SHOWN


@dataclass(frozen=True, slots=True)
class Chrome:
    """Header and footer of a page; `YICHUANG_CHROME` names the function that makes it."""

    hall_name: str
    hall_name_other: str = ""
    other_language: str = "en"
    home: str = "/"
    phone: str = "12345"
    hours: str = ""
    navigation: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    account: Link | None = None
    desk: Desk = field(default_factory=lambda: Desk(place="一窗"))


def default_chrome() -> Chrome:
    """A frame that needs nothing but the settings: for errors, and before set-up."""
    return Chrome(hall_name=str(getattr(settings, "YICHUANG_HALL_NAME", "一窗")))


def mark_current(links: Sequence[Link], path: str) -> tuple[Link, ...]:
    """The links with the one marked whose address is the longest beginning of `path`.

    "/" matches only itself, or it would be current everywhere. A link the caller has
    marked already wins.
    """
    if any(link.current for link in links):
        return tuple(links)

    def fit(link: Link) -> int:
        url = link.url.split("?")[0]
        if url == "/":
            return int(path == "/")
        inside = path == url or path.startswith(url.rstrip("/") + "/")
        return len(url) if inside else 0

    best = max(links, key=fit, default=None)
    if best is None or not fit(best):
        return tuple(links)
    return tuple(replace(link, current=link is best) for link in links)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the explained deadline.

    `kind`: "counted", "off" (skipped), "start" (day of acceptance, not counted),
    "out" (outside the count). `number` is the count of a counted day, `says` the
    reason of a skipped or special one ("春节", "调休上班"); `made_up` marks a Saturday
    or Sunday that is worked; `today` and `due` are lit and filled.
    """

    day: date
    kind: str = "out"
    number: int | None = None
    says: str = ""
    made_up: bool = False
    today: bool = False
    due: bool = False
    opens_month: bool = False


def month_grid(cells: Sequence[DayCell]) -> tuple[tuple[DayCell, ...], ...]:
    """The days as whole weeks from Monday, with the days around them as "out".

    `cells` are consecutive and ascending. The first cell and each first of a month
    say their month.
    """
    if not cells:
        return ()
    first, last = cells[0].day, cells[-1].day
    start = first - timedelta(days=first.weekday())
    end = last + timedelta(days=6 - last.weekday())
    known = {cell.day: cell for cell in cells}
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    row = [
        replace(known.get(day, DayCell(day)), opens_month=day == start or day.day == 1)
        for day in days
    ]
    return tuple(tuple(row[n : n + 7]) for n in range(0, len(row), 7))
