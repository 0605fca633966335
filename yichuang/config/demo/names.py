"""Invented people: names from common characters, identity numbers with valid check
digits in the invented county 430999."""

import random
from datetime import date, timedelta

from yichuang.kernel.identity.checks import id_check

FAMILY = "陈李张刘王周吴黄曾谭罗邓谢彭唐易宋蒋肖廖"
GIVEN = "晓月文清志远佳宁建华思敏春生玉兰子涵立新海燕国安静怡"
COUNTY = "430999"


def a_name(dice: random.Random) -> str:
    """A name of two or three characters."""
    given = dice.sample(GIVEN, dice.choice((1, 2, 2)))
    return dice.choice(FAMILY) + "".join(given)


def an_id_number(dice: random.Random) -> str:
    """A resident identity number that checks out."""
    born = date(1950, 1, 1) + timedelta(days=dice.randrange(55 * 365))
    body = f"{COUNTY}{born:%Y%m%d}{dice.randrange(1000):03d}"
    return body + id_check(body)


def a_phone(dice: random.Random) -> str:
    """A mobile number."""
    return f"139{dice.randrange(10**8):08d}"
