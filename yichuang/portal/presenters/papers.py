"""Papers in words: what to bring, what may follow, what nobody has to bring."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from yichuang.catalogue.rules import Guide, Need, PaperRule, PaperSummary, Treatment
from yichuang.portal.presenters.words import sentences, tell

KINDS = {
    Treatment.BRING: "must",
    Treatment.LATER: "later",
    Treatment.FETCHED: "fetch",
    Treatment.EVIDENCE: "verify",
    Treatment.PROMISE: "promise",
}
"""How the page kit names and draws each kind."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a list. `bring` False: nothing to do for the reader."""

    key: str
    name: str
    kind: str
    how: str = ""
    bring: bool = True
    new: bool = False
    kind_says: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A paper nobody may ask for any more."""

    name: str
    why: str


def line(rule: PaperRule, *, new: bool = False) -> PaperLine:
    """The line of a paper that this situation needs."""
    return PaperLine(
        key=rule.key,
        name=_with_count(rule),
        kind=KINDS[rule.treatment],
        how=how(rule),
        bring=rule.treatment is Treatment.BRING,
        new=new,
    )


def elsewhere(rule: PaperRule) -> PaperLine:
    """The line of a paper that only other situations need."""
    return PaperLine(rule.key, _with_count(rule), "cond", how(rule))


def _with_count(rule: PaperRule) -> str:
    name = tell(rule, "name")
    pieces = rule.originals or rule.copies
    if pieces < 2:
        return name
    return gettext("%(name)s, %(n)s copies") % {"name": name, "n": pieces}


def how(rule: PaperRule) -> str:
    """Where the paper comes from or how it should look, in one or two sentences."""
    parts = [tell(rule, "guidance") or tell(rule, "accept_standard")]
    source = tell(rule, "share_source")
    if rule.treatment is Treatment.FETCHED and source:
        parts = [gettext("We look it up here: %(source)s.") % {"source": source}]
    elif rule.treatment is Treatment.EVIDENCE and source:
        without = gettext("If you do not have it, we ask: %(source)s.")
        asked = gettext("We ask: %(source)s.") if parts[0] else without
        parts.append(asked % {"source": source})
    return join(parts)


def join(parts: Iterable[str]) -> str:
    """Sentences one after the other, each with its full stop."""
    stop = gettext(".")
    return sentences(
        *(text if text[-1:] in ".。！？!?；" else text + stop for text in parts if text)
    )


def cancelled(guide: Guide, phone: str) -> tuple[Cancelled, ...]:
    """What was abolished (不用登报了): people still ask, so the guide says it."""
    gone = gettext("No longer needed: %(name)s.")
    call = gettext("If somebody asks for it, call %(phone)s.") % {"phone": phone}
    return tuple(
        Cancelled(
            gone % {"name": tell(rule, "name")},
            join([tell(rule, "cancelled_reason"), call]),
        )
        for rule in guide.papers
        if rule.need is Need.CANCELLED
    )


def lead(summary: PaperSummary) -> str:
    """The sum first: 您只要准备 2 样."""
    if not summary.count:
        return gettext("You need not prepare anything")
    return ngettext(
        "You only need to prepare %(n)s thing",
        "You only need to prepare %(n)s things",
        summary.count,
    ) % {"n": summary.count}


def rest(summary: PaperSummary) -> str:
    """What is done about the other papers."""
    parts = [
        _counted(len(summary.fetched), "fetched"),
        _counted(len(summary.later), "later"),
        _counted(len(summary.replaceable), "replaceable"),
    ]
    return gettext(", ").join(filter(None, parts))


def _counted(count: int, what: str) -> str:
    if not count:
        return ""
    words = {
        "fetched": ngettext("%(n)s is fetched by us", "%(n)s are fetched by us", count),
        "later": ngettext("%(n)s can follow later", "%(n)s can follow later", count),
        "replaceable": ngettext(
            "%(n)s can be checked or promised instead",
            "%(n)s can be checked or promised instead",
            count,
        ),
    }
    return words[what] % {"n": count}
