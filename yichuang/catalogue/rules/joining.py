"""What keeps a bundle 一件事 from being published."""

from collections.abc import Iterator

from yichuang.catalogue.rules.asking import (
    repeated,
    twice,
    unfit_conditions,
    unfit_questions,
)
from yichuang.catalogue.rules.bundle import BundleSheet, PartRule, pairs
from yichuang.catalogue.rules.graph import circle
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LEAST_PARTS = 2


def unfit_bundle(sheet: BundleSheet) -> tuple[Refusal, ...]:
    """Everything that keeps a bundle's version from being published."""
    return (
        *unfit_questions(sheet.questions),
        *_parts(sheet),
        *_form(sheet),
        *unfit_conditions(
            sheet.questions,
            ((f"parts.{part.key}.when", part.when) for part in sheet.parts),
        ),
    )


def _parts(sheet: BundleSheet) -> Iterator[Refusal]:
    keys = {part.key for part in sheet.parts}
    for key in twice(part.key for part in sheet.parts):
        yield repeated("parts", key)
    if len(sheet.parts) < LEAST_PARTS:
        yield Refusal(
            "publish.bundle-too-small",
            N_("A bundle joins two items or more."),
            field="parts",
            remedy=N_("Add its items."),
        )
    for part in sheet.parts:
        for name in ("needs", "follows"):
            for need in getattr(part, name):
                if need not in keys:
                    yield _unknown_part(part, name, need)
        yield from _taken(part)
    if path := circle(waits_of(sheet)):
        yield Refusal(
            "publish.parts-in-circle",
            N_("These parts wait for each other: %(parts)s."),
            field="parts",
            remedy=N_("Let one of them begin without the other."),
            parts=" → ".join(path),
        )


def waits_of(sheet: BundleSheet) -> dict[str, tuple[str, ...]]:
    """What each part waits for, whether it needs it or only follows it."""
    return {part.key: (*part.needs, *part.follows) for part in sheet.parts}


def _unknown_part(part: PartRule, name: str, need: str) -> Refusal:
    return Refusal(
        "publish.unknown-part",
        N_("“%(part)s” waits for “%(need)s”, which is not in the bundle."),
        field=f"parts.{part.key}.{name}",
        remedy=N_("Name parts of this bundle."),
        part=part.name,
        need=need,
    )


def _taken(part: PartRule) -> Iterator[Refusal]:
    """A result is handed on only along a dependency, or it might never come."""
    for source in pairs(part.takes).values():
        if source not in part.needs:
            yield Refusal(
                "publish.takes-without-needing",
                N_("“%(part)s” takes the result of “%(source)s” but does not need it."),
                field=f"parts.{part.key}.takes",
                remedy=N_("Add it to what the part needs."),
                part=part.name,
                source=source,
            )


def _form(sheet: BundleSheet) -> Iterator[Refusal]:
    """Every cell is printed by some part, and no part prints a cell nobody asks for."""
    known = {field.key for field in sheet.fields}
    for key in twice(field.key for field in sheet.fields):
        yield repeated("fields", key)
    used: set[str] = set()
    for part in sheet.parts:
        for key in pairs(part.form):
            used.add(key)
            if key not in known:
                yield Refusal(
                    "publish.unknown-cell",
                    N_("“%(part)s” prints “%(cell)s”, which the form does not ask."),
                    field=f"parts.{part.key}.form",
                    remedy=N_("Add it to the fields of the bundle, or remove it here."),
                    part=part.name,
                    cell=key,
                )
    for field in sheet.fields:
        if field.key not in used:
            yield Refusal(
                "publish.idle-cell",
                N_("The form asks “%(cell)s”, which no part prints."),
                field=f"fields.{field.key}",
                remedy=N_("Licensing Law art. 29: ask nothing that is not needed."),
                cell=field.label,
            )
