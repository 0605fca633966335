"""Any endpoint that speaks the OpenAI chat protocol; it is given cited lines, nothing else.

Neither the citizen's question nor anything personal leaves the house: the endpoint sees
lines of published guides.
"""

import json
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

TIMEOUT = 8.0
MOST = 64_000
"""Bytes of an answer; a few lines need no more."""
_TASK = (
    "Join the lines of a government guide into a few plain sentences, in the language of "
    "the lines. Use only their words and numbers. Add nothing, advise nothing."
)


class EndpointAwayError(Exception):
    """It cannot be reached, or did not answer as the protocol says."""


class _NoRedirect(HTTPRedirectHandler):
    """What redirects is misconfigured; nothing is sent elsewhere."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class Rephraser:
    """Posts lines to `url` (…/v1/chat/completions) and returns the sentences."""

    def __init__(self, url: str, secret: str, model: str) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError("YICHUANG_REPHRASE_URL must be an http or https address")
        if not model:
            raise ValueError("YICHUANG_REPHRASE_MODEL is missing")
        self._url, self._secret, self._model = url, secret, model
        self._opener = build_opener(_NoRedirect)

    def rephrase(self, lines: Sequence[str]) -> str:
        """The lines as sentences; raises EndpointAwayError."""
        said = [
            {"role": "system", "content": _TASK},
            {"role": "user", "content": "\n".join(lines)},
        ]
        body = {"model": self._model, "messages": said, "temperature": 0}
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["Authorization"] = f"Bearer {self._secret}"
        request = Request(  # noqa: S310 - the scheme was checked when this was made
            self._url, data=json.dumps(body).encode(), headers=headers, method="POST"
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                told = json.loads(answer.read(MOST))
            return str(told["choices"][0]["message"]["content"]).strip()
        except (URLError, OSError, HTTPException) as away:
            raise EndpointAwayError(f"it cannot be reached: {away}") from away
        except (ValueError, LookupError, TypeError) as wrong:
            raise EndpointAwayError("it does not answer as agreed") from wrong

    def check(self) -> None:
        """Whether it answers at all; raises EndpointAwayError."""
        self.rephrase(["10 个工作日"])


def chosen() -> Rephraser | None:
    """The endpoint of the settings; None where none is named, which is the default."""
    url = settings.YICHUANG_REPHRASE_URL
    if not url:
        return None
    secret = settings.YICHUANG_REPHRASE_SECRET
    return Rephraser(url, secret, settings.YICHUANG_REPHRASE_MODEL)
