"""Where, when and how: place, hours, telephone, visits, booking, posting, online."""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import Sentence, clauses, told
from yichuang.catalogue.rules.guide import Sheet
from yichuang.kernel.text import N_

WINDOW, ONLINE = "1", frozenset({"2", "3"})
FULL = "IV"
_RANGE = re.compile(
    r"(?<![\d.])([01]?\d|2[0-4])[:：点]([0-5]\d)?\s*[—–\-~～至到]\s*([01]?\d|2[0-4])[:：点]([0-5]\d)?"
)
_PHONE = re.compile(
    r"(?<!\d)(0\d{2,3}[-— ]?\d{7,8}|1[3-9]\d{9}|\d{7,8}(?=。|，|；|$))(?!\d)"
)
_A_PHONE = re.compile(r"[\d\-— ()（）+、,，;；/转]{5,40}")
_WITHOUT_COMING = re.compile(
    r"不用来|不必来|不用到|免到场|邮寄|寄送|网上(核验|办)|可以不来"
)
_COME = re.compile(
    r"(本人|申请人|须|需要?|必须|请|应当?)[^，。；]{0,6}(到场|到现场|到窗口|到大厅|前往|来窗口|来大厅)"
)
_BOOK = re.compile(r"(可以?|须|需要?|请|先|提前|网上)预约")
_POST = re.compile(r"(可以?|或者?|能|选择)[^，。；]{0,4}(邮寄|寄送|快递|寄到)|邮政速递")
_NOT = re.compile(r"不|无需|免|没有|暂")


def place(sheet: Sheet, around: Around) -> Iterator[Finding]:
    """What is missing or contradicts itself about coming to the hall."""
    yield from _silent(sheet, around)
    yield from _hours(sheet)
    yield from _phones(sheet, around)
    yield from _visits(sheet)
    yield from _ways(sheet)


def _silent(sheet: Sheet, around: Around) -> Iterator[Finding]:
    """Where neither the guide nor the hall says it; None: the hall is not known."""
    phone = sheet.consult_phone or getattr(sheet, "department_phone", "")
    for name, own, hall in (
        ("place", sheet.place, around.place),
        ("hours", sheet.hours, around.hours),
        ("consult_phone", phone, around.phone),
    ):
        if WINDOW in sheet.channel_codes and not own and hall == "":
            yield Finding(
                rule="checkup.whereabouts-missing",
                field=name,
                severity=Severity.WARNING,
                says=N_("Neither the guide nor the hall says this: %(field)s."),
                remedy=N_("Fill it in, here or for the whole hall."),
                facts={"field": name},
            )


def _ranges(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _RANGE.finditer(text):
        one, two = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
        yield one, two, found[0]


def _hours(sheet: Sheet) -> Iterator[Finding]:
    own = list(_ranges(sheet.hours))
    for start, end, text in own:
        if end <= start:
            yield Finding(
                rule="checkup.hours-backwards",
                field="hours",
                severity=Severity.ERROR,
                says=N_("The hours end before they begin: %(hours)s."),
                remedy=N_("Write both times in 24 hours."),
                line=sheet.hours,
                facts={"hours": text},
            )
    if not own:
        return
    for sentence in told(sheet):
        for start, end, text in _ranges(sentence.text):
            if not any(a <= start and end <= b for a, b, _ in own):
                yield Finding(
                    rule="checkup.hours-contradict",
                    field=sentence.path,
                    severity=Severity.ERROR,
                    says=N_(
                        "Here the hours are %(said)s, in their own field %(hours)s."
                    ),
                    remedy=N_("Say the hours once, in their own field."),
                    line=sentence.text,
                    facts={"said": text, "hours": sheet.hours},
                )


def _phones(sheet: Sheet, around: Around) -> Iterator[Finding]:
    for name in ("consult_phone", "complaint_phone"):
        value = getattr(sheet, name)
        if value and not _A_PHONE.fullmatch(value):
            yield Finding(
                rule="checkup.phone-unreadable",
                field=name,
                severity=Severity.ERROR,
                says=N_("“%(phone)s” is not a telephone number."),
                remedy=N_("Write the number with its area code."),
                line=value,
                facts={"phone": value},
            )
    known = {
        _digits(number)
        for number in (
            sheet.consult_phone,
            sheet.complaint_phone,
            getattr(sheet, "department_phone", ""),
            around.phone or "",
        )
        if number
    }
    for sentence in told(sheet):
        for found in _PHONE.finditer(sentence.text):
            number = _digits(found[0])
            if sheet.consult_phone and not any(k.endswith(number) for k in known):
                yield Finding(
                    rule="checkup.phone-contradicts",
                    field=sentence.path,
                    severity=Severity.WARNING,
                    says=N_("Here the number is %(said)s, in its own field %(phone)s."),
                    remedy=N_("Say the number once, in its own field."),
                    line=sentence.text,
                    facts={"said": found[0], "phone": sheet.consult_phone},
                )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _visits(sheet: Sheet) -> Iterator[Finding]:
    excused = _WITHOUT_COMING.search(sheet.visits_reason)
    if sheet.online and sheet.online_depth == FULL and sheet.visits and not excused:
        yield Finding(
            rule="checkup.visits-though-online",
            field="visits",
            severity=Severity.ERROR,
            says=N_("It is said to be fully online, yet %(visits)s visits are needed."),
            remedy=N_("Say no visit, or an online depth below IV."),
            line=f"visits: {sheet.visits}",
            changes=(Change("visits", 0),),
            facts={"visits": sheet.visits},
        )
    if not sheet.visits and not sheet.online:
        yield Finding(
            rule="checkup.no-visit-no-way",
            field="visits",
            severity=Severity.ERROR,
            says=N_("No visit is needed, yet it cannot be done online."),
            remedy=N_("Say one visit, or open it online."),
            line="visits: 0",
            changes=(Change("visits", 1),),
        )
    if sheet.visits == 0:
        yield from _told_to_come(sheet)
    if sheet.visits > 1 and not sheet.visits_reason:
        yield Finding(
            rule="checkup.visits-without-reason",
            field="visits_reason",
            severity=Severity.WARNING,
            says=N_("%(visits)s visits are needed, and nothing says why."),
            remedy=N_("Say what each visit is for, or ask for one less."),
            line=f"visits: {sheet.visits}",
            facts={"visits": sheet.visits},
        )


def _told_to_come(sheet: Sheet) -> Iterator[Finding]:
    for sentence in told(sheet):
        for clause in clauses(sentence.text):
            if _COME.search(clause) and not _NOT.search(clause):
                yield _claims(
                    sentence,
                    clause,
                    "checkup.visit-in-text",
                    N_("No visit is needed, yet the guide says “%(clause)s”."),
                    (Change("visits", 1),),
                )


def _ways(sheet: Sheet) -> Iterator[Finding]:
    if ONLINE & set(sheet.channel_codes) and not sheet.online:
        yield Finding(
            rule="checkup.online-channel",
            field="channel_codes",
            severity=Severity.WARNING,
            says=N_("Applying online is listed as a way, yet the item is not online."),
            remedy=N_("Open it online, or take the way off the list."),
            line=", ".join(sheet.channel_codes),
            changes=(
                Change(
                    "channel_codes",
                    tuple(c for c in sheet.channel_codes if c not in ONLINE),
                ),
            ),
        )
    for sentence in told(sheet):
        for clause in clauses(sentence.text):
            if _NOT.search(clause):
                continue
            if _BOOK.search(clause) and not sheet.bookable:
                yield _claims(
                    sentence,
                    clause,
                    "checkup.booking-in-text",
                    N_("The item cannot be booked, yet the guide says “%(clause)s”."),
                    (Change("bookable", value=True),),
                )
            if _POST.search(clause) and not sheet.courier:
                yield _claims(
                    sentence,
                    clause,
                    "checkup.post-in-text",
                    N_("Nothing is sent by post, yet the guide says “%(clause)s”."),
                    (Change("courier", value=True),),
                )


def _claims(
    sentence: Sentence, clause: str, rule: str, says: str, changes: tuple[Change, ...]
) -> Finding:
    return Finding(
        rule=rule,
        field=sentence.path,
        severity=Severity.WARNING,
        says=says,
        remedy=N_("Correct the sentence or the field."),
        line=sentence.text,
        changes=changes,
        facts={"clause": clause},
    )
