"""Tolerance, promise and credit at the window: what may be missing, signing, checking,
repairing; every press says what it did or why it did not."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import catalogue, organisation
from tests.factories import counter as make
from tests.factories.accounts import NOW
from tests.factories.catalogue import with_tolerance
from tests.factories.online import SIGNATURE, authorise, settle
from yichuang.cases.models import (
    Case,
    CreditRecord,
    PromiseCheck,
    Tolerance,
    ToleranceList,
)
from yichuang.cases.services import notices
from yichuang.cases.worker import chase
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall

PHOTO = "photo"
SIGNED: dict[str, Any] = {
    "signed_as": "applicant",
    "signer": "林知夏",
    "how": "tablet",
    "signature": SIGNATURE,
}


@pytest.fixture
def owed(hall: Hall, cast: Cast) -> Case:
    """Everything is in order but the photo."""
    case = make.make_case(cast)
    settle(case, cast.actor("clerk"), NOW, but=PHOTO)
    authorise(cast)
    return case


def eligible(client: Client, case: Case) -> str:
    return text(client.get(reverse("desk:eligible", args=[case.number])))


def test_every_paper_says_how_it_may_be_missing_or_why_not(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast)
    page = eligible(cast.client("clerk"), case)
    assert "是主要材料，必须先交" in page
    assert "可后补" in page
    assert "可核验代替" in page
    assert reverse("desk:act", args=[case.number, "tolerate"]) + "?on=photo" in page
    assert "tolerance/" in text(case_page(cast.client("clerk"), case))


def test_asked_signed_agreed_and_told(owed: Case, cast: Cast) -> None:
    clerk, chief = cast.client("clerk"), cast.client("chief_approver")
    assert do(clerk, owed, "tolerate", PHOTO, due="2026-03-20").status_code == 302
    page = text(case_page(clerk, owed))
    assert "请签承诺" in page
    assert "3月20日" in page
    assert PHOTO not in text(chief.get("/desk/")), (
        "nothing to decide before it is signed"
    )
    preview = text(look(clerk, owed, "undertake"))
    assert "视为撤回申请" in preview
    assert do(clerk, owed, "undertake", **SIGNED).status_code == 302
    assert do(chief, owed, "consent", PHOTO, agree="yes").status_code == 302
    assert do(clerk, owed, "accept").status_code == 302
    assert Document.objects.filter(about=owed.about, kind="tolerance").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"signer": ""}, "signer"),
        ({"signed_as": "agent"}, "mandate"),
        ({"how": "paper"}, "scan"),
    ],
)
def test_what_is_wrong_with_the_signature_stands_at_its_field(
    owed: Case, cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    clerk = cast.client("clerk")
    do(clerk, owed, "tolerate", PHOTO, due="2026-03-20")
    answer = do(clerk, owed, "undertake", **(SIGNED | wrong))
    assert answer.status_code in {409, 422}
    assert f'href="#id_{field}"' in text(answer)
    assert Tolerance.objects.get().undertaking is None


def test_the_paper_comes_by_post_and_force_majeure_gives_longer(
    owed: Case, cast: Cast, clock: time_machine.Traveller
) -> None:
    clerk, chief = cast.client("clerk"), cast.client("chief_approver")
    do(clerk, owed, "tolerate", PHOTO, due="2026-03-20")
    do(clerk, owed, "undertake", **SIGNED)
    do(chief, owed, "consent", PHOTO, agree="yes")
    longer = do(chief, owed, "lengthen", PHOTO, until="2026-04-10", reason="洪水")
    assert longer.status_code == 302
    wrong = do(clerk, owed, "bring", PHOTO, came_on="2026-03-30", how="post")
    assert 'href="#id_came_on"' in text(wrong)
    came = do(clerk, owed, "bring", PHOTO, came_on="2026-03-10", how="post")
    assert came.status_code == 302
    assert Tolerance.objects.get().state == "fulfilled"


class TestCredit:
    @pytest.fixture
    def record(self, owed: Case, cast: Cast, clock: Any) -> CreditRecord:
        clerk = cast.client("clerk")
        do(clerk, owed, "tolerate", PHOTO, due="2026-03-20")
        do(clerk, owed, "undertake", **SIGNED)
        do(cast.client("chief_approver"), owed, "consent", PHOTO, agree="yes")
        do(clerk, owed, "accept")
        clock.shift(86_400 * 11)
        assert chase() == 1
        return CreditRecord.objects.get()

    def test_it_is_in_the_register_masked_and_repaired_by_two(
        self, record: CreditRecord, cast: Cast, clock: Any
    ) -> None:
        page = text(cast.client("supervisor").get(reverse("desk:credit")))
        assert "承诺后补的材料没有补交" in page
        assert "林知夏" not in page
        address = reverse("desk:credit-record", args=[record.pk])
        clerk = cast.client("clerk")
        early = clerk.post(address, {"grounds": "已补"})
        assert early.status_code == 422
        assert "起可以申请修复" in text(early)
        clock.shift(86_400 * 31)
        clerk = cast.client("clerk")  # signed in anew a month later
        assert clerk.post(address, {"grounds": "已补齐"}).status_code == 302
        assert "申请修复" in text(clerk.get(reverse("desk:credit") + "?show=asked"))
        word = {"grant": "yes", "reason": "材料补齐"}
        assert clerk.post(address, word).status_code == 404
        assert cast.client("supervisor").post(address, word).status_code == 302
        record.refresh_from_db()
        assert record.repaired_at is not None

    def test_why_the_next_tolerance_is_refused_is_on_the_page(
        self, record: CreditRecord, cast: Cast
    ) -> None:
        case = make.make_case(cast)
        assert "失信记录" in eligible(cast.client("clerk"), case)

    def test_serious_discredit_is_entered_from_the_case(
        self, owed: Case, cast: Cast
    ) -> None:
        supervisor = cast.client("supervisor")
        given = {"fact": "失信被执行人", "source": "法院公布〔2026〕1号"}
        assert do(supervisor, owed, "discredit", **given).status_code == 302
        assert CreditRecord.objects.get().kind == "serious"
        assert look(cast.client("clerk"), owed, "discredit").status_code == 404


class TestPromise:
    @pytest.fixture
    def hall(self, db: None, clock: Any) -> Hall:
        made = organisation.make_hall()
        catalogue.make_item(
            papers=with_tolerance(PHOTO, Kind.PROMISE), promise_allowed=True
        )
        return made

    def test_the_notice_comes_before_the_promise(self, owed: Case, cast: Cast) -> None:
        clerk = cast.client("clerk")
        page = text(look(clerk, owed, "promise", PHOTO))
        for told in ("考籍和毕业信息能查到", "撤销行政决定", "60 个工作日", "42号"):
            assert told in page
        done = do(clerk, owed, "promise", PHOTO, keys=[PHOTO], **SIGNED)
        assert done.status_code == 302
        assert owed.papers.get(key=PHOTO).state == "promised"
        assert do(clerk, owed, "take-back", PHOTO).status_code == 302
        assert owed.papers.get(key=PHOTO).state == "missing"

    def test_it_waits_in_the_list_until_it_is_checked(
        self, owed: Case, cast: Cast
    ) -> None:
        clerk, chief = cast.client("clerk"), cast.client("chief_approver")
        do(clerk, owed, "promise", PHOTO, keys=[PHOTO], **SIGNED)
        notices.accept(make.again(cast, owed), by=cast.actor("clerk"), at=NOW)
        assert do(chief, owed, "approve").status_code == 302
        assert "待核查的承诺" in text(chief.get("/desk/"))
        listed = text(chief.get(reverse("desk:promises")))
        assert "一寸免冠照片" in listed
        row = PromiseCheck.objects.get()
        address = reverse("desk:promise", args=[row.pk])
        alone = {
            "method": "on_site",
            "inspectors": "李敏",
            "answer": "属实",
            "verdict": "true",
        }
        refused = chief.post(address, alone)
        assert 'href="#id_inspectors"' in text(refused)
        two = alone | {"inspectors": "李敏、王可"}
        assert chief.post(address, two).status_code == 302
        row.refresh_from_db()
        assert row.state == "true"
        assert 'name="verdict"' not in text(chief.get(address))

    def test_false_it_is_revoked_from_the_page(self, owed: Case, cast: Cast) -> None:
        clerk, chief = cast.client("clerk"), cast.client("chief_approver")
        do(clerk, owed, "promise", PHOTO, keys=[PHOTO], **SIGNED)
        notices.accept(make.again(cast, owed), by=cast.actor("clerk"), at=NOW)
        do(chief, owed, "approve")
        address = reverse("desk:promise", args=[PromiseCheck.objects.get().pk])
        said = {"method": "share", "answer": "查无登记", "verdict": "false"}
        assert cast.client("approver").post(address, said).status_code == 403
        assert chief.post(address, said).status_code == 302
        assert make.again(cast, owed).outcome == "revoked"


class TestTheList:
    def test_it_is_read_by_the_hall_and_published_by_its_manager(
        self, hall: Hall, cast: Cast
    ) -> None:
        address = reverse("desk:tolerance-list")
        assert 'name="most_open"' not in text(cast.client("clerk").get(address))
        manager = cast.client("hall_manager")
        form = {
            "valid_from": "2026-03-10",
            "most_open": "1",
            "remind_before": "3",
            "check_within": "30",
            "repair_wait": "90",
            "on_breach": "ended",
            "excluded": "edu-selfexam-diploma safety",
            "note": "试行",
        }
        wrong = manager.post(address, form | {"excluded": "edu-selfexam-diploma fun"})
        assert 'href="#id_excluded"' in text(wrong)
        bad = manager.post(address, form | {"most_open": "99", "check_within": "0"})
        assert 'href="#id_most_open"' in text(bad)
        assert 'href="#id_check_within"' in text(bad)
        assert not ToleranceList.objects.exists()
        assert manager.post(address, form).status_code == 302
        assert "公共安全" in text(cast.client("clerk").get(address))
