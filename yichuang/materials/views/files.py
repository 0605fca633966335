"""Files served to those who may see them: as a download, or as pictures drawn by us.

Nothing a person sent is ever shown inline from our origin; what a page shows of a file
is a JPEG that the inspector drew.
"""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.materials import services
from yichuang.materials.presenters import file_response, picture_response
from yichuang.materials.services.opening import PAGE_EDGE, THUMB_EDGE


@require_safe
def download(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file as kept, always as an attachment."""
    if not acting(request).is_signed_in:
        return redirect_to_login(request.get_full_path())
    stored, path = services.open_file(key, by=acting(request), at=timezone.now())
    return file_response(stored, path)


@require_safe
def thumb(request: HttpRequest, key: str) -> HttpResponseBase:
    """A small picture of the first page."""
    return _picture(request, key, page=1, edge=THUMB_EDGE)


@require_safe
def page(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A page at reading size."""
    return _picture(request, key, page=number, edge=PAGE_EDGE)


def _picture(
    request: HttpRequest, key: str, *, page: int, edge: int
) -> HttpResponseBase:
    if not acting(request).is_signed_in:
        return redirect_to_login(request.get_full_path())
    path = services.picture(
        key, page=page, edge=edge, by=acting(request), at=timezone.now()
    )
    return picture_response(path)
