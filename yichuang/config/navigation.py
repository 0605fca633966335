"""Header, bar and footer of every page: who is where, and which ways lead on.

Each room says its own ways; here they are joined, because only this room knows all.
"""

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from yichuang.accounts.policies import acting
from yichuang.accounts.presenters import ways as account_ways
from yichuang.desk.presenters.frame import bar
from yichuang.guidance.presenters import ways as guidance_ways
from yichuang.insight.presenters import ways as insight_ways
from yichuang.lobby.presenters import ways as lobby_ways
from yichuang.portal.presenters.frame import frame
from yichuang.reviews.presenters import ways as review_ways
from yichuang.web import preferences
from yichuang.web.presenters import Chrome


def chrome(request: HttpRequest) -> Chrome:
    """The frame of this request's page: the desk's bar for staff, else the portal's."""
    by = acting(request)
    at = timezone.now()  # noqa: TID251  the frame is made at the edge
    citizens = frame(by, at=at, elder=preferences.read(request).elder)
    if not by.is_staff:
        return citizens
    more = (
        *insight_ways.ways(by),
        *review_ways.ways(by),
        *guidance_ways.ways(by),
        *account_ways(by),
    )
    desk = bar(by, at=at, more=more)
    links = (*desk.links, *lobby_ways.ways(by))
    return replace(citizens, desk=replace(desk, links=links))
