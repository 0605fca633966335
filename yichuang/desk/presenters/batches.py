"""Seasons and runs in words: what is next, how far it is, who was left out and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.batches import LeftOut, Member, RunCard, SeasonCard
from yichuang.cases.rules.batches import ACTION_LABELS, Action, RunState, Stage
from yichuang.cases.rules.lifecycle import STATE_LABELS
from yichuang.cases.services.batches.members import Bad
from yichuang.desk.policies import may
from yichuang.kernel.identity import mask_organisation
from yichuang.web.formats import day, day_short, number
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class Step:
    """What is done next in a season: one filled button and what it means."""

    says: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A count of the season; it opens the list behind it."""

    says: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season in the list."""

    url: str
    name: str
    stage: str
    days: str
    members: int
    decided: int


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in a list or on its page. `tens` is the progress as it is announced."""

    url: str
    title: str
    who: str
    state: str
    running: bool
    stopped: bool
    total: int
    done: int
    left_out: int
    handled: int
    percent: int
    tens: str
    note: str
    season: str
    season_url: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """An applicant of the season in its list."""

    url: str
    number: str
    tail: str
    applicant: str
    state: str
    finding: str
    reason: str
    find_url: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A case that was left out, with the remedy."""

    url: str
    number: str
    applicant: str
    says: str
    remedy: str


def season_url(batch_id: int) -> str:
    return reverse("desk:batch", args=[batch_id])


def members_url(batch_id: int, only: str = "") -> str:
    address = reverse("desk:batch-members", args=[batch_id])
    return f"{address}?{urlencode({'only': only})}" if only else address


def ask_url(action: Action, batch_id: int, only: str) -> str:
    """Where a run over cases of a season is asked for."""
    query = urlencode({"action": action.value, "batch": batch_id, "only": only})
    return f"{reverse('desk:run-new')}?{query}"


def season_line(card: SeasonCard) -> SeasonLine:
    return SeasonLine(
        url=season_url(card.id),
        name=card.name,
        stage=gettext(card.stage.label),
        days=f"{day_short(card.opens)} – {day_short(card.closes)}",
        members=card.counts.members,
        decided=card.counts.decided,
    )


def tiles(card: SeasonCard) -> tuple[Tile, ...]:
    """The counts of a season, in the order of its work."""
    counts = card.counts
    rows = (
        (gettext("Applied"), counts.members, ""),
        (gettext("To be accepted"), counts.waiting, "waiting"),
        (gettext("Being reviewed"), counts.accepted, "accepted"),
        (gettext("Reviewed"), counts.reviewed, "reviewed"),
        (gettext("With a decision"), counts.decided, "decided"),
    )
    return tuple(
        Tile(says, count, members_url(card.id, only)) for says, count, only in rows
    )


def next_step(card: SeasonCard, by: Actor) -> Step | None:
    """What this reader does next in the season, None when it is others' turn."""
    counts = card.counts
    open_reviews = counts.members - counts.reviewed - counts.waiting
    to_decide = counts.reviewed - counts.decided
    ways = (
        (counts.waiting, "case.accept", Action.ACCEPT, "waiting"),
        (open_reviews, "batch.review", Action.CHECK, "unreviewed"),
        (to_decide, "case.decide", Action.DECIDE, "found"),
        (counts.decided, "batch.print", Action.PRINT, "decided"),
    )
    for count, permission, action, only in ways:
        if count > 0 and may(by, permission):
            return Step(
                says=f"{gettext(ACTION_LABELS[action])} ({number(count)})",
                text=means(action),
                url=ask_url(action, card.id, only),
            )
    return None


def means(action: Action) -> str:
    return {
        Action.ACCEPT: gettext(
            "Every application whose papers are there is accepted; the others are listed with what is missing."
        ),
        Action.CHECK: gettext(
            "First open the list and say of which application what stands against it. All others are then found in order."
        ),
        Action.DECIDE: gettext(
            "What was found in order is approved with its certificate, what was not is refused with the reason of the review."
        ),
        Action.ROUTE: gettext("The chosen cases are sent to the post you name."),
        Action.APPROVE: gettext(
            "Each is approved with its certificate, if its papers are settled and your letter covers it today."
        ),
        Action.REFUSE: gettext(
            "Each is refused with the same reason and the way to review and court."
        ),
        Action.PRINT: gettext(
            "One PDF in the order of the shelf, five hundred documents to a volume."
        ),
    }.get(action, "")


def other_ways(card: SeasonCard, by: Actor) -> tuple[Link, ...]:
    """The quiet ways of a season page."""
    ways = [Link(gettext("All applicants"), members_url(card.id), "list")]
    if may(by, "batch.enter") and card.stage is Stage.OPEN:
        url = reverse("desk:batch-enter", args=[card.id])
        ways.append(Link(gettext("Enter the list of a school"), url, "upload"))
    if may(by, "batch.folder") and card.stage is Stage.OPEN:
        url = reverse("desk:folder-new", args=[card.id])
        ways.append(Link(gettext("Bring a school's folder"), url, "folder"))
    if may(by, "batch.plan") and card.stage in {Stage.OPEN, Stage.PLANNED}:
        url = reverse("desk:batch-move", args=[card.id])
        ways.append(Link(gettext("Move the last day"), url, "calendar"))
    if may(by, "batch.print") and card.counts.members > card.counts.waiting:
        url = ask_url(Action.PRINT, card.id, "accepted-on")
        ways.append(Link(gettext("Print notices"), url, "printer"))
    if may(by, "print.run") and card.counts.decided:
        url = reverse("desk:print-new") + "?" + urlencode({"batch": card.id})
        ways.append(Link(gettext("Print certificates on stock"), url, "printer"))
    return tuple(ways)


def when(card: SeasonCard) -> str:
    """The days of the season in a sentence."""
    facts = {"opens": day(card.opens), "closes": day(card.closes)}
    if card.closed_on:
        return (
            gettext("Open from %(opens)s to %(closes)s; the limits run since.") % facts
        )
    return (
        gettext("Open from %(opens)s to %(closes)s; the limits begin when it is over.")
        % facts
    )


def run_line(card: RunCard) -> RunLine:
    tens = card.percent // 10 * 10
    return RunLine(
        url=reverse("desk:run", args=[card.id]),
        title=gettext(ACTION_LABELS[card.action]),
        who=card.by_name,
        state=gettext(card.state.label),
        running=card.state is RunState.RUNNING,
        stopped=card.state is RunState.STOPPED,
        total=card.total,
        done=card.done,
        left_out=card.left_out,
        handled=card.handled,
        percent=card.percent,
        tens=gettext("%(tens)s %% done") % {"tens": tens},
        note=_note(card),
        season=card.batch_name,
        season_url=season_url(card.batch_id) if card.batch_id else "",
    )


def _note(card: RunCard) -> str:
    if card.why:
        return gettext(card.why)
    if card.state is RunState.DONE and not card.left_out:
        return gettext("All of them are done.")
    if card.state is RunState.STOPPED:
        return gettext("Nothing happens until you go on; what is done stays done.")
    if not card.left_out:
        return gettext("You may leave this page; it goes on.")
    return gettext("Below stands what was in the way.")


def members(found: Sequence[Member], batch_id: int, by: Actor) -> list[MemberLine]:
    reviews = may(by, "batch.review")
    return [_member(row, batch_id, reviews=reviews) for row in found]


def _member(row: Member, batch_id: int, *, reviews: bool) -> MemberLine:
    words = {True: gettext("In order"), False: gettext("Not in order"), None: "—"}
    open_ = row.state.value == "accepted"
    return MemberLine(
        url=reverse("desk:case", args=[row.number]),
        number=row.number,
        tail=row.number[-7:],
        applicant=masked(row.applicant),
        state=gettext(row.outcome) if row.outcome else gettext(STATE_LABELS[row.state]),
        finding=words[row.agrees],
        reason=row.reason,
        find_url=reverse("desk:batch-find", args=[batch_id, row.number])
        if reviews and open_
        else "",
    )


MANY = (
    (Action.ACCEPT, "case.accept"),
    (Action.ROUTE, "case.route"),
    (Action.APPROVE, "case.decide"),
    (Action.REFUSE, "case.decide"),
    (Action.PRINT, "batch.print"),
)


def many(by: Actor) -> list[tuple[str, str]]:
    """What this reader may do to many cases of the work list: value and words."""
    return [
        (action.value, gettext(ACTION_LABELS[action]))
        for action, permission in MANY
        if may(by, permission)
    ]


def member_chips(batch_id: int, only: str) -> list[dict[str, object]]:
    """The lists of a season, the one that is shown pressed."""
    names = (
        ("", gettext("All")),
        ("waiting", gettext("To be accepted")),
        ("unreviewed", gettext("To be reviewed")),
        ("wanting", gettext("Found not in order")),
        ("decided", gettext("With a decision")),
    )
    return [
        {"says": says, "url": members_url(batch_id, key), "on": key == only}
        for key, says in names
    ]


def masked(name: str) -> str:
    """A name as lists show it."""
    return mask_organisation(name) if name else "—"


def shown(cases: Iterable[tuple[str, str]]) -> list[str]:
    """The first of the chosen cases (name, number), to be recognised."""
    return [f"{masked(name)} {number_[-7:]}" for name, number_ in cases]


def bad_row(row: Bad) -> tuple[int, list[tuple[str, str]]]:
    """A wrong row: its line, and each thing that is wrong with its remedy."""
    return row.line, [
        (refusal.text(gettext), refusal.remedy_text(gettext))
        for refusal in row.refusals
    ]


def left_out(found: Sequence[LeftOut]) -> list[LeftOutLine]:
    return [
        LeftOutLine(
            url=reverse("desk:case", args=[row.number]),
            number=row.number,
            applicant=masked(row.applicant),
            says=row.refusal.text(gettext),
            remedy=row.refusal.remedy_text(gettext),
        )
        for row in found
    ]
