"""What keeps a version from being published, each with its field and what to do.

The checks are those of 行政许可法 (29, 31, 42, 45, 58) and of design.md §4.2: a promise
never outlasts the statute, a fee names its ground, no paper hides behind "others".
"""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.asking import (
    repeated,
    twice,
    unfit_conditions,
    unfit_questions,
)
from yichuang.catalogue.rules.codes import (
    KINDS,
    ON_APPLICATION,
    check_base_code,
    check_handling_code,
    check_task_code,
)
from yichuang.catalogue.rules.guide import (
    Need,
    PaperRule,
    ProjectKind,
    Sheet,
    Tolerance,
)
from yichuang.catalogue.rules.silence import unfit_silence
from yichuang.kernel.identity import check_uscc
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

_CATCH_ALL = re.compile(
    r"^(其他|其它|相关|有关)(材料|资料|文件|证明)?$|其他材料|其它材料|other (papers|documents|material)",
    re.I,
)
WORK_HOURS = 8


def natural_days(limit: Limit) -> float:
    """About how many natural days a limit takes: five working days are a week."""
    per_unit = {
        Unit.WORKDAYS: 7 / 5,
        Unit.NATURAL_DAYS: 1.0,
        Unit.HOURS: 7 / 5 / WORK_HOURS,
        Unit.ON_THE_SPOT: 0.0,
    }
    return limit.n * per_unit[limit.unit]


def longer(one: Limit, other: Limit) -> bool:
    """Whether `one` lasts longer; by number in one unit, by natural days across units."""
    if one.unit == other.unit:
        return one.n > other.n
    return natural_days(one) > natural_days(other)


def unfit(sheet: Sheet) -> tuple[Refusal, ...]:
    """Everything that keeps an item's version from being published; empty when fit."""
    return tuple(refusal for check in _ITEM_CHECKS for refusal in check(sheet))


def _kind(sheet: Sheet) -> Iterator[Refusal]:
    if sheet.kind_code not in ON_APPLICATION:
        yield Refusal(
            "publish.not-on-application",
            N_("Matters of the kind “%(kind)s” are not opened by an application."),
            field="kind_code",
            remedy=N_("Choose a kind a citizen applies for, such as 01, 07 or 20."),
            kind=KINDS[sheet.kind_code].zh
            if sheet.kind_code in KINDS
            else sheet.kind_code,
        )


def _promise(sheet: Sheet) -> Iterator[Refusal]:
    if sheet.statutory and longer(sheet.promise, sheet.statutory):
        yield Refusal(
            "publish.promise-too-long",
            N_(
                "The promise %(promise)s is longer than the statute allows: %(statutory)s."
            ),
            field="promise",
            remedy=N_("Promise %(statutory)s or less."),
            promise=str(sheet.promise),
            statutory=str(sheet.statutory),
        )
    on_spot = sheet.project_kind is ProjectKind.ON_SPOT
    if on_spot and not sheet.promise.on_the_spot:
        yield Refusal(
            "publish.on-spot-with-days",
            N_("It is done on the spot, yet the promise is %(promise)s."),
            field="promise",
            remedy=N_("Set the promise to S, or the kind of case to “promised”."),
            promise=str(sheet.promise),
        )
    if not on_spot and sheet.promise.on_the_spot:
        yield Refusal(
            "publish.promised-without-days",
            N_("The promise is “on the spot”, yet the kind of case is “promised”."),
            field="project_kind",
            remedy=N_(
                "Set the kind of case to “on_spot”, or promise a number of days."
            ),
        )


def _grounds(sheet: Sheet) -> Iterator[Refusal]:
    if not sheet.citations:
        yield Refusal(
            "publish.no-ground",
            N_("No law or rule is named as the ground of this item."),
            field="citations",
            remedy=N_("Add at least one citation with the law and the article."),
        )
    cited = any(row.about == "limit" for row in sheet.citations)
    if sheet.statutory and not cited:
        yield Refusal(
            "publish.limit-without-citation",
            N_("The statutory limit %(statutory)s names no law it comes from."),
            field="statutory",
            remedy=N_("Mark the citation it comes from with about: limit."),
            statutory=str(sheet.statutory),
        )


def _fees(sheet: Sheet) -> Iterator[Refusal]:
    if sheet.fee_charged and not sheet.fees:
        yield Refusal(
            "publish.fee-without-lines",
            N_("A fee is charged, but no fee is listed."),
            field="fees",
            remedy=N_("List each fee with its amount, or say that none is charged."),
        )
    for fee in sheet.fees:
        if fee.amount > 0 and not sheet.fee_charged:
            yield Refusal(
                "publish.fee-not-declared",
                N_("The fee “%(fee)s” is listed, but the item says it is free."),
                field="fee_charged",
                remedy=N_("Set “fee charged” to yes, or remove the fee."),
                fee=fee.name,
            )
        if fee.amount > 0 and not (fee.basis or sheet.fee_basis):
            yield Refusal(
                "publish.fee-without-basis",
                N_("The fee “%(fee)s” names no rule that allows it."),
                field="fees",
                remedy=N_(
                    "Name the law or the pricing document (Licensing Law art. 58)."
                ),
                fee=fee.name,
            )


def _agent(sheet: Sheet) -> Iterator[Refusal]:
    if sheet.personal_only and sheet.agent_allowed:
        yield Refusal(
            "publish.agent-contradiction",
            N_("The person must come in person, yet an agent is allowed."),
            field="agent_allowed",
            remedy=N_("Choose one of the two (Licensing Law art. 29)."),
        )


def _codes(sheet: Sheet) -> Iterator[Refusal]:
    checks = (
        ("base_code", check_base_code),
        ("task_code", check_task_code),
        ("handling_code", check_handling_code),
        ("authority_code", check_uscc),
    )
    for name, check in checks:
        if code := getattr(sheet, name):
            try:
                check(code)
            except Refusal as refusal:
                yield refusal.at(name)
    if sheet.handling_code and not sheet.handling_code.startswith(sheet.task_code):
        yield Refusal(
            "publish.codes-disagree",
            N_("The handling code does not begin with the implementation code."),
            field="handling_code",
            remedy=N_("Correct one of the two codes."),
        )


def _steps(sheet: Sheet) -> Iterator[Refusal]:
    if not sheet.steps:
        yield Refusal(
            "publish.no-steps",
            N_("The guide lists no step."),
            field="steps",
            remedy=N_("Add at least the step that decides."),
        )
    same = [
        s.limit.n
        for s in sheet.steps
        if s.limit and s.limit.unit == sheet.promise.unit and not s.stops_clock
    ]
    if sum(same) > sheet.promise.n and not sheet.promise.on_the_spot:
        yield Refusal(
            "publish.steps-too-long",
            N_(
                "The limits of the steps add up to %(sum)s, the promise is %(promise)s."
            ),
            field="steps",
            remedy=N_("Shorten a step, or promise a longer time within the statute."),
            sum=f"{sum(same)}{sheet.promise.unit}",
            promise=str(sheet.promise),
        )
    for step in sheet.steps:
        if step.stops_clock and step.code != "special":
            yield Refusal(
                "publish.step-stops-clock",
                N_("The step “%(step)s” may not stop the clock."),
                field=f"steps.{step.key}.stops_clock",
                remedy=N_(
                    "Only hearing, tender, auction, inspection, testing, quarantine, "
                    "appraisal and expert review stop it (Licensing Law art. 45)."
                ),
                step=step.name,
            )


def _papers(sheet: Sheet) -> Iterator[Refusal]:
    for key in twice(paper.key for paper in sheet.papers):
        yield repeated("papers", key)
    for paper in sheet.papers:
        yield from _paper(paper)


def _paper(paper: PaperRule) -> Iterator[Refusal]:
    field = f"papers.{paper.key}"
    if _CATCH_ALL.search(paper.name) or _CATCH_ALL.search(paper.name_en):
        yield Refusal(
            "publish.catch-all-paper",
            N_("“%(paper)s” does not say which paper is meant."),
            field=f"{field}.name",
            remedy=N_("Name each paper; nothing outside the list may be asked for."),
            paper=paper.name,
        )
    if paper.need is Need.CONDITIONAL and paper.when is None:
        yield Refusal(
            "publish.paper-without-condition",
            N_("“%(paper)s” is needed only sometimes, but not said when."),
            field=f"{field}.when",
            remedy=N_("Write a condition on an answer, or make the paper required."),
            paper=paper.name,
        )
    if paper.need is Need.CANCELLED and not paper.cancelled_reason:
        yield Refusal(
            "publish.cancelled-without-reason",
            N_("“%(paper)s” is cancelled without a reason."),
            field=f"{field}.cancelled_reason",
            remedy=N_("Say why it is no longer asked for; it is kept in the history."),
            paper=paper.name,
        )
    sharing = paper.tolerance in (Tolerance.SHARE, Tolerance.EVIDENCE)
    if sharing and not paper.share_source and paper.need is not Need.CANCELLED:
        yield Refusal(
            "publish.paper-without-source",
            N_("“%(paper)s” is fetched or checked elsewhere, but not said where."),
            field=f"{field}.share_source",
            remedy=N_("Name the register or the body that is asked."),
            paper=paper.name,
        )


def _sheet_conditions(sheet: Sheet) -> Iterator[Refusal]:
    yield from unfit_questions(sheet.questions)
    yield from unfit_conditions(
        sheet.questions,
        (
            *((f"papers.{paper.key}.when", paper.when) for paper in sheet.papers),
            *(
                (f"fees.{number}.when", fee.when)
                for number, fee in enumerate(sheet.fees)
            ),
        ),
    )


_ITEM_CHECKS = (
    _kind,
    _promise,
    _grounds,
    unfit_silence,
    _fees,
    _agent,
    _codes,
    _steps,
    _papers,
    _sheet_conditions,
)
