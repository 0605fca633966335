"""A running bundle as its citizen sees it: is it my turn, how far is each matter, when."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.bundles import (
    BundleDetail,
    BundleRow,
    BundleState,
    ChildRow,
)
from yichuang.cases.rules.bundles import Standing
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.catalogue.rules.graph import waves
from yichuang.kernel.identity import group_case_number
from yichuang.portal.presenters import track
from yichuang.portal.presenters.boxes import PaperBox
from yichuang.portal.presenters.bundles.choice import (
    LegRow,
    office_of,
    path_rows,
    waits_words,
)
from yichuang.portal.presenters.mine import MineRow
from yichuang.portal.presenters.track import PersonLine
from yichuang.portal.presenters.words import tell, tell_name
from yichuang.web import formats
from yichuang.web.graph import Card, Graph, draw
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class TrackPage:
    """Everything the page of a bundle says; `boxes` are the one list of what is missing,
    `until` the day by which the first of them is due."""

    number: str
    number_grouped: str
    code: str
    name: str
    people: tuple[PersonLine, ...]
    title: str
    text: str
    turn: bool
    boxes: tuple[PaperBox, ...]
    until: str
    left: str
    done: int
    count: int
    graph: Graph
    finding: str
    path: tuple[LegRow, ...]
    promise: str
    statute: str
    extended: str
    certificates: tuple[Link, ...]
    documents: tuple[Link, ...]
    can_withdraw: bool
    closed: bool
    full: bool


def track_page(
    found: BundleDetail, boxes: tuple[PaperBox, ...], left: str, *, full: bool
) -> TrackPage:
    """The page; `full` False masks people and leaves documents and acts away."""
    bundle = found.bundle
    cards = {row.key: _card(found, row, full=full) for row in found.children}
    title, text = _stand(found)
    dues = [row.correction.due for row in found.corrections if row.correction]
    return TrackPage(
        number=bundle.number,
        number_grouped=group_case_number(bundle.number),
        code=bundle.query_code if full else "",
        name=tell(found.plan.bundle, "name"),
        people=tuple(track.person_line(row, full=full) for row in found.people),
        title=title,
        text=text,
        turn=bool(found.corrections),
        boxes=boxes if full else (),
        until=formats.day_weekday(min(dues)) if dues else "",
        left=left,
        done=found.done,
        count=len(found.children),
        graph=draw(
            waves(found.plan.waits),
            found.plan.waits,
            cards,
            tuple(leg.key for leg in found.path),
        ),
        finding=_finding(found),
        path=path_rows(found.plan, found.path),
        promise=formats.day_weekday(bundle.promise_due) if bundle.promise_due else "",
        statute=formats.day_weekday(bundle.statute_due) if bundle.statute_due else "",
        extended=bundle.extension_reason,
        certificates=_certificates(found) if full else (),
        documents=_documents(found) if full else (),
        can_withdraw=full
        and bundle.state == BundleState.OPEN
        and any(_may_go_back(row) for row in found.children),
        closed=bundle.state == BundleState.CLOSED,
        full=full,
    )


def _may_go_back(row: ChildRow) -> bool:
    outcome = row.row.outcome if row.row else ""
    return row.standing is Standing.RUNNING and not outcome


def _card(found: BundleDetail, row: ChildRow, *, full: bool) -> Card:
    look, says, note = _state(found, row)
    url = ""
    if row.row is not None and full:
        url = reverse("portal:case", args=[row.row.number])
    return Card(
        name=tell(row.part, "name"),
        office=office_of(found.plan, row.part),
        look=look,
        says=says,
        note=note,
        url=url,
    )


def _state(found: BundleDetail, row: ChildRow) -> tuple[str, str, str]:
    """Shape, word and what to know, in this order of urgency."""
    if row.correction is not None:
        return "turn", gettext("It is your turn"), ""
    if row.standing is Standing.RESULT:
        note = row.certificate.number if row.certificate else row.answer
        return "done", gettext("Granted"), note
    if row.standing is Standing.FAILED:
        return "lost", _lost(row), ""
    if row.waits_for:
        return "wait", _accepted(row), waits_words(found.plan, row.waits_for)
    due = row.row.due if row.row is not None else row.leg.due
    note = gettext("by %(day)s") % {"day": formats.day_weekday(due)} if due else ""
    return "on", _accepted(row), note


def _accepted(row: ChildRow) -> str:
    if row.row is None:
        return gettext("With the other authority")
    if row.row.state in {CaseState.ACCEPTED, CaseState.SUSPENDED, CaseState.APPROVED}:
        return gettext("Accepted")
    return gettext("Being looked at")


def _lost(row: ChildRow) -> str:
    outcome = row.row.outcome if row.row is not None else ""
    if outcome == Outcome.WITHDRAWN:
        return gettext("Taken back")
    if outcome == Outcome.TERMINATED:
        return gettext("Ended with the matter before it")
    if outcome == Outcome.NOT_REQUIRED:
        return gettext("No licence needed")
    if outcome in {Outcome.NOT_ACCEPTED, Outcome.NOT_COMPETENT}:
        return gettext("Not accepted")
    return gettext("Not granted")


def _stand(found: BundleDetail) -> tuple[str, str]:
    count = len(found.children)
    if found.corrections:
        n = len(found.corrections)
        return (
            gettext("Please add papers"),
            ngettext(
                "%(n)s matter asks for papers. Here is everything in one list.",
                "%(n)s matters ask for papers. Here is everything in one list.",
                n,
            )
            % {"n": n},
        )
    if found.state == BundleState.CLOSED:
        return (
            gettext("Everything is decided"),
            gettext("%(granted)s of %(count)s matters are granted.")
            % {"granted": found.granted, "count": count},
        )
    said = (
        gettext("%(done)s of %(count)s are done")
        if found.done == found.granted
        else gettext("%(done)s of %(count)s have ended, %(granted)s of them granted")
    )
    return (
        said % {"done": found.done, "count": count, "granted": found.granted},
        gettext(
            "There is nothing for you to do now. We write to you when all is done."
        ),
    )


def _finding(found: BundleDetail) -> str:
    """The picture in one sentence, for those who hear it."""
    waiting = sum(1 for row in found.children if row.waits_for)
    return gettext(
        "%(done)s of %(count)s matters are granted, %(waiting)s wait for another one"
    ) % {"done": found.granted, "count": len(found.children), "waiting": waiting}


def _certificates(found: BundleDetail) -> tuple[Link, ...]:
    return tuple(
        Link(
            tell(row.part, "name"),
            reverse("documents:pdf", args=[row.certificate.number]),
        )
        for row in found.children
        if row.certificate is not None
    )


def _documents(found: BundleDetail) -> tuple[Link, ...]:
    return tuple(
        Link(gettext(row.label), reverse("documents:pdf", args=[row.number]))
        for row in found.documents
        if not row.revoked
    )


def mine_rows(rows: tuple[BundleRow, ...]) -> tuple[MineRow, ...]:
    """The bundles of a citizen among their matters, those that wait for them first."""
    found = [_mine(row) for row in rows]
    return tuple(sorted(found, key=lambda row: (not row.turn, not row.draft)))


def _mine(row: BundleRow) -> MineRow:
    url = reverse("portal:bundle-case", args=[row.number])
    name = tell_name(row.name, row.name_en)
    if row.state == BundleState.DRAFT:
        note = gettext("Begun on %(day)s") % {"day": formats.day_short(row.begun_at)}
        return MineRow(url, name, note, draft=True)
    note = gettext("%(done)s of %(count)s are done") % {
        "done": row.done,
        "count": row.count,
    }
    turn = gettext("It is your turn") if row.turns else ""
    if row.state == BundleState.CLOSED:
        return MineRow(url, name, note)
    return MineRow(url, name, note, turn=turn, stage=row.done, stages=row.count or 1)
