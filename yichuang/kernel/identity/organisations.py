"""Unified social credit codes of organisations (GB 32100-2015).

>>> check_uscc("1143 0602 0063 6247 56")
'114306020063624756'
"""

import re

from yichuang.kernel.identity.checks import organisation_check, uscc_check
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact

# Registering department, kind, six digits of region, organisation code, check.
_SHAPE = re.compile(r"[1-9A-HJ-NPQRTUWXY][1-9A-HJ-NPQRTUWXY][0-9]{6}"
                    r"[0-9A-HJ-NPQRTUWXY]{10}")  # fmt: skip


def check_uscc(text: str) -> str:
    """The code in its normal form: 18 capital characters.

    Refused: "uscc.wrong-form", "uscc.wrong-check", "uscc.wrong-organisation" (the
    organisation code of GB 11714 inside it does not fit its own check digit).
    """
    code = compact(text)
    if not _SHAPE.fullmatch(code):
        raise _refuse(
            "uscc.wrong-form",
            N_(
                "A unified social credit code has 18 figures and letters, without I, O, S, V, Z."
            ),
        )
    if uscc_check(code[:17]) != code[17]:
        raise _refuse(
            "uscc.wrong-check",
            N_("The credit code contains an error: its last character does not fit."),
        )
    if organisation_check(code[8:16]) != code[16]:
        raise _refuse(
            "uscc.wrong-organisation",
            N_(
                "The organisation code inside the credit code (characters 9 to 17) contains an error."
            ),
        )
    return code


def _refuse(code: str, says: str) -> Refusal:
    return Refusal(
        code,
        says,
        field="uscc",
        remedy=N_(
            "Compare it with the licence or certificate, character by character."
        ),
    )
