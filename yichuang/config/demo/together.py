"""A restaurant half-way open: several matters received as one, the licence there, the
food licence waiting no more, the sign waiting for its citizen."""

from datetime import datetime, time

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules.bundles import materials_of
from yichuang.cases.rules.papers import SETTLED, PaperState
from yichuang.cases.services import decision, issuing, notices, papers
from yichuang.cases.services.bundles import going_on, submitting
from yichuang.cases.services.bundles.drafting import Wish
from yichuang.cases.services.intake import Party
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Treatment
from yichuang.config.demo.hours import OfficeTime
from yichuang.config.demo.life import SIGNATURE
from yichuang.documents.rules import DeliveryWay

BUNDLE = "open-restaurant"
ANSWERS = {
    "licence": "no",
    "small": "no",
    "area": "large",
    "sign": "yes",
    "tobacco": "no",
}
TOLD = {"register-family": "one", "food-online": "no"}
FORM = {
    "name": "阿婆米粉店",
    "premises": "青禾县文庙路 7 号一楼",
    "scope": "米粉、炒菜、饮料",
    "head": "林晓月",
    "area": "320",
    "staff": "6",
    "sign": "阿婆米粉，3 米 × 0.8 米",
}


def restaurant(
    hall_id: int, who: Person, staff: dict[str, Actor], *, at: datetime
) -> None:
    """Received two working days ago, half of it done by now."""
    office = OfficeTime(hall_id)
    day = office.calendar.before(at.astimezone(office.zone).date(), 2)
    morning = datetime.combine(day, time(9, 20), office.zone)
    bundle = _received(hall_id, who, staff["clerk"], at=morning)
    cases = {
        child.key: child.case
        for child in bundle.children.select_related("case")
        if child.case is not None
    }
    for key in ("register", "food", "fire"):
        moment = morning.replace(minute=30 + list(cases).index(key))
        _checked(cases[key], staff["clerk"], at=moment)
        notices.accept(cases[key], by=staff["clerk"], at=moment)
    decision.approve(cases["register"], by=staff["chief"], at=morning.replace(hour=10))
    issuing.issue(
        cases["register"],
        how=DeliveryWay.WINDOW,
        receiver=who.name,
        signature=SIGNATURE,
        by=staff["issuer"],
        at=morning.replace(hour=10, minute=20),
    )
    _asked_for_a_paper(cases["sign"], staff["clerk"], at=morning.replace(hour=11))
    going_on.settle(bundle.number, at=morning.replace(hour=11, minute=5))


def _received(hall_id: int, who: Person, clerk: Actor, *, at: datetime) -> BundleCase:
    wish = Wish(
        bundle_key=BUNDLE,
        answers=ANSWERS,
        told=TOLD,
        form=FORM,
        party=Party(applicant=who),
    )
    guide = catalogue_queries.current_bundle(BUNDLE, at.date())
    plan = bundle_queries.preview(guide, ANSWERS, at.date(), told=TOLD)
    there = [
        material.key
        for material in materials_of(plan).materials
        if material.rule.treatment is not Treatment.FETCHED
    ]
    return submitting.receive(wish, there, hall_id=hall_id, by=clerk, at=at)


def _checked(case: Case, clerk: Actor, *, at: datetime) -> None:
    rules = {rule.key: rule for rule in guide_of(case).papers}
    for fact in paper_facts(case):
        if fact.state is PaperState.AWAITED or fact.state in SETTLED:
            continue
        rule = rules[fact.key]
        found = papers.Finding(PaperState.VERIFIED)
        if rule.treatment is Treatment.FETCHED:
            found = papers.Finding(PaperState.SHARED, source=rule.share_source)
        papers.check(case, fact.key, found, by=clerk, at=at)


def _asked_for_a_paper(case: Case, clerk: Actor, *, at: datetime) -> None:
    _checked(case, clerk, at=at)
    fault = papers.Finding(
        PaperState.DEFECTIVE, fault="没有标出尺寸", mend="请在图上标出长、宽、高"
    )
    papers.check(case, "sketch", fault, by=clerk, at=at)
    notices.notify(case, by=clerk, at=at)
