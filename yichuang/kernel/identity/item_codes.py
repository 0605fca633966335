"""Codes of service items: 31 characters for the item, 33 for one way of handling it.

18 of the agency's credit code, 1 of the level, 12 of the national base code, and 2 more
for the handling item 业务办理项.

>>> code = check_item_code("11431026MB0R05447F4430131056W00")
>>> code.level, code.base, code.region_prefix, code.task_type, code.is_local
('4', '430131056W00', '43', '01', True)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.kernel.identity.organisations import check_uscc
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid, compact

NATIONAL = "00"
LEVELS: Mapping[str, Msgid] = {
    "1": N_("State level"),
    "2": N_("Province level"),
    "3": N_("City level"),
    "4": N_("County level"),
    "5": N_("Township or street level"),
    "6": N_("Village or community level"),
}
TASK_TYPES: Mapping[str, Msgid] = {
    "01": N_("Administrative licence"),
    "02": N_("Administrative penalty"),
    "03": N_("Administrative compulsion"),
    "04": N_("Administrative levy"),
    "05": N_("Administrative payment"),
    "06": N_("Administrative inspection"),
    "07": N_("Administrative confirmation"),
    "08": N_("Administrative reward"),
    "09": N_("Administrative ruling"),
    "10": N_("Other administrative power"),
    "20": N_("Public service"),
}

_SHAPE = re.compile(r"[0-9A-Z]{18}[0-9A-Z][0-9]{4}[0-9A-Z]{8}(?:[0-9A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class ItemCode:
    """An item code taken apart; `handling` is "" in a code of 31 characters."""

    organisation: str
    level: str
    base: str
    handling: str = ""

    def __str__(self) -> str:
        return f"{self.organisation}{self.level}{self.base}{self.handling}"

    @property
    def region_prefix(self) -> str:
        """ "00" for a national item, the province's two digits for a local one."""
        return self.base[:2]

    @property
    def is_local(self) -> bool:
        """Whether the item stands in a province's list only."""
        return self.region_prefix != NATIONAL

    @property
    def task_type(self) -> str:
        """Two digits of TASK_TYPES; a province may use others in its own codes."""
        return self.base[2:4]

    @property
    def department(self) -> str:
        """Two characters of the line of departments: 05 education, 11 civil affairs."""
        return self.base[4:6]

    @property
    def main_item(self) -> str:
        """Three characters."""
        return self.base[6:9]

    @property
    def sub_item(self) -> str:
        """Three characters, 000 when the item has no parts."""
        return self.base[9:12]


def check_item_code(text: str) -> ItemCode:
    """Read a code of 31 or 33 characters.

    Refused: "item-code.wrong-form", "item-code.wrong-level", and the refusals of
    `check_uscc` for the agency inside it.
    """
    code = compact(text)
    if not _SHAPE.fullmatch(code):
        raise _refuse(
            "item-code.wrong-form",
            N_("An item code has 31 characters, the code of a handling item 33."),
            N_("Copy it from the province's item list."),
        )
    if code[18] not in LEVELS:
        raise _refuse(
            "item-code.wrong-level",
            N_(
                "Character 19 of an item code is the level, 1 to 6; here it is %(level)s."
            ),
            N_("Copy it from the province's item list."),
            level=code[18],
        )
    try:
        organisation = check_uscc(code[:18])
    except Refusal as refusal:
        raise refusal.at("code") from None
    return ItemCode(organisation, code[18], code[19:31], code[31:])


def _refuse(code: str, says: str, remedy: str, **facts: object) -> Refusal:
    return Refusal(code, says, field="code", remedy=remedy, **facts)
