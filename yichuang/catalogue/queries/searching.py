"""The search of the catalogue: an index in memory, built again when a version changes."""

import os
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from yichuang.catalogue.models import BundleVersion, ItemVersion
from yichuang.catalogue.queries.guides import (
    Stamp,
    bundle,
    guide,
    in_force_stamp,
    open_on,
)
from yichuang.catalogue.rules import BundleSheet, QuestionRule, Sheet, said
from yichuang.catalogue.rules.searching import Entry, Found, Index, Text, build, find
from yichuang.kernel.text import Msgid


@dataclass(frozen=True, slots=True)
class ItemHit:
    """A hit of the search; `kind` is item or bundle, `reason` a msgid with %(text)s."""

    kind: str
    key: str
    version_id: int
    name: str
    summary: str
    department_name: str
    score: float
    share: float
    reason: Msgid
    text: str


def search(q: str, language: str, *, on: date, most: int = 10) -> tuple[ItemHit, ...]:
    """Items and bundles in force that a query means, best first, said in a language.

    One cheap query to see whether a version changed; the rest is memory.
    """
    kept, asked = _current(on), simplified(q)
    found = find(kept.index, asked, most)
    return tuple(_hit(kept, hit, language) for hit in found)


@dataclass(frozen=True, slots=True)
class Kept:
    """The index of what is in force, and the version of each entry by kind and key."""

    stamp: Stamp
    index: Index
    versions: dict[tuple[str, str], int]


_kept: Kept | None = None
_lock = Lock()


def in_force_index(on: date) -> Kept:
    """What can be found on a day, for rooms that rank by more than words."""
    return _current(on)


def _hit(kept: Kept, found: Found, language: str) -> ItemHit:
    entry, text = found.entry, found.text
    version_id = kept.versions[entry.kind, entry.key]
    row = guide(version_id) if entry.kind == "item" else bundle(version_id)
    own = text.en if language.startswith("en") else text.zh
    return ItemHit(
        kind=entry.kind,
        key=entry.key,
        version_id=version_id,
        name=said(row, "name", language),
        summary=said(row, "summary", language),
        department_name=said(row, "department_name", language),
        score=found.score,
        share=found.share,
        reason=found.reason,
        text=own or text.zh or text.en,
    )


def _current(on: date) -> Kept:
    global _kept
    stamp = in_force_stamp(on)
    kept = _kept
    if kept is None or kept.stamp != stamp:
        with _lock:
            kept = _kept = _build(stamp, on)
    return kept


def _build(stamp: Stamp, on: date) -> Kept:
    versions: dict[tuple[str, str], int] = {}
    entries: list[Entry] = []
    for pk in ItemVersion.objects.filter(open_on(on)).values_list("pk", flat=True):
        row = guide(pk)
        versions["item", row.key] = pk
        entries.append(Entry("item", row.key, texts_of(row)))
    for pk in BundleVersion.objects.filter(open_on(on)).values_list("pk", flat=True):
        found = bundle(pk)
        versions["bundle", found.key] = pk
        entries.append(Entry("bundle", found.key, texts_of(found)))
    return Kept(stamp, build(entries, readings), versions)


def texts_of(row: Sheet | BundleSheet) -> tuple[Text, ...]:
    """What an item or bundle can be found by."""
    texts = [
        Text("name", row.name, row.name_en),
        *(Text("alias", alias) for alias in row.aliases),
        *(Text("alias", "", alias) for alias in row.aliases_en),
        Text("summary", row.summary, row.summary_en),
        *_options(row.questions),
    ]
    if isinstance(row, Sheet):
        texts += [
            Text("result", row.result_name, row.result_name_en),
            *(Text("faq", faq.question, faq.question_en) for faq in row.faqs),
            *(Text("option", line.zh, line.en) for line in row.scope_in),
            *(Text("paper", p.name, p.name_en) for p in row.active_papers),
        ]
    else:
        texts += [Text("option", part.name, part.name_en) for part in row.parts]
    return tuple(text for text in texts if text.zh or text.en)


def _options(questions: tuple[QuestionRule, ...]) -> list[Text]:
    """Answers name what an item covers, but yes and no tell nothing."""
    return [
        Text("option", option.label, option.label_en)
        for question in questions
        for option in question.options
        if len(option.label) > 2 and not option.ends
    ]


def simplified(text: str) -> str:
    """The text in simplified characters; one that has no traditional ones stays as it is.

    GB 2312 holds the simplified characters and a few both know (著, 乾), so a text is only
    traditional when it has others that OpenCC's table simplifies.
    """
    if all(c < "\u3400" or _is_simplified(c) for c in text):
        return text
    return _in_simplified(text)


@lru_cache(maxsize=8_000)
def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return _in_simplified(character) == character
    return True


def _in_simplified(text: str) -> str:
    return str(_opencc().convert(text))


@cache
def _opencc() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - its tables, only for traditional text

    return OpenCC("t2s")


@lru_cache(maxsize=8_000)
def readings(character: str) -> tuple[str, ...]:
    """The toneless pinyin of a character, most usual first, three at most."""
    # The phrase tables would cost 45 MB of memory and answer no question asked here.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - 12 MB, only to search

    marked = pinyin_dict.get(ord(character), "").split(",")[:3]
    plain = (
        "".join(
            c
            for c in unicodedata.normalize("NFD", sound)
            if not unicodedata.combining(c)
        )
        for sound in marked
    )
    return tuple(dict.fromkeys(sound for sound in plain if sound))
