"""A bundle is submitted, exactly once: its cases are born together, or none is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import (
    BundleCase,
    BundleChild,
    BundleFile,
    BundleState,
    Case,
    CasePaper,
    CasePaperFile,
    Delivery,
)
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.bundles import (
    Papers,
    Plan,
    check_form,
    form_problems,
    legs_of,
    materials_of,
    promised_by,
    question_open,
    require_brought,
    unanswered,
)
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import arrival, intake
from yichuang.cases.services.bundles import letters
from yichuang.cases.services.bundles.drafting import Wish, create
from yichuang.cases.services.bundles.letters import BY_FORM
from yichuang.cases.services.bundles.moving import change, note, party_of, today_of
from yichuang.cases.services.intake import Application
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules.graph import waves
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars
from yichuang.web.together import whole


def submit(bundle: BundleCase, *, by: Actor, at: datetime) -> BundleCase:
    """Submit a draft online, with every case of it.

    Raises:
        Refusal or Refusals: "bundle.version-withdrawn", "case.no-applicant", the cells
            and questions left open, "papers.not-uploaded"; "draft.submitted" or
            "bundle.moved-on" for the second of two who press.
    """
    require(by, "case.submit", policies.GRANTS)
    return whole(lambda: _submit(bundle, CaseState.SUBMITTED, None, by=by, at=at))


def file(wish: Wish, *, hall_id: int, by: Actor, at: datetime) -> BundleCase:
    """File a whole bundle in one call (another system); papers are brought later or
    asked for in each case's one notice."""
    require(by, "case.submit", policies.GRANTS)
    return whole(
        lambda: _submit(
            create(wish, hall_id=hall_id, by=by, at=at),
            CaseState.SUBMITTED,
            frozenset(),
            by=by,
            at=at,
        )
    )


def receive(
    wish: Wish, at_hand: Collection[str], *, hall_id: int, by: Actor, at: datetime
) -> BundleCase:
    """Receive a bundle at a window; `at_hand` are the materials that lie on the counter,
    each once, whoever of the parts needs it."""
    require(by, "case.receive", policies.GRANTS)
    return whole(
        lambda: _submit(
            create(wish, hall_id=hall_id, by=by, at=at),
            CaseState.RECEIVED,
            frozenset(at_hand),
            by=by,
            at=at,
        )
    )


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft in which nothing is missing any more."""

    plan: Plan
    papers: Papers
    form: Mapping[str, str]
    files: Mapping[str, tuple[BundleFile, ...]]
    at_hand: frozenset[str]


def _submit(
    bundle: BundleCase,
    state: CaseState,
    at_hand: frozenset[str] | None,
    *,
    by: Actor,
    at: datetime,
) -> BundleCase:
    if bundle.state != BundleState.DRAFT:
        raise bundle_queries.moved_on(bundle)
    ready = _ready(bundle, at_hand, at)
    receipt = arrival.receipt_of(state, bundle.hall_id, at)
    day = receipt["received_on"]
    legs = legs_of(
        ready.plan.waits,
        bundle_queries.limits_by_part(ready.plan),
        day,
        calendars.calendar_for(bundle.hall_id),
    )
    # First, so that of two who press at once the second one learns it before a case is.
    change(
        bundle,
        state=BundleState.OPEN,
        form=dict(ready.form),
        submitted_at=at,
        received_on=day,
        promise_due=promised_by(legs),
    )
    _bear(bundle, ready, state, by=by, at=at)
    online = state is CaseState.SUBMITTED
    brought = {*ready.at_hand, *(key for key, files in ready.files.items() if files)}
    receipt_number = letters.acknowledge(bundle, ready.papers, brought, at=at)
    note(
        bundle,
        events.BUNDLE_SUBMITTED if online else events.BUNDLE_RECEIVED,
        by=by,
        at=at,
        bundle=bundle.bundle_key,
        count=len(ready.plan.parts),
        parts="、".join(part.name for part in ready.plan.parts),
        document=receipt_number,
    )
    return bundle


def _ready(bundle: BundleCase, at_hand: frozenset[str] | None, at: datetime) -> _Ready:
    """The plan of a draft that may be submitted; everything open is told at once."""
    today = today_of(bundle, at)
    guide = catalogue_queries.current_bundle(bundle.bundle_key, today)
    if guide.version_id != bundle.bundle_version_id:
        raise Refusal(
            "bundle.version-withdrawn",
            N_("The guide of this bundle changed while you were filling in the form."),
            remedy=N_("Begin anew from its page; your papers can be added again."),
        )
    intake.require_party(party_of(bundle))
    plan = bundle_queries.plan_of(bundle, today)
    wrong = Gathering()
    for problem in form_problems(plan.fields, bundle.form):
        wrong.add(problem)
    for asked in unanswered(plan, bundle.told):
        wrong.add(question_open(asked))
    wrong.close()
    papers = materials_of(plan)
    files: dict[str, tuple[BundleFile, ...]] = {}
    for row in bundle.files.select_related("file").order_by("position"):
        files[row.material] = (*files.get(row.material, ()), row)
    if at_hand is None:
        require_brought(papers, files)
    form = check_form(plan.fields, bundle.form)
    return _Ready(plan, papers, form, files, at_hand or frozenset())


def _bear(
    bundle: BundleCase, ready: _Ready, state: CaseState, *, by: Actor, at: datetime
) -> None:
    """A case for each part of ours, in an order in which they could be done."""
    begin = intake.receive if state is CaseState.RECEIVED else intake.file
    position = {part.key: number for number, part in enumerate(ready.plan.parts)}
    for key in (key for wave in waves(ready.plan.waits) for key in wave):
        part = ready.plan.part(key)
        case: Case | None = None
        if part.item_key:
            case = begin(
                Application(
                    item_key=part.item_key,
                    answers=ready.plan.answers[key],
                    party=party_of(bundle),
                    delivery=Delivery(bundle.delivery),
                    address=bundle.address,
                    origin=bundle.about,
                    papers=_at_hand(ready, key),
                ),
                hall_id=bundle.hall_id,
                by=by,
                at=at,
            )
            _lay_papers(case, ready, key)
        BundleChild.objects.create(
            bundle=bundle,
            key=key,
            position=position[key],
            case=case,
            released_at=None if ready.plan.waits[key] else at,
        )


def _at_hand(ready: _Ready, part: str) -> frozenset[str]:
    """The papers of a part among the materials that lie on the counter."""
    return frozenset(
        paper
        for material in ready.papers.materials
        if material.key in ready.at_hand
        for owner, paper in material.uses
        if owner == part
    )


def _lay_papers(case: Case, ready: _Ready, part: str) -> None:
    """What the form writes, what a sibling makes, and the files handed in once."""
    filled = {paper for owner, paper in ready.papers.filled if owner == part}
    results = {
        paper: source
        for (owner, paper), source in ready.papers.results.items()
        if owner == part
    }
    material = {
        paper: joined.key
        for joined in ready.papers.materials
        for owner, paper in joined.uses
        if owner == part
    }
    rows = list(CasePaper.objects.filter(case=case))
    pages: list[CasePaperFile] = []
    for row in rows:
        if row.key in filled:
            row.state, row.source = PaperState.PRESENT, BY_FORM
        elif row.key in results:
            row.state = PaperState.AWAITED
            row.source = ready.plan.part(results[row.key]).name
        files = ready.files.get(material.get(row.key, ""), ())
        if files:
            row.state = PaperState.PRESENT
        pages += [
            CasePaperFile(paper=row, file=link.file, position=link.position)
            for link in files
        ]
    CasePaper.objects.bulk_update(rows, ["state", "source"])
    CasePaperFile.objects.bulk_create(pages)
