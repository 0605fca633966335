"""Ways of handling for tests: matters done on the spot, licences that end, a second hall."""

from datetime import date
from typing import Any

from tests.cast import HALL, OTHER_HALL
from tests.factories.cases import NOW, SELF, Counter, make_licence, moment
from tests.factories.catalogue import make_item
from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.services import intake, papers, successors
from yichuang.cases.services.intake import Application, Party
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import PaperRule, ProjectKind
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit
from yichuang.organisation.models import Division, Hall

SHOP = "shop"
FIVE_YEARS = 60


def make_shop(**over: Any) -> ItemVersion:
    """A small shop's licence, done on the spot: one form."""
    given: dict[str, Any] = {
        "key": SHOP,
        "name": "个体工商户设立登记",
        "project_kind": ProjectKind.ON_SPOT,
        "promise": Limit.parse("S"),
        "result_name": "营业执照",
        "questions": (),
        "papers": (PaperRule(key="form", name="登记申请书"),),
    }
    return make_item(**(given | over))


def make_ending_licence(**over: Any) -> ItemVersion:
    """A licence that holds for five years."""
    return make_licence(**({"result_months": FIVE_YEARS} | over))


def make_other_hall(division: str = "430998") -> Hall:
    """Hall 2, in another county of the same city, where `clerk_elsewhere` works."""
    place, _ = Division.objects.get_or_create(
        code=division, defaults={"name": "远溪县", "name_en": "Yuanxi County"}
    )
    return Hall.objects.create(
        pk=OTHER_HALL,
        code="2102",
        division=place,
        name="远溪县政务服务大厅",
        short_name="远",
        time_zone="Asia/Shanghai",
    )


def certificate_of(case: Case) -> Document:
    """The certificate a case ended with."""
    return Document.objects.get(about=case.about, kind=DocumentKind.CERTIFICATE)


def valid_until(certificate: Document, last: date) -> Document:
    """Let a certificate end on a day of the test's choice."""
    Document.objects.filter(pk=certificate.pk).update(valid_until=last)
    certificate.refresh_from_db()
    return certificate


def renewal(
    counter: Counter,
    certificate: Document,
    at: str = "2026-03-10 10:00",
    by: Actor | None = None,
) -> Case:
    """A renewal received at the window."""
    return successors.begin(
        certificate.number,
        FollowKind.RENEWAL,
        by=by or counter.clerk,
        at=moment(at),
    )


def collected(counter: Counter, item: str = "city") -> Case:
    """Received in hall 2 for hall 1, with every paper in order."""
    by = counter.clerk_elsewhere
    case = intake.receive(
        Application(
            item_key=item,
            answers=SELF,
            party=Party(applicant=counter.cast.person("citizen")),
        ),
        hall_id=OTHER_HALL,
        by=by,
        at=NOW,
    )
    keys = list(case.papers.values_list("key", flat=True))
    papers.check_all(case, keys, by=by, at=NOW)
    return case


__all__ = [
    "FIVE_YEARS",
    "HALL",
    "SHOP",
    "certificate_of",
    "collected",
    "make_ending_licence",
    "make_other_hall",
    "make_shop",
    "renewal",
    "valid_until",
]
