"""What is new in a version, in words; for the comparison and for a form half filled."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.catalogue.rules import Answers, Guide
from yichuang.catalogue.rules.versions import Change, carry, changes
from yichuang.kernel.limits import Limit
from yichuang.kernel.text import N_
from yichuang.portal.presenters import guide as guides
from yichuang.portal.presenters import words
from yichuang.portal.presenters.words import tell

FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "summary": N_("Description"),
    "promise": N_("Our promise"),
    "statutory": N_("Limit by law"),
    "visits": N_("Trips to the hall"),
    "fee_charged": N_("Fee"),
    "fees": N_("Fee"),
    "result_name": N_("What you get"),
    "conditions": N_("Who can apply"),
    "place": N_("Place"),
    "hours": N_("Hours"),
    "online": N_("Online"),
    "courier": N_("By post"),
    "agent_allowed": N_("Through somebody else"),
    "questions": N_("Questions"),
    "steps": N_("How it goes"),
    "citations": N_("Basis"),
    "faqs": N_("People ask"),
}
PAPERS = {
    "paper added": N_("New: %(name)s"),
    "paper no longer asked for": N_("No longer needed: %(name)s"),
    "paper changed": N_("Changed: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference; `before` and `after` may be empty."""

    says: str
    before: str = ""
    after: str = ""


def change_lines(old: Guide, new: Guide) -> tuple[ChangeLine, ...]:
    """Everything a citizen would notice; inner codes are left out."""
    lines = (_line(change, old, new) for change in changes(old, new))
    return tuple(dict.fromkeys(line for line in lines if line is not None))


def _line(change: Change, old: Guide, new: Guide) -> ChangeLine | None:
    if change.says in PAPERS:
        name = _paper(change.what, new) or _paper(change.what, old)
        why = change.after if change.says == "paper no longer asked for" else ""
        return ChangeLine(gettext(PAPERS[change.says]) % {"name": name}, after=why)
    if change.what not in FIELDS:
        return None
    label = gettext(FIELDS[change.what])
    before, after = _value(old, change.what), _value(new, change.what)
    return ChangeLine(label, before, after) if before != after else ChangeLine(label)


def _paper(key: str, guide: Guide) -> str:
    found = next((rule for rule in guide.papers if rule.key == key), None)
    return tell(found, "name") if found else ""


def _value(guide: Guide, name: str) -> str:
    if name in {"fee_charged", "fees"}:
        return guides.fee(guide, {})
    if name == "visits":
        return guides.trips(guide)
    value = getattr(guide, name)
    if isinstance(value, Limit):
        return words.limit_words(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if value is None:
        return gettext("not fixed")
    return tell(guide, name) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class NewsPage:
    """What a form half filled meets in the new version."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    questions: tuple[str, ...]
    lines: tuple[ChangeLine, ...]


def news(old: Guide, new: Guide, answers: Answers) -> NewsPage:
    """New papers, papers that fell away, questions to answer again, other changes."""
    moved = carry(old, new, answers)
    asked = {question.key: question for question in old.questions}
    return NewsPage(
        added=tuple(_paper(key, new) for key in moved.new_papers),
        dropped=tuple(_paper(key, old) for key in moved.dropped_papers),
        questions=tuple(tell(asked[key], "text") for key in moved.lost_answers),
        lines=change_lines(old, new),
    )
