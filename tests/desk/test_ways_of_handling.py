"""The pages of the ways of handling, as those use them who work with them."""

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import counter as make
from tests.factories.cases import Counter, day
from tests.factories.catalogue import make_item
from tests.factories.modes import SHOP, collected, make_other_hall, make_shop
from tests.factories.online import SIGNATURE
from yichuang.cases.models import Case, GreenChannel, HomeVisit
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall


def test_a_matter_done_on_the_spot_leads_to_one_page(hall: Hall, cast: Cast) -> None:
    make_shop()
    counter = Counter(cast, SHOP)
    counter.letter("chief_approver")
    case = counter.received()
    client = cast.client("chief_approver")
    assert f"/desk/cases/{case.number}/do/at-once/" in text(case_page(client, case))
    page = text(look(client, case, "at-once"))
    assert "登记申请书" in page
    assert "营业执照" in page
    unsigned = do(client, case, "at-once", checked="form", receiver="林知夏")
    assert unsigned.status_code == 422
    assert make.again(cast, case).state == CaseState.RECEIVED
    done = do(
        client,
        case,
        "at-once",
        checked="form",
        receiver="林知夏",
        signature=SIGNATURE,
    )
    assert done.status_code == 302
    assert make.again(cast, case).state == CaseState.CLOSED


def test_a_clerk_is_not_offered_what_they_cannot_do(hall: Hall, cast: Cast) -> None:
    make_shop()
    case = Counter(cast, SHOP).received()
    assert "/do/at-once/" not in text(case_page(cast.client("clerk"), case))


def test_a_guide_asks_and_the_manager_answers(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    guide, manager = cast.client("guide"), cast.client("hall_manager")
    assert "/do/green/" in text(case_page(guide, case))
    empty = do(guide, case, "green", reason="disabled")
    assert empty.status_code == 422
    asked = do(guide, case, "green", reason="disabled", evidence="残疾证", minutes="30")
    assert asked.status_code == 302
    assert "肢体" not in text(manager.get("/desk/"))
    assert f"{case.number}/do/green-answer/" in text(manager.get("/desk/"))
    assert f"{case.number}/do/green-answer/" in text(manager.get("/desk/modes/"))
    granted = do(manager, case, "green-answer", grant="yes")
    assert granted.status_code == 302
    assert GreenChannel.objects.get().state == "granted"
    page = text(case_page(cast.client("clerk"), case))
    assert "30" in page
    assert "/do/green/" not in page


def test_handling_ends_on_a_ground(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "accepted")
    client = cast.client("chief_approver")
    assert "/do/terminate/" in text(case_page(client, case))
    assert "停表" not in text(look(client, case, "terminate"))
    assert do(client, case, "terminate", ground="died").status_code == 422
    ended = do(client, case, "terminate", ground="died", reason="申请人去世")
    assert ended.status_code == 302
    assert make.again(cast, case).outcome == Outcome.TERMINATED
    notice = Document.objects.get(about=case.about, kind="termination")
    page = text(client.get(f"/desk/cases/{case.number}/documents/"))
    assert notice.number in page
    assert page.count('class="was"') == 2, "received and accepted, never decided"


def test_a_lost_certificate_is_issued_again_from_its_case(
    hall: Hall, cast: Cast
) -> None:
    case = Counter(cast).closed()
    client = cast.client("clerk")
    assert "/do/follow/" in text(case_page(client, case))
    unsaid = do(client, case, "follow", kind="reissue")
    assert unsaid.status_code == 422
    done = do(client, case, "follow", kind="reissue", wish="搬家时遗失")
    assert done.status_code == 302
    new = Case.objects.exclude(pk=case.pk).get()
    assert new.state == CaseState.RECEIVED
    assert done["Location"] == f"/desk/cases/{new.number}/"
    assert "搬家时遗失" in text(case_page(client, new))


def test_papers_go_to_the_hall_that_decides(hall: Hall, cast: Cast) -> None:
    make_other_hall()
    make_item(key="city", reach_code="3")
    case = collected(Counter(cast, "city"))
    there = cast.client("clerk_elsewhere")
    assert "/do/transfer/" in text(case_page(there, case))
    sent = do(there, case, "transfer", identity="人证比对一致")
    assert sent.status_code == 302
    assert "/do/accept/" not in text(case_page(there, case))
    here = cast.client("clerk")
    assert "/do/take-over/" in text(case_page(here, case))
    assert do(here, make.again(cast, case), "take-over").status_code == 302
    for client in (here, there):
        assert "林" in text(client.get("/desk/modes/"))


def test_a_figure_opens_the_list_behind_it(hall: Hall, cast: Cast) -> None:
    case = Counter(cast).closed()
    client = cast.client("hall_manager")
    assert case.number[-7:] in text(client.get("/desk/modes/?show=once"))
    assert case.number[-7:] not in text(client.get("/desk/modes/?show=more"))
    assert client.get("/desk/modes/?show=no-such").status_code == 200


ORDER = {
    "person_name": "周大顺",
    "phone": "13900000009",
    "address": "青禾县白石村 3 组",
    "reason": "elderly",
    "item_key": SHOP,
    "day": "2026-03-10",
}


@pytest.fixture
def visit(hall: Hall, cast: Cast) -> HomeVisit:
    make_shop()
    cast.client("hall_manager").post("/desk/visits/", ORDER)
    return HomeVisit.objects.get()


def test_a_visit_is_ordered_gone_to_received_and_signed(
    visit: HomeVisit, cast: Cast
) -> None:
    client, url = cast.client("clerk"), f"/desk/visits/{visit.pk}/"
    assert "周**" in text(client.get("/desk/visits/"))
    page = text(client.get(url))
    assert "青禾县白石村 3 组" in page
    assert "13900000009" in page
    assert client.post(url, {"do": "set-out"}).status_code == 422
    out = client.post(url, {"do": "set-out", "companion": "谭小雨"})
    assert out.status_code == 302
    assert f"/desk/receive/{SHOP}/?visit={visit.pk}" in text(client.get(url))
    received = client.post(
        f"/desk/receive/{SHOP}/?visit={visit.pk}",
        {
            "token": "once",
            "who": "person",
            "person_name": "周大顺",
            "person_id_number": cast.person("other_citizen").id_number,
            "person_id_kind": "resident",
            "papers": "form",
            "delivery": "window",
        },
    )
    assert received.status_code == 302
    assert received.headers["Location"] == url
    visit.refresh_from_db()
    assert visit.case is not None
    assert visit.case.visits == 0
    wrong = client.post(url, {"do": "finish", "result": "", "signature": SIGNATURE})
    assert wrong.status_code == 422
    client.post(url, {"do": "finish", "result": "已办", "signature": SIGNATURE})
    visit.refresh_from_db()
    assert visit.state == "done"
    assert "已办" in text(client.get("/desk/visits/"))


def test_what_is_wrong_with_an_order_is_told_at_its_field(
    hall: Hall, cast: Cast
) -> None:
    make_shop()
    answer = cast.client("guide").post("/desk/visits/", ORDER | {"phone": "12"})
    assert answer.status_code == 422
    assert "11" in text(answer)
    assert not HomeVisit.objects.exists()


def test_a_visit_of_another_hall_does_not_exist(visit: HomeVisit, cast: Cast) -> None:
    client = cast.client("clerk_elsewhere")
    assert client.get(f"/desk/visits/{visit.pk}/").status_code == 404
    assert visit.day == day("2026-03-10")
