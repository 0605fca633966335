"""Posts of other departments, and the terms of joint work, for tests."""

from dataclasses import dataclass

from tests.factories.cases import Counter, day, make_licence, moment
from yichuang.cases.models import Case, Opinion
from yichuang.cases.rules.joint import Weight
from yichuang.cases.services import joint
from yichuang.cases.services.joint import Question
from yichuang.organisation.models import Post, PostHolding

UPPER = "青禾市市场监督管理局"


@dataclass
class Table:
    """A case around which three posts of two departments sit."""

    counter: Counter
    case: Case
    review: Post
    civil: Post
    fire: Post

    @property
    def posts(self) -> tuple[Post, Post, Post]:
        return self.review, self.civil, self.fire

    def ask_all(self, at: str = "2026-03-10 10:00", **over: object) -> list[Opinion]:
        """Ask the three posts at once."""
        questions = [Question(post.pk, "同意吗", **over) for post in self.posts]  # type: ignore[arg-type]
        lead = self.counter.chief_approver
        return list(joint.ask(self.case, questions, by=lead, at=moment(at)))

    def answer(
        self,
        row: Opinion,
        who: str,
        at: str = "2026-03-11 10:00",
        *,
        agrees: bool = True,
        text: str = "",
    ) -> Opinion:
        """Somebody who acts at the asked post answers."""
        by = self.counter.cast.actor(who)
        case = self.counter.again(self.case)
        return joint.answer(
            case, row.pk, agrees=agrees, text=text, by=by, at=moment(at)
        )


def seat(counter: Counter, who: str, post: Post) -> None:
    """Let somebody act at a post of whatever department from New Year 2026."""
    PostHolding.objects.create(
        post=post, user=counter.cast.user(who), valid_from=day("2026-01-01")
    )


def make_table(counter: Counter, case: Case | None = None) -> Table:
    """The review post of education (approver), two posts of civil affairs (the head
    and the chief approver), around an accepted case."""
    review = Post.objects.get(department_id=1, key="review")
    civil = Post.objects.create(
        department_id=2, key="review", name="民政初审岗", kind="review"
    )
    fire = Post.objects.create(
        department_id=2, key="fire", name="消防岗", kind="review"
    )
    seat(counter, "approver", review)
    seat(counter, "department_head", civil)
    seat(counter, "chief_approver", fire)
    return Table(counter, case or counter.accepted(), review, civil, fire)


def make_first_review(counter: Counter) -> Case:
    """A licence the city decides and the county reviews first, accepted."""
    make_licence(upper_body=UPPER, upper_body_en="Qinghe City Market Bureau")
    return counter.licence.accepted()


BY_LAW = Weight.BY_LAW
INFORMING = Weight.INFORMING
