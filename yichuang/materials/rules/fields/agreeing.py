"""Doubts between papers: is it the same person everywhere, and the one on the form."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yichuang.materials.rules.classes import KINDS, PageClass
from yichuang.materials.rules.fields.checking import LABELS
from yichuang.materials.rules.fields.doubts import doubt
from yichuang.materials.rules.fields.found import Doubt, FieldFound

OWN: frozenset[PageClass] = frozenset(
    {
        PageClass.ID_FRONT,
        PageClass.ID_BOTH,
        PageClass.DIPLOMA,
        PageClass.DEGREE,
        PageClass.MANDARIN,
        PageClass.PHYSICAL_EXAM,
        PageClass.APPLICATION_FORM,
        PageClass.TRAINING_CERT,
        PageClass.TEACHING_PROOF,
        PageClass.PROMISE_LETTER,
        PageClass.HEALTH_CERT,
        PageClass.NO_CRIME,
    }
)
"""Papers made out to the applicant; a lease or a household register names others too."""

COMPARED = ("name", "id_number", "birth", "sex")


@dataclass(frozen=True, slots=True)
class Paper:
    """A page with its class and what was read on it; `page` is its number in the stack."""

    page: int
    kind: PageClass
    fields: tuple[FieldFound, ...]


def agree(papers: Sequence[Paper], form: Mapping[str, str]) -> tuple[Doubt, ...]:
    """Where one person's papers differ from the form, or from each other without one.

    `form` gives the fields of the person by the names used here, as far as known. The
    identity card speaks where the form is silent, and then the majority of papers.
    """
    own = [paper for paper in papers if paper.kind in OWN]
    found: list[Doubt] = []
    for name in COMPARED:
        found += _differing(name, own, form.get(name, ""))
    return tuple(found)


def _differing(name: str, papers: Sequence[Paper], entered: str) -> Iterator[Doubt]:
    read = [
        (paper, one.value)
        for paper in papers
        for one in paper.fields
        if one.name == name and one.part == 0
    ]
    expected = entered or _spokesman(read)
    for paper, value in read:
        if value == expected:
            continue
        yield doubt(
            name,
            "paper.differs-from-form" if entered else "paper.differs",
            what=LABELS[name],
            paper=KINDS[paper.kind].en,
            found=value,
            expected=expected,
            page=paper.page,
        )


def _spokesman(read: Sequence[tuple[Paper, str]]) -> str:
    """What the identity card says, or else most papers (the earliest page among equals)."""
    for paper, value in read:
        if paper.kind in (PageClass.ID_FRONT, PageClass.ID_BOTH):
            return value
    ranked = Counter(value for _, value in read).most_common(1)
    return ranked[0][0] if ranked else ""
