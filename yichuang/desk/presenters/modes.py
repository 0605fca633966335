"""The way a case is handled, in words: beside the case, on the bar, and on the pages of
the acts."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases import policies as case_policies
from yichuang.cases.queries.modes import Leg
from yichuang.cases.rules import papers
from yichuang.cases.rules.elsewhere import Direction, TransferState
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.lifecycle import OPEN_STATES, CaseState, Outcome
from yichuang.cases.rules.modes import GreenReason, GreenState
from yichuang.cases.rules.papers import PaperState
from yichuang.catalogue.rules.guide import ProjectKind
from yichuang.desk.policies import may
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph, told
from yichuang.desk.queries.opened import Opened
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.web.formats import day_clock, day_weekday


@dataclass(frozen=True, slots=True)
class ModeButton:
    """A way to act beside the ordinary moves. What is `quiet` stands beside the case,
    the rest on the bar."""

    name: str
    says: str
    url: str
    quiet: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something on its way between two halls; `url` confirms that it is here."""

    says: str
    when: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ModePane:
    """What stands beside the case about the way it is handled."""

    green: bool
    facts: tuple[Paragraph, ...]
    parcels: tuple[Parcel, ...]
    ways: tuple[ModeButton, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.parcels or self.ways)


def pane(opened: Opened, by: Actor, now: datetime) -> ModePane:
    """The pane of the case; empty for an ordinary one."""
    facts = (
        *_green_facts(opened, now),
        *_follow_facts(opened),
        *_transfer_facts(opened),
        *_visit_facts(opened),
    )
    legs = opened.modes.legs
    return ModePane(
        green=opened.case.green,
        facts=facts,
        parcels=tuple(_parcel(leg, opened, by) for leg in legs),
        ways=tuple(row for row in buttons(opened, by) if row.quiet),
    )


def _green_facts(opened: Opened, now: datetime) -> tuple[Paragraph, ...]:
    row = opened.modes.green
    if row is None:
        return ()
    reason = gettext(GreenReason(row.reason).label)
    state = gettext(GreenState(row.state).label)
    facts = [Paragraph(gettext("Precedence"), f"{reason} · {state}")]
    if row.target_at is not None:
        until = {"when": day_clock(row.target_at)}
        facts.append(
            Paragraph(gettext("Own target"), gettext("until %(when)s") % until)
        )
        if opened.detail.state.value in OPEN_STATES:
            facts.append(Paragraph(gettext("Left"), left_says(row.target_at, now)))
    return tuple(facts)


def left_says(target: datetime, now: datetime) -> str:
    """How many minutes are left, or over."""
    minutes = int((target - now).total_seconds() // 60)
    if minutes < 0:
        return gettext("%(n)s minutes over") % {"n": -minutes}
    return gettext("%(n)s minutes left") % {"n": minutes}


def _follow_facts(opened: Opened) -> tuple[Paragraph, ...]:
    row = opened.modes.follow_up
    if row is None:
        return ()
    facts = [
        Paragraph(gettext(FollowKind(row.kind).label), row.earlier.number),
        Paragraph(gettext("In the applicant’s words"), row.wish),
        Paragraph(gettext("New name"), row.new_name),
    ]
    if row.renews_by_silence is not None and row.successor_id is None:
        says = gettext("undecided after %(day)s it is renewed by law") % {
            "day": day_weekday(row.renews_by_silence)
        }
        facts.append(Paragraph(gettext("Silence"), says))
    return tuple(fact for fact in facts if fact.text)


def _transfer_facts(opened: Opened) -> tuple[Paragraph, ...]:
    row = opened.modes.transfer
    if row is None:
        return ()
    state = gettext(TransferState(row.state).label)
    facts = [
        Paragraph(
            gettext("Collected at"), f"{row.from_hall.name} · {row.sent_by_name}"
        ),
        Paragraph(gettext("Decided at"), f"{row.to_hall.name} · {state}"),
        Paragraph(gettext("Identity"), row.identity),
    ]
    if row.taken_at is not None:
        taken = f"{row.taken_by_name} {day_clock(row.taken_at)}"
        facts.append(Paragraph(gettext("Taken over"), taken))
    return tuple(facts)


def _visit_facts(opened: Opened) -> tuple[Paragraph, ...]:
    row = opened.modes.home_visit
    if row is None:
        return ()
    who = f"{row.visitor}、{row.companion} · {day_weekday(row.day)}"
    return (Paragraph(gettext("Received at home"), who),)


def _parcel(leg: Leg, opened: Opened, by: Actor) -> Parcel:
    row = opened.modes.transfer
    there = leg.direction == Direction.THERE
    says = f"{leg.what} · {leg.tracking}".rstrip(" ·")
    if leg.arrived_at is not None:
        when = gettext("arrived %(when)s, %(who)s") % {
            "when": day_clock(leg.arrived_at),
            "who": leg.arrived_by_name,
        }
        return Parcel(says, when)
    end = None if row is None else row.to_hall_id if there else row.from_hall_id
    mine = may(by, "case.carry") and by.hall_id in {None, end}
    url = reverse("desk:act", args=[opened.detail.number, "parcel-here"])
    when = gettext("on its way since %(when)s") % {"when": day_clock(leg.sent_at)}
    return Parcel(says, when, f"{url}?on={leg.pk}" if mine else "")


def buttons(opened: Opened, by: Actor) -> tuple[ModeButton, ...]:
    """The ways of handling that are open to this reader now."""
    names = [
        *(["at-once"] if on_spot(opened, by) else ()),
        *(["transfer"] if _awaits_transfer(opened, by) else ()),
        *_green_ways(opened, by),
        *_between_halls(opened, by),
        *(["follow"] if follows(opened) and may(by, "case.follow") else ()),
        *(["terminate"] if opened.detail.allows("terminate") else ()),
    ]
    return tuple(
        ModeButton(
            name,
            gettext(SAYS[name]),
            reverse("desk:act", args=[opened.detail.number, name]),
            quiet=name in QUIET,
            danger=name == "terminate",
        )
        for name in names
    )


SAYS = {
    "at-once": N_("Do it in one sitting"),
    "transfer": N_("Send to the deciding hall"),
    "green": N_("Ask for precedence"),
    "green-answer": N_("Answer: precedence"),
    "take-over": N_("Take over"),
    "parcel": N_("Send a parcel"),
    "follow": N_("Change, renew, issue again"),
    "terminate": N_("End without a decision"),
}
QUIET = frozenset({"green", "parcel", "follow", "terminate"})


def on_spot(opened: Opened, by: Actor) -> bool:
    """Whether the reader may do all of it now: the guide, the state, the letter."""
    return (
        opened.detail.guide.project_kind is ProjectKind.ON_SPOT
        and opened.detail.state is CaseState.RECEIVED
        and opened.letter is not None
        and case_policies.may_move(by, "case.at-once", opened.case)
        and not _awaits_transfer(opened, by)
    )


def _awaits_transfer(opened: Opened, by: Actor) -> bool:
    home = places.department(opened.case.department_id).hall_id
    return home != opened.case.hall_id and opened.detail.allows("transfer")


def _green_ways(opened: Opened, by: Actor) -> list[str]:
    row = opened.modes.green
    if opened.detail.state not in OPEN_STATES:
        return []
    if row is not None and row.state == GreenState.ASKED:
        mine = row.asked_by == by.ref or not may(by, "case.green-decide")
        return [] if mine else ["green-answer"]
    standing = row is not None and row.state == GreenState.GRANTED
    if standing or not case_policies.may_move(by, "case.green", opened.case):
        return []
    return ["green"]


def _between_halls(opened: Opened, by: Actor) -> list[str]:
    row = opened.modes.transfer
    if row is None or opened.detail.state is CaseState.CLOSED:
        return []
    found = []
    waits = row.state == TransferState.SENT and opened.case.hall_id == by.hall_id
    if waits and may(by, "case.receive"):
        found.append("take-over")
    if may(by, "case.carry"):
        found.append("parcel")
    return found


def certificate_number(opened: Opened) -> str:
    """The certificate this case ended with, "" without one that holds."""
    return next(
        (
            row.number
            for row in reversed(opened.detail.documents)
            if row.kind is DocumentKind.CERTIFICATE and not row.revoked
        ),
        "",
    )


def follows(opened: Opened) -> tuple[FollowKind, ...]:
    """What may follow the certificate of a closed case; the service asks the rest."""
    granted = opened.case.outcome == Outcome.APPROVED
    closed = opened.detail.state is CaseState.CLOSED
    return (
        tuple(FollowKind) if granted and closed and certificate_number(opened) else ()
    )


def unchecked(opened: Opened) -> tuple[tuple[str, str], ...]:
    """Papers that still have to be found in order."""
    waiting = {PaperState.PRESENT, PaperState.MISSING}
    return tuple(
        (row.rule.key, told(row.rule, "name"))
        for row in opened.detail.papers
        if row.required and row.state in waiting
    )


def at_once_preview(opened: Opened) -> Preview:
    """What one press does."""
    letter = opened.letter
    return Preview(
        document=told(opened.detail.guide, "result_name")
        or told(opened.detail.guide, "name"),
        facts=(
            Paragraph(gettext("To"), opened.case.applicant_name),
            Paragraph(gettext("Case number"), opened.detail.number),
        ),
        note=gettext(
            "Papers checked, accepted, decided and handed over by one press; what fails undoes all of it. No receipt is needed, for nothing stays here."
        ),
        authority=letter.letter_number if letter is not None else "",
        unless=""
        if letter is not None
        else gettext("You hold no letter for this matter today."),
    )


def green_preview(opened: Opened, by: Actor) -> Preview:
    """Who asks, why, and what shows it."""
    row = opened.modes.green
    if row is None or row.state != GreenState.ASKED:
        return Preview(unless=gettext("Nobody asks for precedence here."))
    reason = GreenReason(row.reason)
    facts = (
        Paragraph(gettext("Reason"), gettext(reason.label)),
        Paragraph(gettext("What shows it"), row.evidence),
        Paragraph(gettext("Own target in office minutes"), str(row.minutes or "—")),
        Paragraph(
            gettext("Asked by"), f"{row.asked_by_name} {day_clock(row.asked_at)}"
        ),
    )
    own = row.asked_by == by.ref
    return Preview(
        facts=facts,
        basis=(reason.basis,) if reason.basis else (),
        unless=gettext("You asked for it yourself, so somebody else answers.")
        if own
        else "",
    )


def transfer_preview(opened: Opened) -> Preview:
    """Where the papers go, and whether they are complete."""
    home = places.hall(places.department(opened.case.department_id).hall_id)
    lacking = papers.lacking_for_acceptance(opened.facts)
    names = "、".join(fact.name for fact in lacking)
    return Preview(
        facts=(Paragraph(gettext("Decided at"), home.name),),
        note=gettext(
            "The papers go there at once, originals by courier. This hall keeps sight of the case; the clock starts with acceptance there."
        ),
        unless=gettext("First settle: %(papers)s.") % {"papers": names}
        if names
        else "",
    )


def taken_preview(opened: Opened) -> Preview:
    """What another hall checked."""
    return Preview(facts=_transfer_facts(opened))


def parcel_preview(opened: Opened, on: str) -> Preview:
    """The parcel in question."""
    leg = next((row for row in opened.modes.legs if str(row.pk) == on), None)
    if leg is None:
        return Preview(unless=gettext("No such parcel is on its way to this hall."))
    return Preview(
        facts=(Paragraph(gettext("What is sent"), f"{leg.what} {leg.tracking}"),)
    )


def follow_preview(opened: Opened) -> Preview:
    """The certificate it is about."""
    return Preview(
        facts=(
            Paragraph(gettext("Certificate"), certificate_number(opened)),
            Paragraph(gettext("Holder"), opened.case.applicant_name),
        ),
        note=gettext(
            "A new case with the same people. What we know is not asked again; the earlier certificate holds until the new one is made."
        ),
        basis=("《中华人民共和国行政许可法》第四十九条、第五十条",),
    )
