"""Undertakings and promises for other systems: a window elsewhere lets the applicant sign
and records what came."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import finding
from yichuang.cases.schemas import ArrivalIn, CaseOut, PromiseIn, SeenIn, SignedIn
from yichuang.cases.services import promise, tolerance
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["cases"])


def _called(request: HttpRequest, number: str, data: SeenIn) -> tuple[Case, Actor]:
    """The case as its caller last saw it, and who calls."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    return finding.find(by, number, seen=data.version or None), by


@router.post(
    "/cases/{number}/undertaking",
    response=CaseOut,
    summary="Sign for papers that come later",
)
@needs_scope("case.undertake")
@idempotent(status=200)
def undertake(request: HttpRequest, number: str, data: SignedIn) -> CaseOut:
    """For every paper of the case that is asked to follow and not signed for yet."""
    case, by = _called(request, number, data)
    tolerance.undertake(case, data.signed, by=by, at=timezone.now())
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/promise", response=CaseOut, summary="Promise in place of proofs"
)
@needs_scope("case.undertake")
@idempotent(status=200)
def make(request: HttpRequest, number: str, data: PromiseIn) -> CaseOut:
    """The applicant was told in writing what 国办发〔2020〕42号 wants told, and signed."""
    case, by = _called(request, number, data)
    promise.sign(case, data.papers, data.signed, by=by, at=timezone.now())
    return CaseOut.of_case(case)


@router.post(
    "/cases/{number}/papers/{key}/promise/withdrawal",
    response=CaseOut,
    summary="Take a promise back",
)
@needs_scope("case.undertake")
@idempotent(status=200)
def withdraw(request: HttpRequest, number: str, key: str, data: SeenIn) -> CaseOut:
    """Before the decision; the paper is needed again then."""
    case, by = _called(request, number, data)
    return CaseOut.of_case(promise.withdraw(case, key, by=by, at=timezone.now()))


@router.post(
    "/cases/{number}/papers/{key}/arrival",
    response=CaseOut,
    summary="A promised paper has come",
)
@needs_scope("case.check")
@idempotent(status=200)
def arrive(request: HttpRequest, number: str, key: str, data: ArrivalIn) -> CaseOut:
    """The day of arrival counts; after the promised day it is refused."""
    case, by = _called(request, number, data)
    at = timezone.now()
    tolerance.bring(case, key, came_on=data.came_on, how=data.how, by=by, at=at)
    return CaseOut.of_case(case)
