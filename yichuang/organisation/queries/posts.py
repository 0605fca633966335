"""Who holds which post today, and who is authorised to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import (
    Absence,
    Authorisation,
    Cover,
    Post,
    PostHolding,
)
from yichuang.organisation.rules import (
    DECIDING,
    LetterFacts,
    Scope,
    choose,
    why_not,
)
from yichuang.web.gathering import once


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
    scope: Scope = Scope.DECIDE


def _card(row: Post) -> PostCard:
    return PostCard(
        id=row.pk,
        department_id=row.department_id,
        key=row.key,
        name=row.name,
        name_en=row.name_en,
        kind=row.kind,
    )


def current(on: date) -> Q:
    """Rows that hold on a day, their last day not included."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def absent(on: date) -> Exists:
    """Whether a holding's person is away on a day by a dated absence."""
    return Exists(
        Absence.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=on),
            holding=OuterRef("pk"),
            first__lte=on,
            last__gte=on,
        )
    )


def holdings(on: date) -> QuerySet[Any]:
    """The holdings of a day, each with whether its person is `gone` (until further
    notice, or by a dated absence). Rows are PostHolding; the type says Any because
    `gone` is no column of theirs."""
    return PostHolding.objects.filter(current(on)).annotate(
        gone=Q(away=True) | Q(absent(on))
    )


def acting_posts(user_id: int, on: date) -> frozenset[int]:
    """Posts at which the person acts on a day: as A unless away, as B when A is away."""
    held = list(
        holdings(on).filter(user_id=user_id, gone=False).values_list("post_id", "cover")
    )
    posts = {post for post, cover in held if cover == Cover.A}
    standing_in = [post for post, cover in held if cover == Cover.B]
    if standing_in:
        gone = holdings(on).filter(post_id__in=standing_in, cover=Cover.A, gone=True)
        posts |= set(gone.values_list("post_id", flat=True))
    return frozenset(posts)


def acting_at(post_ids: Iterable[int], on: date) -> dict[int, tuple[int, ...]]:
    """The users who act at each of these posts on a day, in one query."""
    rows = (
        holdings(on)
        .filter(post_id__in=set(post_ids))
        .order_by("post_id", "cover", "id")
        .values_list("post_id", "user_id", "cover", "gone")
    )
    away = {post for post, _user, cover, gone in rows if cover == Cover.A and gone}
    found: dict[int, tuple[int, ...]] = {}
    for post, user, cover, gone in rows:
        acts = not gone and (cover == Cover.A or post in away)
        if acts:
            found[post] = (*found.get(post, ()), user)
    return found


def posts_of_department(department_id: int) -> tuple[PostCard, ...]:
    """The posts of a department in the order they were made."""
    rows = Post.objects.filter(department_id=department_id).order_by("id")
    return tuple(map(_card, rows))


def posts_of_hall(hall_id: int) -> tuple[tuple[str, PostCard], ...]:
    """(department's name, post) for every post of the hall, by department."""
    rows = (
        Post.objects.filter(department__hall_id=hall_id)
        .select_related("department")
        .order_by("department_id", "id")
    )
    return tuple((row.department.name, _card(row)) for row in rows)


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


@once
def covers(
    user_id: int,
    item_key: str,
    on: date,
    *,
    department_id: int,
    scopes: Sequence[Scope] = DECIDING,
) -> AuthorisationCard | None:
    """The letter that lets this person decide this item of this department on this day,
    if there is one.

    A letter reaches no further than the department of its post, also one for every
    item (`*`). Both days of the letter are included; a letter counts only while the person acts
    at the post it names (an absent A hands over to B, who needs a letter of their own).
    """
    standing = Q(revoked_on=None) | Q(revoked_on__gt=on)
    rows = _letters(user_id, item_key, department_id).filter(
        standing, valid_from__lte=on, valid_to__gte=on, scope__in=scopes
    )
    found = list(rows)
    if not found:
        return None
    chosen = choose(_facts(found, acting_posts(user_id, on)), on=on, scopes=scopes)
    return _authorisation(chosen) if chosen else None


def require_cover(
    user_id: int,
    item_key: str,
    on: date,
    *,
    department_id: int,
    item: str,
    scopes: Sequence[Scope] = DECIDING,
) -> AuthorisationCard:
    """The letter an act rests on; `item` is how the refusal names the item.

    Raises:
        Refusal: "authority.none", "authority.ended", "authority.not-yet",
            "authority.withdrawn", "authority.not-acting", "authority.on-spot-only",
            "authority.first-review-only".
    """
    letter = covers(user_id, item_key, on, department_id=department_id, scopes=scopes)
    if letter is None:
        raise obstacle(
            user_id,
            item_key,
            on,
            department_id=department_id,
            item=item,
            scopes=scopes,
        )
    return letter


def obstacle(
    user_id: int,
    item_key: str,
    on: date,
    *,
    department_id: int,
    item: str,
    scopes: Sequence[Scope] = DECIDING,
) -> Refusal:
    """Why no letter of this person covers the item on a day."""
    rows = list(_letters(user_id, item_key, department_id))
    letters = _facts(rows, acting_posts(user_id, on))
    return why_not(letters, item=item, on=on, scopes=scopes)


def _letters(
    user_id: int, item_key: str, department_id: int
) -> QuerySet[Authorisation]:
    return Authorisation.objects.filter(
        Q(item_key=item_key) | Q(item_key="*"),
        user_id=user_id,
        post__department_id=department_id,
    ).order_by("id")


def _facts(
    rows: Iterable[Authorisation], acting: frozenset[int]
) -> tuple[LetterFacts, ...]:
    return tuple(
        LetterFacts(
            id=row.pk,
            number=row.letter_number,
            item_key=row.item_key,
            post_id=row.post_id,
            user_id=row.user_id,
            scope=Scope(row.scope),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            revoked_on=row.revoked_on,
            acting=row.post_id in acting,
        )
        for row in rows
    )


def _authorisation(row: LetterFacts) -> AuthorisationCard:
    return AuthorisationCard(
        id=row.id,
        letter_number=row.number,
        item_key=row.item_key,
        post_id=row.post_id,
        user_id=row.user_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        scope=row.scope,
    )
