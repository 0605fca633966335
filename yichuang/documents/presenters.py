"""How documents look to the outside: the PDF answer, and what verification found."""

from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.documents.queries import Verified
from yichuang.kernel.text import N_
from yichuang.web.formats import day


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the page; `link` is part of the kit's fact rows and never used here."""

    name: str
    value: str
    link: None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in words. `mood` is "ok", "lit" or "bad"."""

    mood: str
    icon: str
    title: str
    text: str
    facts: tuple[Fact, ...] = ()


_WORDS: dict[str, tuple[str, str, str, str]] = {
    "valid": (
        "ok",
        "circle-check",
        N_("This document is genuine and valid"),
        N_("Compare what is below with the paper in your hand, word for word."),
    ),
    "expired": (
        "lit",
        "clock",
        N_("This document is genuine, but no longer valid"),
        N_("Its term has ended."),
    ),
    "not-yet": (
        "lit",
        "clock",
        N_("This document is genuine, but not valid yet"),
        N_("Its term has not begun."),
    ),
    "revoked": (
        "bad",
        "circle-x",
        N_("This document was revoked"),
        N_("Do not rely on it. Ask the office that issued it."),
    ),
    "unknown": (
        "bad",
        "circle-x",
        N_("No document with this number and check code was issued here"),
        N_(
            "Check both for slips. If they are as printed, the paper is not genuine: "
            "tell the hall."
        ),
    ),
}


def verdict_of(found: Verified | None) -> Verdict:
    """The answer of the page; None (nothing found) is always the same answer."""
    mood, icon, title, text = _WORDS[found.state if found else "unknown"]
    return Verdict(
        mood=mood,
        icon=icon,
        title=gettext(title),
        text=gettext(text),
        facts=_facts(found) if found else (),
    )


def _facts(found: Verified) -> tuple[Fact, ...]:
    rows = (
        (gettext("Document"), found.title or gettext(found.label)),
        (gettext("Number"), found.number),
        (gettext("Issued to"), found.addressee),
        (gettext("Issued by"), found.office),
        (gettext("Issued on"), day(found.issued_on)),
        (gettext("Valid from"), day(found.valid_from)),
        (gettext("Valid until"), day(found.valid_until)),
        (gettext("Revoked on"), day(found.revoked_on)),
        (gettext("Certificate identifier"), found.identifier),
    )
    return tuple(Fact(name, value) for name, value in rows if value)
