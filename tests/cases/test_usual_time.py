"""How long it usually takes is claimed only from five finished cases on."""

from tests.factories.cases import Counter, moment
from yichuang.cases.queries.usual import FEW, usual_time

ACCEPTED = moment("2026-03-10 10:00")


def test_from_five_cases_on_the_middle_one_counts(counter: Counter) -> None:
    decided = ["2026-03-10", "2026-03-11", "2026-03-13", "2026-03-16", "2026-03-31"]
    assert len(decided) == FEW
    for number, when in enumerate(decided):
        told = usual_time(counter.item_key, 1)
        assert (told.days, told.sample) == (None, number)
        usual_time.forget()
        case = counter.accepted(ACCEPTED)
        at = moment(f"{when} 11:00")
        counter.issue(counter.approve(case, at), at)
        usual_time.forget()
    told = usual_time(counter.item_key, 1)
    assert (told.days, told.sample) == (3.0, 5)  # 0, 1, 3, 4, 15 working days


def test_another_item_s_cases_do_not_count(counter: Counter) -> None:
    counter.closed()
    assert usual_time("edu-other", 1).sample == 0
