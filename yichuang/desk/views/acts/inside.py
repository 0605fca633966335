"""Acts inside the hall: routing, opinions, lawful stops, the one extension."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.services import handling
from yichuang.desk.forms.acts import (
    ExtendForm,
    OpinionForm,
    PostForm,
    SuspendForm,
)
from yichuang.desk.presenters import preview
from yichuang.desk.presenters.moves import open_opinions
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.kernel.text import N_
from yichuang.web.formats import day_weekday


def _posts(doing: Doing) -> dict[str, Any]:
    return {"posts": doing.opened.department_posts}


def _route(doing: Doing, data: dict[str, Any]) -> str:
    handling.route(doing.opened.case, data["post"], by=doing.by, at=doing.at)
    return gettext("Sent.")


def _question(doing: Doing) -> int:
    """The question answered: the one named, or the only one that waits."""
    if doing.on.isdigit():
        return int(doing.on)
    waiting = open_opinions(doing.opened)
    return waiting[0] if waiting else 0


def _opine(doing: Doing, data: dict[str, Any]) -> str:
    handling.opine(
        doing.opened.case,
        _question(doing),
        agrees=data["agrees"] == "yes",
        text=data["text"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("The opinion is in the file.")


def _opinion_preview(doing: Doing) -> Preview:
    wanted = _question(doing)
    return Preview(
        facts=tuple(
            Paragraph(row.post.name, row.question or "—")
            for row in doing.opened.detail.opinions
            if row.pk == wanted
        )
    )


def _suspend(doing: Doing, data: dict[str, Any]) -> str:
    handling.suspend(
        doing.opened.case, data["ground"], data["days"], by=doing.by, at=doing.at
    )
    return gettext("The clock stands still from tomorrow.")


def _resume(doing: Doing, data: dict[str, Any]) -> str:
    case = handling.resume(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("The clock runs on, promised until %(day)s.") % {
        "day": day_weekday(case.promise_due)
    }


def _extend(doing: Doing, data: dict[str, Any]) -> str:
    case = handling.extend(
        doing.opened.case,
        data["days"],
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Extended, by law until %(day)s.") % {
        "day": day_weekday(case.statute_due)
    }


INSIDE: dict[str, Act] = {
    "route": Act(
        N_("Send to a post"),
        N_("Send it there"),
        _route,
        move="route",
        form=PostForm,
        options=_posts,
        preview=lambda doing: Preview(
            note=gettext("Whoever acts at the post today finds the case in their list.")
        ),
    ),
    "opine": Act(
        N_("Give the post’s opinion"),
        N_("Give the opinion"),
        _opine,
        move="opine",
        form=OpinionForm,
        preview=_opinion_preview,
        parallel=True,
    ),
    "suspend": Act(
        N_("Stop the clock"),
        N_("Stop the clock"),
        _suspend,
        move="suspend",
        form=SuspendForm,
        preview=lambda doing: preview.suspension(doing.opened),
    ),
    "resume": Act(
        N_("Let the clock run on"),
        N_("Let it run on"),
        _resume,
        move="resume",
        preview=lambda doing: Preview(
            note=gettext("The days that stood still are given back at the end.")
        ),
    ),
    "extend": Act(
        N_("Extend once"),
        N_("Extend"),
        _extend,
        move="extend",
        form=ExtendForm,
        preview=lambda doing: preview.extension(doing.opened),
    ),
}
