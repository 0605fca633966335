"""Who sees a case: its owner, the hall's staff, the machine of its department."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10


def new_query_code() -> str:
    """A code for following a case without signing in: 10 signs, about 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
