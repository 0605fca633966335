"""Whose page it is: by identity number, then name, then folder, then place in the stack."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yichuang.materials.rules.fields import OWN
from yichuang.materials.rules.fields.numbers import fits_id
from yichuang.materials.rules.fields.surnames import DOUBLE_SURNAMES, SURNAMES
from yichuang.materials.rules.grouping.seen import Seen
from yichuang.materials.rules.judging.nearly import slips

Shares = dict[int, tuple[tuple[int, float], ...]]
"""Page number -> (place of the person, how sure)."""

_BY_NUMBER, _BY_NAME, _BY_FOLDER, _BETWEEN, _AFTER = 1.0, 0.95, 0.9, 0.85, 0.6
_ALMOST_NAME = 0.7
_WORN = 2
"""Figures of an identity number a bad copy may have wrong and still be recognised by."""


@dataclass(slots=True)
class Person:
    """Somebody a paper was made out to."""

    name: str = ""
    id_number: str = ""


def owners(pages: Sequence[Seen]) -> tuple[list[Person], Shares]:
    """The people found, and for every page of the stack whose it is."""
    people = _people(pages)
    shares: Shares = {page.number: _named(page, people) for page in pages}
    _misread(pages, people, shares)
    _from_folders(pages, people, shares)
    _from_place(pages, shares)
    return people, shares


def _people(pages: Sequence[Seen]) -> list[Person]:
    """Everybody to whom a paper of the applicant's own kind is made out."""
    people: list[Person] = []
    own = [page for page in pages if page.verdict.kind in OWN]
    # Sound numbers first: names without a number then find their owner whatever the order.
    marks = sorted(
        (mark for page in own for mark in _marks(page)),
        key=lambda mark: (not fits_id(mark[1]), not mark[1]),
    )
    for name, number in marks:
        person = _match(name, number, people)
        if person is None:
            people.append(Person(name, number if fits_id(number) else ""))
        elif not person.name:
            person.name = name
    return people


def _marks(page: Seen) -> list[tuple[str, str]]:
    """(name, number) of each card on the page; a page without either has none."""
    parts = sorted({one.part for one in page.fields})
    found = []
    for part in parts:
        own = {one.name: one.value for one in page.fields if one.part == part}
        name, number = own.get("name", ""), own.get("id_number", "")
        if name or number:
            found.append((name, number))
    return found


def _match(name: str, number: str, people: Sequence[Person]) -> Person | None:
    """The one person these can be; None when it is nobody yet, or could be several."""
    if number:
        exact = [p for p in people if p.id_number == number]
        if exact:
            return exact[0]
        if fits_id(number):
            # Another sound number is another person, whatever the name.
            return _only(
                [p for p in people if not p.id_number and name and p.name == name]
            )
        worn = [
            p for p in people if p.id_number and slips(p.id_number, number) <= _WORN
        ]
        if (near := _only(worn)) is not None:
            return near
    return _only([p for p in people if name and p.name == name])


def _only(found: Sequence[Person]) -> Person | None:
    return found[0] if len(found) == 1 else None


def _named(page: Seen, people: list[Person]) -> tuple[tuple[int, float], ...]:
    """The people whose number or name is read on the page."""
    marks = _marks(page)
    found: dict[int, float] = {}
    for name, number in marks:
        if (person := _match(name, number, people)) is not None:
            sure = _BY_NUMBER if number and person.id_number else _BY_NAME
            found[people.index(person)] = sure
    if not found and page.verdict.kind not in OWN:
        found = _mentioned(page, people)
    return tuple(found.items())


def _misread(pages: Sequence[Seen], people: list[Person], shares: Shares) -> None:
    """A name with one character misread, between two pages of its owner, is no new person.

    Only a person nobody's number is known of; 张伟 among the papers of 张炜 who has a card
    of his own stays himself.
    """
    named = [page for page in pages if shares[page.number]]
    for left, page, right in zip(named, named[1:], named[2:], strict=False):
        sides = {shares[left.number][-1][0], shares[right.number][0][0]}
        at = shares[page.number][0][0]
        if len(sides) > 1 or at in sides or people[at].id_number:
            continue
        (beside,) = sides
        if slips(people[at].name, people[beside].name) <= 1:
            shares[page.number] = ((beside, _ALMOST_NAME),)


def _mentioned(page: Seen, people: list[Person]) -> dict[int, float]:
    """On papers that name several people: the one applicant among them."""
    values = {one.value for one in page.fields}
    by_number = [at for at, p in enumerate(people) if p.id_number in values - {""}]
    by_name = [at for at, p in enumerate(people) if p.name in values - {""}]
    for found, sure in ((by_number, _BY_NUMBER), (by_name, _BY_NAME)):
        if len(found) == 1:
            return {found[0]: sure}
    return {}


def _from_folders(pages: Sequence[Seen], people: list[Person], shares: Shares) -> None:
    """Folders and files called by a name or number, and folders of one person only."""
    for page in pages:
        at = None if shares[page.number] else _called(page, people)
        if at is not None:
            shares[page.number] = ((at, _BY_FOLDER),)
    for folder in sorted({page.folder for page in pages} - {""}):
        inside = [page for page in pages if page.folder == folder]
        known = {at for page in inside for at, _ in shares[page.number]}
        if not known and (name := _name_in(folder)):
            people.append(Person(name))
            known = {len(people) - 1}
        if len(known) == 1:
            _fill(inside, known.pop(), shares)


def _fill(inside: Sequence[Seen], owner: int, shares: Shares) -> None:
    for page in inside:
        if not shares[page.number]:
            shares[page.number] = ((owner, _BY_FOLDER),)


def _called(page: Seen, people: list[Person]) -> int | None:
    """The person whose name or number the file or its folder bears."""
    for label in (page.file, page.folder):
        found = [
            at
            for at, person in enumerate(people)
            if (person.id_number and person.id_number in label.upper())
            or (len(person.name) > 1 and person.name in label)
        ]
        if len(found) == 1:
            return found[0]
    return None


def _name_in(folder: str) -> str:
    """The name a folder bears, 03-张晓月 or 张晓月; "" when it is called otherwise."""
    last = folder.rstrip("/").rpartition("/")[2]
    words = re.findall(r"[㐀-鿿]+", last)
    if len(words) != 1 or not 2 <= len(words[0]) <= 4:
        return ""
    name = str(words[0])
    known = name[:2] in DOUBLE_SURNAMES or (name[0] in SURNAMES and len(name) < 4)
    return name if known else ""


def _from_place(pages: Sequence[Seen], shares: Shares) -> None:
    """Pages that name nobody go with their neighbours, inside their own folder.

    Between two pages of one person they are that person's; else they follow the page
    before, as the back of a card follows its front.
    """
    for folder in {page.folder for page in pages}:
        inside = [page for page in pages if page.folder == folder]
        known = [bool(shares[page.number]) for page in inside]
        for at, page in enumerate(inside):
            if known[at]:
                continue
            before = _near(inside, known, range(at - 1, -1, -1), shares)
            after = _near(inside, known, range(at + 1, len(inside)), shares)
            if before is not None and before == after:
                shares[page.number] = ((before, _BETWEEN),)
            elif (one := before if before is not None else after) is not None:
                shares[page.number] = ((one, _AFTER),)


def _near(
    inside: Sequence[Seen], known: Sequence[bool], way: range, shares: Shares
) -> int | None:
    """The owner of the nearest page that names somebody, going that way."""
    for at in way:
        if known[at]:
            return shares[inside[at].number][-1 if way.step < 0 else 0][0]
    return None
