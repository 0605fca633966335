"""Seats, letters and cover of a hall, for its matrix and the pages that keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.accounts.rules import Role
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import (
    Absence,
    Authorisation,
    Cover,
    HallDay,
    Post,
    PostHolding,
    Window,
    WindowState,
)
from yichuang.organisation.queries.posts import current, holdings
from yichuang.organisation.rules import (
    WARN_DAYS,
    ChangeReason,
    LetterFacts,
    Scope,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with its section and who holds it on a day; ids are users."""

    post_id: int
    department_id: int
    department: str
    name: str
    name_en: str
    kind: str
    section: str
    section_en: str
    approving: bool
    holders: tuple[tuple[int, str], ...]
    covers: tuple[tuple[int, str], ...]
    gone: frozenset[int]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A registered letter as its page shows it; `followed` when one renews it."""

    id: int
    number: str
    item_key: str
    department_id: int
    department: str
    post_id: int
    post: str
    user_id: int
    person: str
    scope: Scope
    reason: ChangeReason
    seal_holder: str
    sealed_on: date
    valid_from: date
    valid_to: date
    revoked_on: date | None
    revoked_reason: str
    followed: bool

    def facts(self, *, acting: bool = True) -> LetterFacts:
        """The letter as the rules see it."""
        return LetterFacts(
            id=self.id,
            number=self.number,
            item_key=self.item_key,
            post_id=self.post_id,
            user_id=self.user_id,
            scope=self.scope,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            revoked_on=self.revoked_on,
            acting=acting,
        )

    def state(self, today: date) -> str:
        """ "withdrawn", "over", "coming", "ending" within 30 days, or "standing"."""
        if self.revoked_on is not None and self.revoked_on <= today:
            return "withdrawn"
        if self.valid_to < today:
            return "over"
        if self.valid_from > today:
            return "coming"
        soon = self.valid_to <= today + timedelta(days=WARN_DAYS)
        return "ending" if soon and not self.followed else "standing"


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A planned absence with who stands in; `over` once A is back."""

    id: int
    post: str
    department: str
    person: str
    stands_in: str
    first: date
    last: date
    reason: str
    handover: str
    ended_on: date | None

    def over(self, today: date) -> bool:
        return self.last < today or (
            self.ended_on is not None and self.ended_on <= today
        )


def open_windows(hall_id: int) -> frozenset[int]:
    """Numbers of the windows that accept applications; paused ones do not."""
    rows = Window.objects.filter(hall_id=hall_id, receives=True).exclude(
        state=WindowState.PAUSED
    )
    return frozenset(rows.values_list("number", flat=True))


def seats(hall_id: int, on: date) -> tuple[Seat, ...]:
    """Every post of the hall with its people on a day, by department: two queries."""
    posts = (
        Post.objects.filter(department__hall_id=hall_id)
        .select_related("department", "section")
        .order_by("department_id", "id")
    )
    held: dict[int, list[PostHolding]] = {}
    rows = holdings(on).filter(post__department__hall_id=hall_id)
    for row in rows.select_related("user").order_by("id"):
        held.setdefault(row.post_id, []).append(row)
    return tuple(_seat(post, held.get(post.pk, [])) for post in posts)


def _seat(post: Post, held: Iterable[PostHolding]) -> Seat:
    people = {
        cover: tuple((row.user_id, str(row.user)) for row in held if row.cover == cover)
        for cover in Cover
    }
    section = post.section
    return Seat(
        post_id=post.pk,
        department_id=post.department_id,
        department=post.department.name,
        name=post.name,
        name_en=post.name_en or post.name,
        kind=post.kind,
        section=section.name if section else "",
        section_en=(section.name_en or section.name) if section else "",
        approving=bool(section and section.approves),
        holders=people[Cover.A],
        covers=people[Cover.B],
        gone=frozenset(row.user_id for row in held if getattr(row, "gone", False)),
    )


def _in_reach(by: Actor, hall_id: int) -> Q:
    """What a reader keeps: a head their departments, an administrator the hall."""
    own = Q(post__department__hall_id=hall_id)
    heads = {
        grant.department_id for grant in by.grants if grant.role is Role.DEPARTMENT_HEAD
    }
    limited = Role.ADMINISTRATOR not in by.roles and heads and None not in heads
    return own & Q(post__department_id__in=heads) if limited else own


def letters(hall_id: int, by: Actor | None = None) -> tuple[LetterRow, ...]:
    """Every letter of the hall (of a head: their departments), what ends first first."""
    reach = (
        _in_reach(by, hall_id)
        if by is not None
        else Q(post__department__hall_id=hall_id)
    )
    return tuple(map(_letter, _rows().filter(reach).order_by("valid_to", "id")))


def letter(letter_id: int) -> LetterRow:
    """One letter.

    Raises:
        Refusal: "authorisation.none".
    """
    row = _rows().filter(pk=letter_id).first()
    if row is None:
        raise Refusal("authorisation.none", N_("There is no such letter."))
    return _letter(row)


def kept_letter(letter_id: int) -> Authorisation:
    """The letter itself, for the services."""
    return Authorisation.objects.select_related("post__department").get(pk=letter_id)


def kept_post(post_id: int) -> Post:
    """The post itself, for the services."""
    return Post.objects.select_related("department").get(pk=post_id)


def kept_holding(holding_id: int) -> PostHolding:
    """Who holds a post, for the services."""
    found = PostHolding.objects.select_related("post__department", "user")
    return found.get(pk=holding_id)


def kept_absence(hall_id: int, absence_id: int) -> Absence | None:
    """An absence in this hall, for the services; None of another hall's."""
    return (
        Absence.objects.select_related("holding__post__department", "holding__user")
        .filter(pk=absence_id, holding__post__department__hall_id=hall_id)
        .first()
    )


def _rows() -> QuerySet[Any]:
    """Letters, each with whether another follows it (`followed`, no column)."""
    follows = Authorisation.objects.filter(supersedes=OuterRef("pk"), revoked_on=None)
    return Authorisation.objects.select_related("post__department", "user").annotate(
        followed=Exists(follows)
    )


def _letter(row: Authorisation) -> LetterRow:
    return LetterRow(
        id=row.pk,
        number=row.letter_number,
        item_key=row.item_key,
        department_id=row.post.department_id,
        department=row.post.department.name,
        post_id=row.post_id,
        post=row.post.name,
        user_id=row.user_id,
        person=str(row.user),
        scope=Scope(row.scope),
        reason=ChangeReason(row.reason),
        seal_holder=row.seal_holder,
        sealed_on=row.sealed_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revoked_on=row.revoked_on,
        revoked_reason=row.revoked_reason,
        followed=bool(getattr(row, "followed", False)),
    )


def absences(hall_id: int, since: date) -> tuple[AbsenceRow, ...]:
    """Absences of the hall that end on or after a day, the next first."""
    rows = (
        Absence.objects.filter(
            holding__post__department__hall_id=hall_id, last__gte=since
        )
        .select_related("holding__post__department", "holding__user", "stands_in")
        .order_by("first", "id")
    )
    return tuple(
        AbsenceRow(
            id=row.pk,
            post=row.holding.post.name,
            department=row.holding.post.department.name,
            person=str(row.holding.user),
            stands_in=str(row.stands_in),
            first=row.first,
            last=row.last,
            reason=row.reason,
            handover=row.handover,
            ended_on=row.ended_on,
        )
        for row in rows
    )


def holders(hall_id: int, on: date, cover: Cover) -> tuple[tuple[int, str], ...]:
    """(holding, "person · post, department") of whoever holds a post so, for choices."""
    rows = (
        PostHolding.objects.filter(
            current(on), post__department__hall_id=hall_id, cover=cover
        )
        .select_related("post__department", "user")
        .order_by("post__department_id", "post_id", "id")
    )
    return tuple(
        (row.pk, f"{row.user} · {row.post.name}（{row.post.department.name}）")
        for row in rows
    )


def standing_in(hall_id: int, on: date) -> tuple[tuple[int, str], ...]:
    """(user, name) of whoever is B at some post, for choices."""
    rows = PostHolding.objects.filter(
        current(on), post__department__hall_id=hall_id, cover=Cover.B
    ).select_related("user")
    return tuple(sorted({(row.user_id, str(row.user)) for row in rows}))


def hall_days(hall_id: int, since: date) -> tuple[HallDay, ...]:
    """Days set apart from the hall's habit, from a day on."""
    return tuple(
        HallDay.objects.filter(hall_id=hall_id, day__gte=since).order_by("day")
    )


def ending(hall_id: int, today: date) -> int:
    """How many letters run out within 30 days with nothing to follow them."""
    return (
        _rows()
        .filter(
            post__department__hall_id=hall_id,
            revoked_on=None,
            followed=False,
            valid_to__gte=today,
            valid_to__lte=today + timedelta(days=WARN_DAYS),
        )
        .count()
    )


__all__ = [
    "AbsenceRow",
    "Authorisation",
    "Cover",
    "LetterRow",
    "Seat",
    "absences",
    "ending",
    "hall_days",
    "holders",
    "kept_absence",
    "kept_holding",
    "kept_letter",
    "kept_post",
    "letter",
    "letters",
    "open_windows",
    "seats",
    "standing_in",
]
