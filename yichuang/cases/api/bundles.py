"""One thing in life 一件事 for machines: what a situation needs, filing it, following it."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from yichuang.accounts.policies import Actor
from yichuang.cases.api.cases import hall_for, meet
from yichuang.cases.models import BundleCase, Delivery
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.bundles import Plan, materials_of
from yichuang.cases.schemas import PartiesIn
from yichuang.cases.services.bundles import submitting
from yichuang.cases.services.bundles.drafting import Wish
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers, options_of
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places
from yichuang.web.api import Body, idempotent, needs_scope

router = Router(tags=["bundles"])


class SituationIn(Body):
    """Answers to the bundle's questions, and to those its items leave open (`told`)."""

    answers: dict[str, str] = Field(default_factory=dict, max_length=40)
    told: dict[str, str] = Field(default_factory=dict, max_length=60)


class BundlePartOut(Schema):
    """A part of the situation, and what it waits for."""

    key: str
    item: str = Field(description="Empty for a matter of another authority.")
    name: str
    needs: list[str] = Field(description="Results it cannot do without.")
    follows: list[str] = Field(description="Parts it only comes after.")


class BundleCellOut(Schema):
    key: str
    label: str
    kind: str
    most: int
    optional: bool


class BundleQuestionOut(Schema):
    key: str
    text: str
    choices: list[str]


class BundlePaperOut(Schema):
    """A paper asked for once; `parts` are those it serves."""

    key: str
    name: str
    treatment: str
    parts: list[str]


class BundlePlanOut(Schema):
    """What a situation comes to."""

    bundle: str
    version_id: int
    parts: list[BundlePartOut]
    form: list[BundleCellOut]
    questions: list[BundleQuestionOut]
    papers: list[BundlePaperOut]


class BundleIn(SituationIn, PartiesIn):
    """A bundle applied for as one. `form` holds the cells of the one form."""

    bundle: str = Field(max_length=60)
    form: dict[str, str] = Field(default_factory=dict, max_length=40)
    delivery: Delivery = Delivery.WINDOW
    address: str = Field("", max_length=200)


class ChildOut(Schema):
    """A part of a running bundle; `case` is empty for another authority's."""

    key: str
    name: str
    standing: str = Field(description="running, result or failed")
    case: str
    state: str
    outcome: str
    waits_for: list[str]
    certificate: str


class BundleOut(Schema):
    """A running bundle."""

    number: str
    query_code: str
    bundle: str
    state: str = Field(description="draft, open or closed")
    done: int
    count: int
    promise_due: str
    statute_due: str
    children: list[ChildOut]
    documents: list[str] = Field(description="Numbers of those about all of it.")


def _by(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


@router.post(
    "/bundles/{key}/situation",
    response=BundlePlanOut,
    summary="What a situation of a bundle needs",
)
def situation(request: HttpRequest, key: str, data: SituationIn) -> BundlePlanOut:
    """Parts, the one form, open questions and papers, each once. Writes nothing."""
    hall = places.hall(hall_for(_by(request)))
    today = timezone.now().astimezone(hall.zone).date()
    try:
        bundle = catalogue_queries.current_bundle(key, today)
    except Refusal as refusal:  # the key is part of the address here
        raise Http404(str(refusal)) from refusal
    answers = check_answers(bundle, data.answers)
    return _plan_out(bundle_queries.preview(bundle, answers, today, told=data.told))


def _plan_out(plan: Plan) -> BundlePlanOut:
    needs = plan.needs
    return BundlePlanOut(
        bundle=plan.bundle.key,
        version_id=getattr(plan.bundle, "version_id", 0),
        parts=[
            BundlePartOut(
                key=part.key,
                item=part.item_key,
                name=part.name,
                needs=list(needs[part.key]),
                follows=[k for k in plan.waits[part.key] if k not in needs[part.key]],
            )
            for part in plan.parts
        ],
        form=_cells(plan),
        questions=[
            BundleQuestionOut(
                key=asked.key,
                text=asked.rule.text,
                choices=[option.key for option in options_of(asked.rule)],
            )
            for asked in plan.questions
        ],
        papers=[
            BundlePaperOut(
                key=material.key,
                name=material.rule.name,
                treatment=material.rule.treatment.value,
                parts=list(material.parts),
            )
            for material in materials_of(plan).materials
        ],
    )


def _cells(plan: Plan) -> list[BundleCellOut]:
    return [
        BundleCellOut(
            key=cell.key,
            label=cell.label,
            kind=cell.kind,
            most=cell.most,
            optional=cell.optional,
        )
        for cell in plan.fields
    ]


@router.post(
    "/bundle-cases",
    response={201: BundleOut},
    summary="File a bundle, all cases at once",
)
@needs_scope("case.submit")
@idempotent()
def file(request: HttpRequest, data: BundleIn) -> BundleOut:
    """Every case is born or none. Papers may follow; each case tells once what lacks."""
    by, at = _by(request), timezone.now()
    wish = Wish(
        bundle_key=data.bundle,
        answers=data.answers,
        told=data.told,
        form=data.form,
        party=meet(data, by=by, at=at),
        delivery=data.delivery,
        address=data.address,
    )
    return _out(submitting.file(wish, hall_id=hall_for(by), by=by, at=at))


@router.get("/bundle-cases/{number}", response=BundleOut, summary="How far it is")
@needs_scope("case.view")
def track(request: HttpRequest, number: str) -> BundleOut:
    """A running bundle with all its children."""
    return _out(bundle_queries.find(_by(request), number))


def _out(bundle: BundleCase) -> BundleOut:
    zone = places.hall(bundle.hall_id).zone
    found = bundle_queries.detail(bundle, today=timezone.now().astimezone(zone).date())
    return BundleOut(
        number=bundle.number,
        query_code=bundle.query_code,
        bundle=bundle.bundle_key,
        state=bundle.state,
        done=found.done,
        count=len(found.children),
        promise_due=bundle.promise_due.isoformat() if bundle.promise_due else "",
        statute_due=bundle.statute_due.isoformat() if bundle.statute_due else "",
        children=[
            ChildOut(
                key=row.key,
                name=row.part.name,
                standing=row.standing.value,
                case=row.row.number if row.row else "",
                state=row.row.state.value if row.row else "",
                outcome=row.row.outcome if row.row else "",
                waits_for=list(row.waits_for),
                certificate=row.certificate.number if row.certificate else "",
            )
            for row in found.children
        ],
        documents=[row.number for row in found.documents],
    )
