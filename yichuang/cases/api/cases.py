"""The moves of a case for machines: the same services as the pages, with tokens."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import finding, worklist
from yichuang.cases.queries.bundles import PREFIX
from yichuang.cases.queries.detail import detail
from yichuang.cases.rules.lifecycle import OPEN_STATES, CaseState
from yichuang.cases.schemas import (
    AcceptIn,
    AgreeIn,
    ApplicationIn,
    CaseOut,
    DecideIn,
    DeclineIn,
    DetailOut,
    ExtendIn,
    IssueIn,
    Listed,
    PaperIn,
    PartiesIn,
    PersonIn,
    ReasonIn,
    RouteIn,
    RowOut,
    SeenIn,
    SuspendIn,
    ToleranceIn,
)
from yichuang.cases.services import (
    decision,
    handling,
    intake,
    issuing,
    notices,
    papers,
    parties,
    tolerance,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["cases"])


def _out(case: Case) -> CaseOut:
    return CaseOut.of_case(case)


def _by(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def _case(request: HttpRequest, number: str, seen: SeenIn | None = None) -> Case:
    version = seen.version if seen is not None and seen.version else None
    return finding.find(_by(request), number, seen=version, people=False)


def hall_for(by: Actor) -> int:
    """The hall a machine works for: its own, else the first."""
    hall_id = by.hall_id or places.first_hall_id()
    if hall_id is None:
        raise Refusal(
            "organisation.no-hall",
            N_("There is no such hall."),
            remedy=N_("Set one up: yichuang hall import FILE"),
        )
    return hall_id


def human(data: PersonIn | None) -> parties.Human | None:
    """A person as sent, for the service."""
    if data is None:
        return None
    return parties.Human(data.name, data.id_number, data.id_kind, data.phone)


def meet(data: PartiesIn, *, by: Actor, at: datetime) -> intake.Party:
    """Those an application names, known to the hall from now on."""
    return parties.meet(
        applicant=human(data.applicant),
        body=parties.Body(data.entity.name, data.entity.uscc) if data.entity else None,
        agent=human(data.agent),
        agent_relation=data.agent_relation,
        by=by,
        at=at,
    )


def _require_free(origin: str) -> None:
    """A case becomes part of a bundle by filing the bundle, never by what it says.

    Raises:
        Refusal: "case.origin-kept" (field "origin").
    """
    if origin.strip().lower().startswith(PREFIX):
        raise Refusal(
            "case.origin-kept",
            N_(
                "An origin that begins with “%(prefix)s” is kept for parts of a bundle."
            ),
            field="origin",
            remedy=N_("File the bundle itself, or name another origin."),
            prefix=PREFIX,
        )


def _application(data: ApplicationIn, *, by: Actor, at: datetime) -> intake.Application:
    _require_free(data.origin)
    return intake.Application(
        item_key=data.item,
        answers=data.answers,
        party=meet(data, by=by, at=at),
        delivery=data.delivery,
        address=data.address,
        origin=data.origin,
        papers=frozenset(data.papers),
    )


@router.post("/cases", response={201: CaseOut}, summary="File an application")
@needs_scope("case.submit")
@idempotent()
def submit(request: HttpRequest, data: ApplicationIn) -> CaseOut:
    """An application of a person or an organisation; it waits to be received."""
    by, at = _by(request), timezone.now()
    application = _application(data, by=by, at=at)
    return _out(intake.file(application, hall_id=hall_for(by), by=by, at=at))


@router.get("/cases", response=list[RowOut], summary="Cases in hand, most urgent first")
@needs_scope("case.view")
def in_hand(
    request: HttpRequest, state: Listed = "", page: Query[int] = 1
) -> list[RowOut]:
    """Fifty a page; `state` narrows to one state. A draft is its citizen's alone."""
    by = _by(request)
    states = [CaseState(state)] if state else OPEN_STATES
    found = worklist.page_of(
        worklist.hall_cases(by, states), page, timezone.localdate(), at=timezone.now()
    )
    return [RowOut.of(row) for row in found.rows]


@router.get("/cases/{number}", response=DetailOut, summary="A case in full")
@needs_scope("case.view")
def show(request: HttpRequest, number: str) -> DetailOut:
    """With its papers, its documents, what may be done, and every day counted."""
    case = finding.find(_by(request), number)
    at = timezone.now()
    told = detail(case, by=_by(request), today=timezone.localdate(at), at=at)
    return DetailOut.of_detail(told, _out(case))


@router.post("/cases/{number}/receive", response=CaseOut, summary="Receive")
@needs_scope("case.receive")
@idempotent(status=200)
def receive(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """Take an application in hand."""
    case = _case(request, number, data)
    return _out(intake.take_in(case, by=_by(request), at=timezone.now()))


@router.post(
    "/cases/{number}/papers/{key}", response=CaseOut, summary="Say where a paper stands"
)
@needs_scope("case.check")
@idempotent(status=200)
def check_paper(request: HttpRequest, number: str, key: str, data: PaperIn) -> CaseOut:
    """Present, checked, faulty with what is wrong, or fetched with its source."""
    case = _case(request, number, data)
    found = papers.Finding(
        data.state, data.fault, data.mend, data.source, data.originals, data.copies
    )
    papers.check(case, key, found, by=_by(request), at=timezone.now())
    return _out(case)


@router.post("/cases/{number}/notice", response=CaseOut, summary="Tell what is missing")
@needs_scope("case.notify")
@idempotent(status=200)
def notice(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """Send the one complete notice (行政许可法 art. 32(4))."""
    case = _case(request, number, data)
    notices.notify(case, by=_by(request), at=timezone.now())
    return _out(case)


@router.post("/cases/{number}/accept", response=CaseOut, summary="Accept")
@needs_scope("case.accept")
@idempotent(status=200)
def accept(request: HttpRequest, number: str, data: AcceptIn) -> CaseOut:
    """Accept; the promised and the statutory limit begin to run."""
    by, at = _by(request), timezone.now()
    case = _case(request, number, data)
    if data.papers:
        papers.check_all(case, data.papers, by=by, at=at)
    return _out(notices.accept(case, by=by, at=at))


@router.post("/cases/{number}/decline", response=CaseOut, summary="Do not accept")
@needs_scope("case.decline")
@idempotent(status=200)
def decline(request: HttpRequest, number: str, data: DeclineIn) -> CaseOut:
    """Not accepted, not competent (name who is), or no permission needed."""
    case = _case(request, number, data)
    return _out(
        notices.decline(
            case,
            data.as_outcome,
            reason=data.reason,
            competent=data.competent,
            by=_by(request),
            at=timezone.now(),
        )
    )


@router.post("/cases/{number}/route", response=CaseOut, summary="Send to a post")
@needs_scope("case.route")
@idempotent(status=200)
def route(request: HttpRequest, number: str, data: RouteIn) -> CaseOut:
    """Send the case to a post of its department."""
    case = _case(request, number, data)
    return _out(handling.route(case, data.post, by=_by(request), at=timezone.now()))


@router.post("/cases/{number}/decide", response=CaseOut, summary="Approve or refuse")
@needs_scope("case.decide")
@idempotent(status=200)
def decide(request: HttpRequest, number: str, data: DecideIn) -> CaseOut:
    """Needs a letter of authorisation for the item that is valid today."""
    case, by, at = _case(request, number, data), _by(request), timezone.now()
    if data.approve:
        return _out(decision.approve(case, by=by, at=at, opinion=data.reason))
    return _out(decision.refuse(case, reason=data.reason, by=by, at=at))


@router.post("/cases/{number}/issue", response=CaseOut, summary="Hand over")
@needs_scope("case.issue")
@idempotent(status=200)
def issue(request: HttpRequest, number: str, data: IssueIn) -> CaseOut:
    """Hand the result over and close the case."""
    case = _case(request, number, data)
    return _out(
        issuing.issue(
            case,
            how=data.how,
            receiver=data.receiver,
            relation=data.relation,
            signature=data.signature,
            tracking_number=data.tracking_number,
            by=_by(request),
            at=timezone.now(),
        )
    )


@router.post("/cases/{number}/withdraw", response=CaseOut, summary="Withdraw")
@needs_scope("case.withdraw")
@idempotent(status=200)
def withdraw(request: HttpRequest, number: str, data: ReasonIn) -> CaseOut:
    """The applicant takes the application back before it is decided."""
    case = _case(request, number, data)
    return _out(
        notices.withdraw(case, reason=data.reason, by=_by(request), at=timezone.now())
    )


@router.post(
    "/cases/{number}/supplement", response=CaseOut, summary="Hand in what was missing"
)
@needs_scope("case.supplement")
@idempotent(status=200)
def supplement(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """Every paper of the notice is there; five days to answer begin anew."""
    case = _case(request, number, data)
    return _out(notices.supplement(case, by=_by(request), at=timezone.now()))


@router.post("/cases/{number}/lapse", response=CaseOut, summary="Papers did not come")
@needs_scope("case.lapse")
@idempotent(status=200)
def lapse(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """Close a case after the day by which its papers were asked for."""
    case = _case(request, number, data)
    return _out(notices.lapse(case, by=_by(request), at=timezone.now()))


@router.post("/cases/{number}/suspend", response=CaseOut, summary="Stop the clock")
@needs_scope("case.suspend")
@idempotent(status=200)
def suspend(request: HttpRequest, number: str, data: SuspendIn) -> CaseOut:
    """Only on a ground of the Licensing Law art. 45, with the working days it will take."""
    case = _case(request, number, data)
    handling.suspend(case, data.ground, data.days, by=_by(request), at=timezone.now())
    return _out(case)


@router.post("/cases/{number}/resume", response=CaseOut, summary="Let the clock run on")
@needs_scope("case.suspend")
@idempotent(status=200)
def resume(request: HttpRequest, number: str, data: SeenIn) -> CaseOut:
    """What stood still is given back."""
    case = _case(request, number, data)
    return _out(handling.resume(case, by=_by(request), at=timezone.now()))


@router.post("/cases/{number}/extend", response=CaseOut, summary="Extend once")
@needs_scope("case.extend")
@idempotent(status=200)
def extend(request: HttpRequest, number: str, data: ExtendIn) -> CaseOut:
    """The statutory limit, once, by the head, with the reason (art. 42)."""
    case = _case(request, number, data)
    return _out(
        handling.extend(
            case, data.days, reason=data.reason, by=_by(request), at=timezone.now()
        )
    )


@router.post(
    "/cases/{number}/papers/{key}/tolerance",
    response=CaseOut,
    summary="Ask to tolerate a missing paper",
)
@needs_scope("case.tolerate")
@idempotent(status=200)
def tolerate(request: HttpRequest, number: str, key: str, data: ToleranceIn) -> CaseOut:
    """Under the kind its guide allows: with evidence, or until a day."""
    case, at = _case(request, number, data), timezone.now()
    evidence = tolerance.Evidence(data.whom, data.how, data.asked_at or at, data.answer)
    tolerance.ask(
        case, key, data.kind, evidence=evidence, due=data.due, by=_by(request), at=at
    )
    return _out(case)


@router.post(
    "/cases/{number}/papers/{key}/tolerance/decision",
    response=CaseOut,
    summary="Agree to a tolerance or deny it",
)
@needs_scope("case.agree")
@idempotent(status=200)
def decide_tolerance(
    request: HttpRequest, number: str, key: str, data: AgreeIn
) -> CaseOut:
    """By somebody other than who asked, with a letter for the item."""
    case = _case(request, number, data)
    tolerance.decide(
        case,
        key,
        agree=data.agree,
        reason=data.reason,
        by=_by(request),
        at=timezone.now(),
    )
    return _out(case)
