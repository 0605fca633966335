"""Ways of handling for other systems: ended without a decision, done in one sitting, with
precedence, collected for another hall, and what follows a certificate."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import finding, modes
from yichuang.cases.rules.elsewhere import Direction, TransferState
from yichuang.cases.rules.ending import EndGround
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.modes import LONGEST_TARGET, GreenReason, GreenState
from yichuang.cases.schemas import CaseOut, SeenIn, Short, Text
from yichuang.cases.services import at_once, elsewhere, ending, green, successors
from yichuang.web.api import Body, idempotent, needs_scope

router = Router(tags=["cases"])

Strokes = Annotated[str, StringConstraints(max_length=40_000)]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_TARGET)]


class EndIn(SeenIn):
    """A ground of the list, with the facts the applicant reads."""

    ground: EndGround
    reason: Text


class AtOnceIn(SeenIn):
    """The keys of the papers found in order now, and who takes the result along with
    the strokes of the signature in a box of 1000 × 400."""

    papers: list[str] = Field(default_factory=list, max_length=60)
    receiver: Short
    signature: Strokes


class GreenIn(SeenIn):
    """Why the case goes first and what shows it (kept encrypted); `minutes` is an own
    target in office time."""

    reason: GreenReason
    evidence: Annotated[str, StringConstraints(max_length=300)]
    minutes: Minutes | None = None


class GreenAnswerIn(SeenIn):
    """Granted, perhaps with another target; or denied with the reason."""

    grant: bool
    minutes: Minutes | None = None
    answer: Short = ""


class TransferIn(SeenIn):
    """How the person was identified where the papers were collected."""

    identity: Short


class ParcelIn(SeenIn):
    """What goes to the other hall: with the courier's number, or by hand with the
    signature of who takes it."""

    what: Short
    tracking: Annotated[str, StringConstraints(max_length=40)] = ""
    signature: Strokes = ""


class FollowIn(Body):
    """What is asked for a certificate: `wish` says what changes or how it was lost,
    `new_name` the holder's name from now on."""

    kind: FollowKind
    wish: Annotated[str, StringConstraints(max_length=500)] = ""
    new_name: Short = ""


class GreenOut(Schema):
    """Precedence. `target` is the moment it is wanted by, once granted."""

    reason: GreenReason
    state: GreenState
    minutes: int | None
    target: datetime | None
    answer: str


class ParcelOut(Schema):
    """A parcel between two halls; `arrived` None while it is on its way."""

    id: int
    direction: Direction
    what: str
    tracking: str
    sent: datetime
    arrived: datetime | None


class TransferOut(Schema):
    """Papers collected in one hall for another."""

    state: TransferState
    from_hall: str
    to_hall: str
    parcels: list[ParcelOut]


class FollowOut(Schema):
    """The certificate the case is about, and the one that took its place. Nobody having
    decided by `by_silence`, the law renews it (行政许可法 art. 50)."""

    kind: FollowKind
    earlier: str
    successor: str
    by_silence: date | None


class ModesOut(Schema):
    """The way a case is handled; null for what does not apply."""

    precedence: GreenOut | None
    transfer: TransferOut | None
    follows: FollowOut | None


def _called(
    request: HttpRequest, number: str, data: SeenIn | None = None
) -> tuple[Case, Actor]:
    """The case as its caller last saw it, and who calls."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    seen = data.version or None if data is not None else None
    return finding.find(by, number, seen=seen), by


@router.get("/cases/{number}/modes", response=ModesOut, summary="How it is handled")
@needs_scope("case.view")
def show(request: HttpRequest, number: str) -> ModesOut:
    """Precedence, the way between two halls with its parcels, and what it follows on."""
    case, _by = _called(request, number)
    found = modes.of_case(case)
    return ModesOut(
        precedence=_green(found),
        transfer=_transfer(found),
        follows=_follows(found),
    )


def _green(found: modes.ModeFacts) -> GreenOut | None:
    row = found.green
    if row is None:
        return None
    return GreenOut(
        reason=GreenReason(row.reason),
        state=GreenState(row.state),
        minutes=row.minutes,
        target=row.target_at,
        answer=row.answer,
    )


def _transfer(found: modes.ModeFacts) -> TransferOut | None:
    row = found.transfer
    if row is None:
        return None
    return TransferOut(
        state=TransferState(row.state),
        from_hall=row.from_hall.name,
        to_hall=row.to_hall.name,
        parcels=[
            ParcelOut(
                id=leg.pk,
                direction=Direction(leg.direction),
                what=leg.what,
                tracking=leg.tracking,
                sent=leg.sent_at,
                arrived=leg.arrived_at,
            )
            for leg in found.legs
        ],
    )


def _follows(found: modes.ModeFacts) -> FollowOut | None:
    row = found.follow_up
    if row is None:
        return None
    return FollowOut(
        kind=FollowKind(row.kind),
        earlier=row.earlier.number,
        successor=row.successor.number if row.successor else "",
        by_silence=row.renews_by_silence,
    )


@router.post(
    "/cases/{number}/terminate", response=CaseOut, summary="End without a decision"
)
@needs_scope("case.terminate")
@idempotent(status=200)
def terminate(request: HttpRequest, number: str, data: EndIn) -> CaseOut:
    """Nobody or nothing is left to decide about; the notice says why and what remedy."""
    case, by = _called(request, number, data)
    at = timezone.now()
    return CaseOut.of_case(
        ending.terminate(case, data.ground, reason=data.reason, by=by, at=at)
    )


@router.post(
    "/cases/{number}/at-once", response=CaseOut, summary="Do it in one sitting"
)
@needs_scope("case.at-once")
@idempotent(status=200)
def finish(request: HttpRequest, number: str, data: AtOnceIn) -> CaseOut:
    """Checked, accepted, decided and handed over (即办件); what fails undoes all of it."""
    case, by = _called(request, number, data)
    return CaseOut.of_case(
        at_once.finish(
            case,
            checked=data.papers,
            receiver=data.receiver,
            signature=data.signature,
            by=by,
            at=timezone.now(),
        )
    )


@router.post(
    "/cases/{number}/precedence", response=CaseOut, summary="Ask for precedence"
)
@needs_scope("case.green")
@idempotent(status=200)
def ask_first(request: HttpRequest, number: str, data: GreenIn) -> CaseOut:
    """For a reason of the list; somebody else grants it (绿色通道)."""
    case, by = _called(request, number, data)
    green.ask(
        case,
        data.reason,
        evidence=data.evidence,
        minutes=data.minutes,
        by=by,
        at=timezone.now(),
    )
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/precedence/decision",
    response=CaseOut,
    summary="Grant precedence or deny it",
)
@needs_scope("case.green-decide")
@idempotent(status=200)
def decide_first(request: HttpRequest, number: str, data: GreenAnswerIn) -> CaseOut:
    """By somebody other than who asked; the target runs from now."""
    case, by = _called(request, number, data)
    green.decide(
        case,
        grant=data.grant,
        answer=data.answer,
        minutes=data.minutes,
        by=by,
        at=timezone.now(),
    )
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/transfer", response=CaseOut, summary="Pass on to the deciding hall"
)
@needs_scope("case.transfer")
@idempotent(status=200)
def send(request: HttpRequest, number: str, data: TransferIn) -> CaseOut:
    """Form and identity were checked here; the clock starts with acceptance there."""
    case, by = _called(request, number, data)
    elsewhere.send(case, identity=data.identity, by=by, at=timezone.now())
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/transfer/taken", response=CaseOut, summary="Take the papers over"
)
@needs_scope("case.receive")
@idempotent(status=200)
def take(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """The deciding hall has them; who called is on record."""
    case, by = _called(request, number, data)
    elsewhere.take(case, by=by, at=timezone.now())
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/transfer/parcels", response=CaseOut, summary="Send a parcel"
)
@needs_scope("case.carry")
@idempotent(status=200)
def dispatch(request: HttpRequest, number: str, data: ParcelIn) -> CaseOut:
    """Originals there, or the result back, by courier or by hand."""
    case, by = _called(request, number, data)
    elsewhere.dispatch(
        case,
        data.what,
        tracking=data.tracking,
        signature=data.signature,
        by=by,
        at=timezone.now(),
    )
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/transfer/parcels/{parcel}/arrival",
    response=CaseOut,
    summary="A parcel has come",
)
@needs_scope("case.carry")
@idempotent(status=200)
def arrived(request: HttpRequest, number: str, parcel: int, data: SeenIn) -> CaseOut:
    """Said by the hall at the other end."""
    case, by = _called(request, number, data)
    elsewhere.arrived(case, parcel, by=by, at=timezone.now())
    return CaseOut.of_case(case)


@router.post(
    "/certificates/{number}/follow-ups",
    response={201: CaseOut},
    summary="Change, renew or re-issue a certificate",
)
@needs_scope("case.follow")
@idempotent()
def follow(request: HttpRequest, number: str, data: FollowIn) -> CaseOut:
    """A case about it, received at once; `number` is that of the certificate. One at a
    time, so that a certificate has one successor (行政许可法 art. 49, 50)."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    case = successors.begin(
        number,
        data.kind,
        wish=data.wish,
        new_name=data.new_name,
        by=by,
        at=timezone.now(),
    )
    return CaseOut.of_case(case)
