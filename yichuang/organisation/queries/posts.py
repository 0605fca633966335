"""Who holds which post today, and who is authorised to decide."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Authorisation, Cover, Post, PostHolding


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as other rooms need it."""

    id: int
    department_id: int
    key: str
    name: str
    name_en: str
    kind: str


@dataclass(frozen=True, slots=True)
class AuthorisationCard:
    """The letter a decision rests on."""

    id: int
    letter_number: str
    item_key: str
    post_id: int
    user_id: int
    valid_from: date
    valid_to: date


def _card(row: Post) -> PostCard:
    return PostCard(
        id=row.pk,
        department_id=row.department_id,
        key=row.key,
        name=row.name,
        name_en=row.name_en,
        kind=row.kind,
    )


def _current(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def acting_posts(user_id: int, on: date) -> frozenset[int]:
    """Posts at which the person acts on a day: as A unless away, as B when A is away."""
    held = PostHolding.objects.filter(_current(on), user_id=user_id)
    posts = {row.post_id for row in held if row.cover == Cover.A and not row.away}
    standing_in = [row.post_id for row in held if row.cover == Cover.B]
    if standing_in:
        posts |= set(
            PostHolding.objects.filter(
                _current(on), post_id__in=standing_in, cover=Cover.A, away=True
            ).values_list("post_id", flat=True)
        )
    return frozenset(posts)


def posts_of_department(department_id: int) -> tuple[PostCard, ...]:
    """The posts of a department in the order they were made."""
    rows = Post.objects.filter(department_id=department_id).order_by("id")
    return tuple(map(_card, rows))


def post(post_id: int) -> PostCard:
    """The card of a post.

    Raises:
        Refusal: "organisation.no-post" (field "post").
    """
    row = Post.objects.filter(pk=post_id).first()
    if row is None:
        raise Refusal(
            "organisation.no-post",
            N_("There is no such post."),
            field="post",
            remedy=N_("Choose a post of the department that decides the matter."),
        )
    return _card(row)


def covers(
    user_id: int, item_key: str, on: date, *, department_id: int
) -> AuthorisationCard | None:
    """The letter that lets this person decide this item of this department on this day,
    if there is one.

    A letter reaches no further than the department of its post, also one for every
    item (`*`). Both days of the letter are included; a letter counts only while the person acts
    at the post it names (an absent A hands over to B, who needs a letter of their own).
    """
    letters = (
        Authorisation.objects.filter(
            Q(item_key=item_key) | Q(item_key="*"),
            Q(revoked_on=None) | Q(revoked_on__gt=on),
            user_id=user_id,
            post__department_id=department_id,
            valid_from__lte=on,
            valid_to__gte=on,
        )
        .order_by("-valid_to", "id")
        .values_list(
            "id",
            "letter_number",
            "item_key",
            "post_id",
            "user_id",
            "valid_from",
            "valid_to",
        )
    )
    found = list(letters)
    if not found:
        return None
    acting = acting_posts(user_id, on)
    return next((AuthorisationCard(*row) for row in found if row[3] in acting), None)
