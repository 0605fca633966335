"""The frame of a page as template context, for our own pages and for those of libraries."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.module_loading import import_string

from yichuang.web import preferences
from yichuang.web.presenters import Chrome, default_chrome, mark_current


def chrome_of(request: HttpRequest) -> Chrome:
    """Header and footer for this request, made once.

    The function named by `YICHUANG_CHROME` takes the request and may query; `page`
    calls it before rendering begins.
    """
    known = getattr(request, "_yc_chrome", None)
    if known is None:
        maker = getattr(settings, "YICHUANG_CHROME", "")
        known = import_string(maker)(request) if maker else default_chrome()
        request._yc_chrome = known  # type: ignore[attr-defined]
    return cast("Chrome", known)


def notices_of(request: HttpRequest) -> list[Any]:
    """The waiting messages, read once: reading may touch the session."""
    known = getattr(request, "_yc_notices", None)
    if known is None:
        known = list(messages.get_messages(request))
        request._yc_notices = known  # type: ignore[attr-defined]
    return cast("list[Any]", known)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what base.html, desk.html and bare.html need."""
    chrome = chrome_of(request)
    return {
        "chrome": chrome,
        "navigation": mark_current(chrome.navigation, request.path),
        "preferences": preferences.read(request),
        "notices": notices_of(request),
    }
