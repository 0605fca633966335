"""The two citizens of the demo: a mother at the window for her daughter's lost diploma,
and what she began online. Whoever tries the demo goes on from here."""

from datetime import datetime, time, timedelta

from yichuang.accounts.models import Message, Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.queries.actors import actor_of
from yichuang.accounts.services.people import claim_person, find_or_create_person
from yichuang.accounts.services.sign_in import check_code, send_code
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import intake, notices, papers
from yichuang.catalogue.rules import papers_for
from yichuang.config.demo.hours import OfficeTime
from yichuang.config.demo.names import COUNTY
from yichuang.config.demo.people import CITIZEN_PHONES
from yichuang.config.demo.specimen import photograph
from yichuang.config.demo.together import restaurant
from yichuang.kernel.identity.checks import id_check

DAUGHTER, MOTHER = CITIZEN_PHONES
NUMBERS = {DAUGHTER: f"{COUNTY}19980612042", MOTHER: f"{COUNTY}19710309028"}
DIPLOMA = "edu-selfexam-diploma"
RESTAURANT = "food-operation"


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Both sign in once and say who they are; then the mother comes to the window."""
    daughter = _citizen(DAUGHTER, at=at - timedelta(days=3))
    mother = _citizen(MOTHER, at=at - timedelta(days=3))
    _at_the_window(hall_id, staff["clerk"], at=at - timedelta(minutes=6))
    office = OfficeTime(hall_id)
    day_before = office.calendar.before(at.astimezone(office.zone).date(), 1)
    morning = datetime.combine(day_before, time(10, 5), office.zone)
    _waits_for_a_paper(hall_id, mother, staff["clerk"], at=morning)
    _half_filled(hall_id, daughter, at=at - timedelta(hours=20))
    restaurant(hall_id, Person.objects.get(pk=daughter.person_id or 0), staff, at=at)


def _citizen(name: str, *, at: datetime) -> Actor:
    phone = CITIZEN_PHONES[name]
    send_code(phone, address="demo", at=at)
    text = Message.objects.order_by("-id").values_list("text", flat=True)[0]
    code = next(word for word in text.replace("，", " ").split() if word[:6].isdigit())
    user = check_code(phone, code[:6], at=at)
    claim_person(name=name, id_number=_number(name), by=actor_of(user), at=at)
    user.refresh_from_db()
    return actor_of(user)


def _number(name: str) -> str:
    return NUMBERS[name] + id_check(NUMBERS[name])


def _at_the_window(hall_id: int, clerk: Actor, *, at: datetime) -> None:
    """Everything is there but the graduation register form (document 001)."""
    people = {
        name: find_or_create_person(
            name=name,
            id_number=_number(name),
            phone=CITIZEN_PHONES[name],
            by=clerk,
            at=at,
        )
        for name in (DAUGHTER, MOTHER)
    }
    case = intake.receive(
        intake.Application(
            item_key=DIPLOMA,
            answers={"who": "agent", "year": "since-2006", "register": "no"},
            party=intake.Party(
                applicant=people[DAUGHTER],
                agent=people[MOTHER],
                agent_relation="母亲",
                needs="申请人行动不便",
            ),
        ),
        hall_id=hall_id,
        by=clerk,
        at=at,
    )
    at_hand = {fact.key for fact in paper_facts(case)} - {"register-form"}
    papers.check_all(case, at_hand, by=clerk, at=at + timedelta(minutes=3))


def _waits_for_a_paper(
    hall_id: int, mother: Actor, clerk: Actor, *, at: datetime
) -> None:
    """An online application of hers that was told what is missing: it is her turn."""
    case = intake.begin(
        intake.Application(item_key=RESTAURANT), hall_id=hall_id, by=mother, at=at
    )
    person = find_or_create_person(
        name=MOTHER, id_number=_number(MOTHER), by=clerk, at=at
    )
    intake.revise(case, party=intake.Party(applicant=person), by=mother, at=at)
    asked = papers_for(guide_of(case), case.answers)
    for rule in asked:
        papers.attach(case, rule.key, photograph(rule.name, MOTHER), by=mother, at=at)
    intake.submit(case, by=mother, at=at + timedelta(minutes=20))
    faulty = papers.Finding(
        PaperState.DEFECTIVE, fault="没有签字", mend="请签字后重新拍照上传"
    )
    papers.check(case, asked[0].key, faulty, by=clerk, at=at + timedelta(hours=2))
    notices.notify(case, by=clerk, at=at + timedelta(hours=2, minutes=5))


def _half_filled(hall_id: int, daughter: Actor, *, at: datetime) -> None:
    """A form the daughter left half filled on her phone."""
    intake.begin(
        intake.Application(item_key="id-card-reissue"),
        hall_id=hall_id,
        by=daughter,
        at=at,
    )
