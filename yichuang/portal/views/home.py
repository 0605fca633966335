"""The start page, search, and the lists of matters."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.cases.queries import bundles as bundle_queries
from yichuang.catalogue import queries as catalogue_queries
from yichuang.organisation.queries import calendars
from yichuang.portal.presenters import guide as guides
from yichuang.portal.presenters import words
from yichuang.portal.presenters.bundles import going
from yichuang.portal.presenters.hall import HallRow, hall_row
from yichuang.portal.presenters.mine import MineRow, mine_rows
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import matters, own
from yichuang.portal.views import asking
from yichuang.web import preferences
from yichuang.web.pages import page
from yichuang.web.presenters import Link

COMMON = 6
ELDER_MOST = 5
"""Choices on the elder start page, the box to ask in included (look.md §7)."""
SHOWN_OF_MINE = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One question; then what is mine, the hall now, what people often do."""
    hall_id = hall_queries.online_hall()
    today = asking.today(hall_id)
    rows = _mine(request, hall_id)
    elder = preferences.read(request).elder
    shown: dict[str, Any] = {
        "hall": _hall(hall_id),
        "mine": rows[:SHOWN_OF_MINE],
        "mine_count": len(rows),
        "signed_in": asking.who(request).is_signed_in,
        "examples": examples(),
    }
    if elder:
        waiting = [row for row in rows if row.turn]
        return page(
            request, "portal/home_elder.html", shown | {"first": (waiting or rows)[:1]}
        )
    common = matters.common(today)
    shown |= {
        "common": [guides.matter_line(guide) for guide in common[:COMMON]],
        "total": len(common),
        "themes": catalogue_queries.themes(today, words.language()),
    }
    return page(request, "portal/home.html", shown)


def examples() -> list[str]:
    """What people say when they come; each is a search that finds something."""
    return [
        gettext("lost diploma"),
        gettext("open a small restaurant"),
        gettext("lost identity card"),
        gettext("child starts school"),
    ]


def _mine(request: HttpRequest, hall_id: int) -> tuple[MineRow, ...]:
    today = asking.today(hall_id)
    mine = own.mine(asking.who(request), today)
    alone = mine_rows(mine, today, calendars.calendar_for(hall_id))
    bundles = going.mine_rows(bundle_queries.mine(asking.who(request)))
    rows = (*bundles, *alone)
    return tuple(sorted(rows, key=lambda row: not row.turn))


def _hall(hall_id: int) -> HallRow:
    at = asking.now()
    return hall_row(hall_queries.hall_now(hall_id, at), at)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was asked, and what fits; when nothing fits, what to try."""
    query = request.GET.get("q", "").strip()[:100]
    hall_id = hall_queries.online_hall()
    today = asking.today(hall_id)
    hits = catalogue_queries.search(query, words.language(), on=today) if query else ()
    shown = {
        "query": query,
        "hits": [guides.hit_line(hit) for hit in hits],
        "hall": _hall(hall_id),
        "examples": examples(),
        "themes": catalogue_queries.themes(today, words.language()),
    }
    return page(request, "portal/search.html", shown)


@require_safe
def matters_list(request: HttpRequest) -> HttpResponse:
    """Every matter by theme, or those of one theme."""
    today = asking.today()
    wanted = request.GET.get("theme", "")
    themes = catalogue_queries.themes(today, words.language())
    groups = [
        (
            theme,
            [
                guides.matter_line(guide)
                for guide in catalogue_queries.guides(today, theme=theme.key)
            ],
            [
                Link(words.tell(row, "name"), guides.bundle_url(row.key))
                for row in catalogue_queries.bundles_in_force(today)
                if theme.key in catalogue_queries.themes_of(row)
            ],
        )
        for theme in themes
        if wanted in ("", theme.key)
    ]
    chips = [
        {
            "says": theme.name,
            "count": theme.count,
            "url": "?" if theme.key == wanted else f"?theme={theme.key}",
            "on": theme.key == wanted,
        }
        for theme in themes
    ]
    return page(request, "portal/matters.html", {"groups": groups, "chips": chips})
