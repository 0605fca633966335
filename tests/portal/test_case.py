"""One case: is it my turn, when is it done, what happened; and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.portal.reading import heading, main_of, whole, words
from yichuang.cases.models import Case
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import breaking, notices, tolerance
from yichuang.cases.services.undertakings import Signed
from yichuang.documents.models import Document
from yichuang.reviews.services.inviting import invite

HOUR = make.HOUR


class TestCorrection:
    """What is missing was told: the lit pane, the upload, one button."""

    @pytest.fixture
    def waiting(self, citizen: Client, cast: Cast) -> Case:
        return make.make_correction(cast)

    def test_the_pane_is_lit(self, citizen: Client, waiting: Case) -> None:
        page = citizen.get(f"/my/{waiting.number}/")
        assert "yc-pane-lit" in main_of(page)
        assert "请补 1 份材料， 3月31日（周二）前" in words(page)
        assert "没有签名 ：请签好名，拍一张清楚的照片" in words(page)

    def test_handing_in_nothing_is_told(self, citizen: Client, waiting: Case) -> None:
        page = citizen.post(f"/my/{waiting.number}/answer/", follow=True)
        assert "补办毕业证明书申请单" in whole(page)
        assert make.state_of(waiting) == "correction"

    def test_a_new_photo_and_one_button(self, citizen: Client, waiting: Case) -> None:
        address = f"/my/{waiting.number}/"
        new = make.photo("new.jpg", "blue")
        assert citizen.post(f"{address}papers/form/", {"file": new}).status_code == 302
        mended = words(citizen.get(address))
        assert "要的材料都齐了" in mended
        assert "没有签名" not in mended  # said of the old photo, not of the new
        citizen.post(f"{address}answer/")
        citizen.post(f"{address}answer/")  # a second click
        assert make.state_of(waiting) == "received"
        assert "yc-pane-lit" not in main_of(citizen.get(address))
        assert "您补的材料我们在看" in words(citizen.get(address))

    def test_only_what_was_told_can_be_added(
        self, citizen: Client, waiting: Case
    ) -> None:
        answer = citizen.post(
            f"/my/{waiting.number}/papers/photo/", {"file": make.photo("x.jpg", "red")}
        )
        assert answer.status_code == 409

    def test_a_bad_file_is_told_at_its_box(
        self, citizen: Client, waiting: Case
    ) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        bad = SimpleUploadedFile("a.pdf", b"MZ" * 200)
        page = citizen.post(f"/my/{waiting.number}/papers/form/", {"file": bad})
        assert page.status_code == 422
        assert "“a.pdf”" in words(page)
        assert "请补 1 份材料" in words(page)


def test_what_happened_and_what_comes(citizen: Client, cast: Cast) -> None:
    case = make.make_accepted(cast)
    page = words(citizen.get(f"/my/{case.number}/"))
    for says in ("交来申请", "大厅收下了材料", "已受理，开始算时间", "领证"):
        assert says in page
    assert "现在不用您做什么" in page
    assert "承诺3月31日（周二）前办好" in page


def test_the_promise_has_its_day(citizen: Client, cast: Cast) -> None:
    case = make.make_accepted(cast)
    assert "我们承诺 15 个工作日 3月31日前" in words(citizen.get(f"/my/{case.number}/"))


def test_documents_can_be_fetched(citizen: Client, cast: Cast) -> None:
    case = make.make_closed(cast)
    page = main_of(citizen.get(f"/my/{case.number}/"))
    for document in Document.objects.filter(about=case.about):
        assert document.verify_code not in page
    assert page.count("/documents/") >= 2


def test_a_granted_case_says_where_to_collect(citizen: Client, cast: Cast) -> None:
    case = make.make_approved(cast)
    page = citizen.get(f"/my/{case.number}/")
    assert "yc-pane-lit" in main_of(page)
    assert "已批准，可以来取了" in words(page)
    assert "青禾县文庙路 18 号" in words(page)


def test_after_closing_it_asks_how_it_was(citizen: Client, cast: Cast) -> None:
    case = make.make_closed(cast)
    invitation = invite(Case.objects.get(pk=case.pk), at=make.NOW)
    page = main_of(citizen.get(f"/my/{case.number}/"))
    assert f"/review/{invitation.token}/" in page


@pytest.mark.parametrize(
    "address",
    ["", "who/", "papers/", "delivery/", "check/", "done/", "withdraw/", "update/"],
)
def test_the_case_of_another_does_not_exist(
    citizen: Client, cast: Cast, address: str
) -> None:
    case = make.make_submitted(cast, "other_citizen")
    here = citizen.get(f"/my/{case.number}/{address}")
    nowhere = citizen.get(f"/my/4309992101202603109999AX/{address}")
    assert here.status_code == nowhere.status_code == 404
    assert case.applicant_name not in whole(here)


@pytest.mark.parametrize(
    "act", ["submit/", "discard/", "answer/", "answers/", "withdraw/"]
)
def test_nobody_acts_on_the_case_of_another(
    citizen: Client, cast: Cast, act: str
) -> None:
    case = make.make_submitted(cast, "other_citizen")
    answer = citizen.post(f"/my/{case.number}/{act}", {"reason": "other"})
    assert answer.status_code == 404
    assert make.state_of(case) == "submitted"


def test_the_applicant_sees_what_the_agent_filed(citizen: Client, cast: Cast) -> None:
    from yichuang.cases.services.intake import Party

    party = Party(applicant=cast.person("citizen"), agent=cast.person("agent"))
    case = make.make_draft(cast, "agent", party=party)
    assert citizen.get(f"/my/{case.number}/papers/").status_code == 200


class TestWithdraw:
    """Taking it back: a page that says what that means, then once."""

    def test_it_asks_first(self, citizen: Client, cast: Cast) -> None:
        case = make.make_submitted(cast)
        page = citizen.get(f"/my/{case.number}/withdraw/")
        assert heading(page) == "撤回这份申请？"
        assert make.state_of(case) == "submitted"

    def test_with_a_reason_it_is_closed(self, citizen: Client, cast: Cast) -> None:
        case = make.make_submitted(cast)
        data = {"reason": "other", "words": "<b>搬家</b>"}
        page = citizen.post(f"/my/{case.number}/withdraw/", data, follow=True)
        assert "申请已撤回" in words(page)
        assert "<b>搬家</b>" not in main_of(page)
        assert Case.objects.get(pk=case.pk).reason == "别的原因：<b>搬家</b>"

    def test_without_a_reason_nothing_happens(
        self, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_submitted(cast)
        page = citizen.post(f"/my/{case.number}/withdraw/", {})
        assert page.status_code == 422
        assert make.state_of(case) == "submitted"

    def test_a_closed_case_is_not_withdrawn(self, citizen: Client, cast: Cast) -> None:
        case = make.make_closed(cast)
        answer = citizen.get(f"/my/{case.number}/withdraw/")
        assert answer["Location"] == f"/my/{case.number}/"


class TestByCode:
    """Number and query code: the state for whoever holds both, names masked."""

    def ask(self, client: Client, case: Case, code: str = "") -> str:
        given = {"number": case.number, "code": code or case.query_code}
        return words(client.get("/track/", given))

    def test_it_shows_where_it_stands(
        self, client: Client, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_correction(cast)
        page = self.ask(client, case)
        assert "请补 1 份材料" in page
        assert "林**" in page
        assert "林知夏" not in page

    def test_it_gives_away_no_papers_and_no_acts(
        self, client: Client, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_correction(cast)
        given = {"number": case.number, "code": case.query_code}
        page = main_of(client.get("/track/", given))
        for hidden in ("/documents/", "/papers/", "/withdraw/", "没有签名", "<form"):
            assert hidden not in page

    def test_a_wrong_code_is_told_without_a_hint(
        self, client: Client, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_submitted(cast)
        wrong = self.ask(client, case, "AAAAAAAAAA")
        assert "编号和查询码对不上" in wrong
        assert "自学考试" not in wrong

    def test_spaces_in_the_number_do_not_matter(
        self, client: Client, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_submitted(cast)
        spaced = f"{case.number[:4]} {case.number[4:]}".lower()
        given = {"number": spaced, "code": f" {case.query_code.lower()} "}
        assert "交来申请" in words(client.get("/track/", given))

    def test_a_draft_is_nobody_s_business(
        self, client: Client, citizen: Client, cast: Cast
    ) -> None:
        case = make.make_draft(cast)
        assert "还没有提交" in self.ask(client, case)


@pytest.mark.parametrize("who", ["clerk", "chief_approver", "administrator"])
def test_staff_have_pages_of_their_own(citizen: Client, cast: Cast, who: str) -> None:
    """A clerk may work on the case, but not act in the citizen's name."""
    case = make.make_draft(cast)
    staff = cast.client(who)
    assert staff.get(f"/my/{case.number}/").status_code == 404
    assert staff.post(f"/my/{case.number}/submit/").status_code == 404
    assert make.state_of(case) == "draft"


class TestLater:
    """A paper tolerated for later: the case goes on, the citizen adds it meanwhile."""

    @pytest.fixture
    def going_on(self, citizen: Client, cast: Cast) -> Case:
        case = make.make_received(cast)
        clerk, at = cast.actor("clerk"), make.NOW + HOUR
        make.settle(case, clerk, at, but="photo")
        due = make.NOW.date() + timedelta(days=7)
        signed = Signed(
            case.applicant_name,
            SignedAs.APPLICANT,
            SignedHow.TABLET,
            make.SIGNATURE,
        )
        given = {"by": clerk, "at": at, "due": due, "signed": signed}
        tolerance.ask(case, "photo", ToleranceKind.LATER, **given)
        approver = cast.actor("chief_approver")
        make.authorise(cast)
        tolerance.decide(case, "photo", agree=True, by=approver, at=at)
        return case

    def test_it_says_what_follows_by_when(
        self, citizen: Client, going_on: Case
    ) -> None:
        page = citizen.get(f"/my/{going_on.number}/")
        assert "还要后补 1 份材料， 3月17日（周二）前" in words(page)
        assert "yc-pane-lit" in main_of(page)

    def test_a_promise_not_kept_is_not_called_a_wish_of_the_citizen(
        self, citizen: Client, cast: Cast, going_on: Case
    ) -> None:
        case = make.again(going_on, cast.actor("clerk"))
        notices.accept(case, by=cast.actor("clerk"), at=make.NOW + 2 * HOUR)
        breaking.breach(
            make.again(case, cast.actor("clerk")), at=make.NOW + timedelta(days=9)
        )
        page = words(citizen.get(f"/my/{going_on.number}/"))
        assert "申请已撤回" in page
        assert "您已撤回" not in page
        assert "答应后补的材料没有交来" in page
        record = words(citizen.get("/my/record/"))
        assert "承诺2026年3月17日前补交" in record

    def test_it_is_added_at_once(self, citizen: Client, going_on: Case) -> None:
        address = f"/my/{going_on.number}/"
        new = make.photo("one-inch.jpg", "blue")
        answer = citizen.post(f"{address}papers/photo/", {"file": new})
        assert answer["Location"] == f"{address}#paper-photo"
        page = citizen.get(address)
        assert "one-inch.jpg" in words(page)
        assert "yc-pane-lit" not in main_of(page)

    def test_other_papers_stay_as_they_are(
        self, citizen: Client, going_on: Case
    ) -> None:
        new = make.photo("x.jpg", "red")
        answer = citizen.post(f"/my/{going_on.number}/papers/form/", {"file": new})
        assert answer.status_code == 409
