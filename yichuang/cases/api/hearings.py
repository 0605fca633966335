"""Hearings 听证 for other systems: told, asked for, called, held, signed, closed."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field, StringConstraints

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import finding
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.queries.hearing import HearingRow
from yichuang.cases.rules.hearing import HearingGround, HearingState, PartyRole
from yichuang.cases.schemas import SeenIn, Short, Text
from yichuang.cases.services import hearing
from yichuang.cases.services.hearing import Call
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["hearings"])


class TellIn(SeenIn):
    """What is going to be decided and why; `interested` names others to be heard."""

    ground: HearingGround
    reason: Text
    interested: list[
        Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
    ] = Field(default_factory=list, max_length=50)


class WishIn(SeenIn):
    """Who asks for the hearing (the applicant, without a word) and what for."""

    who: Annotated[str, StringConstraints(max_length=80)] = ""
    wish: Text = ""


class CallIn(SeenIn):
    """When, where and before whom: `chair` is the number of a member of staff. Without
    `secret` it is public; with it, why the doors are closed."""

    held_at: AwareDatetime
    place: Short
    chair: int
    recorder: Annotated[str, StringConstraints(max_length=80)] = ""
    secret: Short = ""


class ChallengeIn(SeenIn):
    """Which direct interest the chair has, and who says so."""

    who: Annotated[str, StringConstraints(max_length=80)] = ""
    reason: Annotated[str, StringConstraints(max_length=300)]


class JudgeIn(SeenIn):
    """Whether somebody else presides, with the reason."""

    uphold: bool
    decision: Annotated[str, StringConstraints(max_length=300)]


class MinutesIn(SeenIn):
    """A line for each who spoke, as “name：words”; and the chair's opinion."""

    minutes: Annotated[str, StringConstraints(max_length=50_000)]
    opinion: Text = ""


class SignatureIn(SeenIn):
    """The strokes of one party in a box of 1000 × 400, or why they would not sign."""

    party: int
    signature: Annotated[str, StringConstraints(max_length=40_000)] = ""
    refused: Short = ""


class PartyOut(Schema):
    """Somebody who is heard. `refused` says why they did not sign."""

    id: int
    name: str
    role: PartyRole
    signed: bool
    refused: str


class HearingOut(Schema):
    """The newest hearing of a case. Documents by number; `silent` when nobody asked for
    it in time."""

    case: str
    version: int = Field(description="of the case, to be sent as seen")
    state: HearingState
    ground: HearingGround
    reason: str
    told_on: date
    apply_due: date | None
    silent: bool
    organise_due: date | None
    held_at: datetime | None
    place: str
    public: bool
    chair: str
    challenged: bool
    parties: list[PartyOut]
    told_document: str
    notice_document: str
    minutes_document: str


def _called(
    request: HttpRequest, number: str, data: SeenIn | None = None
) -> tuple[Case, Actor]:
    """The case as its caller last saw it, and who calls."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    seen = data.version or None if data is not None else None
    return finding.find(by, number, seen=seen), by


def _out(case: Case) -> HearingOut:
    rows = hearing_queries.hearings_of(case, timezone.localdate())
    if not rows:
        raise Refusal("hearing.none", N_("There is no hearing on this case."))
    case.refresh_from_db(fields=["version"])  # a hearing may stop or start the clock
    return _told(case, rows[0])


def _told(case: Case, row: HearingRow) -> HearingOut:
    return HearingOut(
        case=case.number,
        version=case.version,
        state=row.state,
        ground=row.ground,
        reason=row.reason,
        told_on=row.told_on,
        apply_due=row.apply_due,
        silent=row.silent,
        organise_due=row.organise_due,
        held_at=row.held_at,
        place=row.place,
        public=row.public,
        chair=row.chair_name,
        challenged=row.challenged,
        parties=[
            PartyOut(
                id=one.id,
                name=one.name,
                role=one.role,
                signed=one.signed,
                refused=one.refused,
            )
            for one in row.parties
        ],
        told_document=row.told_document,
        notice_document=row.notice_document,
        minutes_document=row.minutes_document,
    )


@router.get("/cases/{number}/hearing", response=HearingOut, summary="Its hearing")
@needs_scope("case.view")
def show(request: HttpRequest, number: str) -> HearingOut:
    """Where it stands, by when it is asked for and held, who is heard."""
    case, _by = _called(request, number)
    return _out(case)


@router.post(
    "/cases/{number}/hearing",
    response={201: HearingOut},
    summary="Tell of the right to a hearing",
)
@needs_scope("hearing.tell")
@idempotent()
def tell(request: HttpRequest, number: str, data: TellIn) -> HearingOut:
    """Applicant and interested parties, each in writing (行政许可法 art. 46, 47)."""
    case, by = _called(request, number, data)
    hearing.tell(
        case,
        data.ground,
        reason=data.reason,
        interested=data.interested,
        by=by,
        at=timezone.now(),
    )
    return _out(case)


@router.post(
    "/cases/{number}/hearing/wish", response=HearingOut, summary="A hearing is wanted"
)
@needs_scope("hearing.apply")
@idempotent(status=200)
def apply(request: HttpRequest, number: str, data: WishIn) -> HearingOut:
    """Within five working days of being told; the clock stands still from now on."""
    case, by = _called(request, number, data)
    hearing.apply(case, who=data.who, wish=data.wish, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/hearing/waiver", response=HearingOut, summary="None is wanted"
)
@needs_scope("hearing.apply")
@idempotent(status=200)
def waive(request: HttpRequest, number: str, data: SeenIn) -> HearingOut:
    """Said in so many words, so the decision need not wait."""
    case, by = _called(request, number, data)
    hearing.waive(case, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/hearing/cancellation",
    response=HearingOut,
    summary="It is no longer wanted",
)
@needs_scope("hearing.apply")
@idempotent(status=200)
def cancel(request: HttpRequest, number: str, data: SeenIn) -> HearingOut:
    """By who asked for it; one by duty is held all the same."""
    case, by = _called(request, number, data)
    hearing.cancel(case, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/hearing/call", response=HearingOut, summary="Call the hearing"
)
@needs_scope("hearing.organise")
@idempotent(status=200)
def schedule(request: HttpRequest, number: str, data: CallIn) -> HearingOut:
    """Seven working days ahead, before a stranger to the case; everybody is told."""
    case, by = _called(request, number, data)
    call = Call(
        held_at=data.held_at,
        place=data.place,
        chair=data.chair,
        recorder=data.recorder,
        public=not data.secret,
        secret_reason=data.secret,
    )
    hearing.schedule(case, call, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/hearing/challenge",
    response=HearingOut,
    summary="Challenge the chair",
)
@needs_scope("hearing.apply")
@idempotent(status=200)
def challenge(request: HttpRequest, number: str, data: ChallengeIn) -> HearingOut:
    """Until it is decided nobody is heard."""
    case, by = _called(request, number, data)
    hearing.challenge(case, who=data.who, reason=data.reason, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/hearing/challenge/decision",
    response=HearingOut,
    summary="Decide on the challenge",
)
@needs_scope("hearing.judge")
@idempotent(status=200)
def judge(request: HttpRequest, number: str, data: JudgeIn) -> HearingOut:
    """By a head who is not the chair; upheld, the hearing is called anew."""
    case, by = _called(request, number, data)
    hearing.judge(
        case, uphold=data.uphold, decision=data.decision, by=by, at=timezone.now()
    )
    return _out(case)


@router.post(
    "/cases/{number}/hearing/minutes", response=HearingOut, summary="Keep the minutes"
)
@needs_scope("hearing.preside")
@idempotent(status=200)
def record(request: HttpRequest, number: str, data: MinutesIn) -> HearingOut:
    """By the chair or the recorder; changed words want new signatures."""
    case, by = _called(request, number, data)
    hearing.record(
        case, minutes=data.minutes, opinion=data.opinion, by=by, at=timezone.now()
    )
    return _out(case)


@router.post(
    "/cases/{number}/hearing/signatures", response=HearingOut, summary="Somebody signs"
)
@needs_scope("hearing.preside")
@idempotent(status=200)
def sign(request: HttpRequest, number: str, data: SignatureIn) -> HearingOut:
    """A party signs the minutes, or it is written down why not."""
    case, by = _called(request, number, data)
    hearing.sign(
        case,
        data.party,
        signature=data.signature,
        refused=data.refused,
        by=by,
        at=timezone.now(),
    )
    return _out(case)


@router.post(
    "/cases/{number}/hearing/close", response=HearingOut, summary="Close the hearing"
)
@needs_scope("hearing.preside")
@idempotent(status=200)
def close(request: HttpRequest, number: str, data: SeenIn) -> HearingOut:
    """The minutes become a document, the clock runs on, the decision rests on them."""
    case, by = _called(request, number, data)
    hearing.close(case, by=by, at=timezone.now())
    return _out(case)
