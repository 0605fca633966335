"""Fees: free and charged at once, amounts that differ (行政许可法 58)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import clauses, told
from yichuang.catalogue.rules.guide import Sheet
from yichuang.kernel.text import N_

_CHARGES = re.compile(
    r"(收取?|收费|缴纳?|交纳?|付|支付|花)[^，。；]{0,10}?\d+(\.\d+)?\s*元|"
    r"(工本费|手续费|服务费|登记费|办证费|押金|制证费|鉴定费)|缴费(?!证明|凭证|记录|基数|年限)|收费(?!的|标准)"
)
_FREE = re.compile(
    r"免费|不收(取)?(任何)?(费|钱)|免收|不用(交|花)钱|零收费|不要钱|无需缴费|免工本费"
)
_NEGATED = re.compile(r"不|免|无需|没有|取消|除外")
_YUAN = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*元")
_OTHER_MONEY = re.compile(
    r"基金|资金|资本|限额|罚|奖补|补贴|万元|亿元|贷款|额度|补助|工资|收入|以上|以下"
)


def money(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """What the text says about fees against what the fields say."""
    for sentence in told(sheet):
        for clause in clauses(sentence.text):
            if _OTHER_MONEY.search(clause):
                continue
            free = bool(_FREE.search(clause))
            charges = _CHARGES.search(clause) and not _NEGATED.search(clause)
            if charges and not sheet.fee_charged:
                yield _said(
                    sentence.path,
                    clause,
                    sentence.text,
                    "checkup.fee-in-text",
                    N_("The item is free, yet the guide says “%(clause)s”."),
                )
            elif free and sheet.fee_charged and not re.search("的|首次|符合", clause):
                yield _said(
                    sentence.path,
                    clause,
                    sentence.text,
                    "checkup.free-in-text",
                    N_("A fee is charged, yet the guide says “%(clause)s”."),
                )
            elif sheet.fee_charged and not free:
                yield from _amounts(sheet, sentence.path, clause, sentence.text)
    if sheet.online_payment and not sheet.fee_charged:
        yield Finding(
            rule="checkup.payment-without-fee",
            field="online_payment",
            severity=Severity.WARNING,
            says=N_("The item is free, yet it can be paid for online."),
            remedy=N_("Say no to paying online, or list the fee."),
            line="online_payment: yes",
            changes=(Change("online_payment", value=False),),
        )


def _said(path: str, clause: str, line: str, rule: str, says: str) -> Finding:
    return Finding(
        rule=rule,
        field=path,
        severity=Severity.ERROR,
        says=says,
        remedy=N_("Correct the sentence or the fee (Licensing Law art. 58)."),
        line=line,
        facts={"clause": clause},
    )


def _amounts(sheet: Sheet, path: str, clause: str, line: str) -> Iterator[Finding]:
    known = {fee.amount for fee in sheet.fees}
    sums = {sum(known, Decimal(0))}
    for found in _YUAN.finditer(clause):
        amount = Decimal(found["n"])
        if known and amount not in known | sums:
            yield Finding(
                rule="checkup.answer-contradicts-fee",
                field=path,
                severity=Severity.ERROR,
                says=N_("The guide says %(said)s yuan; the fees listed are %(fees)s."),
                remedy=N_("Correct the sentence or the fee (Licensing Law art. 58)."),
                line=line,
                facts={
                    "said": found["n"],
                    "fees": ", ".join(f"{fee.name} {fee.amount}" for fee in sheet.fees),
                },
            )
