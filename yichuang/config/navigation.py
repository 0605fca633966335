"""Header, bar and footer of every page: who is where, and which ways lead on.

Each room says its own ways; here they are joined, because only this room knows all.
"""

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from yichuang.accounts.policies import acting
from yichuang.desk.presenters.frame import bar
from yichuang.portal.presenters.frame import frame
from yichuang.web.presenters import Chrome


def chrome(request: HttpRequest) -> Chrome:
    """The frame of this request's page: the desk's bar for staff, else the portal's."""
    by = acting(request)
    at = timezone.now()  # noqa: TID251  the frame is made at the edge
    citizens = frame(by, at=at)
    if by.is_staff:
        return replace(citizens, desk=bar(by, at=at))
    return citizens
