"""A call in words, as it is said aloud: digits one by one, so that nobody mishears."""

import re

DIGITS = "零一二三四五六七八九"
NUMBER = re.compile(r"[A-Z]{1,2}\d{3,4}")
TEN = 10
TWENTY = 20
HUNDRED = 100


def call_zh(number: str, window: int) -> str:
    """ "请 A，零，二，四，到，五号窗口。" """
    spelled = "".join(
        f"{DIGITS[int(sign)]}" if sign.isdigit() else f"{sign} " for sign in number
    )
    return f"请 {spelled}号，到{count_zh(window)}号窗口。"


def call_en(number: str, window: int) -> str:
    """ "A 0 2 4, window 5, please." """
    return f"{' '.join(number)}, window {window}, please."


def count_zh(number: int) -> str:
    """A window's number as it is spoken: 5 五, 12 十二, 20 二十, 105 一零五."""
    if number < TEN:
        return DIGITS[number]
    if number < HUNDRED:
        tens, ones = divmod(number, TEN)
        head = "" if number < TWENTY else DIGITS[tens]
        return f"{head}十{DIGITS[ones] if ones else ''}"
    return "".join(DIGITS[int(sign)] for sign in str(number))
