"""A guide that speaks of silence: what it says and what the item is must agree."""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Finding, Severity
from yichuang.catalogue.rules.checkup.wording import answers
from yichuang.catalogue.rules.guide import Sheet
from yichuang.kernel.text import N_

_GRANTED = re.compile(
    r"(逾期|超时|超期|到期|期满|届满)[^。；]{0,16}"
    r"(视为(同意|准予|批准|许可|通过|核准)|默认(同意|通过|许可|批准)|自动(通过|生效))"
    r"|超时默认|默许"
)
_NOT = re.compile(r"不(适用|实行|得|能)?(视为|默认|默许|超时)|视为(不|放弃|撤回)")
NOTES = ("summary", "promise_note", "statutory_note")


def silence(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """A promise that waiting is enough, which the item does not keep; and a clause cited
    for it, which it does not use."""
    if sheet.silence_approves:
        return
    said = [(name, getattr(sheet, name)) for name in NOTES]
    said += [(row.path, row.text) for row in answers(sheet)]
    for field, text in said:
        if _GRANTED.search(text) and not _NOT.search(text):
            yield Finding(
                rule="checkup.silence-in-text",
                field=field,
                severity=Severity.ERROR,
                says=N_("The guide says that silence approves, the item does not."),
                remedy=N_(
                    "Take it out, or let the item say so with the clause of law "
                    "(silence_approves, and a citation about: silence)."
                ),
                line=text,
            )
    for number, row in enumerate(sheet.citations):
        if _GRANTED.search(row.text) and not _NOT.search(row.text):
            yield Finding(
                rule="checkup.silence-unused",
                field=f"citations.{number}",
                severity=Severity.WARNING,
                says=N_(
                    "By this clause silence approves, yet the item does not say so."
                ),
                remedy=N_("Ask who answers for the item whether the clause applies."),
                line=row.text,
            )
