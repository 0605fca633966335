"""A case as its citizen sees it: is it my turn, when is it done, what happened."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.detail import CaseDetail, PersonRow
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.kernel.identity import group_case_number, mask_organisation
from yichuang.kernel.workdays import WorkCalendar
from yichuang.portal.presenters import boxes, guide, mine, papers, timeline, words
from yichuang.portal.presenters.boxes import PaperBox
from yichuang.portal.presenters.guide import Number, Times
from yichuang.portal.presenters.kept import relation_label, withdrawal_label
from yichuang.portal.presenters.timeline import TimeStep
from yichuang.web import formats
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the case."""

    role: str
    name: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """The sentence of the pane: what is so, what it means, what to do. `kind` is
    "correct", "later", "collect", "done" or "wait"; the first three are the reader's turn. `by` is
    the day until when, kept together on a line."""

    kind: str
    title: str
    text: str
    by: str = ""

    @property
    def turn(self) -> bool:
        return self.kind in {"correct", "later", "collect"}


@dataclass(frozen=True, slots=True)
class TrackPage:
    """Everything the page of a case says."""

    number: str
    number_grouped: str
    name: str
    people: tuple[PersonLine, ...]
    stand: Stand
    boxes: tuple[PaperBox, ...]
    asked: bool
    ready: bool
    times: Times
    steps: tuple[TimeStep, ...]
    documents: tuple[Link, ...]
    phone: str
    department: str
    can_withdraw: bool
    guide_url: str
    query_code: str
    version: int


def track_page(
    case: CaseDetail,
    *,
    today: date,
    calendar: WorkCalendar,
    full: bool,
    wrong: dict[str, tuple[str, ...]] | None = None,
) -> TrackPage:
    """The page; `full` False masks people and leaves documents, reasons and acts away."""
    documents = _documents(case) if full else {}
    asked = case.state is CaseState.CORRECTION and full
    told = boxes.told(case, wrong) if asked else ()
    later = boxes.later(case, wrong) if full else ()
    return TrackPage(
        number=case.number,
        number_grouped=group_case_number(case.number),
        name=words.tell_name(case.guide.name, case.guide.name_en),
        people=tuple(person_line(row, full=full) for row in case.people),
        stand=_stand(case, today, calendar, reason=case.reason if full else ""),
        boxes=told or later,
        asked=asked,
        ready=asked and _nothing_left(case),
        times=_times(case),
        steps=timeline.steps(case, documents, full=full),
        documents=tuple(documents.values()),
        phone=case.hall.phone or case.hall.complaint_phone,
        department=words.tell_name(case.department, case.department_en),
        can_withdraw=full and case.allows("withdraw"),
        guide_url=reverse("portal:guide", args=[case.guide.key]),
        query_code=case.query_code if full else "",
        version=case.version,
    )


def _nothing_left(case: CaseDetail) -> bool:
    told = {item["key"] for item in case.correction.items} if case.correction else set()
    return not any(
        row.rule.key in told and row.state in boxes.WAITING for row in case.papers
    )


def person_line(row: PersonRow, *, full: bool) -> PersonLine:
    """Somebody in the case, masked unless it is the reader's own."""
    role = {
        "applicant": gettext("Applicant"),
        "agent": gettext("Acting for them"),
        "entity": gettext("Organisation"),
    }[row.role]
    relation = relation_label(row.relation) if full else ""
    masked = mask_organisation(row.name) if row.role == "entity" else row.masked_name
    return PersonLine(role, row.name if full else masked, relation)


def _stand(
    case: CaseDetail, today: date, calendar: WorkCalendar, *, reason: str
) -> Stand:
    if case.state is CaseState.CORRECTION and case.correction is not None:
        return _correct(case, today, calendar)
    if awaited := [box for box in boxes.later(case) if not box.files]:
        return _later(case, len(awaited))
    if case.state is CaseState.APPROVED:
        return _granted(case)
    if case.state is CaseState.CLOSED:
        return Stand(
            "done", mine.outcome_words(case.row.outcome), _closed_text(case, reason)
        )
    if case.state is CaseState.REFUSED:
        return Stand("wait", gettext("It was refused"), reason)
    return Stand("wait", gettext("Nothing for you to do now"), _waiting_text(case))


def _correct(case: CaseDetail, today: date, calendar: WorkCalendar) -> Stand:
    assert case.correction is not None  # noqa: S101 - asked by the caller
    count, due = len(case.correction.items), case.correction.due
    title = ngettext("Please add %(n)s paper", "Please add %(n)s papers", count) % {
        "n": count
    }
    left = calendar.between(today, due)
    text = gettext("On the working day after it is complete, our time begins to run.")
    over = gettext("The day has passed. Hand it in soon, or the case may be closed.")
    return Stand(
        "correct",
        title,
        over if left < 0 else papers.join([mine.left_words(left), text]),
        by=gettext("by %(day)s") % {"day": formats.day_weekday(due)},
    )


def _later(case: CaseDetail, count: int) -> Stand:
    """Papers tolerated for later: the case goes on meanwhile."""
    days = [
        row.tolerance.due
        for row in case.papers
        if boxes.awaited(row) and row.tolerance and row.tolerance.due
    ]
    by = gettext("by %(day)s") % {"day": formats.day_weekday(min(days))} if days else ""
    title = ngettext(
        "%(n)s paper still has to follow", "%(n)s papers still have to follow", count
    ) % {"n": count}
    text = gettext("We go on meanwhile. The result waits until it is here.")
    return Stand("later", title, text, by=by)


def _granted(case: CaseDetail) -> Stand:
    if case.delivery == "post":
        return Stand(
            "wait",
            gettext("Granted, it comes by post"),
            gettext("You will get an SMS when it is on its way."),
        )
    if case.delivery == "download":
        return Stand(
            "wait",
            gettext("Granted"),
            gettext("You can download the certificate below."),
        )
    return Stand(
        "collect",
        gettext("Granted: please collect it"),
        gettext("Bring your identity card to the issuing window."),
    )


def _closed_text(case: CaseDetail, reason: str) -> str:
    closed = {"day": formats.day(case.closed_at)}
    ended = gettext("Closed on %(day)s.") % closed
    if case.row.outcome == Outcome.APPROVED.value and case.on_time:
        return words.sentences(ended, gettext("Done within our promise."))
    return words.sentences(ended, withdrawal_label(reason))


def _waiting_text(case: CaseDetail) -> str:
    if case.promise_due:
        promise = gettext("We promise to finish by %(day)s.") % {
            "day": formats.day_weekday(case.promise_due)
        }
        where = timeline.elsewhere(case) if case.state is CaseState.ACCEPTED else ""
        return words.sentences(where, promise) if where else promise
    if case.notice_due and case.correction is not None:
        return gettext("We look at what you added and answer by %(day)s.") % {
            "day": formats.day_weekday(case.notice_due)
        }
    if case.notice_due:
        return gettext("We answer by %(day)s: accepted, or what is missing.") % {
            "day": formats.day_weekday(case.notice_due)
        }
    return ""


def _times(case: CaseDetail) -> Times:
    plain = guide.times(case.guide, case.usual)
    promise = _by(plain.promise, case.promise_due)
    return Times(plain.usual, promise, _by(plain.statute, case.statute_due))


def _by(number: Number, due: date | None) -> Number:
    if due is None or not number.value:
        return number
    by = gettext("by %(day)s") % {"day": formats.day_short(due)}
    return Number(number.value, number.unit, by)


def _documents(case: CaseDetail) -> dict[str, Link]:
    return {
        row.number: Link(
            gettext(row.label), reverse("documents:pdf", args=[row.number])
        )
        for row in case.documents
        # What was written to others who are heard is theirs.
        if not row.revoked and row.addressee == case.row.applicant
    }


def follow_url(number: str, code: str) -> str:
    """The address that follows a case without signing in."""
    query = urlencode({"number": number, "code": code})
    return f"{reverse('portal:follow')}?{query}"
