"""Cases at the counter for tests, brought to where a test wants them by the services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.cast import DEPARTMENT, HALL, Cast
from tests.factories.catalogue import DIPLOMA, make_item
from tests.factories.online import SIGNATURE
from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import (
    decision,
    intake,
    issuing,
    notices,
    papers,
    promise,
    tolerance,
)
from yichuang.cases.services.intake import Application, Party
from yichuang.cases.services.undertakings import Signed
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import CitationRule, PaperRule
from yichuang.documents.rules import DeliveryWay
from yichuang.kernel.limits import Limit
from yichuang.organisation.models import Authorisation, Cover, Post, PostHolding
from yichuang.organisation.services import authority

ZONE = ZoneInfo("Asia/Shanghai")
SELF = {"year": "after", "who": "self"}
AGENT = {"year": "after", "who": "agent"}
ASKED = tolerance.Evidence(
    whom="市教育考试院 值班老师",
    how="电话",
    at=datetime(2026, 3, 10, 9, 40, tzinfo=ZONE),
    answer="学信网可查，2021 年毕业，证书编号一致",
)


LICENCE = "food-operation"


def make_licence(**over: Any) -> ItemVersion:
    """A licence under 行政许可法: 20 working days by law, 15 promised, one paper."""
    given: dict[str, Any] = {
        "key": LICENCE,
        "name": "食品经营许可新办",
        "kind_code": "01",
        "statutory": Limit.parse("20W"),
        "promise": Limit.parse("15W"),
        "questions": (),
        "papers": (PaperRule(key="form", name="申请书", guidance="签好名"),),
        "citations": (
            CitationRule(law="行政许可法", article="第四十二条", about="limit"),
        ),
    }
    return make_item(**(given | over))


def moment(text: str = "2026-03-10 10:00") -> datetime:
    """A moment on the hall's clock; Tuesday 10 March 2026, 10:00 without a word."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day(text: str) -> date:
    return date.fromisoformat(text)


NOW = moment()


@dataclass
class Counter:
    """The hall's counter: everybody who works there, and the ways of a case."""

    cast: Cast
    item_key: str = DIPLOMA

    @property
    def licence(self) -> "Counter":
        """The same counter where people come for a licence."""
        return Counter(self.cast, LICENCE)

    def __getattr__(self, who: str) -> Actor:
        return self.cast.actor(who)

    def received(self, at: datetime = NOW, **over: Any) -> Case:
        """Papers of the diploma lie on the counter, nothing is checked yet."""
        given: dict[str, Any] = {
            "item_key": self.item_key,
            "answers": SELF if self.item_key == DIPLOMA else {},
            "party": Party(applicant=self.cast.person("citizen")),
        }
        return intake.receive(
            Application(**(given | over)), hall_id=HALL, by=self.clerk, at=at
        )

    def checked(self, at: datetime = NOW, but: Iterable[str] = (), **over: Any) -> Case:
        """Every paper is in order but those named, which are missing."""
        case = self.received(at, **over)
        self.check(case, at, but)
        return case

    def check(self, case: Case, at: datetime = NOW, but: Iterable[str] = ()) -> None:
        """Find every paper in order but those named."""
        keys = case.papers.exclude(key__in=list(but)).values_list("key", flat=True)
        papers.check_all(case, list(keys), by=self.clerk, at=at)

    def fault(self, case: Case, key: str, at: datetime = NOW) -> None:
        """Find a paper faulty and say so."""
        found = papers.Finding(PaperState.DEFECTIVE, fault="没签名", mend="请签名")
        papers.check(case, key, found, by=self.clerk, at=at)

    def accepted(self, at: datetime = NOW, **over: Any) -> Case:
        """A case whose clock runs from `at`."""
        return notices.accept(self.checked(at, **over), by=self.clerk, at=at)

    def tolerated(
        self, case: Case, key: str, kind: ToleranceKind, at: datetime = NOW, **over: Any
    ) -> None:
        """A missing paper is tolerated: asked by the clerk, signed for by the applicant
        where it comes later, agreed by the chief."""
        signed = self.signed(case) if kind is ToleranceKind.LATER else None
        given = {"signed": signed, "by": self.clerk, "at": at}
        tolerance.ask(case, key, kind, **(given | over))
        tolerance.decide(case, key, agree=True, by=self.chief_approver, at=at)

    def signed(self, case: Case, **over: Any) -> Signed:
        """The applicant signs on the window's tablet."""
        given: dict[str, Any] = {
            "signer": case.applicant_name,
            "signed_as": SignedAs.APPLICANT,
            "how": SignedHow.TABLET,
            "signature": SIGNATURE,
        }
        return Signed(**(given | over))

    def promised(self, case: Case, *keys: str, at: datetime = NOW) -> None:
        """The applicant promises in writing in place of proofs."""
        promise.sign(case, keys, self.signed(case), by=self.clerk, at=at)

    def approved(self, at: datetime = NOW, **over: Any) -> Case:
        """A case that was granted on the day it was accepted."""
        case = self.accepted(at, **over)
        return self.approve(case, at)

    def approve(self, case: Case, at: datetime = NOW) -> Case:
        """The chief approver, who holds a letter of 2026, grants it."""
        if not Authorisation.objects.exists():
            self.letter("chief_approver")
        return decision.approve(case, by=self.chief_approver, at=at)

    def issue(self, case: Case, at: datetime = NOW, **over: Any) -> Case:
        """The applicant signs for it at the window."""
        given: dict[str, Any] = {
            "how": DeliveryWay.WINDOW,
            "receiver": case.applicant_name,
            "signature": SIGNATURE,
            "by": self.issuer,
            "at": at,
        }
        return issuing.issue(case, **(given | over))

    def closed(self, at: datetime = NOW, **over: Any) -> Case:
        """A case from the first to the last step in one day."""
        return self.issue(self.approved(at, **over), at + timedelta(hours=2))

    def holds(
        self,
        who: str,
        cover: Cover = Cover.A,
        department: int = DEPARTMENT,
        post: str = "decide",
    ) -> PostHolding:
        """Let somebody hold a post of the department from New Year 2026."""
        user = self.cast.user(who)
        return authority.take_post(
            Post.objects.get(department_id=department, key=post),
            user.pk,
            cover=cover,
            valid_from=day("2026-01-01"),
            person_name=user.display_name,
            by=self.administrator,
            at=NOW,
        )

    def letter(
        self,
        who: str,
        *,
        item: str = "",
        first: str = "2026-01-01",
        last: str = "2026-12-31",
        department: int = DEPARTMENT,
    ) -> Authorisation:
        """A sealed letter for the decision post, and the post itself if not yet held."""
        user = self.cast.user(who)
        if not PostHolding.objects.filter(
            user=user, post__department_id=department
        ).exists():
            self.holds(who, department=department)
        number = Authorisation.objects.count() + 1
        return authority.authorise(
            Post.objects.get(department_id=department, key="decide"),
            user.pk,
            authority.Letter(
                f"青教授字〔2026〕{number} 号",
                item or self.item_key,
                day(first),
                day(last),
            ),
            person_name=user.display_name,
            by=self.administrator,
            at=NOW,
        )

    def again(self, case: Case) -> Case:
        """The case as it stands in the database."""
        return find(self.clerk, case.number)
