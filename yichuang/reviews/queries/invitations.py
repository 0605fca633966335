"""Finding invitations: by their token, by case, by the tablet that shows them."""

import re
from dataclasses import dataclass
from datetime import datetime

from yichuang.catalogue import queries as catalogue_queries
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.reviews.models import Invitation
from yichuang.reviews.rules.levels import Stage

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What the person who is asked sees: the matter and the hall, nobody's name."""

    token: str
    item: str
    item_en: str
    hall_id: int
    window: int | None
    expires_at: datetime
    reviewed: bool
    expired: bool


def not_found() -> Refusal:
    """The same answer for a token that never was and one that is another's."""
    return Refusal(
        "review.not-found",
        N_("This link leads to no review."),
        remedy=N_("Open it again from the message, or scan the code once more."),
    )


def find(token: str) -> Invitation:
    """The invitation with this token, its case with it.

    Raises:
        Refusal: "review.not-found".
    """
    found = None
    if TOKEN.fullmatch(token):
        found = Invitation.objects.select_related("case").filter(token=token).first()
    if found is None:
        raise not_found()
    return found


def card(token: str, *, at: datetime) -> InvitationCard:
    """What to show to whoever holds the token.

    Raises:
        Refusal: "review.not-found".
    """
    row = find(token)
    guide = catalogue_queries.guide(row.case.item_version_id)
    numbers = {window.id: window.number for window in places.windows(row.hall_id)}
    return InvitationCard(
        token=row.token,
        item=guide.name,
        item_en=guide.name_en or guide.name,
        hall_id=row.hall_id,
        window=numbers.get(row.window_id or 0),
        expires_at=row.expires_at,
        reviewed=row.reviewed_at is not None,
        expired=row.expires_at < at,
    )


def token_for(case_number: str, *, at: datetime) -> str:
    """The token to review a case with, "" where there is nothing to review (any more)."""
    found = (
        Invitation.objects.filter(
            case__number=case_number,
            stage=Stage.HANDLING,
            reviewed_at=None,
            expires_at__gt=at,
        )
        .values_list("token", flat=True)
        .first()
    )
    return found or ""


def shown_at(window_id: int, *, at: datetime) -> str:
    """The token the tablet of a window shows now, "" when none."""
    found = (
        Invitation.objects.filter(
            window_id=window_id, shown_until__gt=at, reviewed_at=None
        )
        .order_by("-shown_until")
        .values_list("token", flat=True)
        .first()
    )
    return found or ""
