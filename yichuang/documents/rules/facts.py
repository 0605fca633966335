"""The facts a document is made of: checked once, then frozen with their fingerprint.

What the wordings (templates/documents/v1) read, besides what each kind needs
(kinds.KINDS) and what the office adds by itself:

    item, case_number           what it is about, as printed
    applied_on, agent           when and through whom it was applied for
    query_code, track_url       what the QR code leads to; else the verification page
    papers                      rows of name, wrong, mend, form, copies, note, until, number
    reasons, basis, how, notes  lists of sentences without a full stop
    duties, liabilities         the same, of a promise in place of a proof; checking: a sentence
    promise, statutory, days    limits in words ("15 个工作日"); due, statutory_due: when
    fee, collect, result        sentences
    giver, receiver, relation, delivered_by, approved_by, signature (strokes)
    held_at, place, public, chair, recorder, reviewer   when, where and by whom heard
    parties              rows of name, role, signature, note: who was heard, and signed
    minutes              rows of who, text: what was said, in order
    hearing              the number of the minutes a decision rests on
    powers, conditions   lists: of an agent, of a promise
    answers, steps       lists of a sheet that tells once: the situation, the way
    officer, decision    who steps back, and what was decided
    service, helper      who assists, and how
    problem, handler     what went wrong, and who puts it right
    title, over_title, body, seals, photo, specimen      of a certificate
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.documents.rules.delivery import check_signature
from yichuang.documents.rules.kinds import KINDS, DocumentKind
from yichuang.kernel.identity import check_id_number
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

DATES = (
    "applied_on",
    "withdrawn_on",
    "accepted_on",
    "decided_on",
    "received_on",
    "statutory_due",
    "promise_due",
    "due",
    "held_at",
    "sent_on",
)
"""Facts that are days ("2026-03-17") or moments ("2026-03-17T17:00")."""

LISTS = (
    *("papers", "reasons", "basis", "how", "seals", "notes", "body"),
    *("duties", "liabilities"),
)
LINES = ("title", "over_title")
"""Facts that are one line of text: the press sets them as they are."""

_EIGHTEEN = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def canonical(facts: Mapping[str, Any]) -> str:
    """The one way to write the facts as JSON: sorted keys, no spaces.

    >>> canonical({"b": 1, "a": "汉"})
    '{"a":"汉","b":1}'
    """
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(facts: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical facts; an altered row is found by it."""
    return fingerprint_of(canonical(facts))


def fingerprint_of(text: str) -> str:
    """The fingerprint of facts that are written as `canonical` writes them."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_facts(kind: DocumentKind, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as plain JSON values, complete for this kind of document.

    Raises:
        Refusal: "documents.fact-missing" or "documents.fact-bad" with the fact's name
            as field; "documents.identity-bare" when a full identity number stands
            where it would be kept in clear.
    """
    for name in KINDS[kind].needs:
        if not facts.get(name):
            raise Refusal(
                "documents.fact-missing",
                N_("The document cannot be made: “%(fact)s” is missing."),
                field=name,
                remedy=N_("Fill it in and try again."),
                fact=name,
            )
    _check_shapes(facts)
    try:
        plain: dict[str, Any] = json.loads(canonical(facts))
    except (TypeError, ValueError) as wrong:
        raise _bad("facts") from wrong
    if any(_bare_identity(text) for text in _texts(plain)):
        raise Refusal(
            "documents.identity-bare",
            N_("A document must not carry a full identity number."),
            field="facts",
            remedy=N_("Mask the number first."),
        )
    return plain


def zone(facts: Mapping[str, Any]) -> ZoneInfo:
    """The zone in which the document's dates are written."""
    return ZoneInfo(facts["time_zone"])


def _bare_identity(text: str) -> bool:
    """Whether a valid identity number stands in it; other 18 digits are let be."""
    for found in _EIGHTEEN.findall(text):
        try:
            check_id_number(found)
        except Refusal:
            continue
        return True
    return False


def _check_shapes(facts: Mapping[str, Any]) -> None:
    for name in DATES:
        if facts.get(name):
            _check_date(name, facts[name])
    for name in LISTS:
        if not isinstance(facts.get(name, []), list | tuple):
            raise _bad(name)
    for name in LINES:
        if not isinstance(facts.get(name, ""), str):
            raise _bad(name)
    for signature in _signatures(facts):
        check_signature(signature)


def _signatures(facts: Mapping[str, Any]) -> Iterator[str]:
    """Every drawing on the document: the receiver's, and those of who was heard."""
    rows: list[Mapping[str, Any]] = [facts, *facts.get("parties", [])]
    yield from (str(row["signature"]) for row in rows if row.get("signature"))


def _check_date(name: str, value: object) -> None:
    try:
        text = str(value)
        datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError as wrong:
        raise _bad(name) from wrong


def _bad(name: str) -> Refusal:
    return Refusal(
        "documents.fact-bad",
        N_("The document cannot be made: “%(fact)s” cannot be read."),
        field=name,
        remedy=N_("Correct it and try again."),
        fact=name,
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
