"""What keeps a bundle 一件事 from being published."""

from collections.abc import Iterator

from yichuang.catalogue.rules.asking import unfit_conditions, unfit_questions
from yichuang.catalogue.rules.bundle import BundleSheet
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LEAST_PARTS = 2


def unfit_bundle(sheet: BundleSheet) -> tuple[Refusal, ...]:
    """Everything that keeps a bundle's version from being published."""
    return (
        *unfit_questions(sheet.questions),
        *_parts(sheet),
        *unfit_conditions(
            sheet.questions,
            ((f"parts.{part.key}.when", part.when) for part in sheet.parts),
        ),
    )


def _parts(sheet: BundleSheet) -> Iterator[Refusal]:
    keys = {part.key for part in sheet.parts}
    if len(sheet.parts) < LEAST_PARTS:
        yield Refusal(
            "publish.bundle-too-small",
            N_("A bundle joins two items or more."),
            field="parts",
            remedy=N_("Add its items."),
        )
    for part in sheet.parts:
        for need in part.needs:
            if need not in keys:
                yield Refusal(
                    "publish.unknown-part",
                    N_("“%(part)s” waits for “%(need)s”, which is not in the bundle."),
                    field=f"parts.{part.key}.needs",
                    remedy=N_("Name parts of this bundle."),
                    part=part.name,
                    need=need,
                )
    if stuck := waiting_in_circles(sheet):
        yield Refusal(
            "publish.parts-in-circle",
            N_("These parts wait for each other: %(parts)s."),
            field="parts",
            remedy=N_("Let one of them begin without the other."),
            parts=", ".join(stuck),
        )


def waiting_in_circles(sheet: BundleSheet) -> tuple[str, ...]:
    """The parts that could never begin because they wait for each other."""
    keys = {part.key for part in sheet.parts}
    waits = {part.key: set(part.needs) & keys for part in sheet.parts}
    while free := {key for key, needs in waits.items() if not needs}:
        waits = {key: needs - free for key, needs in waits.items() if key not in free}
    return tuple(waits)
