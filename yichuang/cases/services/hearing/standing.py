"""What every act of a hearing shares: its row, its documents, the clock that stands."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.cases import policies
from yichuang.cases.models import Case, Hearing, HearingParty
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.clock import StopGround
from yichuang.cases.rules.hearing import PartyRole
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import handling, letters
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places

PRINTED_ROLES = {PartyRole.APPLICANT: "申请人", PartyRole.INTERESTED: "利害关系人"}


def today_of(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def local(case: Case, at: datetime) -> str:
    return at.astimezone(places.hall(case.hall_id).zone).strftime("%Y-%m-%dT%H:%M")


def require_accepted(case: Case) -> None:
    if case.state not in {CaseState.ACCEPTED, CaseState.SUSPENDED}:
        raise Refusal(
            "hearing.not-now",
            N_("A hearing is held between acceptance and decision."),
            remedy=N_("Licensing Law art. 47: before the decision is made."),
        )


def take(case: Case, move: str, *, by: Actor) -> Hearing:
    """The hearing, if the table and the actor's roles allow the move."""
    row = hearing_queries.latest(case)
    if row is None:
        raise Refusal("hearing.none", N_("There is no hearing on this case."))
    policies.require_move(by, rules.require_move(row.state, move).needs, case)
    require_accepted(case)
    return row


def move_on(row: Hearing, **changes: Any) -> None:
    """One compare-and-set; whoever came second is told."""
    values = {**changes, "version": row.version + 1}
    if not Hearing.objects.filter(pk=row.pk, version=row.version).update(**values):
        raise moved_on(row.case)
    for name, value in values.items():
        setattr(row, name, value)


def send(
    row: Hearing,
    kind: DocumentKind,
    facts: Callable[[HearingParty], dict[str, Any]],
    column: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """To each party its own document, in the words of `facts` for it; the applicant's
    number is kept."""
    numbers = [
        letters.issue(row.case, kind, facts(party), by=by, at=at, addressee=party.name)
        for party in row.parties.order_by("id")
    ]
    move_on(row, **{column: numbers[0]})


def setting(row: Hearing, to: HearingParty | None = None) -> dict[str, Any]:
    """When, where and who, as the minutes print it. In a notice `to` one of the parties
    the others who are heard beside the applicant are not named in full: that there are
    some is all a notice has to say (行政许可法 art. 48(1), PIPL art. 6)."""
    said = "公开举行" if row.public else f"不公开举行（{row.secret_reason}）"
    return {
        "held_at": local(row.case, row.held_at) if row.held_at else "",
        "place": row.place,
        "public": said,
        "chair": row.chair_name,
        "recorder": row.recorder_name,
        "reviewer": row.told_by_name,
        "parties": [_named_to(to, one) for one in row.parties.order_by("id")],
    }


def named(party: HearingParty) -> dict[str, str]:
    return {"name": party.name, "role": PRINTED_ROLES[PartyRole(party.role)]}


def _named_to(reader: HearingParty | None, party: HearingParty) -> dict[str, str]:
    known = reader is None or reader.pk == party.pk
    if known or party.role == PartyRole.APPLICANT:
        return named(party)
    return {**named(party), "name": mask_organisation(party.name)}


def open_challenges(row: Hearing) -> int:
    return row.challenges.filter(upheld=None).count()


def stop_clock(case: Case, *, at: datetime) -> None:
    """The time of a hearing does not count (art. 45); it follows from the law, so
    nobody presses for it."""
    if case.state == CaseState.ACCEPTED:
        days = rules.ORGANISE_LIMIT.n
        handling.suspend(case, StopGround.HEARING, days, by=SYSTEM, at=at)


def let_clock_run(case: Case, *, at: datetime) -> None:
    stopped = case.stops.filter(ended=None, ground=StopGround.HEARING).exists()
    if stopped and case.state == CaseState.SUSPENDED:
        handling.resume(case, by=SYSTEM, at=at)
