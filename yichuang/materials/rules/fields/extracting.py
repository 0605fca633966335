"""Reading the fields of a page of known class: by label, by sentence, by shape."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields.cards import cards
from yichuang.materials.rules.fields.closing import closing
from yichuang.materials.rules.fields.flow import Flow, flow_of
from yichuang.materials.rules.fields.found import FieldFound
from yichuang.materials.rules.fields.labels import Cell, Sheet, sheet_of
from yichuang.materials.rules.fields.plans import PLANS, STOPS, Plan
from yichuang.materials.rules.fields.values import Cutting
from yichuang.materials.rules.reading import PageText

_UNFIT = 0.5
"""A number whose check digits do not fit is believed beside its label only."""
_BY_LABEL, _BY_SENTENCE, _BY_SHAPE, _BY_PLACE = 1.0, 0.95, 0.9, 0.8


def extract(kind: PageClass, page: PageText) -> tuple[FieldFound, ...]:
    """The fields of a page of this class, each with its place; those not found are left out.

    Two identity cards on one page give the fields of both, told apart by `part`.
    """
    found: list[FieldFound] = []
    for number, part in enumerate(cards(kind, page)):
        found += (replace(one, part=number) for one in _read(PLANS[kind], part))
    return tuple(found)


def _read(plans: Iterable[Plan], page: PageText) -> Iterator[FieldFound]:
    plans = tuple(plans)
    labels = {label for plan in plans for label in plan.labels}
    sheet = sheet_of(page, labels.union(STOPS))
    flow = flow_of(page)
    done: set[str] = set()
    for plan in plans:
        if plan.field in done:
            continue
        one = _labelled(plan, sheet) or _told(plan, flow) or _shaped(plan, flow)
        if one is None and plan.closing:
            one = closing(plan.field, flow)
        if one:
            done.add(plan.field)
            yield one


def _labelled(plan: Plan, sheet: Sheet) -> FieldFound | None:
    best: FieldFound | None = None
    for label in plan.labels:
        for cell in sheet.values(label):
            whole = sheet.block(cell) if plan.block else cell
            if (cut := plan.cut(whole.text)) and (best is None or cut.sure > best.sure):
                best = _found(plan, whole, cut)
                break
        if best and best.sure > 0.6:
            return best
    return best


def _found(plan: Plan, cell: Cell, cut: Cutting) -> FieldFound:
    return FieldFound(
        plan.field, cut.value, cell.spot.part(cut.start, cut.end, len(cell.text))
        if not plan.block else cell.spot, cell.sure * cut.sure * _BY_LABEL,
    )  # fmt: skip


def _told(plan: Plan, flow: Flow) -> FieldFound | None:
    for pattern in plan.prose:
        for match in pattern.finditer(flow.text):
            if cut := (plan.told or plan.cut)(match[1]):
                return _at(plan, flow, match.start(1), cut, _BY_SENTENCE)
    return None


def _shaped(plan: Plan, flow: Flow) -> FieldFound | None:
    if not plan.shape:
        return None
    best: FieldFound | None = None
    for word, start in zip(flow.lines, flow.starts, strict=True):
        cut = plan.cut(word.text)
        if cut and cut.sure > _UNFIT:
            one = _at(plan, flow, start, cut, _BY_SHAPE)
            if best is None or one.sure > best.sure:
                best = one
    return best


def _at(plan: Plan, flow: Flow, start: int, cut: Cutting, method: float) -> FieldFound:
    first, last = start + cut.start, start + cut.end
    return FieldFound(
        plan.field,
        cut.value,
        flow.spot(first, last),
        flow.sure(first, last) * cut.sure * method,
    )
