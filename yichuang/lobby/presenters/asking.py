"""The robot's answer on the kiosk: few lines, large, each from the guide it names."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from yichuang.guidance.rules import Answer, Choice, Context
from yichuang.guidance.rules.aspects import LABELS

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_LINES = 10
MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer offered as a row to press, with the context it leads on with."""

    says: str
    item: str
    kind: str
    answers: str
    aspects: str
    question: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is shown: a heading, what the guide says, what is asked, where it is from."""

    heading: str
    notes: tuple[str, ...]
    lines: tuple[str, ...]
    cut: bool
    asked: str
    picks: tuple[Pick, ...]
    source: str


def examples() -> tuple[str, ...]:
    """What people say when they come."""
    return (
        gettext("I lost my identity card"),
        gettext("I want to open a restaurant"),
        gettext("I lost my self-study diploma"),
        gettext("Where is my application?"),
    )


def context(given: QueryDict) -> Context | None:
    """What a pressed row leads on with; None when words were typed."""
    item = given.get("item", "")
    if not item:
        return None
    aspects = given.get("aspects", "").split(",")
    return Context(
        item,
        given.get("kind", "item"),
        dict(parse_qsl(given.get("answers", ""))),
        tuple(one for one in aspects if one in LABELS),
        given.get("question", ""),
    )


def reply(answer: Answer) -> Reply:
    """An answer as one screen."""
    asked, found, refused = answer.asks or answer.leads, answer.found, answer.refused
    lines = () if answer.ended else tuple(line.says for line in answer.says)
    notes = [answer.way.says if answer.way and found else ""]
    notes += [answer.mode.says if answer.mode else ""]
    notes += [answer.ended.says if answer.ended else ""]
    notes += [refused.remedy if refused else ""]
    return Reply(
        heading=_heading(answer),
        notes=tuple(filter(None, notes)),
        lines=lines[:MOST_LINES],
        cut=len(lines) > MOST_LINES,
        asked=asked.says if asked and found else "",
        picks=tuple(map(_pick, asked.choices[:MOST_CHOICES])) if asked else (),
        source=gettext("guide, version %(n)s") % {"n": found.version} if found else "",
    )


def _heading(answer: Answer) -> str:
    if answer.found:
        return answer.found.name
    if answer.refused:
        return answer.refused.says
    if answer.asks:
        return answer.asks.says
    return answer.way.says if answer.way else ""


def _pick(choice: Choice) -> Pick:
    kept = choice.context
    return Pick(
        choice.label,
        kept.item,
        kept.kind,
        urlencode(kept.answers),
        ",".join(kept.aspects),
        kept.question,
    )
