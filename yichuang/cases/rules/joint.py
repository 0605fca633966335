"""Joint work 并联审查: several posts and departments asked at once, each with its own
limit; what they answered is counted, what was misrouted comes back fast.

行政许可法 art. 26: where several units have to do with a matter, one receives and
delivers, and the others give their opinions to it, not to the applicant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar


class Asked(StrEnum):
    """Where one question stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return ASKED_LABELS[self]


ASKED_LABELS: dict[Asked, str] = {
    Asked.WAITING: N_("not answered yet"),
    Asked.ANSWERED: N_("answered"),
    Asked.RETURNED: N_("given back: not theirs"),
    Asked.WITHDRAWN: N_("withdrawn"),
    Asked.PASSED: N_("decided without it"),
}


class Weight(StrEnum):
    """What an opinion means for the decision."""

    NEEDED = "needed"
    BY_LAW = "by_law"
    INFORMING = "informing"

    @property
    def label(self) -> str:
        """English msgid of the weight's name."""
        return WEIGHT_LABELS[self]


WEIGHT_LABELS: dict[Weight, str] = {
    Weight.NEEDED: N_("needed before the decision"),
    Weight.BY_LAW: N_("required by law"),
    Weight.INFORMING: N_("for information only"),
}


@dataclass(frozen=True, slots=True)
class JointPolicy:
    """The hall's own terms, in working days. Places differ; these are the defaults:
    an answer in 3, a reminder 1 before, what is misrouted back within 1, a wrong lead
    unit within 2 (approval offices: "wrong lead unit reported within 2 days")."""

    answer_days: int = 3
    remind_before: int = 1
    return_days: int = 1
    wrong_lead_days: int = 2
    site_check_days: int = 5


LONGEST_ANSWER = 20
"""No opinion takes longer than the law gives the whole decision (art. 42)."""


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """One question as the rules see it; days are local days."""

    id: int
    post: str
    state: Asked
    weight: Weight
    asked_on: date
    due: date | None
    answered_on: date | None = None
    agrees: bool | None = None

    @property
    def late(self) -> bool:
        """Whether the answer came after its day."""
        return bool(self.due and self.answered_on and self.answered_on > self.due)

    def overdue(self, today: date) -> bool:
        """Whether the answer is owed longer than was asked."""
        return self.state is Asked.WAITING and bool(self.due and today > self.due)


@dataclass(frozen=True, slots=True)
class Tally:
    """ "2 of 3 answered": questions withdrawn or passed over are not counted."""

    answered: int
    asked: int
    agree: int
    late: int
    returned: int

    @property
    def complete(self) -> bool:
        return self.answered == self.asked


def tally(questions: Iterable[QuestionFacts]) -> Tally:
    """How many answered; what was only asked for information is not counted either.

    >>> tally([]).complete
    True
    """
    counted = [
        row
        for row in questions
        if row.weight is not Weight.INFORMING
        and row.state not in {Asked.WITHDRAWN, Asked.PASSED}
    ]
    return Tally(
        answered=sum(row.state is Asked.ANSWERED for row in counted),
        asked=len(counted),
        agree=sum(row.agrees is True for row in counted),
        late=sum(row.late for row in counted),
        returned=sum(row.state is Asked.RETURNED for row in counted),
    )


def answer_due(
    asked_on: date,
    days: int | None,
    policy: JointPolicy,
    calendar: WorkCalendar,
    latest: date | None,
) -> date:
    """The day an answer is due: `days` (or the hall's usual) working days after the
    question, and never after the case's own day: a promise is not lent out.

    Raises:
        Refusal: "joint.days" (field "days"), "joint.after-promise".
    """
    given = policy.answer_days if days is None else days
    if not 1 <= given <= LONGEST_ANSWER:
        raise Refusal(
            "joint.days",
            N_("An opinion is asked for within 1 to %(most)s working days."),
            field="days",
            remedy=N_("Give the post a number of working days within these bounds."),
            most=LONGEST_ANSWER,
        )
    due = calendar.after(asked_on, given)
    if latest is None or due <= latest:
        return due
    if days is None:
        return max(asked_on, latest)
    raise Refusal(
        "joint.after-promise",
        N_(
            "The answer would come on %(due)s, after the case is promised (%(latest)s)."
        ),
        field="days",
        remedy=N_(
            "Give fewer days: what other posts need comes out of the same promise."
        ),
        due=due,
        latest=latest,
    )


def require_returnable(
    asked_on: date, today: date, days: int, calendar: WorkCalendar
) -> None:
    """What is not one's own is given back fast, or it is answered.

    Raises:
        Refusal: "return.late" (field "reason").
    """
    last = calendar.after(asked_on, days)
    if today > last:
        raise Refusal(
            "return.late",
            N_("It could be given back as misrouted until %(last)s."),
            field="reason",
            remedy=N_(
                "Answer now; if it is not yours, say so in the answer and name whose it is."
            ),
            last=last,
        )


def require_decidable(questions: Iterable[QuestionFacts]) -> None:
    """A case is decided when every needed answer is there; what came back as misrouted
    is asked elsewhere or withdrawn first, so that it is not lost.

    Raises:
        Refusal: "opinions.returned", "opinions.open".
    """
    rows = [row for row in questions if row.weight is not Weight.INFORMING]
    returned = [row.post for row in rows if row.state is Asked.RETURNED]
    if returned:
        raise Refusal(
            "opinions.returned",
            N_("%(posts)s gave the question back: it is not theirs."),
            field="opinions",
            remedy=N_("Ask the post whose it is, or withdraw the question."),
            posts="、".join(returned),
        )
    count = tally(rows)
    if not count.complete:
        raise Refusal(
            "opinions.open",
            N_("%(answered)s of %(asked)s posts have answered."),
            remedy=N_("Wait for the other answers, or remind the posts."),
            answered=count.answered,
            asked=count.asked,
        )


def require_passable(row: QuestionFacts, today: date) -> None:
    """The lead goes on without an answer only when it is overdue and no law asks for it.

    Raises:
        Refusal: "opinion.by-law", "opinion.not-due".
    """
    if row.weight is Weight.BY_LAW:
        raise Refusal(
            "opinion.by-law",
            N_(
                "The law asks for the opinion of %(post)s; no case is decided without it."
            ),
            field="on",
            remedy=N_(
                "Remind the post; its head and the supervisor see that it is late."
            ),
            post=row.post,
        )
    if row.due is not None and today <= row.due:
        raise Refusal(
            "opinion.not-due",
            N_("%(post)s has time to answer until %(due)s."),
            field="on",
            remedy=N_("Wait until that day has passed, or withdraw the question."),
            post=row.post,
            due=row.due,
        )
