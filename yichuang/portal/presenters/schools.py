"""A school's folder in the words of its agent: who is complete, who lacks what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from yichuang.cases.queries.batches import OpenSeason
from yichuang.cases.queries.folders import FolderCard, FolderView, PersonCard
from yichuang.cases.rules.filing import Place, Question, Wanted
from yichuang.cases.rules.folders import Handing, Standing
from yichuang.cases.services.batches.members import Bad
from yichuang.kernel.refusals import fill
from yichuang.web.formats import day, number


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season that takes folders now."""

    url: str
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder of the agent's; `turn` is what waits for the agent, "" for nothing."""

    url: str
    school: str
    season: str
    note: str
    turn: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the list; `look` is the shape beside the words."""

    url: str
    name: str
    tail: str
    says: str
    look: str
    share: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of one person and what is doubtful about it."""

    name: str
    says: str
    look: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that opens its list."""

    key: str
    says: str
    count: int
    url: str
    on: bool


@dataclass(frozen=True, slots=True)
class BadRow:
    """Something wrong in the list: row, sentence, remedy."""

    line: int
    says: str
    remedy: str


def season_rows(found: Sequence[OpenSeason]) -> tuple[SeasonRow, ...]:
    """The seasons a school may hand in for."""
    return tuple(
        SeasonRow(
            reverse("portal:school-new", args=[one.id]), one.name, day(one.closes)
        )
        for one in found
    )


def folder_row(card: FolderCard) -> FolderRow:
    """A folder in the agent's list."""
    return FolderRow(
        url=reverse("portal:school", args=[card.id]),
        school=card.school,
        season=card.batch_name,
        note=_note(card),
        turn=gettext("Given back") if card.handing is Handing.GIVEN_BACK else "",
    )


def _note(card: FolderCard) -> str:
    if card.reading:
        return gettext("%(done)s of %(total)s pages read") % {
            "done": number(card.pages_done),
            "total": number(card.pages_total),
        }
    if card.handing is Handing.HANDED_IN:
        return gettext("Handed in; the hall compares the mandate")
    return gettext("%(made)s of %(people)s with an application") % {
        "made": number(card.made),
        "people": number(card.people),
    }


MISSING, LOOK, CHECKED, COMPLETE, NONE, MADE = (
    "missing", "look", "checked", "complete", "none", "made",
)  # fmt: skip
LOOKS = {MISSING: "lack", LOOK: "warn", NONE: "lack", COMPLETE: "ok", MADE: "ok"}


def stands(one: PersonCard) -> str:
    """Where somebody stands for the school: what it can mend comes first; what only
    waits for a clerk's eye is checked."""
    if one.standing is Standing.MADE or one.asked:
        return MADE
    if one.standing is Standing.NO_PAPERS:
        return NONE
    if one.lacking:
        return MISSING
    if one.open_questions:
        return LOOK
    return COMPLETE if one.standing is Standing.COMPLETE else CHECKED


def words_of(key: str) -> str:
    """What a standing is called to the school."""
    return {
        MISSING: gettext("Something is missing"),
        LOOK: gettext("Please compare"),
        NONE: gettext("No papers yet"),
        CHECKED: gettext("Here, the hall looks at them"),
        COMPLETE: gettext("Complete"),
        MADE: gettext("Received by the hall"),
    }[key]


ORDER = (NONE, MISSING, LOOK, CHECKED, COMPLETE, MADE)


def figures(view: FolderView, only: str) -> tuple[Figure, ...]:
    """How many stand where; those nobody stands in are left out."""
    counted = [stands(one) for one in view.people]
    address = reverse("portal:school", args=[view.id])
    return tuple(
        Figure(key, words_of(key), n, f"{address}?only={key}", key == only)
        for key in ORDER
        if (n := counted.count(key))
    )


def people(view: FolderView, only: str) -> tuple[PersonRow, ...]:
    """Everybody of the list, those first whom the school can help."""
    rows = [(ORDER.index(stands(one)), one.line, one) for one in view.people]
    return tuple(
        person_row(view.id, one)
        for place, _line, one in sorted(rows, key=lambda row: row[:2])
        if not only or ORDER[place] == only
    )


def person_row(folder_id: int, one: PersonCard) -> PersonRow:
    """Somebody of the list."""
    key = stands(one)
    return PersonRow(
        url=reverse("portal:school-person", args=[folder_id, one.id]),
        name=one.name,
        tail=one.number_masked,
        says=words_of(key),
        look=LOOKS.get(key, ""),
        share=f"{one.here} / {one.papers}",
        why=() if key == MADE else tuple(_why(one)),
    )


def _why(one: PersonCard) -> list[str]:
    said = []
    if one.lacking and one.pages:
        names = gettext(", ").join(map(_name, one.lacking))
        said.append(gettext("Missing: %(papers)s") % {"papers": names})
    if one.open_questions:
        n = one.open_questions
        said.append(
            ngettext("%(n)s thing to compare", "%(n)s things to compare", n) % {"n": n}
        )
    return said


def papers(one: PersonCard) -> tuple[PaperRow, ...]:
    """Every paper of one person."""
    lacking = {paper.key for paper in one.lacking}
    return tuple(_paper(place, one, lacking) for place in one.layout.places)


def _paper(place: Place, one: PersonCard, lacking: set[str]) -> PaperRow:
    open_ = [q for q in place.questions if one.judged.get(q.id) != "right"]
    says, look = gettext("Here"), "ok"
    if place.wanted.key in lacking:
        again = bool(place.pages)
        says = gettext("Another one is needed") if again else gettext("Missing")
        look = "lack"
    elif not place.pages and not place.wanted.here:
        says, look = gettext("The hall fetches it"), ""
    elif open_:
        says, look = gettext("Please compare"), "warn"
    return PaperRow(_name(place.wanted), says, look, tuple(map(_doubt, open_)))


def _doubt(one: Question) -> str:
    told = one.doubt
    parts = (
        fill(told.says, told.facts, gettext),
        fill(told.remedy, told.facts, gettext),
    )
    gap = " " if (get_language() or "").startswith("en") else ""
    return gap.join(filter(None, parts))


def _name(one: Wanted) -> str:
    english = (get_language() or "").startswith("en")
    return one.name_en if english and one.name_en else one.name


def bad_rows(bad: Sequence[Bad]) -> tuple[BadRow, ...]:
    """Everything wrong in the list, one line each."""
    return tuple(
        BadRow(row.line, one.text(gettext), one.remedy_text(gettext))
        for row in bad
        for one in row.refusals
    )


def strangers(view: FolderView) -> tuple[tuple[str, str], ...]:
    """Whose papers are here and who is not in the list."""
    return tuple(
        (
            one.name or gettext("Name not read"),
            ngettext("%(n)s page", "%(n)s pages", one.pages) % {"n": one.pages},
        )
        for one in view.strangers
    )
