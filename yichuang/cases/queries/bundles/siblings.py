"""What a case is to its siblings: who waits for whom, and whether it may be decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from yichuang.cases.models import BundleCase, BundleChild, Case, ChildState
from yichuang.cases.queries.bundles.finding import of_case
from yichuang.cases.queries.bundles.planning import plan_of
from yichuang.cases.rules.bundles import Plan, Standing, waiting_for
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.catalogue.rules import pairs, said
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


def standing_of(child: BundleChild) -> Standing:
    """Where a child stands. Granted is not enough: its certificate must be there, which
    waits for papers that may come later."""
    case = child.case
    if case is None:
        return Standing(ChildState(child.state).value)
    if case.outcome == Outcome.APPROVED:
        made = document_queries.latest(case.about, DocumentKind.CERTIFICATE)
        return Standing.RESULT if made is not None else Standing.RUNNING
    ended = case.state in {CaseState.CLOSED, CaseState.REFUSED}
    return Standing.FAILED if ended else Standing.RUNNING


def standings_of(children: Iterable[BundleChild]) -> dict[str, Standing]:
    """Where the children stand, by part."""
    return {child.key: standing_of(child) for child in children}


def children_of(bundle: BundleCase) -> list[BundleChild]:
    """The children in their order, with their cases."""
    return list(bundle.children.select_related("case").order_by("position"))


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a case in its bundle: which part it is, whom it waits for, who waits
    for it. Names are of parts, in both languages as (Chinese, English)."""

    number: str
    name: tuple[str, str]
    key: str
    waits_for: tuple[tuple[str, str], ...]
    awaited_by: tuple[tuple[str, str], ...]
    done: int
    count: int
    form: tuple[tuple[str, str], ...]


def place_of(case: Case) -> Place | None:
    """The place of a case in its bundle, None for a case that stands alone."""
    bundle = of_case(case)
    if bundle is None:
        return None
    children = children_of(bundle)
    plan = plan_of(bundle, case.begun_at.date())
    now = standings_of(children)
    key = next(child.key for child in children if child.case_id == case.pk)
    waits = waiting_for(key, plan.needs, plan.waits, now)
    behind = [part.key for part in plan.parts if key in plan.waits[part.key]]
    return Place(
        number=bundle.number,
        name=_both(plan.bundle),
        key=key,
        waits_for=tuple(_both(plan.part(one)) for one in waits),
        awaited_by=tuple(_both(plan.part(one)) for one in behind),
        done=sum(1 for one in now.values() if one is not Standing.RUNNING),
        count=len(now),
        form=printed_by(plan, key, bundle.form),
    )


def printed_by(
    plan: Plan, key: str, form: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """The cells of the one form that a part prints, under the names its own form has."""
    own = pairs(plan.part(key).form)
    return tuple((own[cell], form[cell]) for cell in own if cell in form)


def _both(row: object) -> tuple[str, str]:
    return said(row, "name", "zh-hans"), said(row, "name", "en")


def require_released(case: Case) -> None:
    """A child is decided only after the results it waits for (部门间相互容缺: accepted
    early, decided late). Nothing is asked of a case that stands alone.

    Raises:
        Refusal: "bundle.waits" naming what is still being made.
    """
    place = place_of(case)
    if place is None or not place.waits_for:
        return
    raise Refusal(
        "bundle.waits",
        N_("It waits for %(parts)s of the same application."),
        remedy=N_("It was accepted early; decide when that result is there."),
        parts="、".join(zh for zh, _en in place.waits_for),
    )
