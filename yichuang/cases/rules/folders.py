"""A school's folder of teachers: who of the list has what, and what may be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.text import N_, Msgid, normalise


class MakingState(StrEnum):
    """How far somebody of the list is on the way to an application."""

    LISTED = "listed"
    ASKED = "asked"
    MADE = "made"
    LEFT_OUT = "left_out"


class Standing(StrEnum):
    """Where somebody of the list stands."""

    COMPLETE = "complete"
    MISSING = "missing"
    DOUBTFUL = "doubtful"
    NO_PAPERS = "no_papers"
    MADE = "made"

    @property
    def label(self) -> Msgid:
        """English msgid of what it is called."""
        return LABELS[self]


LABELS: dict[Standing, Msgid] = {
    Standing.COMPLETE: N_("Complete"),
    Standing.MISSING: N_("Something is missing"),
    Standing.DOUBTFUL: N_("To be looked at"),
    Standing.NO_PAPERS: N_("In the list, without papers"),
    Standing.MADE: N_("Application made"),
}


class Handing(StrEnum):
    """How far a folder is that a school handed in by itself."""

    HANDED_IN = "handed"
    TAKEN = "taken"
    GIVEN_BACK = "given"


class Matched(StrEnum):
    """How somebody of the list was found among the people of the stack."""

    NUMBER = "number"
    CHOSEN = "chosen"
    NAME = "name"
    FOLDER = "folder"
    NOT = ""

    @property
    def sure(self) -> bool:
        """A number or a person's word; a name may be somebody else's as well."""
        return self in {Matched.NUMBER, Matched.CHOSEN}


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of the list; `chosen` is the person of the stack a clerk named."""

    id: int
    name: str
    number: str
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of the stack; `number` "" where none was read."""

    id: int
    name: str
    number: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The people of the stack that belong to somebody of the list, and how that is
    known: the same number may have been read in two places."""

    found: tuple[int, ...]
    how: Matched


def match(
    listed: Sequence[Listed], found: Sequence[Found]
) -> tuple[Mapping[int, Match], tuple[int, ...]]:
    """Each of the list with its people of the stack, by number before name before the
    name of the folder; and who of the stack is not in the list. Nobody is given twice,
    and a name that two share decides nothing.

    >>> rows, strange = match([Listed(1, "王一", "A")], [Found(7, "王一", ""), Found(8, "李", "B")])
    >>> rows[1].how, strange
    (<Matched.NAME: 'name'>, (8,))
    """
    left = {one.id: one for one in found}
    matches: dict[int, Match] = {}
    ways = (
        (Matched.CHOSEN, _chosen(listed, left)),
        (Matched.NUMBER, _by_number(listed, left)),
        (Matched.NAME, None),
        (Matched.FOLDER, None),
    )
    for how, pairs in ways:
        rows = pairs if pairs is not None else _by_word(listed, matches, left, how)
        for row, ids in rows:
            open_ids = [pk for pk in ids if pk in left]
            if row.id in matches or not open_ids:
                continue
            matches[row.id] = Match(tuple(open_ids), how)
            for pk in open_ids:
                del left[pk]
    nobody = Match((), Matched.NOT)
    return {row.id: matches.get(row.id, nobody) for row in listed}, tuple(left)


Pairs = list[tuple[Listed, list[int]]]


def _chosen(listed: Sequence[Listed], left: Mapping[int, Found]) -> Pairs:
    return [(row, [row.chosen]) for row in listed if row.chosen in left and row.chosen]


def _by_number(listed: Sequence[Listed], left: Mapping[int, Found]) -> Pairs:
    numbers: dict[str, list[int]] = {}
    for pk, one in left.items():
        if one.number:
            numbers.setdefault(one.number, []).append(pk)
    return [(row, numbers.get(row.number, [])) for row in listed]


def _by_word(
    listed: Sequence[Listed],
    matches: Mapping[int, Match],
    left: Mapping[int, Found],
    how: Matched,
) -> Pairs:
    """Who is found by a word that only one row and only one person have. Somebody whose
    number was read is somebody else when it is another one."""
    open_rows = [row for row in listed if row.id not in matches]
    pairs: dict[int, list[int]] = {}
    claims: dict[int, int] = {}
    for row in open_rows:
        if sum(normalise(one.name) == normalise(row.name) for one in listed) > 1:
            continue
        ids = [
            pk for pk, one in left.items() if not one.number and _says(row, one, how)
        ]
        pairs[row.id] = ids
        for pk in ids:
            claims[pk] = claims.get(pk, 0) + 1
    return [
        (row, ids)
        for row in open_rows
        if len(ids := pairs.get(row.id, [])) == 1 and claims[ids[0]] == 1
    ]


def _says(row: Listed, one: Found, how: Matched) -> bool:
    if how is Matched.NAME:
        return bool(one.name) and normalise(one.name) == normalise(row.name)
    folder = normalise(one.folder)
    return bool(folder) and (normalise(row.name) in folder or row.number in one.folder)


def standing(*, made: bool, pages: int, open_questions: int, lacking: int) -> Standing:
    """Where somebody stands: what a person must look at comes before what is missing.

    >>> standing(made=False, pages=4, open_questions=0, lacking=1)
    <Standing.MISSING: 'missing'>
    """
    if made:
        return Standing.MADE
    if not pages:
        return Standing.NO_PAPERS
    if open_questions:
        return Standing.DOUBTFUL
    return Standing.MISSING if lacking else Standing.COMPLETE
