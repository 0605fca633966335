"""The check characters of the national standards: GB 11643, GB 32100, GB 11714, ISO 7064.

>>> iso7064_mod37_36("11100000000013338W01111430000006122244L20230000403001")
'U'
"""

from string import ascii_uppercase, digits

ALPHANUMERIC = digits + ascii_uppercase
# GB 32100 leaves out the letters that are read as figures: I, O, S, V, Z.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_check(body: str) -> str:
    """Check character of a resident identity number: 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(w * int(c) for w, c in zip(_ID_WEIGHTS, body, strict=True))
    return "10X98765432"[total % 11]


def uscc_check(body: str) -> str:
    """Check character of a unified social credit code: 17 characters (GB 32100)."""
    total = sum(
        w * USCC_ALPHABET.index(c) for w, c in zip(_USCC_WEIGHTS, body, strict=True)
    )
    return USCC_ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Check character of an organisation code: 8 characters (GB 11714)."""
    total = sum(
        w * ALPHANUMERIC.index(c)
        for w, c in zip(_ORGANISATION_WEIGHTS, body, strict=True)
    )
    return "0123456789X"[-total % 11]


def iso7064_mod37_36(body: str) -> str:
    """Check character over figures and capital letters (ISO 7064, hybrid MOD 37,36).

    Raises ValueError for any other character.
    """
    product = 36
    for character in body:
        total = (product + ALPHANUMERIC.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHANUMERIC[(37 - product) % 36]
