"""Two people at one case: the second reads who was first, and keeps what was typed."""

import pytest

from tests.cast import Cast
from tests.desk.browse import do, hidden, look, paper, press, text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall


def test_the_second_to_accept_reads_who_was_first(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    make.settle(case, cast.actor("clerk"), NOW)
    first, second = cast.client("clerk"), cast.client("chief_approver")
    seen = hidden(look(second, case, "accept"), "seen")
    assert do(first, case, "accept").status_code == 302
    answer = press(second, case, "accept", seen=seen)
    assert answer.status_code == 409
    page = text(answer)
    assert "这件刚被别人办过" in page
    assert "陈雨" in page
    assert Document.objects.filter(kind="acceptance").count() == 1


def test_what_was_typed_stands_on_the_page_of_the_conflict(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast)
    first, second = cast.client("clerk"), cast.client("chief_approver")
    seen = hidden(look(second, case, "decline"), "seen")
    paper(first, case, "form", state="present")
    reason = "这件事不归教育局管，请去县档案馆问一问"
    answer = press(
        second, case, "decline", seen=seen, outcome="not_accepted", reason=reason
    )
    assert answer.status_code == 409
    assert reason in text(answer)
    assert make.again(cast, case).outcome == ""


def test_a_paper_saved_from_an_old_page_is_a_conflict(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    first, second = cast.client("clerk"), cast.client("chief_approver")
    paper(first, case, "form", state="present")
    answer = second.post(
        f"/desk/cases/{case.number}/papers/form/",
        {"seen": case.version, "state": "defective", "fault": "破了", "mend": "重打"},
    )
    assert answer.status_code == 409
    assert "破了" in text(answer)


def test_a_double_click_withdraws_once(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    form = {"seen": hidden(look(client, case, "withdraw"), "seen"), "reason": "不办了"}
    assert press(client, case, "withdraw", **form).status_code == 302
    assert press(client, case, "withdraw", **form).status_code == 409
    assert Document.objects.filter(kind="withdrawal").count() == 1
    assert make.again(cast, case).outcome == Outcome.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_two_accept_in_the_same_moment_and_one_of_them_did(
    hall: Hall, cast: Cast, together: object
) -> None:
    case = make.make_case(cast)
    make.settle(case, cast.actor("clerk"), NOW)
    clients = [cast.client("clerk"), cast.client("chief_approver")]
    seen = [hidden(look(client, case, "accept"), "seen") for client in clients]

    def racer(number: int):  # type: ignore[no-untyped-def]
        return lambda: (
            press(clients[number], case, "accept", seen=seen[number]).status_code
        )

    outcomes = together([racer(0), racer(1)])  # type: ignore[operator]
    assert sorted(outcome.value for outcome in outcomes) == [302, 409]
    assert make.again(cast, case).state == CaseState.ACCEPTED
    assert Document.objects.filter(kind="acceptance").count() == 1
