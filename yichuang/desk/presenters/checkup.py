"""The check-up of guides as rows: which place, how grave, what to put instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.catalogue.queries.checkups import Checkup, VersionRow
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.checkup import (
    SEVERITY_SAYS,
    Change,
    Finding,
    Severity,
    in_words,
)
from yichuang.desk.presenters.words import limit_says, told
from yichuang.kernel.limits import Limit
from yichuang.kernel.text import N_, Msgid

LOOKS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("red", "alert-circle"),
    Severity.WARNING: ("warn", "alert-triangle"),
    Severity.ADVICE: ("ok", "info-circle"),
}
STATES: Mapping[str, Msgid] = {
    "draft": N_("draft"),
    "published": N_("in force"),
    "withdrawn": N_("withdrawn version"),
}
PLACES: Mapping[str, Msgid] = {
    "accept_standard": N_("when it is good enough"),
    "agent_allowed": N_("agent allowed"),
    "answer": N_("answer"),
    "answers": N_("answers handed on"),
    "bookable": N_("bookable"),
    "channel_codes": N_("ways to apply"),
    "citations": N_("basis"),
    "conditions": N_("conditions"),
    "consult_phone": N_("telephone"),
    "courier": N_("sent by post"),
    "faqs": N_("often asked"),
    "fee_charged": N_("fee charged"),
    "fees": N_("fees"),
    "fields": N_("the one form"),
    "guidance": N_("advice on the paper"),
    "hours": N_("opening hours"),
    "item_key": N_("item"),
    "issuer": N_("who issues it"),
    "limit": N_("limit"),
    "name": N_("name"),
    "need": N_("need"),
    "online_payment": N_("paid online"),
    "papers": N_("papers"),
    "parts": N_("parts"),
    "personal_only": N_("in person only"),
    "place": N_("place"),
    "project_kind": N_("kind of case"),
    "promise": N_("promise"),
    "promise_note": N_("note on the promise"),
    "questions": N_("questions"),
    "share_source": N_("where it is fetched"),
    "shares": N_("shared papers"),
    "silence_approves": N_("silence approves"),
    "statutory": N_("limit of the law"),
    "statutory_note": N_("note on the law's limit"),
    "steps": N_("steps"),
    "summary": N_("summary"),
    "tolerance": N_("how a missing paper is met"),
    "visits": N_("visits"),
    "visits_reason": N_("reason for visits"),
    "when": N_("condition"),
}


CODES: Mapping[str, Msgid] = {
    "share": N_("fetched by sharing"),
    "none": N_("brought along"),
    "required": N_("always needed"),
    "promised": N_("done within the promise"),
    "on_spot": N_("done on the spot"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One proposed change: where, and the new text; `out` when the row goes."""

    place: str
    text: str
    out: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the page shows it."""

    look: str
    icon: str
    severity: str
    place: str
    says: str
    remedy: str
    line: str
    changes: tuple[ChangeRow, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class CheckupRow:
    """One item in the list: its worst lamp and its three numbers."""

    name: str
    url: str
    version: int
    state: str
    look: str
    icon: str
    severity: str
    errors: int
    warnings: int
    advice: int


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A version to look at; `on` is the one shown."""

    number: int
    state: str
    url: str
    on: bool


def checkup_line(checkup: Checkup) -> CheckupRow:
    """The row of an item."""
    counts = checkup.counts
    worst = next((s for s in Severity if counts[s]), None)
    look, icon = LOOKS[worst] if worst else ("ok", "circle-check")
    return CheckupRow(
        name=name_of(checkup),
        url=reverse("desk:checkup", args=[checkup.key]),
        version=checkup.number,
        state=gettext(STATES.get(checkup.state, checkup.state)),
        look=look if worst is not Severity.ADVICE else "ok",
        icon=icon,
        severity=_named(worst) if worst else gettext("nothing found"),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        advice=counts[Severity.ADVICE],
    )


def _named(severity: Severity) -> str:
    return gettext(SEVERITY_SAYS[severity])


def _limit(limit: Limit) -> str:
    return " ".join(limit_says(limit)).strip()


def name_of(checkup: Checkup) -> str:
    """The item's name in the reader's language."""
    return told(checkup.sheet, "name")


def finding_line(finding: Finding, sheet: Sheet | BundleSheet) -> FindingRow:
    """A finding with its places in words."""
    look, icon = LOOKS[finding.severity]
    return FindingRow(
        look=look,
        icon=icon,
        severity=_named(finding.severity),
        place=place_of(finding.field, sheet),
        says=in_words(finding.text(gettext), _limit),
        remedy=in_words(finding.remedy_text(gettext), _limit),
        line=in_words(finding.line, _limit),
        changes=tuple(_change(change, sheet) for change in finding.changes),
        rule=finding.rule,
    )


def place_of(path: str, sheet: Sheet | BundleSheet) -> str:
    """A path in words: papers.id-card.issuer → papers · Identity card · who issues it."""
    name, *rest = path.split(".")
    words = [gettext(PLACES.get(name, name))]
    if rest and rest[0].isdecimal():
        words.append(str(int(rest[0]) + 1))
    elif rest and rest[0] != "+":
        words.append(_row_name(getattr(sheet, name, ()), rest[0]))
    words += [gettext(PLACES.get(part, part)) for part in rest[1:]]
    return " · ".join(words)


def _row_name(rows: tuple[object, ...], key: str) -> str:
    row = next((row for row in rows if getattr(row, "key", "") == key), None)
    return _called(row) or key


def _called(row: object) -> str:
    names = (getattr(row, name, "") for name in ("name", "text", "label"))
    return next(filter(None, names), "")


def _change(change: Change, sheet: Sheet | BundleSheet) -> ChangeRow:
    return ChangeRow(
        place_of(change.path, sheet),
        _text(change),
        change.value is None and change.path.count(".") == 1,
    )


def _text(change: Change) -> str:
    if isinstance(change.value, bool):
        return gettext("yes") if change.value else gettext("no")
    code = CODES.get(change.text)
    return (
        gettext(code) if code else in_words(change.text, _limit) or gettext("nothing")
    )


def version_links(
    rows: tuple[VersionRow, ...], key: str, shown: int
) -> tuple[VersionLink, ...]:
    """The versions of an item as links."""
    return tuple(
        VersionLink(
            row.number,
            gettext(STATES.get(row.state, row.state)),
            f"{reverse('desk:checkup', args=[key])}?version={row.number}",
            row.number == shown,
        )
        for row in rows
    )
