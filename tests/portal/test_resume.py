"""A draft is saved at each step and goes on where it was left."""

from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.portal.reading import main_of, words


def test_it_stands_under_my_matters(citizen: Client, cast: Cast) -> None:
    case = make.make_draft(cast)
    page = citizen.get("/my/")
    assert "还没提交" in words(page)
    assert f"/my/{case.number}/" in main_of(page)


def test_it_opens_at_the_papers_that_are_missing(citizen: Client, cast: Cast) -> None:
    case = make.make_draft(cast)
    assert (
        citizen.get(f"/my/{case.number}/")["Location"] == f"/my/{case.number}/papers/"
    )


def test_with_all_papers_it_opens_at_the_delivery(citizen: Client, cast: Cast) -> None:
    case = make.make_draft(cast)
    by = cast.actor("citizen")
    make.papers.attach(case, "form", make.photo(), by=by, at=make.NOW)
    to = citizen.get(f"/my/{case.number}/")["Location"]
    assert to == f"/my/{case.number}/delivery/"


def test_on_another_device_it_is_there_too(citizen: Client, cast: Cast) -> None:
    case = make.make_draft(cast)
    other_device = cast.client("citizen")
    assert other_device.get(f"/my/{case.number}/papers/").status_code == 200


def test_who_applies_is_shown_again(citizen: Client, cast: Cast) -> None:
    from yichuang.cases.services.intake import Party

    party = Party(
        applicant=cast.person("agent"),
        agent=cast.person("citizen"),
        agent_relation="子女",
    )
    answers = {"year": "after", "who": "agent"}
    case = make.make_draft(cast, party=party, answers=answers)
    page = main_of(citizen.get(f"/my/{case.number}/who/"))
    assert 'value="胡秀兰"' in page
    assert '<option value="child" selected>' in page
