"""The one form 一张表单: what was typed, checked cell by cell, told all at once."""

import re
from collections.abc import Iterable, Mapping

from yichuang.catalogue.rules import FieldRule
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_

_DIGITS = re.compile(r"\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def form_problems(
    fields: Iterable[FieldRule], given: Mapping[str, str]
) -> tuple[Refusal, ...]:
    """What is wrong with the form, with the cell's key as field. A missing cell is named
    once, however many parts print it."""
    found = (_problem(field, _tidy(given, field)) for field in fields)
    return tuple(problem for problem in found if problem is not None)


def check_form(fields: Iterable[FieldRule], given: Mapping[str, str]) -> dict[str, str]:
    """What was typed, tidied; cells nobody asks for are dropped.

    Raises:
        Refusal or Refusals: as `form_problems`.
    """
    cells = tuple(fields)
    wrong = Gathering()
    for problem in form_problems(cells, given):
        wrong.add(problem)
    wrong.close()
    tidied = {field.key: _tidy(given, field) for field in cells}
    return {key: text for key, text in tidied.items() if text}


def _tidy(given: Mapping[str, str], field: FieldRule) -> str:
    return " ".join(str(given.get(field.key, "")).split())


def _problem(field: FieldRule, text: str) -> Refusal | None:
    if not text:
        if field.optional:
            return None
        return Refusal(
            "form.empty",
            N_("“%(cell)s” is empty."),
            field=field.key,
            remedy=N_("Fill it in once; it goes into every form that needs it."),
            cell=field.label,
        )
    if field.kind == "number" and not _DIGITS.fullmatch(text):
        return Refusal(
            "form.not-a-number",
            N_("“%(cell)s” takes a whole number."),
            field=field.key,
            remedy=N_("Write it in digits, without a unit."),
            cell=field.label,
        )
    if len(text) > field.most or _CONTROL.search(text):
        return Refusal(
            "form.too-long",
            N_("“%(cell)s” takes %(most)s characters at most."),
            field=field.key,
            remedy=N_("Write it shorter."),
            cell=field.label,
            most=field.most,
        )
    return None
