"""Pages of authority: the matrix names its gaps, letters are registered, renewed and
withdrawn, an absence is planned; joint work is asked and answered on its pages."""

from typing import Any

from django.test import Client

from tests.cast import Cast
from tests.desk.browse import do, hidden, look, press, text
from tests.factories import counter as make
from tests.factories.catalogue import DIPLOMA
from yichuang.cases.models import Opinion, Recusal
from yichuang.cases.rules.joint import Asked
from yichuang.organisation.models import (
    Absence,
    Authorisation,
    Cover,
    Hall,
    HallDay,
    Post,
    PostHolding,
)

LETTER = {
    "letter_number": "青教授字〔2026〕8 号",
    "scope": "decide",
    "reason": "new_entry",
    "valid_from": "2026-03-01",
    "valid_to": "2026-12-31",
}


def register(cast: Cast, **over: Any) -> Any:
    held = PostHolding.objects.filter(user=cast.user("chief_approver")).first()
    post = held.post if held else make.put_at_post(cast, "chief_approver", "decision")
    form = {
        **LETTER,
        "post": str(post.pk),
        "user": str(cast.user("chief_approver").pk),
        "items": [DIPLOMA],
    }
    client: Client = cast.client("administrator")
    return client.post("/desk/authority/letters/new/", form | over)


def test_the_matrix_names_each_gap_and_the_way(hall: Hall, cast: Cast) -> None:
    page = text(cast.client("administrator").get("/desk/authority/"))
    assert "今天没有在岗的人有授权" in page
    assert "/desk/authority/letters/new/" in page
    register(cast)
    page = text(cast.client("administrator").get("/desk/authority/"))
    assert "贺清" in page
    assert "今天没有在岗的人有授权" not in page


def test_a_letter_is_registered_renewed_and_withdrawn(hall: Hall, cast: Cast) -> None:
    assert register(cast).status_code == 302
    first = Authorisation.objects.get()
    client = cast.client("administrator")
    again = LETTER | {
        "letter_number": "青教授字〔2027〕1 号",
        "reason": "expiry",
        "valid_from": "2027-01-01",
        "valid_to": "2027-12-31",
    }
    url = f"/desk/authority/letters/{first.pk}/"
    assert client.post(f"{url}renew/", again).status_code == 302
    follower = Authorisation.objects.get(supersedes=first)
    assert follower.item_key == DIPLOMA
    bare = client.post(f"{url}withdraw/", {"on": "2026-03-10", "reason": ""})
    assert bare.status_code == 422
    assert "写明收回的原因" in text(bare)
    client.post(f"{url}withdraw/", {"on": "2026-03-10", "reason": "调岗"})
    first.refresh_from_db()
    assert first.revoked_reason == "调岗"


def test_a_letter_that_cannot_be_is_told_at_its_field(hall: Hall, cast: Cast) -> None:
    answer = register(cast, valid_to="2026-02-01")
    assert answer.status_code == 422
    assert "id_valid_to" in text(answer)
    assert not Authorisation.objects.exists()


def test_a_letter_of_several_items_is_registered_whole_or_not(
    hall: Hall, cast: Cast
) -> None:
    register(cast)
    answer = register(cast, items=[DIPLOMA], scope="on_spot")
    assert answer.status_code in {409, 422}, "the number is known"
    assert Authorisation.objects.count() == 1


def test_an_absence_is_planned_and_ended(hall: Hall, cast: Cast) -> None:
    post = make.put_at_post(cast, "chief_approver", kind="decision")
    PostHolding.objects.create(
        post=post,
        user=cast.user("approver"),
        cover=Cover.B,
        valid_from="2026-01-01",
    )
    holding = PostHolding.objects.get(cover=Cover.A)
    client = cast.client("hall_manager")
    form = {
        "holding": str(holding.pk),
        "stands_in": str(cast.user("approver").pk),
        "first": "2026-03-10",
        "last": "2026-03-12",
        "reason": "培训",
        "handover": "无",
    }
    assert client.post("/desk/authority/cover/", form).status_code == 302
    row = Absence.objects.get()
    assert "外出中" in text(client.get("/desk/authority/cover/"))
    client.post(f"/desk/authority/cover/{row.pk}/end/")
    row.refresh_from_db()
    assert str(row.ended_on) == "2026-03-10"


def test_a_day_is_closed_and_taken_off(hall: Hall, cast: Cast) -> None:
    client = cast.client("hall_manager")
    form = {"day": "2026-03-20", "opens": "no", "reason": "消防演练"}
    assert client.post("/desk/authority/days/", form).status_code == 302
    assert "消防演练" in text(client.get("/desk/authority/days/"))
    client.post("/desk/authority/days/2026-03-20/clear/")
    assert not HallDay.objects.exists()
    past = client.post("/desk/authority/days/", form | {"day": "2026-03-01"})
    assert past.status_code == 422


def test_several_posts_are_asked_and_the_case_counts(hall: Hall, cast: Cast) -> None:
    own = make.put_at_post(cast, "approver")
    other = Post.objects.create(
        department_id=2, key="review", name="民政初审岗", kind="review"
    )
    case = make.make_case(cast, "accepted")
    lead = cast.client("chief_approver")
    asked = [str(own.pk), str(other.pk)]
    done = do(lead, case, "ask", posts=asked, question="同意吗", weight="needed")
    assert done.status_code == 302
    page = text(lead.get(f"/desk/cases/{case.number}/joint/"))
    assert "2 家已答复 0 家" in page
    assert "青禾县民政局 民政初审岗" in page
    waits = text(cast.client("approver").get("/desk/"))
    assert "同意吗" in waits
    assert "剩 3 个工作日" in waits


def test_an_answer_is_no_conflict_with_another(hall: Hall, cast: Cast) -> None:
    """The page was opened before somebody else answered; both are taken."""
    own = make.put_at_post(cast, "approver")
    other = Post.objects.create(
        department_id=2, key="review", name="民政初审岗", kind="review"
    )
    PostHolding.objects.create(
        post=other, user=cast.user("department_head"), valid_from="2026-01-01"
    )
    case = make.make_case(cast, "accepted")
    asked = [str(own.pk), str(other.pk)]
    do(cast.client("chief_approver"), case, "ask", posts=asked, weight="needed")
    first, second = Opinion.objects.order_by("id")
    client = cast.client("approver")
    seen = hidden(look(client, case, "opine", str(first.pk)), "seen")
    head = cast.client("department_head")
    do(head, case, "opine", str(second.pk), agrees="yes")
    press(client, case, "opine", seen=seen, on=str(first.pk), agrees="yes")
    assert set(Opinion.objects.values_list("state", flat=True)) == {Asked.ANSWERED}


def test_who_is_too_near_keeps_away(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "accepted")
    client = cast.client("chief_approver")
    user = str(cast.user("chief_approver").pk)
    bare = do(client, case, "recuse", user=user, ground="kin", relation="")
    assert bare.status_code == 422
    do(client, case, "recuse", user=user, ground="kin", relation="申请人的姐姐")
    row = Recusal.objects.get()
    head = cast.client("department_head")
    do(head, case, "recusal", str(row.pk), grant="yes")
    row.refresh_from_db()
    assert row.state == "granted"
    assert "已回避" in text(head.get(f"/desk/cases/{case.number}/joint/"))
