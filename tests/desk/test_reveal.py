"""Full numbers are shown one at a time, with a reason, on record."""

from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import case_page, text
from tests.factories import counter as make
from yichuang.cases.models import Case
from yichuang.journal.models import Entry
from yichuang.organisation.models import Hall


def address(case: Case) -> str:
    return reverse("desk:reveal", args=[case.number, case.applicant_id])


def test_the_case_shows_masked_numbers_only(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    page = text(case_page(cast.client("clerk"), case))
    person = cast.person("citizen")
    assert person.id_number not in page
    assert person.phone not in page
    assert address(case) in page


def test_without_a_reason_nothing_is_shown(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = client.post(address(case), {"field": "id_number", "reason": " "})
    assert answer.status_code == 422
    assert cast.person("citizen").id_number not in text(answer)
    assert not Entry.objects.filter(code="person.revealed").exists()


def test_with_a_reason_it_is_shown_once_and_kept_on_record(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = client.post(address(case), {"field": "phone", "reason": "通知领证"})
    page = text(answer).replace(" ", "")
    assert cast.person("citizen").phone in page
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(code="person.revealed")
    assert entry.actor == cast.actor("clerk").ref
    assert "通知领证" in entry.facts


def test_a_person_of_another_case_is_not_found(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    stranger = cast.person("other_citizen")
    url = reverse("desk:reveal", args=[case.number, stranger.pk])
    assert cast.client("clerk").get(url).status_code == 404


def test_who_may_not_reveal_finds_no_page(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    assert cast.client("auditor").get(address(case)).status_code == 404
