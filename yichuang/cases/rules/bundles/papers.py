"""One set of papers: each material handed in once, whoever of the parts needs it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from yichuang.cases.rules.bundles.plan import Plan
from yichuang.catalogue.rules import PaperRule, PartRule, Treatment, pairs, papers_for
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, normalise

# What asks most of the citizen first: a paper one part must have is brought.
_ORDER = (
    Treatment.BRING,
    Treatment.LATER,
    Treatment.PROMISE,
    Treatment.EVIDENCE,
    Treatment.FETCHED,
)


@dataclass(frozen=True, slots=True)
class Material:
    """A paper as the citizen meets it: once. `uses` are (part, paper) keys."""

    key: str
    rule: PaperRule
    uses: tuple[tuple[str, str], ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part, _paper in self.uses)


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of a plan. `materials` are handed in, fetched or promised by kind;
    `filled` are written by the one form; `results` come from a sibling, as
    {(part, paper): source part}."""

    materials: tuple[Material, ...]
    filled: tuple[tuple[str, str], ...]
    results: dict[tuple[str, str], str] = field(default_factory=dict)


def materials_of(plan: Plan) -> Papers:
    """Join what the parts ask for. The same material is what the bundle says is the
    same, else what has the same name and comes from the same source."""
    chosen = {part.key for part in plan.parts}
    found: dict[str, Material] = {}
    filled: list[tuple[str, str]] = []
    results: dict[tuple[str, str], str] = {}
    for part in plan.parts:
        guide = plan.guides.get(part.key)
        if guide is None:
            continue
        takes = pairs(part.takes)
        for rule in papers_for(guide, plan.answers[part.key]):
            use = (part.key, rule.key)
            if rule.key in part.fills:
                filled.append(use)
            elif takes.get(rule.key) in chosen:
                results[use] = takes[rule.key]
            else:
                _join(found, _identity(part, rule), rule, use)
    return Papers(tuple(found.values()), tuple(filled), results)


def _identity(part: PartRule, rule: PaperRule) -> str:
    shared = pairs(part.shares).get(rule.key)
    return f"={shared}" if shared else f"{normalise(rule.name)}|{rule.source}"


def _join(
    found: dict[str, Material], same: str, rule: PaperRule, use: tuple[str, str]
) -> None:
    before = found.get(same)
    if before is None:
        found[same] = Material("-".join(use), rule, (use,))
        return
    kept = min(before.rule, rule, key=lambda one: _ORDER.index(one.treatment))
    found[same] = Material(before.key, kept, (*before.uses, use))


def not_brought(papers: Papers, brought: Collection[str]) -> tuple[Material, ...]:
    """What has to be there to begin and is not, each material once."""
    return tuple(
        material
        for material in papers.materials
        if material.rule.treatment is Treatment.BRING and material.key not in brought
    )


def require_brought(papers: Papers, brought: Collection[str]) -> None:
    """Raises Refusal "papers.not-uploaded" naming each missing material once."""
    lacking = not_brought(papers, brought)
    if lacking:
        raise Refusal(
            "papers.not-uploaded",
            N_("These papers are still missing: %(papers)s."),
            field="papers",
            remedy=N_("Add a photo or a PDF of each, then submit."),
            papers="、".join(material.rule.name for material in lacking),
            keys=[material.key for material in lacking],
        )
