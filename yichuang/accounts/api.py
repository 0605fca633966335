"""What the API kit needs of accounts: from a bearer token to the actor."""

from django.utils import timezone

from yichuang.accounts.policies import Actor
from yichuang.accounts.services import tokens


def resolver(token: str) -> Actor | None:
    """The actor behind a token now; None when it is not good (see services.tokens.resolve)."""
    return tokens.resolve(token, at=timezone.now())
