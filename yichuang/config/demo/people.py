"""Who works in the demo hall, one account for each role, and two citizens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.accounts.queries.actors import actor_of
from yichuang.accounts.rules import Role
from yichuang.accounts.services.staff import create_staff
from yichuang.organisation.models import Cover, Hall, Post
from yichuang.organisation.services.authority import Letter, authorise, take_post

PASSWORD = "yichuang-demo"  # noqa: S105  printed at every start of the demo


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff of the demo: `posts` names the posts held in every department."""

    login: str
    name: str
    role: Role
    posts: tuple[str, ...] = ()
    cover: Cover = Cover.A


STAFF = (
    Colleague("clerk", "陈雨", Role.CLERK, ("window",)),
    Colleague("clerk2", "唐小禾", Role.CLERK, ("window", "issue"), Cover.B),
    Colleague("chief", "何澄", Role.CHIEF_APPROVER, ("decision", "review")),
    Colleague("approver", "蒋远", Role.APPROVER, ("review", "decision"), Cover.B),
    Colleague("issuer", "刘敏之", Role.ISSUER, ("issue",)),
    Colleague("guide", "易晴", Role.GUIDE),
    Colleague("manager", "周衡", Role.HALL_MANAGER),
    Colleague("items", "唐丽", Role.ITEM_MANAGER),
    Colleague("reviews", "许安", Role.REVIEW_OFFICER),
    Colleague("supervisor", "罗正", Role.SUPERVISOR),
    Colleague("head", "邓立", Role.DEPARTMENT_HEAD),
    Colleague("admin", "文若", Role.ADMINISTRATOR),
    Colleague("auditor", "秦岚", Role.AUDITOR),
)

CITIZEN_PHONES = {"林晓月": "13900000001", "周兰英": "13900000002"}


def settle(hall: Hall, *, on: date, at: datetime) -> dict[str, Actor]:
    """Create the staff, put them at their posts, authorise who decides.

    Returns their actors by login.
    """
    actors: dict[str, Actor] = {}
    posts = list(
        Post.objects.filter(department__hall=hall).select_related("department")
    )
    for colleague in STAFF:
        user = create_staff(
            login=colleague.login,
            name=colleague.name,
            password=PASSWORD,
            roles=[colleague.role],
            hall_id=hall.pk,
            by=SYSTEM,
            at=at,
        )
        for post in posts:
            if post.key in colleague.posts:
                _seat(post, user, colleague, on=on, at=at)
        actors[colleague.login] = actor_of(user)
    return actors


def _seat(
    post: Post, user: User, colleague: Colleague, *, on: date, at: datetime
) -> None:
    take_post(
        post,
        user.pk,
        cover=colleague.cover,
        valid_from=on,
        person_name=colleague.name,
        by=SYSTEM,
        at=at,
    )
    if post.key != "decision":
        return
    number = f"{post.department.short_name}授〔{on.year}〕{user.pk:02d}号"
    # One department has to renew its letters soon: the matrix says so.
    ends = timedelta(days=421 if post.department.key == "civil" else 730)
    letter = Letter(number, "*", on, on + ends, seal_holder="何澄")
    authorise(post, user.pk, letter, person_name=colleague.name, by=SYSTEM, at=at)
