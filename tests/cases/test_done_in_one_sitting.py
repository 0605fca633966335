"""即办件 (行政许可法 art. 34(2), R087, R088): decided on the spot where that can be, by
whom a letter covers, in one press; or nothing happens at all."""

from functools import partial

import pytest

from tests.factories.cases import NOW, Counter
from tests.factories.modes import SHOP, certificate_of, make_shop
from tests.factories.online import SIGNATURE
from yichuang.cases.models import Case
from yichuang.cases.queries import modes as mode_queries
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import at_once
from yichuang.kernel.refusals import Refusal


@pytest.fixture
def shop(counter: Counter) -> Counter:
    make_shop()
    return Counter(counter.cast, SHOP)


def finish(counter: Counter, case: Case, who: str = "chief_approver") -> Case:
    return at_once.finish(
        case,
        checked=["form"],
        receiver=case.applicant_name,
        signature=SIGNATURE,
        by=counter.cast.actor(who),
        at=NOW,
    )


def test_papers_to_certificate_in_one_press(shop: Counter) -> None:
    shop.letter("chief_approver")
    case = finish(shop, shop.received())
    assert case.state == CaseState.CLOSED
    assert case.on_time
    assert certificate_of(case).addressee == case.applicant_name
    assert case.visits == 1


def test_without_a_letter_nothing_happens(shop: Counter) -> None:
    case = shop.received()
    with pytest.raises(Refusal) as refused:
        finish(shop, case)
    assert refused.value.code == "authority.none"
    assert shop.again(case).state == CaseState.RECEIVED
    assert not case.papers.filter(state="verified").exists()


def test_a_clerk_cannot_decide_on_the_spot(shop: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        finish(shop, shop.received(), "clerk")
    assert refused.value.code == "permission.denied"


def test_only_what_the_guide_says_is_done_on_the_spot(counter: Counter) -> None:
    counter.letter("chief_approver")
    with pytest.raises(Refusal) as refused:
        finish(counter, counter.received())
    assert refused.value.code == "at-once.not-on-spot"


def test_an_unsigned_result_undoes_it_all(shop: Counter) -> None:
    shop.letter("chief_approver")
    case = shop.received()
    press = partial(
        at_once.finish,
        case,
        checked=["form"],
        receiver="",
        signature="",
        by=shop.chief_approver,
        at=NOW,
    )
    with pytest.raises(Refusal):
        press()
    assert shop.again(case).state == CaseState.RECEIVED


def test_the_share_done_on_the_spot_is_counted_from_the_cases(shop: Counter) -> None:
    shop.letter("chief_approver")
    finish(shop, shop.received())
    other = Counter(shop.cast)
    other.letter("chief_approver")
    other.closed()
    by = shop.clerk
    rows = {
        row.key: (row.count, row.of)
        for row in mode_queries.figures(by, NOW.date(), NOW.date())
    }
    assert rows["on_spot"] == (1, 2)
    assert rows["at_once"] == (1, 1)
    assert rows["once"] == (2, 2)
    found = mode_queries.closed_between(by, NOW.date(), NOW.date())
    for key, (count, _) in rows.items():
        assert mode_queries.narrowed(found, key, 1).count() == count
    assert not mode_queries.narrowed(found, "no-such", 1).exists()
