"""Pages of one person laid out on the papers a case asks for, and what is doubtful."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yichuang.kernel.text import N_
from yichuang.materials.rules.classes import PageClass, document_of, fits
from yichuang.materials.rules.fields import Doubt, FieldFound, Paper, agree, check

HALF_CARD = frozenset({PageClass.ID_FRONT, PageClass.ID_BACK})

ABOUT_READING = frozenset({"paper.not-read", "paper.unclear"})
"""Doubts about the reader's eyes only: a person who confirmed the page has looked."""

FAULTS = frozenset(
    {"paper.expired", "paper.one-side", "paper.not-passed", "paper.differs-from-form"}
    | {"paper.in-the-future"}
)
"""Doubts that usually mean another paper must come; the others usually mean a look."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is laid out. `document` numbers the documents of its person; `stack`
    is the key of its stack; `filed` the key of the paper it was filed into, "" before.
    """

    key: str
    number: int
    kind: PageClass | None
    document: int | None = None
    confirmed: bool = True
    version: int = 1
    fields: tuple[FieldFound, ...] = ()
    filed: str = ""
    stack: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper of the case. `asked`: the applicant brings it (the hall does not fetch
    it); `here`: it lies in the case or on the counter already."""

    key: str
    name: str
    name_en: str = ""
    asked: bool = True
    here: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt a person has to settle; its id stays while what was read stays."""

    id: str
    page: str
    number: int
    doubt: Doubt

    @property
    def fault(self) -> bool:
        """Whether it usually means that another paper must come."""
        return self.doubt.code in FAULTS


@dataclass(frozen=True, slots=True)
class Place:
    """A paper with the pages that answer it and what is doubtful about them."""

    wanted: Wanted
    pages: tuple[Sheet, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One person's pages on the papers of a case; `loose` answer none of them, and
    `unseen` wait for a person to say what they are."""

    places: tuple[Place, ...]
    loose: tuple[Sheet, ...]
    unseen: int
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(one for place in self.places for one in place.questions)

    def lacking(self, judged: Mapping[str, str] | None = None) -> tuple[Wanted, ...]:
        """Papers to be told: not there, or held against by a person's judgement and not
        replaced by a later page of the same kind."""
        said = judged or {}
        return tuple(
            place.wanted
            for place in self.places
            if place.wanted.asked
            and (not (place.pages or place.wanted.here) or _at_fault(place, said))
        )

    def open_questions(self, judged: Mapping[str, str]) -> tuple[Question, ...]:
        """Doubts nobody has judged yet."""
        return tuple(one for one in self.questions if one.id not in judged)


def _at_fault(place: Place, said: Mapping[str, str]) -> bool:
    """Whether a page was found faulty and no later one like it has come."""
    faulty = {one.page for one in place.questions if said.get(one.id) == "fault"}
    sound = [page for page in place.pages if page.key not in faulty]
    return any(
        page.key in faulty
        and not any(
            one.number > page.number and one.kind in {page.kind, PageClass.ID_BOTH}
            for one in sound
        )
        for page in place.pages
    )


def lay_out(
    pages: Sequence[Sheet],
    wanted: Sequence[Wanted],
    *,
    form: Mapping[str, str],
    on: date,
    chosen: Mapping[str, str] | None = None,
) -> Layout:
    """Put each document to the first paper it answers that has none yet. `form` is what
    is known of the person (name, id_number); `chosen` names the paper of a page where a
    person said it ("" for none).
    """
    said = chosen or {}
    put: dict[str, list[Sheet]] = {one.key: [] for one in wanted}
    loose: list[Sheet] = []
    for document in _documents(pages):
        key = _paper_for(document, wanted, put, said)
        put.get(key, loose).extend(document)
    doubts = _doubts([page for rows in put.values() for page in rows], form, on)
    places = tuple(
        Place(
            one,
            tuple(put[one.key]),
            (*_of(put[one.key], doubts), *_half(put[one.key])),
        )
        for one in wanted
    )
    unseen = sum(not page.confirmed for page in pages)
    return Layout(places, tuple(loose), unseen, _facts(pages))


def _documents(pages: Iterable[Sheet]) -> list[list[Sheet]]:
    """Pages of one document together, in the order of their first page."""
    rows: dict[str, list[Sheet]] = {}
    for page in sorted(pages, key=lambda page: page.number):
        if page.document is not None and page.kind is not None:
            key = f"{page.document} {document_of(page.kind)}"
        elif page.kind is not None:
            key = document_of(page.kind)
        else:
            key = page.key
        rows.setdefault(key, []).append(page)
    return list(rows.values())


def _paper_for(
    document: Sequence[Sheet],
    wanted: Sequence[Wanted],
    put: Mapping[str, list[Sheet]],
    said: Mapping[str, str],
) -> str:
    for page in document:
        if page.filed or page.key in said:
            return page.filed or said[page.key]
    kind = document[0].kind
    if kind is None:
        return ""
    fitting = [one.key for one in wanted if fits(kind, one.name)]
    return next((key for key in fitting if not put[key]), next(iter(fitting), ""))


def _doubts(
    pages: Sequence[Sheet], form: Mapping[str, str], on: date
) -> dict[int, list[Doubt]]:
    """The doubts by the number of their page."""
    found: dict[int, list[Doubt]] = {}
    known = [page for page in pages if page.kind is not None]
    for page in known:
        assert page.kind is not None  # noqa: S101  the line above
        for doubt in check(page.kind, page.fields, on):
            if not (page.confirmed and doubt.code in ABOUT_READING):
                found.setdefault(page.number, []).append(doubt)
    papers = [Paper(page.number, page.kind, page.fields) for page in known if page.kind]
    for doubt in agree(papers, form):
        number = doubt.facts.get("page")
        if isinstance(number, int):
            found.setdefault(number, []).append(doubt)
    return found


def _of(
    pages: Iterable[Sheet], doubts: Mapping[int, list[Doubt]]
) -> Iterator[Question]:
    for page in pages:
        for doubt in doubts.get(page.number, ()):
            yield _question(page, doubt)


def _half(pages: Sequence[Sheet]) -> Iterator[Question]:
    """A card of which one side is there is half a card."""
    kinds = {page.kind for page in pages}
    sides = kinds & HALF_CARD
    if len(sides) == 1 and PageClass.ID_BOTH not in kinds:
        doubt = Doubt(
            "",
            "paper.one-side",
            N_("Only one side of the identity card is here."),
            N_("Ask for a copy of both sides."),
        )
        yield _question(next(page for page in pages if page.kind in sides), doubt)


def _question(page: Sheet, doubt: Doubt) -> Question:
    says = "|".join(f"{name}={fact}" for name, fact in sorted(doubt.facts.items()))
    name = f"{page.key}|{doubt.code}|{doubt.field}|{says}"
    known = hashlib.sha256(name.encode()).hexdigest()[:12]
    return Question(known, page.key, page.number, doubt)


FACT_SOURCES: Mapping[str, tuple[PageClass, ...]] = {
    "name": (PageClass.ID_FRONT, PageClass.ID_BOTH, PageClass.APPLICATION_FORM),
    "id_number": (PageClass.ID_FRONT, PageClass.ID_BOTH, PageClass.APPLICATION_FORM),
    "address": (PageClass.ID_FRONT, PageClass.ID_BOTH, PageClass.APPLICATION_FORM),
    "phone": (PageClass.APPLICATION_FORM,),
}
"""Where what is known of a person is taken from, the best source first."""


def _facts(pages: Sequence[Sheet]) -> dict[str, str]:
    """What the papers say of the person, for pre-filling a form."""
    found: dict[str, str] = {}
    for name, kinds in FACT_SOURCES.items():
        for kind in kinds:
            value = next(
                (
                    one.value
                    for page in pages
                    if page.kind is kind
                    for one in page.fields
                    if one.name == name and one.part == 0
                ),
                "",
            )
            if value and name not in found:
                found[name] = value
    return found
