"""A few days of life in the hall: cases of every kind, each by the real services."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.services import (
    decision,
    handling,
    intake,
    issuing,
    notices,
    papers,
    tolerance,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import next_question
from yichuang.catalogue.rules.guide import Guide, Treatment
from yichuang.config.demo import opinions
from yichuang.config.demo.hours import OfficeTime
from yichuang.config.demo.names import a_name, a_phone, an_id_number
from yichuang.documents.rules import DeliveryWay
from yichuang.organisation.models import Post
from yichuang.organisation.queries import calendars, places

SIGNATURE = (
    "M80 220L140 120L200 260L260 140L320 250L400 160L480 240L560 150L640 230L760 200"
)

MATTERS = (
    "edu-selfexam-diploma",
    "edu-selfexam-diploma",
    "id-card-reissue",
    "id-card-reissue",
    "indiv-business",
    "indiv-business",
    "health-public-place",
    "food-operation",
    "edu-selfexam-register",
    "civil-nonent-change",
)
"""What people come for, the frequent ones more often."""

DAYS = 6
A_DAY = 9
CLERKS = ("clerk", "clerk2")
RELATIONS = ("父母", "配偶", "子女", "同事")
REGISTER_FORM = "register-form"
WITHOUT_REGISTER = {"register": "no"}
LONGEST = (
    "issued",
    "approved",
    "stopped",
    "accepted",
    "tolerance",
    "correction",
    "received",
)
"""Stages by how long it takes to get there."""


@dataclass
class Hall:
    """The hall while its days are played; `clock` is the moment that is being played."""

    hall_id: int
    people: dict[str, Actor]
    dice: random.Random
    now: datetime
    clock: datetime = field(init=False)
    office: OfficeTime = field(init=False)
    posts: dict[tuple[int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = self.now
        self.office = OfficeTime(self.hall_id)
        for post in Post.objects.all():
            self.posts[post.department_id, post.key] = post.pk

    def later(self, low: int, high: int) -> datetime:
        """Let some minutes pass, over noon and night but never beyond now."""
        passed = timedelta(minutes=self.dice.randint(low, high))
        self.clock = min(self.office.within(self.clock + passed), self.now)
        return self.clock


def days_before(hall_id: int, today: date, count: int) -> list[date]:
    """The last `count` working days before today, oldest first."""
    calendar = calendars.calendar_for(hall_id)
    return [calendar.before(today, n) for n in range(count, 0, -1)]


def live(hall_id: int, people: dict[str, Actor], *, at: datetime) -> int:
    """Play the last working days and this one up to now; returns how many cases began."""
    zone = places.hall(hall_id).zone
    today = at.astimezone(zone).date()
    hall = Hall(hall_id, people, random.Random(20260310), at)  # noqa: S311  a demo
    begun = 0
    for day in days_before(hall_id, today, DAYS):
        for number in range(A_DAY):
            hall.clock = datetime.combine(day, time(9, 5), zone)
            hall.later(number * 50, number * 50 + 40)
            _whole_life(hall, MATTERS[(number + day.day) % len(MATTERS)], day=day)
            begun += 1
    _reviewed(hall, today)
    return begun + _today(hall)


def _reviewed(hall: Hall, today: date) -> None:
    """Finished cases of the earlier days are reviewed by the people they were for."""
    dice = random.Random(51)  # noqa: S311  a demo
    closed = Case.objects.filter(
        closed_at__isnull=False, decided_at__isnull=False
    ).order_by("closed_at", "id")
    unhappy, others = list(closed[:3]), list(closed[3:])
    yesterday = calendars.calendar_for(hall.hall_id).before(today, 1)
    zone = places.hall(hall.hall_id).zone
    noon = datetime.combine(yesterday, time(10, 30), zone)
    opinions.unhappy(unhappy, hall.people, at=noon)
    for case in others:
        opinions.speak(case, dice, now=hall.now)


def _today(hall: Hall) -> int:
    """What is going on now: one case at every stage, so that every list has something."""
    stages = (
        ("edu-selfexam-diploma", "received"),
        ("id-card-reissue", "received"),
        ("food-operation", "correction"),
        ("edu-selfexam-register", "accepted"),
        ("health-public-place", "accepted"),
        ("food-operation", "accepted"),
        ("id-card-reissue", "accepted"),
        ("edu-selfexam-diploma", "tolerance"),
        ("food-operation", "stopped"),
        ("edu-selfexam-diploma", "approved"),
        ("indiv-business", "issued"),
        ("indiv-business", "issued"),
        ("edu-selfexam-register", "correction"),
    )
    # What takes longest began first.
    order = sorted(stages, key=lambda row: LONGEST.index(row[1]))
    moments = hall.office.spread(hall.now, len(order))
    for hall.clock, (matter, stage) in zip(moments, order, strict=True):
        case = _received(
            hall, matter, WITHOUT_REGISTER if stage == "tolerance" else None
        )
        _on_to(hall, case, stage)
    return len(stages)


def _whole_life(hall: Hall, matter: str, *, day: date) -> None:
    """A case of an earlier day; a few are still open, one in twelve is refused."""
    case = _received(hall, matter)
    roll = hall.dice.random()
    if roll < 0.12:
        _on_to(hall, case, "accepted")
    elif roll < 0.2:
        _on_to(hall, case, "refused")
    else:
        _on_to(hall, case, "issued")


def answers_for(
    guide: Guide, dice: random.Random, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Answers to the questionnaire that lead on, not to "this is not what you need"."""
    answers: dict[str, str] = {}
    while (question := next_question(guide, answers)) is not None:
        ways_on = [option.key for option in question.options if not option.ends]
        said = dice.choice(ways_on)
        answers[question.key] = (given or {}).get(question.key, said)
    return answers


def _received(hall: Hall, matter: str, given: Mapping[str, str] | None = None) -> Case:
    clerk = hall.people[hall.dice.choice(CLERKS)]
    at = hall.later(1, 5)
    guide = catalogue_queries.current_guide(
        matter, at.astimezone(places.hall(hall.hall_id).zone).date()
    )
    answers = answers_for(guide, hall.dice, given)
    party = intake.Party(applicant=_somebody(hall, clerk, at=at))
    if answers.get("who") == "agent":
        agent = _somebody(hall, clerk, at=at)
        relation = hall.dice.choice(RELATIONS)
        party = replace(party, agent=agent, agent_relation=relation)
    return intake.receive(
        intake.Application(item_key=matter, answers=answers, party=party),
        hall_id=hall.hall_id,
        by=clerk,
        at=at,
    )


def _somebody(hall: Hall, clerk: Actor, *, at: datetime) -> Person:
    return find_or_create_person(
        name=a_name(hall.dice),
        id_number=an_id_number(hall.dice),
        phone=a_phone(hall.dice),
        by=clerk,
        at=at,
    )


def _on_to(hall: Hall, case: Case, stage: str) -> None:
    if stage == "received":
        return
    if stage == "correction":
        _check_papers(hall, case, but=_theirs(case))
        notices.notify(case, by=hall.people["clerk"], at=hall.later(2, 6))
        return
    if stage == "tolerance":
        _tolerance_asked(hall, case)
        return
    _check_papers(hall, case)
    notices.accept(case, by=hall.people["clerk"], at=hall.later(2, 8))
    handling.route(
        case,
        hall.posts[case.department_id, "decision"],
        by=hall.people["clerk"],
        at=hall.later(0, 2),
    )
    if stage == "accepted":
        return
    at = hall.later(10, 90)
    if stage == "stopped":
        handling.suspend(case, "inspection", 5, by=hall.people["chief"], at=at)
        return
    if stage == "refused":
        reason = "经核查，申请人不符合办理条件。"
        decision.refuse(case, reason=reason, by=hall.people["chief"], at=at)
    else:
        decision.approve(case, by=hall.people["chief"], at=at)
    if stage != "approved":
        _hand_over(hall, case)


def _tolerance_asked(hall: Hall, case: Case) -> None:
    """The register form is lost with the diploma; the archive was asked (document 001)."""
    _check_papers(hall, case, but=REGISTER_FORM)
    asked = hall.later(2, 5)
    tolerance.ask(
        case,
        REGISTER_FORM,
        ToleranceKind.EVIDENCE,
        evidence=tolerance.Evidence(
            whom="市教育考试院档案室",
            how="电话 0737-5550166",
            at=asked,
            answer="底册在，姓名、准考证号和毕业年份都对得上。",
        ),
        by=hall.people["clerk"],
        at=asked,
    )


def _theirs(case: Case) -> str:
    """The last paper that people bring themselves; what we fetch is never asked for."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    keys = [fact.key for fact in paper_facts(case)]
    return [key for key in keys if rules[key].treatment is not Treatment.FETCHED][-1]


def _check_papers(hall: Hall, case: Case, but: str = "") -> None:
    """Check every paper but the one called `but`."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    for fact in paper_facts(case):
        rule = rules[fact.key]
        if fact.key == but:
            continue
        found = papers.Finding(
            PaperState.VERIFIED,
            originals=rule.originals or None,
            copies=rule.copies or None,
        )
        if rule.treatment is Treatment.FETCHED and rule.share_source:
            found = papers.Finding(PaperState.SHARED, source=rule.share_source)
        papers.check(
            case, fact.key, found, by=hall.people["clerk"], at=hall.later(0, 1)
        )


def _hand_over(hall: Hall, case: Case) -> None:
    issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=case.applicant_name,
        signature=SIGNATURE,
        by=hall.people["issuer"],
        at=hall.later(5, 60),
    )
