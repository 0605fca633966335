"""Refusals become pages, and every answer carries the headers of a closed house."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web import errors

Answer = Callable[[HttpRequest], HttpResponseBase]

# What no page of ours needs, switched off for frames and scripts alike; the camera and
# the microphone are for the ask-box and the counter.
PERMISSIONS = (
    "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(),"
    " midi=(), magnetometer=(), gyroscope=(), accelerometer=(), browsing-topics=()"
)


class RefusalMiddleware:
    """A refusal no view has caught is answered as a page; the API has its own."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # No text has a NUL; PostgreSQL would fail over it deep inside a page.
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            raise BadRequest("a NUL in the address")
        return self.answer(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """409, 422 or 404 from Refusal(s); 413 from a body over Django's limit."""
        if isinstance(exception, Refusal | Refusals):
            return errors.refusal_page(request, exception)
        if isinstance(exception, RequestDataTooBig):
            return errors.show(request, errors.wrong(413))
        if isinstance(exception, DataError) and "NUL" in str(exception):
            # It stood in a form; nothing was written.
            raise BadRequest("a NUL in the form") from exception
        return None


class HeadersMiddleware:
    """Headers Django and django-csp do not set."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/static/"):
            return response
        # Pages hold people's data: no shared cache, nothing left in the browser's.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
