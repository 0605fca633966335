"""SMS through any gateway that takes a signed JSON POST.

The body is {"to", "text", "subject", "time"}; the header X-Yichuang-Signature is
HMAC-SHA256 over time, a dot and the body, in hex, under the secret both sides know. The gateway
answers 2xx when it has taken the message, 4xx when it never will. A check sends {"check": true}.
"""

import hashlib
import hmac
import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from yichuang.accounts.adapters.base import Check, DeliveryError
from yichuang.kernel.text import N_

TIMEOUT = 10.0
# Too many requests, or the gateway's own timeout: 4xx by name, but worth another try.
_PASSING = frozenset({408, 425, 429})


class _NoRedirect(HTTPRedirectHandler):
    """A gateway that redirects is misconfigured; messages do not follow it elsewhere."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class HttpSmsSender:
    """Posts messages to the gateway at `url`, signed with `secret`."""

    name = "http"

    def __init__(self, url: str, secret: str) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError("YICHUANG_SMS_URL must be an http or https address")
        if not secret:
            raise ValueError("YICHUANG_SMS_SECRET is missing")
        self._url = url
        self._secret = secret.encode()
        self._opener = build_opener(_NoRedirect)

    def send(self, to: str, subject: str, text: str) -> None:
        self._post({"to": to, "text": text, "subject": subject})

    def check(self) -> Check:
        try:
            self._post({"check": True})
        except DeliveryError as error:
            return Check(self.name, ok=False, says=str(error))
        return Check(self.name, ok=True, says=N_("The SMS gateway answers."))

    def _post(self, content: dict[str, Any]) -> None:
        stamp = str(int(time.time()))
        body = json.dumps({**content, "time": stamp}, ensure_ascii=False).encode()
        signature = hmac.digest(
            self._secret, stamp.encode() + b"." + body, hashlib.sha256
        )
        request = Request(  # noqa: S310 - the scheme was checked when the sender was made
            self._url,
            data=body,
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "X-Yichuang-Signature": signature.hex(),
            },
            method="POST",
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT):
                return
        except HTTPError as error:
            error.close()  # it is also the answer, and holds the connection
            permanent = 400 <= error.code < 500 and error.code not in _PASSING
            raise DeliveryError(
                f"the gateway answered {error.code}", permanent=permanent
            ) from error
        except (URLError, OSError, HTTPException) as error:
            raise DeliveryError(f"the gateway cannot be reached: {error}") from error
