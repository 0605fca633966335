"""Words that tell nothing, laws no longer in force, and English that is missing."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.concepts import REPEALS
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import Sentence, conditions, told
from yichuang.catalogue.rules.guide import Line, Sheet
from yichuang.kernel.text import N_

_VAGUE = re.compile(
    r"(有关|相关|其他)(部门|单位|机构|人员|科室)|(有关|相关)(规定|要求|条件)|"
    r"符合(有关|相关|法定)?(规定|要求|条件)(?=$|。|；)|按(照)?规定|必要时|视情况|原则上|酌情|"
    r"(材料|资料|手续|证件)齐全(?=$|。|；)|^齐全|合理期限|尽快|适当|若干"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")
# notes for the keepers of guides, and codes: no citizen reads them
_OWN_LANGUAGE = frozenset({"facts", "aliases", "aliases_en"})
MOST_NAMED = 12


def words(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """Vague words, abolished laws, missing English."""
    yield from _vague(sheet)
    yield from _repealed(sheet)
    yield from _english(sheet)


def _vague(sheet: Sheet) -> Iterator[Finding]:
    issuers = (
        Sentence(f"papers.{paper.key}.issuer", paper.issuer)
        for paper in sheet.active_papers
    )
    rows = [*conditions(sheet), *issuers]
    rows += [
        row
        for row in told(sheet)
        if row.path.partition(".")[0] in ("papers", "steps", "faqs")
    ]
    actors = (Sentence(f"steps.{step.key}.actor", step.actor) for step in sheet.steps)
    for sentence in (*rows, *actors):
        if found := _VAGUE.search(sentence.text):
            yield Finding(
                rule="checkup.vague-words",
                field=sentence.path,
                severity=Severity.ADVICE,
                says=N_("“%(words)s” tells the reader nothing that can be checked."),
                remedy=N_("Say which one, how many, by when."),
                line=sentence.text,
                facts={"words": found[0]},
            )


def _repealed(sheet: Sheet) -> Iterator[Finding]:
    rows: list[tuple[str, str, str]] = [
        (f"citations.{at}.law", row.law, row.law_en)
        for at, row in enumerate(sheet.citations)
    ]
    rows += [(f"papers.{p.key}.basis", p.basis, "") for p in sheet.active_papers]
    rows += [(f"fees.{at}.basis", row.basis, "") for at, row in enumerate(sheet.fees)]
    rows += [("fee_basis", sheet.fee_basis, "")]
    rows += [(row.path, row.text, "") for row in told(sheet)]
    for path, text, english in rows:
        for law in REPEALS:
            found = law.old.search(text)
            if found is None:
                continue
            put = text.replace(found[0], law.new.zh, 1)
            value: Any = Line(put) if _is_line(path) else put
            changes = [Change(path, value)]
            if english:
                changes.append(Change(f"{path}_en", law.new.en))
            yield Finding(
                rule="checkup.law-repealed",
                field=path,
                severity=Severity.ERROR,
                says=N_("“%(law)s” is no longer in force; since %(since)s: %(new)s."),
                remedy=N_("Name the law in force, with its article."),
                line=text,
                changes=tuple(changes),
                facts={"law": found[0], "since": law.since, "new": law.new.zh},
            )
            break


def _is_line(path: str) -> bool:
    return path.startswith(("conditions.", "special_procedures."))


def _english(sheet: Sheet) -> Iterator[Finding]:
    silent = list(_without_english(sheet, ""))
    if silent:
        more = len(silent) - MOST_NAMED
        named = ", ".join(silent[:MOST_NAMED]) + (f" … +{more}" if more > 0 else "")
        yield Finding(
            rule="checkup.english-missing",
            field=silent[0],
            severity=Severity.ADVICE,
            says=N_("%(count)s texts have no English: %(fields)s."),
            remedy=N_("Write the English; readers of English see Chinese there."),
            line=named,
            facts={"count": len(silent), "fields": named},
        )


def _without_english(row: Any, path: str) -> Iterator[str]:
    for spec in fields(row):
        value, here = getattr(row, spec.name), f"{path}{spec.name}"
        if spec.name in _OWN_LANGUAGE or not value:
            continue
        if isinstance(value, tuple):
            for at, part in enumerate(value):
                yield from _row_without(part, f"{here}.{getattr(part, 'key', at)}")
        elif isinstance(value, str) and _is_silent(
            getattr(row, f"{spec.name}_en", "-")
        ):
            yield here


def _row_without(part: Any, here: str) -> Iterator[str]:
    if isinstance(part, Line):
        if _is_silent(part.en):
            yield here
    elif is_dataclass(part):
        yield from _without_english(part, f"{here}.")


def _is_silent(english: str) -> bool:
    return not english or bool(CHINESE.search(english))
