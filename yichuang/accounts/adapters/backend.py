"""The one authentication backend: passwords as allauth checks them, users with their roles."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from yichuang.accounts import queries
from yichuang.accounts.models import User


class HouseBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads the user of a session together with the roles, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        return queries.load_user(int(user_id))

    def _check_password(self, user: Any, password: str) -> Any:
        # Citizens and machines have no password; nobody but staff comes in this way.
        if user is not None and user.kind != User.Kind.STAFF:
            user = None
        return super()._check_password(user, password)
