"""Pages of a sorted stack go into the case's papers once; what is wrong with them stands in
the one complete notice, and nothing known of the applicant is overwritten."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.batches import TEACHER
from tests.factories.cases import NOW, Counter
from tests.factories.filing import Leaf, Somebody, make_matter, make_stack, whole
from tests.factories.organisation import make_hall
from yichuang.accounts.models import Person
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases.models import Case, CasePaperFile, Correction, FiledPage
from yichuang.cases.queries import filing as queries
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.filing import Layout
from yichuang.cases.services import filing, notices
from yichuang.cases.services.filing import Put
from yichuang.cases.services.intake import Party
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import PageState, StackPage
from yichuang.materials.rules.classes import PageClass

Together = Callable[[Any], list[Any]]
NAME, SERIAL = "王一", 701


@pytest.fixture
def hall(cast: Cast) -> Counter:
    make_hall()
    make_matter()
    return Counter(cast, TEACHER)


def received(hall: Counter, **over: Any) -> Case:
    """Wang's application, with nothing on the counter."""
    person = find_or_create_person(
        name=NAME,
        id_number=Somebody(NAME, SERIAL).number,
        by=hall.clerk,
        at=NOW,
        **over,
    )
    return hall.received(answers={}, party=Party(applicant=person))


def scanned(case: Case, **over: Any) -> Any:
    return make_stack(
        Somebody(NAME, SERIAL, whole(NAME, SERIAL, **over)), about=case.about
    )


def laid(hall: Counter, case: Case) -> Layout:
    return queries.layout(case, queries.sources(case, by=hall.clerk), at=NOW)


def put_all(hall: Counter, case: Case) -> tuple[str, ...]:
    puts = [
        Put(place.wanted.key, tuple(page.key for page in place.pages))
        for place in laid(hall, case).places
    ]
    return filing.file_pages(case, puts, by=hall.clerk, at=NOW)


def states(case: Case) -> dict[str, str]:
    return dict(case.papers.values_list("key", "state"))


def test_confirmed_pages_lie_with_their_papers(hall: Counter) -> None:
    case = received(hall)
    scanned(case)
    assert len(put_all(hall, case)) == 5
    assert set(states(case).values()) == {"present"}
    assert CasePaperFile.objects.filter(paper__case=case, paper__key="id").count() == 2


def test_the_same_pages_again_change_nothing(hall: Counter) -> None:
    case = received(hall)
    scanned(case)
    put_all(hall, case)
    version = Case.objects.get(pk=case.pk).version
    assert put_all(hall, case) == ()
    assert CasePaperFile.objects.filter(paper__case=case).count() == 5
    assert Case.objects.get(pk=case.pk).version == version


def test_filing_what_the_robot_proposed_confirms_it(hall: Counter) -> None:
    case = received(hall)
    stack = scanned(case)
    StackPage.objects.filter(stack=stack, kind="mandarin").update(state="read")
    put_all(hall, case)
    page = StackPage.objects.get(stack=stack, kind="mandarin")
    assert page.state == PageState.CONFIRMED
    assert page.confirmed_by == hall.clerk.ref


def test_a_page_nobody_knows_is_not_filed(hall: Counter) -> None:
    case = received(hall)
    stack = scanned(case)
    page = stack.pages.first()
    StackPage.objects.filter(pk=page.pk).update(state="abstained", kind="")
    with pytest.raises(Refusal) as refused:
        filing.file_pages(case, [Put("form", (page.key,))], by=hall.clerk, at=NOW)
    assert refused.value.code == "page.unsaid"
    assert not FiledPage.objects.exists()


def test_another_hall_s_clerk_files_nothing(hall: Counter) -> None:
    case = received(hall)
    page = scanned(case).pages.first()
    with pytest.raises(Refusal) as refused:
        filing.file_pages(
            case, [Put("form", (page.key,))], by=hall.clerk_elsewhere, at=NOW
        )
    assert refused.value.code == "permission.denied"


WRONG = [
    ({"id_back": {"issuer": "局", "valid_until": "2020-01-01"}}, "id", "2020"),
    ({"mandarin": {"name": "王二"}}, "mandarin", "王二"),
    ({"physical_exam": {"name": NAME, "conclusion": "不合格"}}, "health", "体检"),
    ({"id_back": None}, "id", "身份证"),
]


@pytest.mark.parametrize(("over", "key", "says"), WRONG)
def test_what_is_wrong_stands_in_the_one_notice(
    hall: Counter, over: dict[str, Any], key: str, says: str
) -> None:
    case = received(hall)
    scanned(case, **(over | {"application_form": None}))
    found = laid(hall, case)
    assert {one.number for one in found.questions}
    put_all(hall, case)
    judged = {one.id: "fault" for one in found.questions}
    assert filing.draft(case, found, judged, by=hall.clerk, at=NOW) == (key,)
    notice = notices.notify(case, by=hall.clerk, at=NOW)
    told = {item["key"]: item for item in notice.items}
    assert set(told) == {key, "form"}
    assert says in told[key]["fault"]
    assert told[key]["mend"]
    assert "%(" not in told[key]["fault"] + told[key]["mend"]
    assert Correction.objects.filter(case=case).count() == 1


def test_what_was_compared_and_found_right_is_no_fault(hall: Counter) -> None:
    case = received(hall)
    scanned(case, mandarin={"name": "王二"})
    found = laid(hall, case)
    put_all(hall, case)
    judged = {one.id: "right" for one in found.questions}
    assert filing.draft(case, found, judged, by=hall.clerk, at=NOW) == ()
    assert set(states(case).values()) == {"present"}


def test_a_second_different_list_is_refused(hall: Counter) -> None:
    case = received(hall)
    scanned(case, application_form=None)
    put_all(hall, case)
    notices.notify(case, by=hall.clerk, at=NOW)
    late = scanned(case, mandarin={"name": "王二"})
    assert late.pages.exists()
    case = find(hall.clerk, case.number)
    found = laid(hall, case)
    wrong = {one.id: "fault" for one in found.questions}
    assert wrong
    filing.draft(case, found, wrong, by=hall.clerk, at=NOW)
    with pytest.raises(Refusal) as refused:
        notices.notify(case, by=hall.clerk, at=NOW)
    assert refused.value.code in {"notice.told-already", "move.not-allowed"}


def test_what_is_not_known_is_filled_in_and_what_is_known_stays(hall: Counter) -> None:
    case = received(hall, phone="13700001234")
    scanned(case)
    new = filing.fill_in(case, laid(hall, case).facts, by=hall.clerk, at=NOW)
    person = Person.objects.get(pk=case.applicant_id)
    assert new == ("address",)
    assert person.address == "湖南省长沙市岳麓区桂花路9号"
    assert person.phone == "13700001234"


def test_two_proofs_go_to_two_papers_that_fit(hall: Counter) -> None:
    proof = PageClass.TEACHING_PROOF
    leaves = [Leaf(proof, {}, document=1), Leaf(proof, {}, document=2)]
    case = received(hall)
    stack = make_stack(Somebody(NAME, SERIAL, leaves), about=case.about)
    pages = [queries.sheet(page) for page in stack.pages.order_by("number")]
    papers = [
        queries.Wanted("teaching", "一学年教学任务证明"),
        queries.Wanted("employment", "专任教师证明（聘用合同）"),
    ]
    found = queries.lay_out(pages, papers, form={}, on=NOW.date())
    assert [len(place.pages) for place in found.places] == [1, 1]


def test_two_clerks_file_the_same_pages_at_once(
    together: Together, transactional_db: None
) -> None:
    make_hall()
    make_matter()
    hall = Counter(Cast(), TEACHER)
    case = received(hall)
    page = scanned(case).pages.get(kind="mandarin")
    by = hall.clerk
    puts = [Put("mandarin", (page.key,))]
    copies = [find(by, case.number) for _ in range(4)]
    outcomes = together(
        [partial(filing.file_pages, copy, puts, by=by, at=NOW) for copy in copies]
    )
    errors = [one.error for one in outcomes if one.error is not None]
    assert {error.code for error in errors} <= {"case.moved-on"}
    assert CasePaperFile.objects.filter(paper__case=case).count() == 1
    assert FiledPage.objects.count() == 1
