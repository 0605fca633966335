"""What already keeps a version from being published, with the text that would mend it."""

from collections.abc import Callable, Iterator, Mapping

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.guide import Need, ProjectKind, Sheet, Tolerance
from yichuang.catalogue.rules.publishing import natural_days, unfit
from yichuang.kernel.refusals import Refusal

Changes = tuple[Change, ...]


def barred(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """`publishing.unfit` as findings: each is an error, none is checked twice."""
    for refusal in unfit(sheet):
        mend = _MENDS.get(refusal.code)
        yield Finding(
            rule=refusal.code,
            field=refusal.field,
            severity=Severity.ERROR,
            says=refusal.says,
            remedy=refusal.remedy,
            line=_line(sheet, refusal.field),
            changes=mend(sheet, refusal) if mend else (),
            facts=refusal.facts,
        )


def _line(sheet: Sheet, field: str) -> str:
    """The value at fault as it stands, where the field has one short value."""
    name, *rest = field.split(".")
    value = getattr(sheet, name, "")
    if rest and isinstance(value, tuple):
        row = next((r for r in value if getattr(r, "key", "") == rest[0]), None)
        return str(getattr(row, "name", "") or getattr(row, "text", ""))
    return "" if isinstance(value, tuple) else str("" if value is None else value)


def _promise(sheet: Sheet, _: Refusal) -> Changes:
    return (Change("promise", sheet.statutory),)


def _promised(_: Sheet, __: Refusal) -> Changes:
    return (Change("project_kind", ProjectKind.PROMISED),)


def _on_spot(_: Sheet, __: Refusal) -> Changes:
    return (Change("project_kind", ProjectKind.ON_SPOT),)


def _charged(_: Sheet, __: Refusal) -> Changes:
    return (Change("fee_charged", value=True),)


def _free(_: Sheet, __: Refusal) -> Changes:
    return (Change("fee_charged", value=False),)


def _in_person(_: Sheet, __: Refusal) -> Changes:
    return (Change("agent_allowed", value=False),)


def _running(_: Sheet, refusal: Refusal) -> Changes:
    return (Change(refusal.field, value=False),)


def _longer_promise(sheet: Sheet, _: Refusal) -> Changes:
    """The steps' own time, where the statute allows it."""
    whole = sum(
        step.limit.n
        for step in sheet.steps
        if step.limit and step.limit.unit is sheet.promise.unit and not step.stops_clock
    )
    longer = type(sheet.promise)(whole, sheet.promise.unit)
    if sheet.statutory and natural_days(longer) > natural_days(sheet.statutory):
        return ()
    return (Change("promise", longer),)


def _without(_: Sheet, refusal: Refusal) -> Changes:
    return (Change(refusal.field.rpartition(".")[0], None),)


def _required(_: Sheet, refusal: Refusal) -> Changes:
    return (Change(refusal.field.replace(".when", ".need"), Need.REQUIRED),)


def _brought(_: Sheet, refusal: Refusal) -> Changes:
    field = refusal.field.replace(".share_source", ".tolerance")
    return (Change(field, Tolerance.NONE),)


_MENDS: Mapping[str, Callable[[Sheet, Refusal], Changes]] = {
    "publish.promise-too-long": _promise,
    "publish.on-spot-with-days": _promised,
    "publish.promised-without-days": _on_spot,
    "publish.fee-not-declared": _charged,
    "publish.fee-without-lines": _free,
    "publish.agent-contradiction": _in_person,
    "publish.steps-too-long": _longer_promise,
    "publish.step-stops-clock": _running,
    "publish.catch-all-paper": _without,
    "publish.paper-without-condition": _required,
    "publish.paper-without-source": _brought,
}
