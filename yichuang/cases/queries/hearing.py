"""Hearings of a case as frozen rows, and who may chair one."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.queries import StaffRow, staff_with
from yichuang.accounts.rules import Role
from yichuang.cases.models import Case, Hearing, HearingChallenge
from yichuang.cases.queries.facts import has_none
from yichuang.cases.queries.joint import recusals_of
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.authority import RecusalState
from yichuang.cases.rules.hearing import HearingGround, HearingState, PartyRole
from yichuang.journal import queries as journal_queries
from yichuang.kernel.limits import Deadline
from yichuang.organisation.queries import calendars, posts

CHAIRS = (Role.DEPARTMENT_HEAD, Role.CHIEF_APPROVER, Role.APPROVER, Role.HALL_MANAGER)
AS_KEPT = (
    "id",
    "version",
    "reason",
    "told_on",
    "apply_due",
    "told_document",
    "applied_on",
    "applied_by_name",
    "wish",
    "organise_due",
    "notified_on",
    "held_at",
    "place",
    "public",
    "secret_reason",
    "chair",
    "chair_name",
    "recorder_name",
    "notice_document",
    "opinion",
    "ended_at",
    "minutes_document",
)
"""Columns that are shown as they are kept."""
EXAMINED = frozenset(
    {
        "case.paper-checked",
        "case.papers-checked",
        "case.notice-sent",
        "case.tolerance-agreed",
        "case.tolerance-denied",
        "case.opinion-given",
        "case.hearing-told",
        "case.approved",
        "case.refused",
    }
)
"""What examining and deciding a case leaves in the journal."""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody who is heard."""

    id: int
    name: str
    role: PartyRole
    signed: bool
    refused: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """A challenge of the chair; `upheld` is None while nobody has decided."""

    id: int
    by_name: str
    chair_name: str
    reason: str
    at: datetime
    upheld: bool | None
    decided_by_name: str
    decision: str


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A hearing with its people; days are of the hall's zone. `silent` says that nobody
    asked for it in time; `earliest` is the first day it could be held if called today."""

    id: int
    version: int
    state: HearingState
    ground: HearingGround
    reason: str
    told_on: date
    apply_due: date | None
    told_document: str
    applied_on: date | None
    applied_by_name: str
    wish: str
    organise_due: date | None
    notified_on: date | None
    held_at: datetime | None
    place: str
    public: bool
    secret_reason: str
    chair: str
    chair_name: str
    recorder_name: str
    notice_document: str
    minutes: tuple[tuple[str, str], ...]
    opinion: str
    ended_at: datetime | None
    minutes_document: str
    silent: bool
    earliest: date
    parties: tuple[PartyRow, ...]
    challenges: tuple[ChallengeRow, ...]

    @property
    def challenged(self) -> bool:
        """Whether a challenge waits for a decision."""
        return any(row.upheld is None for row in self.challenges)

    @property
    def chair_replaced(self) -> bool:
        """Whether a challenge was upheld and nobody was called to preside since."""
        return self.state is HearingState.SCHEDULED and not self.chair


def hearings_of(case: Case, today: date) -> tuple[HearingRow, ...]:
    """Every hearing of the case, the newest first: three queries at most."""
    rows = Hearing.objects.filter(case=case).prefetch_related("parties", "challenges")
    return tuple(_row(row, case, today) for row in rows.order_by("-id"))


def latest(case: Case) -> Hearing | None:
    """The newest hearing of a case."""
    if has_none(case, Hearing):
        return None
    return Hearing.objects.filter(case=case).order_by("-id").first()


def limits(row: HearingRow, case: Case) -> tuple[tuple[str, Deadline], ...]:
    """The limits that run, explained day by day: for asking, for holding, of the notice."""
    calendar = calendars.calendar_for(case.hall_id)
    found = []
    if row.apply_due is not None:
        found.append(("apply", rules.explain(row.told_on, rules.APPLY_LIMIT, calendar)))
    if row.applied_on is not None:
        found.append(
            ("organise", rules.explain(row.applied_on, rules.ORGANISE_LIMIT, calendar))
        )
    if row.notified_on is not None:
        found.append(
            ("notice", rules.explain(row.notified_on, rules.NOTICE_LIMIT, calendar))
        )
    return tuple(found)


def handlers(case: Case, today: date) -> frozenset[str]:
    """Who examined the case, or would decide it at the post where it lies ("staff:12")."""
    acted = {
        entry.actor
        for entry in journal_queries.timeline(case.about)
        if entry.code in EXAMINED
    }
    at_post = posts.acting_at([case.post_id], today) if case.post_id else {}
    holding = {f"staff:{user}" for users in at_post.values() for user in users}
    return frozenset(acted | holding)


def possible_chairs(case: Case, today: date) -> tuple[StaffRow, ...]:
    """Who of the hall and the department may chair: had no part, is not recused, was
    not challenged away."""
    had_part = handlers(case, today) | _challenged_away(case)
    away = {
        row.user_id for row in recusals_of(case) if row.state != RecusalState.DENIED
    }
    found = {
        row.id: row
        for role in CHAIRS
        for row in staff_with(
            role, hall_id=case.hall_id, department_id=case.department_id
        )
        if f"staff:{row.id}" not in had_part and row.id not in away
    }
    return tuple(found.values())


def _challenged_away(case: Case) -> frozenset[str]:
    upheld = HearingChallenge.objects.filter(hearing__case=case, upheld=True)
    return frozenset(upheld.values_list("chair", flat=True))


def minutes_number(case: Case, today: date) -> str:
    """What a decision of today rests on; "" without a hearing.

    Raises:
        Refusal: "hearing.open", "hearing.may-be-asked".
    """
    row = latest(case)
    if row is None:
        return ""
    return rules.minutes_for_decision(
        row.state, apply_due=row.apply_due, today=today, minutes=row.minutes_document
    )


def require_no_hearing(case: Case) -> None:
    """Nobody lets the clock run on by hand while a hearing is under way; it goes on by
    itself with its end.

    Raises:
        Refusal: "hearing.open".
    """
    row = latest(case)
    if row is not None:
        rules.require_not_under_way(row.state)


def _row(row: Hearing, case: Case, today: date) -> HearingRow:
    due = row.apply_due
    return HearingRow(
        **{name: getattr(row, name) for name in AS_KEPT},
        state=HearingState(row.state),
        ground=HearingGround(row.ground),
        minutes=tuple((line["who"], line["text"]) for line in row.minutes),
        silent=row.state == HearingState.TOLD and due is not None and today > due,
        earliest=rules.earliest(today, calendars.calendar_for(case.hall_id)),
        parties=_parties(row),
        challenges=_challenges(row),
    )


def _parties(row: Hearing) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(
            id=one.pk,
            name=one.name,
            role=PartyRole(one.role),
            signed=bool(one.signature),
            refused=one.refused,
            signed_at=one.signed_at,
        )
        for one in sorted(row.parties.all(), key=lambda one: one.pk)
    )


def _challenges(row: Hearing) -> tuple[ChallengeRow, ...]:
    return tuple(
        ChallengeRow(
            id=one.pk,
            by_name=one.by_name,
            chair_name=one.chair_name,
            reason=one.reason,
            at=one.at,
            upheld=one.upheld,
            decided_by_name=one.decided_by_name,
            decision=one.decision,
        )
        for one in sorted(row.challenges.all(), key=lambda one: one.pk)
    )


__all__ = [
    "AS_KEPT",
    "CHAIRS",
    "EXAMINED",
    "ChallengeRow",
    "Hearing",
    "HearingRow",
    "PartyRow",
    "handlers",
    "hearings_of",
    "latest",
    "limits",
    "minutes_number",
    "possible_chairs",
    "require_no_hearing",
]
