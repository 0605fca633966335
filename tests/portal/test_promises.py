"""告知承诺 and 容缺 online: the citizen reads, chooses and signs with the account; what is on
record is told, and how it is repaired (国办发〔2020〕42号)."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.factories.accounts import NOW
from tests.factories.catalogue import make_item, with_tolerance
from tests.factories.organisation import make_hall
from tests.portal.reading import words
from yichuang.cases.models import Case, CreditRecord, Tolerance, Undertaking
from yichuang.cases.services import credit, decision, notices, tolerance
from yichuang.cases.services.intake import Party
from yichuang.cases.worker import chase
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document

PHOTO = "photo"
READ = {"read": "on"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def promised(db: None, clock: time_machine.Traveller) -> None:
    """A promise may stand for the photo."""
    make_hall()
    make_item(papers=with_tolerance(PHOTO, Kind.PROMISE), promise_allowed=True)


@pytest.fixture
def owed(db: None, clock: time_machine.Traveller) -> None:
    """The photo may come later."""
    make_hall()
    make_item()


@pytest.fixture
def citizen(cast: Cast) -> Client:
    return cast.client("citizen")


def state(case: Case) -> str:
    return str(case.papers.get(key=PHOTO).state)


def test_told_first_then_promised_then_not_asked_for(
    promised: None, citizen: Client, cast: Cast
) -> None:
    case = make.make_draft(cast)
    papers = f"/my/{case.number}/papers/"
    assert "承诺代替" in words(citizen.get(papers))
    page = words(citizen.get(f"{papers}photo/promise/"))
    for told in ("考籍和毕业信息能查到", "60 个工作日", "如果不实", "林知夏"):
        assert told in page
    unread = citizen.post(f"{papers}photo/promise/", {})
    assert unread.status_code == 422
    done = citizen.post(f"{papers}photo/promise/", READ)
    assert done["Location"] == f"{papers}#paper-photo"
    assert state(case) == "promised"
    assert "您已书面承诺" in words(citizen.get(papers))
    assert not Document.objects.exists(), "a draft has no numbered documents"


def test_the_document_is_made_when_the_draft_is_submitted(
    promised: None, citizen: Client, cast: Cast
) -> None:
    case = make.make_draft(cast)
    citizen.post(f"/my/{case.number}/papers/photo/promise/", READ)
    for key in ("form", "mandate"):
        citizen.post(f"/my/{case.number}/papers/{key}/", {"file": make.photo()})
    citizen.post(f"/my/{case.number}/submit/")
    made = Document.objects.get(about=case.about, kind="promise")
    assert Undertaking.objects.get().document_number == made.number


def test_taken_back_and_thrown_away(
    promised: None, citizen: Client, cast: Cast
) -> None:
    case = make.make_draft(cast)
    papers = f"/my/{case.number}/papers/"
    citizen.post(f"{papers}photo/promise/", READ)
    citizen.post(f"{papers}photo/take-back/")
    assert state(case) == "missing"
    citizen.post(f"{papers}photo/promise/", READ)
    citizen.post(f"/my/{case.number}/discard/")
    assert not Case.objects.exists()
    assert not Undertaking.objects.exists()


def test_a_paper_follows_by_a_day_the_hall_agrees_to(
    owed: None, citizen: Client, cast: Cast
) -> None:
    case = make.make_draft(cast)
    papers = f"/my/{case.number}/papers/"
    late = citizen.post(f"{papers}photo/later/", READ | {"due": "2026-05-30"})
    assert late.status_code == 422
    assert "id_due" in late.content.decode()
    assert not Undertaking.objects.exists()
    citizen.post(f"{papers}photo/later/", READ | {"due": "2026-03-20"})
    assert "等大厅同意" in words(citizen.get(papers))
    row = Tolerance.objects.get()
    assert (row.due, row.state) == (date(2026, 3, 20), "asked")
    assert row.undertaking is not None
    assert row.undertaking.signed_how == "online"


def test_an_agent_names_the_mandate(owed: None, cast: Cast) -> None:
    party = Party(
        applicant=cast.person("citizen"),
        agent=cast.person("agent"),
        agent_relation="母亲",
    )
    case = make.make_draft(
        cast, "agent", party=party, answers={"year": "after", "who": "agent"}
    )
    address = f"/my/{case.number}/papers/photo/later/"
    agent = cast.client("agent")
    assert "授权委托书" in words(agent.get(address))
    without = agent.post(address, READ | {"due": "2026-03-20"})
    assert without.status_code == 422
    given = READ | {"due": "2026-03-20", "mandate": "委托书，2026年3月8日"}
    assert agent.post(address, given).status_code == 302


@pytest.fixture
def granted(owed: None, citizen: Client, cast: Cast) -> Case:
    """Accepted, the photo may follow until 20 March."""
    case = make.make_submitted(cast)
    citizen.post(f"/my/{case.number}/papers/photo/later/", READ | {"due": "2026-03-20"})
    case = make.again(case, cast.actor("clerk"))
    make.settle(case, cast.actor("clerk"), NOW, but=PHOTO)
    make.authorise(cast)
    by = cast.actor("chief_approver")
    tolerance.decide(case, PHOTO, agree=True, by=by, at=NOW)
    return notices.accept(case, by=cast.actor("clerk"), at=NOW)


def test_also_when_it_is_granted_already_the_paper_can_be_added(
    granted: Case, citizen: Client, cast: Cast
) -> None:
    decision.approve(granted, by=cast.actor("chief_approver"), at=NOW)
    page = words(citizen.get(f"/my/{granted.number}/"))
    assert "还要后补 1 份材料" in page
    added = citizen.post(
        f"/my/{granted.number}/papers/photo/", {"file": make.photo("p.jpg")}
    )
    assert added.status_code == 302
    assert Tolerance.objects.get().came_on == NOW.date()


def test_too_late_is_said_in_words(
    granted: Case, cast: Cast, clock: time_machine.Traveller
) -> None:
    clock.shift(86_400 * 11)
    late = cast.client("citizen").post(
        f"/my/{granted.number}/papers/photo/", {"file": make.photo("p.jpg")}
    )
    assert late.status_code == 422
    assert "2026年3月20日" in words(late)
    assert not granted.papers.get(key=PHOTO).files.exists()


class TestMyRecord:
    def test_nothing_on_record(self, owed: None, citizen: Client) -> None:
        assert "您没有失信记录" in words(citizen.get("/my/record/"))

    def test_what_happened_and_from_when_repair_can_be_asked(
        self, granted: Case, clock: time_machine.Traveller, cast: Cast
    ) -> None:
        clock.shift(86_400 * 11)
        chase()
        citizen = cast.client("citizen")
        record = CreditRecord.objects.get()
        page = words(citizen.get("/my/record/"))
        assert "4月20日" in page
        assert "申请信用修复" not in page
        address = f"/my/record/{record.pk}/"
        early = citizen.post(address, {"grounds": "已补"})
        assert early.status_code == 422
        clock.shift(86_400 * 30)
        citizen = cast.client("citizen")
        assert "申请信用修复" in words(citizen.get("/my/record/"))
        assert citizen.post(address, {"grounds": "材料已补齐"}).status_code == 302
        at = NOW.replace(month=5)
        by = cast.actor("supervisor")
        credit.decide_repair(record.pk, grant=False, reason="材料仍未补", by=by, at=at)
        assert "材料仍未补" in words(citizen.get("/my/record/"))
        other = cast.client("other_citizen")
        assert other.get(address).status_code == 404


def test_the_list_is_public(owed: None) -> None:
    page = words(Client().get("/about/tolerance/"))
    assert "可以后补" in page
    assert "一寸免冠照片" in page
