"""Who asks: sets `request.actor` once, and ends sessions that were left idle."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from yichuang.accounts import queries
from yichuang.accounts.models import User
from yichuang.accounts.policies import STRANGER, Actor

SEEN = "seen"
# How much of the idle limit may pass before the session is written again.
REFRESH = 30


class ActorMiddleware:
    """`request.actor` is an Actor for everybody; STRANGER, without a query, without a session.

    With a session it costs the session's query and one for user and roles together.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.answer(request)

    def _actor(self, request: HttpRequest) -> Actor:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return STRANGER
        user = request.user
        if not isinstance(user, User):
            return STRANGER
        if self._idle_too_long(request, user, timezone.now()):
            logout(request)
            return STRANGER
        return queries.actor_of(user)

    def _idle_too_long(self, request: HttpRequest, user: User, at: datetime) -> bool:
        citizen = user.kind == User.Kind.CITIZEN
        limit = (
            settings.YICHUANG_IDLE_CITIZEN if citizen else settings.YICHUANG_IDLE_STAFF
        )
        now = int(at.timestamp())
        seen = request.session.get(SEEN)
        if seen is not None and now - seen > limit:
            return True
        if seen is None or now - seen > limit // REFRESH:
            request.session[SEEN] = now
        return False
