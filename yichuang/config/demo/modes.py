"""Three stories of the demo: the wheelchair shop-keeper's licence in thirty minutes, the
examinee's identity card brought to the door, and a visit at home that is ahead."""

from datetime import date, datetime, timedelta

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import (
    at_once,
    decision,
    green,
    intake,
    issuing,
    notices,
    papers,
    visits,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import next_question
from yichuang.catalogue.rules.guide import Guide, ProjectKind, Treatment
from yichuang.config.demo.names import COUNTY
from yichuang.documents.rules import DeliveryWay
from yichuang.kernel.identity.checks import id_check

SHOP = "indiv-business"
IDENTITY_CARD = "id-card-reissue"
SIGNATURE = "M80 220L140 120L200 260L260 140L320 250L400 160L480 240L560 150L640 230"


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Play the three stories so that the last of them ends before `at`."""
    _shop_keeper(hall_id, staff, at=at - timedelta(minutes=50))
    _examinee(hall_id, staff, at=at - timedelta(minutes=80))
    _asks_for_precedence(hall_id, staff, at=at - timedelta(minutes=9))
    _at_home(hall_id, staff, at=at)


def _somebody(name: str, born: str, clerk: Actor, *, at: datetime) -> Person:
    number = f"{COUNTY}{born}"
    return find_or_create_person(
        name=name, id_number=number + id_check(number), by=clerk, at=at
    )


def _answers(guide: Guide) -> dict[str, str]:
    """The first answer that leads on, to every question."""
    answers: dict[str, str] = {}
    while (question := next_question(guide, answers)) is not None:
        ways_on = [row.key for row in question.options if not row.ends]
        answers[question.key] = ways_on[0]
    return answers


def _received(
    hall_id: int, item: str, who: Person, clerk: Actor, needs: str, *, at: datetime
) -> Case:
    guide = catalogue_queries.current_guide(item, at.date())
    return intake.receive(
        intake.Application(
            item_key=item,
            answers=_answers(guide),
            party=intake.Party(applicant=who, needs=needs),
        ),
        hall_id=hall_id,
        by=clerk,
        at=at,
    )


def _check(case: Case, clerk: Actor, *, at: datetime) -> None:
    rules = {rule.key: rule for rule in guide_of(case).papers}
    for fact in paper_facts(case):
        rule = rules[fact.key]
        found = papers.Finding(
            PaperState.VERIFIED,
            originals=rule.originals or None,
            copies=rule.copies or None,
        )
        if rule.treatment is Treatment.FETCHED and rule.share_source:
            found = papers.Finding(PaperState.SHARED, source=rule.share_source)
        papers.check(case, fact.key, found, by=clerk, at=at)


def _shop_keeper(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """R137: a guide meets him at the door; half an hour later he has the licence."""
    clerk, chief = staff["clerk"], staff["chief"]
    who = _somebody("石立军", "19680304051", clerk, at=at)
    case = _received(hall_id, SHOP, who, clerk, "乘轮椅", at=at)
    green.ask(
        case,
        "disabled",
        evidence="残疾人证已核验，乘轮椅",
        minutes=30,
        by=staff["guide"],
        at=at + timedelta(minutes=1),
    )
    green.decide(case, grant=True, by=staff["manager"], at=at + timedelta(minutes=2))
    _check(case, clerk, at=at + timedelta(minutes=12))
    done = at + timedelta(minutes=27)
    if guide_of(case).project_kind is ProjectKind.ON_SPOT:
        at_once.finish(
            case,
            checked=(),
            receiver=who.name,
            signature=SIGNATURE,
            by=chief,
            at=done,
        )
        return
    notices.accept(case, by=clerk, at=done)
    decision.approve(case, by=chief, at=done)
    issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=who.name,
        signature=SIGNATURE,
        by=staff["issuer"],
        at=done,
    )


def _examinee(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """R138: decided early and brought to the door, before the examination."""
    clerk = staff["clerk2"]
    who = _somebody("陈小冰", "20080517062", clerk, at=at)
    case = _received(hall_id, IDENTITY_CARD, who, clerk, "", at=at)
    green.ask(
        case,
        "examinee",
        evidence="准考证已核验，两天后考试",
        minutes=120,
        by=clerk,
        at=at + timedelta(minutes=3),
    )
    green.decide(case, grant=True, by=staff["manager"], at=at + timedelta(minutes=5))
    _check(case, clerk, at=at + timedelta(minutes=9))
    notices.accept(case, by=clerk, at=at + timedelta(minutes=10))
    decision.approve(case, by=staff["chief"], at=at + timedelta(minutes=30))
    issuing.issue(
        case,
        how=DeliveryWay.POST,
        receiver=who.name,
        tracking_number="EMS1099887766",
        by=staff["issuer"],
        at=at + timedelta(minutes=45),
    )


def _asks_for_precedence(
    hall_id: int, staff: dict[str, Actor], *, at: datetime
) -> None:
    """Somebody waits for the hall manager's word."""
    clerk = staff["clerk"]
    who = _somebody("廖满姑", "19420911048", clerk, at=at)
    case = _received(hall_id, SHOP, who, clerk, "年纪大", at=at)
    green.ask(
        case,
        "elderly",
        evidence="本人 80 多岁，一人来办",
        by=staff["guide"],
        at=at + timedelta(minutes=2),
    )


def _at_home(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """A visit ordered for tomorrow."""
    tomorrow: date = (at + timedelta(days=1)).date()
    by = staff["guide"]
    order = visits.Order(
        person_name="唐桂英",
        phone="13900000003",
        address="青禾县白石镇石塘村 3 组",
        reason="elderly",
        item_key=IDENTITY_CARD,
        day=tomorrow,
        wish="腿脚不便，请带采集设备",
    )
    visits.order(order, hall_id=hall_id, by=by, at=at - timedelta(hours=1))
