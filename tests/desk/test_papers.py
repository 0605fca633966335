"""Papers on the counter: ticked, checked, faulty, fetched, photographed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.desk.browse import case_page, paper, text
from tests.factories import counter as make
from tests.factories.online import photo
from yichuang.cases.models import Case, CasePaper
from yichuang.cases.rules.papers import PaperState
from yichuang.organisation.models import Hall


def state_of(case: Case, key: str) -> str:
    return CasePaper.objects.get(case=case, key=key).state


def test_one_press_ticks_a_paper_and_the_next_checks_it(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert paper(client, case, "form", state="present").status_code == 302
    assert state_of(case, "form") == PaperState.PRESENT
    assert 'id="tick-form" name="state" value="verified"' in text(
        case_page(client, case)
    )
    paper(client, case, "form", state="verified")
    assert state_of(case, "form") == PaperState.VERIFIED


def test_a_fault_needs_its_mend_and_keeps_what_was_typed(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = paper(client, case, "form", state="defective", fault="没有签名")
    assert answer.status_code == 422
    assert 'value="没有签名"' in text(answer)
    assert 'href="#id_mend"' in text(answer)
    assert state_of(case, "form") == PaperState.MISSING


def test_a_fetched_paper_says_where_it_came_from(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert paper(client, case, "id-card", state="shared").status_code == 422
    paper(client, case, "id-card", state="shared", source="人口库 9:22，一致")
    assert "人口库 9:22，一致" in text(case_page(client, case))


def test_a_paper_the_guide_names_no_source_for_cannot_be_fetched(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert paper(client, case, "form", state="shared").status_code == 422


def test_several_photographs_come_with_one_press(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    files = [photo("a.jpg", "white"), photo("b.jpg", "black")]
    answer = paper(client, case, "form", state="missing", file=files)
    assert answer.status_code == 302
    row = CasePaper.objects.get(case=case, key="form")
    assert (row.state, row.files.count()) == (PaperState.PRESENT, 2)


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    fake = SimpleUploadedFile("a.jpg", b"MZ not a picture", "image/jpeg")
    answer = paper(client, case, "form", state="present", file=fake)
    assert answer.status_code == 422
    assert 'href="#id_file"' in text(answer)
    assert state_of(case, "form") == PaperState.MISSING


def test_numbers_of_originals_are_kept(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    paper(client, case, "photo", state="verified", originals="2", copies="1")
    row = CasePaper.objects.get(case=case, key="photo")
    assert (row.originals, row.copies) == (2, 1)


@pytest.mark.parametrize("state", ["tolerated", "promised", "eaten"])
def test_a_state_that_is_not_offered_is_refused(
    hall: Hall, cast: Cast, state: str
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert paper(client, case, "form", state=state).status_code == 422


def test_a_paper_that_was_never_asked_for_is_not_found(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = client.post(
        f"/desk/cases/{case.number}/papers/mandate/", {"seen": case.version}
    )
    assert answer.status_code == 404


def test_papers_of_a_decided_case_offer_nothing(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "approved")
    page = text(case_page(cast.client("clerk"), case, paper="form"))
    assert "tick-" not in page
    assert 'name="fault"' not in page
