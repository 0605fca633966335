"""Pages of stacks shown to those who may see them: upright pictures that we drew."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.materials.engines.reader import PAGE_EDGE, THUMB_EDGE
from yichuang.materials.presenters import picture_response
from yichuang.materials.services.pages import page_picture


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """A page at reading size."""
    return _picture(request, key, PAGE_EDGE)


@require_safe
def thumb(request: HttpRequest, key: str) -> HttpResponseBase:
    """A small picture of a page."""
    return _picture(request, key, THUMB_EDGE)


def _picture(request: HttpRequest, key: str, edge: int) -> HttpResponseBase:
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path())
    return picture_response(page_picture(key, edge=edge, by=by, at=timezone.now()))
