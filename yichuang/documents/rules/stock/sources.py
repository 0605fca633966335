"""What can be printed in a field of a pre-printed sheet, taken from the certificate."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from yichuang.kernel.text import N_


class Source(StrEnum):
    """Where the words of a field come from."""

    ADDRESSEE = "addressee"
    HOLDER_NO = "holder_no"
    NUMBER = "number"
    TITLE = "title"
    BODY = "body"
    OFFICE = "office"
    DEPARTMENT = "department"
    ISSUED = "issued"
    ISSUED_YEAR = "issued_year"
    ISSUED_MONTH = "issued_month"
    ISSUED_DAY = "issued_day"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    VERIFY_CODE = "verify_code"
    IDENTIFIER = "identifier"
    QR = "qr"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        """English msgid of what is printed."""
        return SOURCES[self][0]

    @property
    def sample(self) -> str:
        """Invented words of usual length, for the editor and the trial sheet."""
        return SOURCES[self][1]


SOURCES: dict[Source, tuple[str, str]] = {
    Source.ADDRESSEE: (N_("Holder's name"), "样张某"),
    Source.HOLDER_NO: (N_("Identity number, masked"), "0000**********0000"),
    Source.NUMBER: (N_("Number of the certificate"), "000000-2026-000000-X"),
    Source.TITLE: (N_("Title"), "样张证书"),
    Source.BODY: (
        N_("Text of the certificate"),
        "样张某经审查，材料属实，符合规定条件，特发此证。",
    ),
    Source.OFFICE: (N_("Hall that issued it"), "样张县政务服务中心"),
    Source.DEPARTMENT: (N_("Department that issued it"), "样张县教育局"),
    Source.ISSUED: (N_("Day of issue"), "2026年12月28日"),
    Source.ISSUED_YEAR: (N_("Year of issue"), "2026"),
    Source.ISSUED_MONTH: (N_("Month of issue"), "12"),
    Source.ISSUED_DAY: (N_("Day of the month of issue"), "28"),
    Source.VALID_FROM: (N_("First day of validity"), "2026年12月28日"),
    Source.VALID_UNTIL: (N_("Last day of validity"), "2031年12月27日"),
    Source.VERIFY_CODE: (N_("Check code, printed"), "0000 0000 0000"),
    Source.IDENTIFIER: (N_("Certificate identifier, printed"), "1.2.156.3005.2.00"),
    Source.QR: (N_("Code to scan"), "https://example.invalid/verify/0/"),
    Source.FIXED: (N_("Words that are always the same"), ""),
}
"""English msgid and sample of each; nobody's data."""


_FROZEN = frozenset({Source.HOLDER_NO, Source.TITLE, Source.OFFICE, Source.DEPARTMENT})
_DAYS = frozenset(
    {Source.ISSUED, Source.ISSUED_YEAR, Source.ISSUED_MONTH, Source.ISSUED_DAY}
    | {Source.VALID_FROM, Source.VALID_UNTIL}
)


def words_of(source: Source, facts: Mapping[str, Any], *, text: str = "") -> str:
    """The words of a field. `facts` are those of the press (`press.data_of`): the row's
    number, addressee, identifier, verify_code, issued, valid_from, valid_until, and
    `facts` within; "" for what the certificate does not say.

    >>> words_of(Source.ISSUED_MONTH, {"issued": "2026-03-10T10:00", "facts": {}})
    '3'
    """
    frozen = facts["facts"]
    if source in _DAYS:
        return _day(source, facts)
    special = {
        Source.FIXED: text,
        Source.BODY: "".join(frozen.get("body", ())),
        Source.QR: frozen.get("verify_url", ""),
    }
    if source in special:
        return str(special[source])
    return str((frozen if source in _FROZEN else facts).get(source, ""))


def _day(source: Source, facts: Mapping[str, Any]) -> str:
    issued = facts["issued"][:10]
    if source in {Source.VALID_FROM, Source.VALID_UNTIL}:
        return _written(facts[source], facts)
    if source is Source.ISSUED:
        return _written(issued, facts)
    return str(getattr(date.fromisoformat(issued), source.removeprefix("issued_")))


def _written(day: str, facts: Mapping[str, Any]) -> str:
    """A day as the certificate's language writes it."""
    if not day or facts.get("language") == "en":
        return day
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"
