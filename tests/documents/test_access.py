"""A document is seen by whom its subject's owner lets see it, and by nobody else."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.cast import Cast
from tests.factories.documents import SUBJECT, make_notice
from yichuang.accounts.policies import Actor
from yichuang.documents import policies, queries
from yichuang.documents.models import Document
from yichuang.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Actor]:
    """Somebody whom the room of cases lets see SUBJECT; clerks may too."""
    citizen = cast.actor("citizen")
    clerk = cast.actor("clerk")
    monkeypatch.setattr(policies, "_checkers", {})
    monkeypatch.setattr(policies, "_parties", {})
    policies.register_access(
        "case",
        lambda about, by: about == SUBJECT and by.ref in {citizen.ref, clerk.ref},
    )
    return iter([citizen])


def address(notice: Document) -> str:
    return f"/documents/{quote(notice.number)}.pdf"


def test_the_citizen_downloads_and_that_is_a_delivery(
    owner: object, cast: Cast
) -> None:
    notice = make_notice()
    client = cast.client("citizen")
    for _ in range(2):
        answer = client.get(address(notice))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content.startswith(b"%PDF-")
    (receipt,) = queries.deliveries(notice)
    assert (receipt.how, receipt.receiver) == ("download", "林知夏")


def test_the_clerk_prints_and_that_is_on_record(owner: object, cast: Cast) -> None:
    notice = make_notice()
    answer = cast.client("clerk").get(address(notice) + "?print")
    assert answer["Content-Disposition"].startswith("inline")
    assert Entry.objects.filter(code="documents.reprinted").count() == 1
    assert not queries.deliveries(notice).exists()


@pytest.mark.parametrize("who", ["other_citizen", "guide", "clerk_elsewhere"])
def test_others_find_nothing(owner: object, cast: Cast, who: str) -> None:
    assert cast.client(who).get(address(make_notice())).status_code == 404


def test_a_citizen_reads_only_what_is_written_to_the_parties(
    owner: object, cast: Cast
) -> None:
    policies.register_access(
        "case", lambda about, by: True, parties=lambda about: {"林知夏"}
    )
    theirs, others = make_notice(), make_notice(addressee="周大顺")
    citizen, clerk = cast.client("citizen"), cast.client("clerk")
    assert citizen.get(address(theirs)).status_code == 200
    assert citizen.get(address(others)).status_code == 404
    assert clerk.get(address(others)).status_code == 200


def test_strangers_are_sent_to_sign_in(owner: object, cast: Cast) -> None:
    answer = cast.client("stranger").get(address(make_notice()))
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_without_an_owners_word_nobody_sees_it(cast: Cast) -> None:
    notice = make_notice(about="errand:1")
    assert cast.client("clerk").get(address(notice)).status_code == 404


def test_supervision_sees_all(cast: Cast) -> None:
    notice = make_notice(about="errand:1")
    assert queries.by_number(notice.number, by=cast.actor("supervisor")) == notice
