"""Joint work on a case as its page shows it: who was asked, who owes, where it lies."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries import joint as queries
from yichuang.cases.queries.joint import CameBack
from yichuang.cases.rules.joint import WEIGHT_LABELS, Asked, Weight
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import days_left, english, told
from yichuang.desk.queries import start
from yichuang.desk.queries.joint import Joint
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.lamps import Lamp, lamp, working_days_left
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.web.formats import day, day_clock, day_weekday


@dataclass(frozen=True, slots=True)
class Way:
    """A link to an act."""

    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: whose, where it stands, what was said. `lamp` only while it waits."""

    post: str
    question: str
    state: str
    agrees: bool | None
    late: str
    due: str
    lamp: str
    left: str
    weight: str
    text: str
    who: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line with what is behind it and what may be done."""

    title: str
    notes: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class JointPane:
    """The view of joint work. `cells` are the answers as a row of marks."""

    says: str
    deadline: str
    cells: tuple[str, ...]
    questions: tuple[QuestionLine, ...]
    above: Fact | None
    sites: tuple[Fact, ...]
    recusals: tuple[Fact, ...]
    ways: tuple[Way, ...]


def tally_says(joint: Joint) -> str:
    """ "2 of 3 answered", "" where nobody is asked."""
    count = joint.tally
    if not count.asked:
        return ""
    return gettext("%(answered)s of %(asked)s answered") % {
        "answered": count.answered,
        "asked": count.asked,
    }


def pane(opened: Opened, by: Actor) -> JointPane:
    """Everything about joint work on the case."""
    joint = opened.joint
    due = max((row.due for row in joint.questions if row.due), default=None)
    waits = any(row.state is Asked.WAITING for row in joint.questions)
    rows = zip(opened.detail.opinions, joint.questions, strict=True)
    return JointPane(
        says=tally_says(joint),
        deadline=day_weekday(due) if due and waits else "",
        cells=tuple(
            _mark(row.state, row.agrees)
            for row in joint.questions
            if row.state not in {Asked.WITHDRAWN, Asked.PASSED}
        ),
        questions=tuple(_question(row, opened, late=facts.late) for row, facts in rows),
        above=_above(opened),
        sites=tuple(_site(opened, place) for place in range(len(joint.sites))),
        recusals=tuple(
            _recusal(opened, by, place) for place in range(len(joint.recusals))
        ),
        ways=tuple(_more(opened, by)),
    )


def _mark(state: Asked, agrees: bool | None) -> str:  # noqa: FBT001  the answer itself
    if state is Asked.ANSWERED:
        return "yes" if agrees else "no"
    return state.value


def _question(row: queries.Opinion, opened: Opened, *, late: bool) -> QuestionLine:
    state = Asked(row.state)
    calendar = calendars.calendar_for(opened.case.hall_id)
    waits = state is Asked.WAITING
    lit, left = "", ""
    if waits and row.due:
        left = days_left(working_days_left(row.due, opened.today, calendar))
        lit = _lamp(row, opened, row.due).value
    said = state.label
    if state is Asked.ANSWERED:
        said = N_("agrees") if row.agrees else N_("does not agree")
    who, when = (
        row.answered_by_name or row.ended_by_name,
        row.answered_at or row.ended_at,
    )
    return QuestionLine(
        post=post_of(row, opened),
        question=row.question,
        state=gettext(said),
        agrees=row.agrees,
        late=gettext("late, it was due on %(day)s") % {"day": day(row.due)}
        if late
        else "",
        due=day_weekday(row.due) if row.due and waits else "",
        lamp=lit,
        left=left,
        weight=""
        if row.weight == Weight.NEEDED
        else gettext(WEIGHT_LABELS[Weight(row.weight)]),
        text=row.text or row.ended_reason,
        who=f"{who} {day_clock(when)}".strip(),
        ways=_question_ways(row, opened),
    )


def post_of(row: queries.Opinion, opened: Opened) -> str:
    """The post, with its department where that is not the case's own."""
    name = row.post.name_en if english() and row.post.name_en else row.post.name
    if row.post.department_id == opened.case.department_id:
        return name
    department = places.department(row.post.department_id)
    return f"{told(department, 'name')} {name}"


def _lamp(row: queries.Opinion, opened: Opened, due: date) -> Lamp:
    calendar = calendars.calendar_for(opened.case.hall_id)
    asked = row.asked_at.date()
    return lamp(
        due,
        None,
        opened.today,
        limit_days=calendar.between(asked, due),
        calendar=calendar,
    )


def _question_ways(row: queries.Opinion, opened: Opened) -> tuple[Way, ...]:
    waits, mine = row.state == Asked.WAITING, row.post_id in opened.acting
    names: list[tuple[str, str]] = []
    if waits and mine and opened.detail.allows("opine"):
        names += [("opine", N_("Answer")), ("give-back", N_("Not ours, give it back"))]
    if opened.detail.allows("route"):
        if waits and row.due and opened.today > row.due:
            names.append(("pass-over", N_("Go on without it")))
        if waits or row.state == Asked.RETURNED:
            names.append(("withdraw-question", N_("Withdraw the question")))
    return tuple(_way(opened, name, says, row.pk) for name, says in names)


def _way(opened: Opened, name: str, says: str, on: int | None = None) -> Way:
    url = reverse("desk:act", args=[opened.detail.number, name])
    return Way(name, gettext(says), f"{url}?on={on}" if on is not None else url)


def _above(opened: Opened) -> Fact | None:
    """Where it lies above, and what came back."""
    joint, row = opened.joint, opened.joint.review
    if not joint.body:
        return None
    if row is None:
        title = gettext("%(body)s decides; the first review is done here.")
        return Fact(title % {"body": joint.body}, (), ())
    notes = [
        gettext("Sent up %(when)s by %(who)s with %(n)s papers (%(document)s)")
        % {
            "when": day_clock(row.sent_at),
            "who": row.sent_by_name,
            "n": len(row.papers),
            "document": row.document_number,
        },
        gettext("First review until %(day)s (Licensing Law art. 43)")
        % {"day": day_weekday(row.due)},
    ]
    if row.received_on:
        notes.append(
            gettext("Received above on %(day)s, no. %(number)s")
            % {"day": day(row.received_on), "number": row.receipt_number}
        )
    if row.answer_due and joint.away:
        notes.append(
            gettext("It will answer by %(day)s") % {"day": day_weekday(row.answer_due)}
        )
    if row.answered_on:
        notes.append(
            gettext("Decided above on %(day)s, no. %(number)s")
            % {"day": day(row.answered_on), "number": row.answer_number}
        )
    title = (
        gettext("Lies with %(body)s") if joint.away else gettext("Back from %(body)s")
    )
    return Fact(title % {"body": joint.body}, tuple(notes), ())


def _site(opened: Opened, place: int) -> Fact:
    row = opened.joint.sites[place]
    names = gettext(", ").join(one["name"] for one in row.inspectors)
    notes = [row.place, names]
    if row.assigned_late:
        notes.append(
            gettext("named late: it was due on %(day)s (Licensing Law art. 55)")
            % {"day": day(row.assign_by)}
        )
    if row.done_at:
        found = gettext("meets the conditions") if row.meets else gettext("does not")
        notes += [f"{found}{gettext(': ')}{row.findings}"]
        title = gettext("Looked at on site %(when)s") % {"when": day_clock(row.done_at)}
        return Fact(title, tuple(notes), ())
    title = gettext("To be looked at on site on %(day)s") % {
        "day": day_weekday(row.planned_on)
    }
    looks = opened.user_id in {one["user"] for one in row.inspectors}
    ways = (
        (_way(opened, "inspected", N_("Record the findings")),)
        if looks and opened.detail.allows("inspect")
        else ()
    )
    return Fact(title, tuple(notes), ways)


def _recusal(opened: Opened, by: Actor, place: int) -> Fact:
    row = opened.joint.recusals[place]
    decides = row.state == "asked" and may(by, "case.recuse-decide")
    asked = gettext("asked by the applicant") if row.by_applicant else row.asked_by_name
    return Fact(
        f"{row.name} · {gettext(row.get_state_display())}",
        tuple(
            filter(
                None,
                (
                    f"{gettext(row.get_ground_display())}{gettext(': ')}{row.relation}",
                    asked,
                    row.reason,
                ),
            )
        ),
        (_way(opened, "recusal", N_("Decide on it"), row.pk),) if decides else (),
    )


def _more(opened: Opened, by: Actor) -> list[Way]:
    """What may be begun here, besides the moves on the bar."""
    ways = []
    open_ = opened.detail.state not in {CaseState.DRAFT, CaseState.CLOSED}
    accepted = opened.detail.state is CaseState.ACCEPTED and not opened.joint.away
    if accepted and opened.detail.allows("route"):
        ways.append(_way(opened, "ask", N_("Ask posts")))
    if accepted and opened.detail.allows("inspect") and opened.joint.open_site is None:
        ways.append(_way(opened, "inspect", N_("Check on site")))
    if open_ and may(by, "case.recuse"):
        ways.append(_way(opened, "recuse", N_("Recusal")))
    return ways


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something that waits for the reader's word, with its lamp where it has a day."""

    number: str
    applicant: str
    item: str
    key: str
    what: str
    asked_by: str
    asked_at: datetime
    own: bool
    lamp: str
    left: str


def asked(rows: tuple[start.Asked, ...] | None) -> tuple[AskedLine, ...] | None:
    """What is asked of the reader's posts."""
    if rows is None:
        return None
    return tuple(
        AskedLine(
            number=row.number,
            applicant=row.applicant,
            item=row.item,
            key=row.key,
            what=row.what,
            asked_by=row.asked_by,
            asked_at=row.asked_at,
            own=row.own,
            lamp=row.lamp,
            left=days_left(row.left) if row.lamp else "",
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class BackLine:
    """A case that was given back."""

    url: str
    item: str
    applicant: str
    says: str


def came_back(rows: tuple[CameBack, ...] | None) -> tuple[BackLine, ...] | None:
    """Cases the reader sent to a post whose they are not."""
    if rows is None:
        return None
    return tuple(
        BackLine(
            url=reverse("desk:case", args=[row.number]),
            item=row.item,
            applicant=mask_organisation(row.applicant),
            says=gettext("%(post)s, %(who)s: %(reason)s")
            % {"post": row.post, "who": row.by, "reason": row.reason},
        )
        for row in rows
    )
