"""The pages of the form: its steps, the check before submitting, the page after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.rules import Guide
from yichuang.documents.queries import DocumentRow
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.identity import group_case_number
from yichuang.portal.presenters import boxes, changes, guide, track, words
from yichuang.portal.presenters.boxes import PaperBox
from yichuang.portal.presenters.track import PersonLine
from yichuang.portal.queries.own import Mine
from yichuang.portal.rules.steps import ORDER, Step
from yichuang.web import formats
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step of the bar: was, on or next."""

    says: str
    state: str


def step_bar(now: Step) -> tuple[StepMark, ...]:
    """Where in the form this page is."""
    place = ORDER.index(now)
    return tuple(
        StepMark(
            gettext(step.label), "was" if n < place else "on" if n == place else "next"
        )
        for n, step in enumerate(ORDER)
    )


def open_drafts(mine: Mine, sheet: Guide) -> tuple[Link, ...]:
    """Drafts of the same matter that were not finished, to go on with."""
    return tuple(
        Link(formats.day_clock(row.since), reverse("portal:case", args=[row.number]))
        for row in mine.rows
        if row.state is CaseState.DRAFT and row.item == sheet.name
    )


def delivery_ways(sheet: Guide) -> tuple[tuple[str, str], ...]:
    """The ways this matter offers."""
    ways = [("window", gettext("I collect it at the hall"))]
    if sheet.courier:
        ways.append(("post", gettext("Send it to me by post")))
    ways.append(("download", gettext("I download it here")))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that will be submitted."""

    people: tuple[PersonLine, ...]
    situation: str
    papers: tuple[PaperBox, ...]
    untouched: tuple[PaperBox, ...]
    lacking: str
    delivery: str
    address: str


def check_page(case: CaseDetail, *, address: str) -> CheckPage:
    """The page of the check."""
    every = boxes.boxes(case)
    return CheckPage(
        people=tuple(track.person_line(row, full=True) for row in case.people),
        situation=guide.situation(case.guide, case.answers).says,
        papers=tuple(box for box in every if box.files),
        untouched=tuple(box for box in every if not box.files and not box.needed),
        lacking=gettext(", ").join(boxes.lacking(case)),
        delivery=words.delivery(case.delivery),
        address=address,
    )


@dataclass(frozen=True, slots=True)
class DonePage:
    """What a citizen takes home after submitting."""

    number: str
    number_grouped: str
    code: str
    name: str
    qr: str
    answer_by: str
    promise: str
    case_url: str
    receipt: Link | None


def done_page(case: CaseDetail) -> DonePage:
    """The page after submitting; the QR code follows the case without signing in."""
    follow = settings.YICHUANG_PUBLIC_URL + track.follow_url(
        case.number, case.query_code
    )
    code = segno.make(follow, error="m", micro=False)
    return DonePage(
        number=case.number,
        number_grouped=group_case_number(case.number),
        code=case.query_code,
        name=guide.matter_line(case.guide).name,
        qr=code.svg_data_uri(border=2, light="white"),
        answer_by=formats.day_weekday(case.notice_due) if case.notice_due else "",
        promise=guide.matter_line(case.guide).note,
        case_url=reverse("portal:case", args=[case.number]),
        receipt=receipt_link(case.documents),
    )


def receipt_link(documents: Iterable[DocumentRow]) -> Link | None:
    """Where the receipt is that was made as the application came in."""
    found = (row for row in documents if row.kind is DocumentKind.RECEIPT)
    row = next(found, None)
    if row is None:
        return None
    return Link(gettext(row.label), reverse("documents:pdf", args=[row.number]))


def news_rows(case: CaseDetail, new: Guide | None) -> dict[str, Any]:
    """What the new version changes for this draft; without one, that there is none."""
    return {
        "number": case.number,
        "name": guide.matter_line(case.guide).name,
        "news": changes.news(case.guide, new, case.answers) if new else None,
    }
