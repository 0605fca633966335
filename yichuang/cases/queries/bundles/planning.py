"""The plan of a bundle, drafted or running, and what its parts take."""

from collections.abc import Mapping
from datetime import date

from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.rules.bundles import Plan, make_plan
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Answers, BundleGuide, Guide
from yichuang.kernel.limits import Limit

ON_THE_SPOT = Limit.parse("S")


def preview(
    bundle: BundleGuide,
    answers: Answers,
    today: date,
    *,
    told: Mapping[str, str] | None = None,
    agent: bool = False,
) -> Plan:
    """The plan of a situation nobody has applied for yet.

    Raises:
        Refusal: as `rules.bundles.make_plan`; "item.not-published" when a part's item
            is not in force.
    """
    parts = {part.item_key for part in bundle.parts if part.item_key}
    guides = {key: catalogue_queries.current_guide(key, today) for key in parts}
    return make_plan(bundle, answers, guides, told=told or {}, agent=agent)


def plan_of(bundle: BundleCase, today: date) -> Plan:
    """The plan of a bundle: a draft under the guides in force, a running one under those
    its cases were begun with."""
    guide = catalogue_queries.bundle(bundle.bundle_version_id)
    agent = acts_for_another(bundle)
    if bundle.state == BundleState.DRAFT:
        return preview(guide, bundle.answers, today, told=bundle.told, agent=agent)
    versions = dict(
        bundle.children.exclude(case=None).values_list("key", "case__item_version_id")
    )
    by_part = {key: catalogue_queries.guide(pk) for key, pk in versions.items()}
    items: dict[str, Guide] = {
        part.item_key: by_part[part.key] for part in guide.parts if part.key in by_part
    }
    return make_plan(guide, bundle.answers, items, told=bundle.told, agent=agent)


def acts_for_another(bundle: BundleCase) -> bool:
    """Whether an agent with a mandate stands between the hall and the applicant. An
    organisation's own representative does not."""
    if bundle.agent_id is None:
        return False
    if bundle.entity is None:
        return True
    speaks = bundle.entity.representative_id
    return speaks is not None and speaks != bundle.agent_id


def limits_by_part(plan: Plan) -> dict[str, Limit]:
    """What each part is promised in."""
    return {
        part.key: plan.guides[part.key].promise
        if part.key in plan.guides
        else part.limit or ON_THE_SPOT
        for part in plan.parts
    }
