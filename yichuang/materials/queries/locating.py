"""Finding a page by a name, a number, a case, a season or words on it.

The database holds no word of a page in the clear: every word is looked for by its keyed
hash, and what is found is opened to see where on the page it stands.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from yichuang.accounts.models import keyed_hash
from yichuang.accounts.policies import Actor, can
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import PageState, StackPage
from yichuang.materials.policies import GRANTS
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.reading import Spot
from yichuang.materials.rules.seeking import occurs, words_of

MOST_FOUND = 20
LONGEST_QUESTION = 200
MOST_ASKED = 24
"""Words of a question that are looked for; pairs of a longer one add nothing."""

_SQLITE = (
    "SELECT rowid FROM materials_pagefinder WHERE materials_pagefinder MATCH %s"
    " ORDER BY rowid DESC LIMIT %s"
)
_POSTGRESQL = (
    "SELECT page_id FROM materials_pagewords WHERE finder @@ to_tsquery('simple', %s)"
    " ORDER BY page_id DESC LIMIT %s"
)
_LETTERS = bytes.maketrans(b"0123456789abcdef", b"abcdefghijklmnop")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was found. `spot` is where the words stand on it, None when they
    belong to the page but are not written on it (a case, a folder, a person). Sizes in
    pixels of the upright picture, 0 for a page that could not be read."""

    key: str
    stack_key: str
    stack_title: str
    number: int
    kind: PageClass | None
    applicant: str
    line: str
    spot: Spot | None
    width: int
    height: int


def locate(text: str, *, by: Actor, most: int = MOST_FOUND) -> tuple[Found, ...]:
    """The latest pages of the actor's hall on which all the words stand.

    Raises:
        Refusal: "permission.denied"; "locate.empty", "locate.too-long", field "text".
    """
    if not can(by, "material.read-stack", GRANTS):
        return ()
    asked = words_of(_checked(text), groups=False)[:MOST_ASKED]
    if not asked:
        raise _empty()
    ids = _ids([*asked, *_halls(by)], most)
    pages = (
        StackPage.objects.select_related("stack", "applicant")
        .exclude(state=PageState.WAITING)
        .in_bulk(ids)
    )
    return tuple(_found(pages[pk], text) for pk in ids if pk in pages)


def blind(words: Iterable[str]) -> str:
    """The words as the index keeps them: keyed hashes in letters, each once."""
    return " ".join(dict.fromkeys(map(_blind, words)))


def words_for(page: StackPage) -> str:
    """The index's words of a page: what is written on it and what it belongs to."""
    read, stack = page.text, page.stack
    texts = [line.text for line in read.lines] if read else []
    texts += [stack.title, page.file.name.rpartition(".")[0], page.file.folder]
    if page.kind:
        texts.append(PageClass(page.kind).kind.zh)
    numbers = [stack.about.partition(":")[2], stack.key]
    if page.applicant:
        texts.append(page.applicant.name)
        numbers.append(page.applicant.id_number)
    hall = (f"@{stack.hall_id}",)
    return blind((*hall, *words_of(*texts, *filter(None, numbers))))


@lru_cache(maxsize=200_000)
def _blind(word: str) -> str:
    """40 bits of the keyed hash as ten letters a to p: a word to any tokenizer."""
    digest = base64.urlsafe_b64decode(keyed_hash("page-word", word) + "=")
    return digest[:5].hex().encode().translate(_LETTERS).decode("ascii")


def _halls(by: Actor) -> tuple[str, ...]:
    return () if by.hall_id is None else (f"@{by.hall_id}",)


def _checked(text: str) -> str:
    asked = text.strip()
    if not asked:
        raise _empty()
    if len(asked) > LONGEST_QUESTION:
        raise Refusal(
            "locate.too-long",
            N_("This is too much to look for: at most %(most)s characters."),
            field="text",
            remedy=N_("Write a name, a number or a few words of the page."),
            most=LONGEST_QUESTION,
        )
    return asked


def _empty() -> Refusal:
    return Refusal(
        "locate.empty",
        N_("There is nothing to look for."),
        field="text",
        remedy=N_("Write a name, a number or a few words of the page."),
    )


def _ids(words: list[str], most: int) -> list[int]:
    sqlite = connection.vendor == "sqlite"
    blinded = blind(words).split()
    asked = (" AND " if sqlite else " & ").join(blinded)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if sqlite else _POSTGRESQL, [asked, most])
        return [pk for (pk,) in cursor.fetchall()]


def _found(page: StackPage, text: str) -> Found:
    read = page.text
    lines = read.lines if read else ()
    hit = next((line for line in lines if occurs(text, line.text)), None)
    return Found(
        key=page.key,
        stack_key=page.stack.key,
        stack_title=page.stack.title,
        number=page.number,
        kind=PageClass(page.kind) if page.kind else None,
        applicant=page.applicant.name if page.applicant else "",
        line=hit.text if hit else "",
        spot=hit.spot if hit else None,
        width=read.width if read else 0,
        height=read.height if read else 0,
    )
