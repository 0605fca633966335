"""Times that contradict each other: promise, statute, steps, notes and answers."""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import Span, answers, clauses, spans
from yichuang.catalogue.rules.guide import ProjectKind, Sheet, StepRule
from yichuang.catalogue.rules.publishing import natural_days, unfit
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.text import N_

# the office's own steps between acceptance and decision: what the promise has to hold
OFFICE = frozenset({"acceptance", "investigate", "special", "decide", "accreditation"})
DECIDING = OFFICE - {"accreditation"}
_AT_ONCE = re.compile(
    r"当场(就)?(办|拿|领|出|登记|决定)|立等可取|即办件?|即时办结|当天办结|现场办结"
)
_SOMETIMES = re.compile(r"的$|的(话|时候)?(，|当|可)|选|如果|若|承诺|登记的|可以|备案")
_HOW_LONG = re.compile(
    r"多久|多长时间|好久|几天|多少天|几个工作日|什么时候(能|可以)?(拿|办|领|出)|办好|办完|办结|办理时限|"
    r"要等|等候|知道结果|出结果|公布|出证|拿证|拿到|领证|取证|审批(时间|完)|时限"
)
_ELSE = re.compile(
    r"公示|公告|提前|补正|报名(?!后)|通知|申诉|复议|诉讼|有效|延续|换证|缴费|预约|保存|之前|以前|会议|遗失|邮|寄|快递|临时|加急|年"
)
_DONE_IN = re.compile(r"办|只要|只需|最快|出证|拿证")
UNIT_ZH = {
    Unit.WORKDAYS: "个工作日",
    Unit.NATURAL_DAYS: "日",
    Unit.HOURS: "个小时",
}


def time(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """All about time that `publishing.unfit` does not see."""
    yield from _on_spot_steps(sheet)
    yield from _steps_together(sheet)
    yield from _on_spot_words(sheet)
    yield from _promised_words(sheet)
    yield from _notes(sheet)
    yield from _answers(sheet)
    yield from _same_as_statute(sheet)


def _at_work(sheet: Sheet) -> list[StepRule]:
    return [s for s in sheet.steps if s.code in OFFICE and not s.stops_clock]


def _on_spot_steps(sheet: Sheet) -> Iterator[Finding]:
    for step in _at_work(sheet):
        if sheet.promise.on_the_spot and step.limit and not step.limit.on_the_spot:
            yield Finding(
                rule="checkup.step-on-spot",
                field=f"steps.{step.key}.limit",
                severity=Severity.ERROR,
                says=N_(
                    "It is done on the spot, yet the step “%(step)s” takes %(limit)s."
                ),
                remedy=N_("Take the step's limit away, or promise days."),
                line=f"{step.name} {step.limit}",
                changes=(Change(f"steps.{step.key}.limit", None),),
                facts={"step": step.name, "limit": str(step.limit)},
            )


def _steps_together(sheet: Sheet) -> Iterator[Finding]:
    steps = _at_work(sheet)
    limits = [s.limit for s in steps if s.limit and not s.limit.on_the_spot]
    if sheet.promise.on_the_spot or not limits:
        return
    barred = any(r.code == "publish.steps-too-long" for r in unfit(sheet))
    mixed = any(limit.unit is not sheet.promise.unit for limit in limits)
    total = sum(natural_days(limit) for limit in limits)
    if mixed and not barred and total > natural_days(sheet.promise) + 1:
        yield Finding(
            rule="checkup.steps-too-long",
            field="steps",
            severity=Severity.ERROR,
            says=N_(
                "The steps take about %(days)s natural days together, longer than the "
                "promise %(promise)s."
            ),
            remedy=N_("Shorten a step, or promise a longer time within the statute."),
            line=" + ".join(str(limit) for limit in limits),
            facts={"days": round(total), "promise": str(sheet.promise)},
        )
    if not mixed:
        yield from _spent(sheet, [s for s in steps if s.code in DECIDING])


def _spent(sheet: Sheet, deciding: list[StepRule]) -> Iterator[Finding]:
    """What the steps take of the promise, in its own unit."""
    spent = sum(
        step.limit.n
        for step in sheet.steps
        if step.limit and not step.stops_clock and step.limit.unit is sheet.promise.unit
    )
    yield from _left_open(sheet, deciding, spent)
    if not deciding or not all(step.limit for step in deciding):
        return
    if 0 < spent < sheet.promise.n:
        own = Limit(spent, sheet.promise.unit)
        yield Finding(
            rule="checkup.steps-too-short",
            field="steps",
            severity=Severity.WARNING,
            says=N_(
                "The limits of the steps add up to %(sum)s, the promise is %(promise)s: "
                "%(left)s belong to no step."
            ),
            remedy=N_("Promise what the steps take, or say which step takes the rest."),
            line=" + ".join(str(s.limit) for s in sheet.steps if s.limit),
            changes=(Change("promise", own),),
            facts={
                "sum": str(own),
                "promise": str(sheet.promise),
                "left": str(Limit(sheet.promise.n - own.n, own.unit)),
            },
        )


def _left_open(sheet: Sheet, deciding: list[StepRule], spent: int) -> Iterator[Finding]:
    """Some steps have a limit of their own, others share what is left of the promise."""
    open_ = [step.name for step in deciding if step.limit is None]
    if not open_ or len(open_) == len(deciding) or spent > sheet.promise.n:
        return
    rest = sheet.promise.n - spent
    yield Finding(
        rule="checkup.step-without-limit",
        field="steps",
        severity=Severity.ADVICE,
        says=N_(
            "No limit of its own: %(steps)s. Left of the promise for it: %(left)s."
        ),
        remedy=N_("Give each step its limit, so that a late step is seen in time."),
        line="、".join(open_),
        facts={"steps": "、".join(open_), "left": f"{rest}{sheet.promise.unit}"},
    )


def _on_spot_words(sheet: Sheet) -> Iterator[Finding]:
    if sheet.project_kind is not ProjectKind.ON_SPOT:
        return
    for field in ("promise_note", "summary"):
        text = getattr(sheet, field)
        for span in spans(text):
            if field == "summary" and not _HOW_LONG.search(span.clause):
                continue
            # one part of the item at once, another under the statute: two promises
            two = span.fits(sheet.statutory) and bool(_AT_ONCE.search(text))
            yield Finding(
                rule="checkup.two-promises" if two else "checkup.on-spot-note",
                field=field,
                severity=Severity.ADVICE if two else Severity.ERROR,
                says=N_("It is done on the spot, yet the guide says “%(clause)s”."),
                remedy=N_("Make an item of its own of the part that takes days.")
                if two
                else N_("Promise these days, or take them out of the text."),
                line=text,
                changes=() if two else (Change(field, _cut(text, span.clause)),),
                facts={"clause": span.clause},
            )


def _cut(text: str, clause: str) -> str:
    return re.sub(rf"[，；]?{re.escape(clause)}[，；。]?", "", text, count=1)


def _promised_words(sheet: Sheet) -> Iterator[Finding]:
    if sheet.project_kind is not ProjectKind.PROMISED or sheet.promise.n <= 1:
        return
    for field in ("promise_note", "summary"):
        text = getattr(sheet, field)
        for clause in clauses(text):
            if _AT_ONCE.search(clause) and not _SOMETIMES.search(text):
                yield Finding(
                    rule="checkup.at-once-in-text",
                    field=field,
                    severity=Severity.ERROR,
                    says=N_(
                        "The guide says “%(clause)s”, yet the promise is %(promise)s."
                    ),
                    remedy=N_("Say for whom it is done at once, or take it out."),
                    line=text,
                    changes=(Change(field, _cut(text, clause)),),
                    facts={"clause": clause, "promise": str(sheet.promise)},
                )


def _notes(sheet: Sheet) -> Iterator[Finding]:
    known = (sheet.promise, sheet.statutory, sheet.extension)
    for field, own in (
        ("promise_note", sheet.promise),
        ("statutory_note", sheet.statutory),
        ("summary", sheet.promise),
    ):
        text = getattr(sheet, field)
        if own is None or own.on_the_spot:
            continue
        for span in spans(text):
            if any(span.fits(limit) for limit in known) or "不含" in span.clause:
                continue
            if field != "statutory_note" and _other_case(sheet, span):
                continue
            if field == "summary" and not _DONE_IN.search(span.clause):
                continue
            yield Finding(
                rule="checkup.note-contradicts",
                field=field,
                severity=Severity.ERROR,
                says=N_("The note says %(said)s, the limit itself is %(limit)s."),
                remedy=N_("Correct the note or the limit."),
                line=text,
                changes=(Change(field, _with(text, span, own)),),
                facts={"said": str(span.limit), "limit": str(own)},
            )


def _other_case(sheet: Sheet, span: Span) -> bool:
    """A shorter time of one step or of one group of people contradicts nothing."""
    steps = [step.limit for step in sheet.steps if step.limit]
    return any(span.fits(limit) for limit in steps)


def _with(text: str, span: Span, limit: Limit) -> str:
    found = re.search(
        r"[\d一二三四五六七八九十]+\s*(个?工作日|个?自然日|个?小时|日|天)", span.clause
    )
    assert found is not None  # noqa: S101 - the span was read from this clause
    put = span.clause.replace(found[0], f"{limit.n} {UNIT_ZH[limit.unit]}", 1)
    return text.replace(span.clause, put, 1)


def _answers(sheet: Sheet) -> Iterator[Finding]:
    known = [sheet.promise, sheet.statutory, sheet.extension]
    known += [step.limit for step in sheet.steps]
    for faq, sentence in zip(sheet.faqs, answers(sheet), strict=True):
        wrong = [
            span
            for span in spans(faq.answer)
            if (_HOW_LONG.search(faq.question) or _HOW_LONG.search(span.clause))
            and not _ELSE.search(span.clause)
            and not any(span.fits(limit) for limit in known)
        ]
        if not wrong:
            continue
        spot, text = sheet.promise.on_the_spot, faq.answer
        for span in wrong if not spot else ():
            text = _with(text, span, _meant(sheet, span))
        yield Finding(
            rule="checkup.answer-contradicts-days",
            field=sentence.path,
            severity=Severity.ERROR,
            says=N_("The answer says %(said)s, the promise is %(promise)s."),
            remedy=N_("Correct the answer or the promise."),
            line=faq.answer,
            changes=() if spot else (Change(sentence.path, text),),
            facts={"said": str(wrong[0].limit), "promise": str(sheet.promise)},
        )


def _meant(sheet: Sheet, span: Span) -> Limit:
    """The limit a clause means: the law's where it says so, else the promise."""
    law = re.search("法定|法律规定", span.clause)
    return sheet.statutory if law and sheet.statutory else sheet.promise


def _same_as_statute(sheet: Sheet) -> Iterator[Finding]:
    if sheet.promise == sheet.statutory and not sheet.promise.on_the_spot:
        yield Finding(
            rule="checkup.promise-is-statute",
            field="promise",
            severity=Severity.ADVICE,
            says=N_(
                "The promise %(promise)s is the statute's limit: nothing is promised."
            ),
            remedy=N_("Look at the usual time of decided cases and promise less."),
            line=str(sheet.promise),
            facts={"promise": str(sheet.promise)},
        )
