"""When silence approves 超时默认: only by a clause of law, never where somebody must look.

行政许可法 knows two silences: that of the counter accepts (art. 32), that of the agency
renews (art. 50). Any other needs a law of its own, as 集会游行示威法 art. 9 or 药品管理法
art. 19. What has to be heard, inspected or looked at on site is not done by waiting
(art. 34, 45, 46), and a first decision of another authority is not ours to be silent about.
"""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.guide import CitationRule, Sheet
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

ABOUT = "silence"
"""How a citation says that it is the clause by which silence approves."""

LICENCE = "01"
SPECIAL = "special"
_LAW = re.compile(r"((?<!办)法|条例)$")  # 办法 is a rule of an office
_AFTER = re.compile(r"[（(][^（）()]*[）)]\s*$")
_LOOKED_AT = re.compile(r"现场(核查|核验|核实|勘|检查|查验|验收)|踏勘|实地|听证")


def silence_clause(sheet: Sheet) -> CitationRule | None:
    """The clause by which silence approves; None where it never does."""
    if not sheet.silence_approves:
        return None
    return next((row for row in sheet.citations if row.about == ABOUT), None)


def clause_words(row: CitationRule) -> str:
    """The clause as a document names it.

    >>> clause_words(CitationRule(law="集会游行示威法", article="第九条"))
    '《集会游行示威法》第九条'
    """
    law = row.law if row.law.startswith("《") else f"《{row.law}》"
    return f"{law}{row.article}"


def is_law(name: str) -> bool:
    """Whether a name is that of a law or of national or local regulations, which alone
    may say how a licence comes to be (行政许可法 art. 14-17); a year in brackets after it
    does not matter.

    >>> is_law("《某省优化营商环境条例》（2024年修订）"), is_law("某局超时默认办法")
    (True, False)
    """
    return bool(_LAW.search(_AFTER.sub("", name.strip()).strip("《》 ")))


def looked_at(sheet: Sheet) -> str:
    """What of an item needs somebody to look or to listen: its words, "" if nothing."""
    for step in sheet.steps:
        if step.code == SPECIAL or step.stops_clock or _LOOKED_AT.search(step.name):
            return step.name
    return sheet.special_procedures[0].zh if sheet.special_procedures else ""


def unfit_silence(sheet: Sheet) -> Iterator[Refusal]:
    """What keeps a version from being published that says silence approves."""
    if not sheet.silence_approves:
        return
    yield from _clause(sheet)
    if sheet.statutory is None or sheet.statutory.on_the_spot:
        yield Refusal(
            "publish.silence-without-limit",
            N_("Silence approves, but no statutory limit says from when on."),
            field="statutory",
            remedy=N_("Enter the limit the law gives the agency, or leave it out."),
        )
    if said := looked_at(sheet):
        yield Refusal(
            "publish.silence-unseen",
            N_("Silence cannot approve what has to be looked at or heard: %(step)s."),
            field="silence_approves",
            remedy=N_(
                "Leave it out: a site check, a hearing or an inspection is never replaced "
                "by waiting (Licensing Law art. 34, 45, 46)."
            ),
            step=said,
        )
    if sheet.upper_body:
        yield Refusal(
            "publish.silence-of-another",
            N_("%(body)s decides, so our silence approves nothing."),
            field="silence_approves",
            remedy=N_("Leave it out: here it is only reviewed first."),
            body=sheet.upper_body,
        )


def _clause(sheet: Sheet) -> Iterator[Refusal]:
    row = silence_clause(sheet)
    if row is None or not row.article:
        yield Refusal(
            "publish.silence-without-clause",
            N_("Silence approves, but no clause of law is named that says so."),
            field="citations",
            remedy=N_("Mark the citation, with its article, with about: silence."),
        )
    elif sheet.kind_code == LICENCE and not is_law(row.law):
        yield Refusal(
            "publish.silence-below-law",
            N_("“%(law)s” cannot let silence grant a licence."),
            field="citations",
            remedy=N_(
                "Name the law or the regulations that say so; an office's own rule may "
                "shorten its promise, but silence grants no licence by it."
            ),
            law=row.law,
        )
