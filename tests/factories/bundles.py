"""Bundles for tests: the shipped ones in a hall with all their offices, run by services."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from tests.cases.bundles.shipped import told_for
from tests.cast import Cast
from tests.catalogue.conftest import OFFICES, shipped
from tests.factories import organisation as make
from tests.factories.accounts import NOW, invented_uscc
from tests.factories.online import SIGNATURE, photo
from yichuang.accounts.policies import SYSTEM
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.bundles import materials_of, unanswered
from yichuang.cases.rules.papers import SETTLED, PaperState
from yichuang.cases.services import decision, intake, issuing, notices, papers
from yichuang.cases.services.bundles import drafting, submitting
from yichuang.cases.services.bundles.drafting import Wish
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Treatment
from yichuang.catalogue.services import import_items
from yichuang.documents.rules import DeliveryWay
from yichuang.journal.worker import deliver
from yichuang.organisation.models import Cover, Hall, Post
from yichuang.organisation.rules import DepartmentPlan, PostPlan
from yichuang.organisation.services import authority

RESTAURANT = "open-restaurant"
FRESH = {
    "licence": "no",
    "small": "no",
    "area": "large",
    "sign": "yes",
    "tobacco": "yes",
}
"""Somebody who has nothing yet and wants everything."""
FORM = {
    "name": "阿婆米粉店",
    "premises": "青禾县文庙路 7 号一楼",
    "scope": "米粉、炒菜、饮料",
    "head": "林知夏",
    "area": "320",
    "staff": "6",
    "sign": "阿婆米粉，3 米 × 0.8 米",
    "capital": "50",
    "rooms": "8",
}
PUBLISHED = date(2026, 1, 5)
HOUR = timedelta(hours=1)


def make_offices(*bundles: str) -> Hall:
    """A hall with every office of the shipped catalogue, and these bundles published with
    the items they join (the restaurant's when none is named)."""
    hall = make.make_hall(
        departments=tuple(
            DepartmentPlan(
                key=key,
                name=f"青禾县{name}",
                name_en=f"Qinghe {name_en}",
                short_name=name[:2],
                uscc=invented_uscc(910_000 + number),
                phone="0799-1234568",
                review_body="青禾县人民政府",
                court="青禾县人民法院",
                posts=(
                    PostPlan("review", "初审岗", "review", "Review"),
                    PostPlan("decide", "审批岗", "decision", "Decision"),
                ),
            )
            for number, (key, name, name_en) in enumerate(OFFICES)
        ),
        windows=(),
    )
    wanted = set(bundles or (RESTAURANT,))
    documents = [row for row in shipped() if row.values["key"] in wanted]
    items = {
        part["item_key"]
        for row in documents
        for part in row.values["parts"]
        if part.get("item_key")
    }
    documents += [row for row in shipped() if row.values["key"] in items]
    catalogue_queries.forget()
    report = import_items(documents, by=SYSTEM, at=NOW, publish_from=PUBLISHED)
    assert report.clean, report.problems
    return hall


def authorise_everywhere(cast: Cast, who: str = "chief_approver") -> None:
    """Let somebody decide everything in every office during 2026."""
    by, user = cast.actor("administrator"), cast.user(who)
    for number, post in enumerate(Post.objects.filter(key="decide"), 1):
        authority.take_post(
            post,
            user.pk,
            cover=Cover.A,
            valid_from=PUBLISHED,
            person_name=user.display_name,
            by=by,
            at=NOW,
        )
        letter = authority.Letter(
            f"青授字〔2026〕{number} 号", "*", PUBLISHED, date(2026, 12, 31)
        )
        authority.authorise(
            post, user.pk, letter, person_name=user.display_name, by=by, at=NOW
        )


def wish(cast: Cast, who: str = "citizen", **over: Any) -> Wish:
    """What a citizen wants who opens a restaurant from nothing."""
    given: dict[str, Any] = {
        "bundle_key": RESTAURANT,
        "answers": FRESH,
        "party": intake.Party(applicant=cast.person(who)),
        "form": FORM,
    }
    return Wish(**(given | over))


def make_draft(cast: Cast, who: str = "citizen", **over: Any) -> BundleCase:
    """A draft in which every question is answered and no file added yet."""
    hall = Hall.objects.values_list("pk", flat=True).earliest("pk")
    bundle = drafting.begin(
        wish(cast, who, **over), hall_id=hall, by=cast.actor(who), at=NOW
    )
    told: dict[str, str] = {}
    while left := unanswered(bundle_queries.plan_of(bundle, NOW.date()), told):
        told |= told_for(left)
        drafting.revise(bundle, by=cast.actor(who), told=told)
    return bundle


def make_ready(cast: Cast, who: str = "citizen", **over: Any) -> BundleCase:
    """A draft with a photo of each paper that must be there."""
    bundle = make_draft(cast, who, **over)
    plan = bundle_queries.plan_of(bundle, NOW.date())
    for material in materials_of(plan).materials:
        if material.rule.treatment is Treatment.BRING:
            drafting.attach(
                bundle,
                material.key,
                photo(colour=f"#{len(material.key):02x}8899"),
                by=cast.actor(who),
                at=NOW,
            )
    return bundle


def make_submitted(cast: Cast, who: str = "citizen", **over: Any) -> BundleCase:
    """A bundle submitted online, its cases born."""
    bundle = make_ready(cast, who, **over)
    return submitting.submit(bundle, by=cast.actor(who), at=NOW)


def case_of(bundle: BundleCase, key: str) -> Case:
    """The case of a part, as it stands now."""
    case = bundle.children.get(key=key).case
    assert case is not None
    return find(SYSTEM, case.number)


def settle_papers(cast: Cast, case: Case, at: datetime = NOW) -> None:
    """Every paper checked or fetched, but what a sibling is making."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    for fact in paper_facts(case):
        if fact.state is PaperState.AWAITED or fact.state in SETTLED:
            continue
        shared = rules[fact.key].treatment is Treatment.FETCHED
        state = PaperState.SHARED if shared else PaperState.VERIFIED
        found = papers.Finding(state, source="共享平台，一致" if shared else "")
        papers.check(case, fact.key, found, by=cast.actor("clerk"), at=at)


def accept(cast: Cast, bundle: BundleCase, key: str, at: datetime = NOW) -> Case:
    """Accept a part, whatever is still being made for it."""
    case = case_of(bundle, key)
    settle_papers(cast, case, at)
    return notices.accept(case, by=cast.actor("clerk"), at=at)


def grant(cast: Cast, bundle: BundleCase, key: str, at: datetime = NOW) -> Case:
    """Decide a part; what it took from siblings is settled by then."""
    case = case_of(bundle, key)
    return decision.approve(case, by=cast.actor("chief_approver"), at=at)


def refuse(cast: Cast, bundle: BundleCase, key: str, at: datetime = NOW) -> Case:
    """Refuse a part."""
    case = case_of(bundle, key)
    by = cast.actor("chief_approver")
    return decision.refuse(case, reason="不符合规定条件", by=by, at=at)


def issue(cast: Cast, bundle: BundleCase, key: str, at: datetime = NOW) -> Case:
    """Hand a part's certificate over at the window."""
    case = case_of(bundle, key)
    return issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=case.applicant_name,
        signature=SIGNATURE,
        by=cast.actor("issuer"),
        at=at,
    )


def listeners(at: datetime = NOW) -> None:
    """Let the worker deliver until nothing is left."""
    while deliver(at=at + timedelta(minutes=1)):
        pass


def keys_in(bundle: BundleCase, *, released: bool) -> set[str]:
    """The parts that may, or may not yet, be decided."""
    rows: Iterable[Any] = bundle.children.filter(released_at__isnull=not released)
    return {row.key for row in rows}
