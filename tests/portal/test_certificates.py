"""My certificates: until when each holds; to renew, change or report one lost takes the
same few pages as any application, and nobody else's certificate exists."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.cases import Counter, moment
from tests.factories.modes import certificate_of, make_ending_licence, valid_until
from tests.portal.reading import whole, words
from yichuang.cases.models import Case, FollowUp
from yichuang.documents.models import Document

END = date(2026, 4, 20)


@pytest.fixture
def certificate(citizen: Client, cast: Cast) -> Document:
    """A licence of the citizen that ends on 20 April 2026."""
    make_ending_licence()
    case = Counter(cast).licence.closed(moment("2026-03-02 10:00"))
    return valid_until(certificate_of(case), END)


def address(certificate: Document, kind: str) -> str:
    return f"/my/certificates/{certificate.number}/{kind}/"


def test_nothing_yet_is_said_kindly(citizen: Client) -> None:
    assert "您还没有" in words(citizen.get("/my/certificates/"))


def test_it_says_until_when_and_by_when(citizen: Client, certificate: Document) -> None:
    page = words(citizen.get("/my/certificates/"))
    assert "2026年4月20日" in page
    assert "2026年3月21日" in page  # thirty days before: the last safe day
    assert certificate.number in page


def test_a_renewal_goes_on_as_an_application(
    citizen: Client, certificate: Document
) -> None:
    said = words(citizen.get(address(certificate, "renewal")))
    assert "第五十条" in said
    answer = citizen.post(address(certificate, "renewal"))
    case = Case.objects.get(state="draft")
    assert answer.headers["Location"] == f"/my/{case.number}/"
    row = FollowUp.objects.get(case=case)
    assert (row.kind, row.earlier) == ("renewal", certificate)
    listed = words(citizen.get("/my/certificates/"))
    assert "接着填" in listed


def test_a_change_says_what_changes(citizen: Client, certificate: Document) -> None:
    url = address(certificate, "change")
    wrong = citizen.post(url, {"wish": ""})
    assert wrong.status_code == 422
    assert "请写要变更什么" in whole(wrong)
    assert citizen.post(url, {"wish": "地址改为文庙路 9 号"}).status_code == 302


def test_a_loss_needs_no_newspaper(citizen: Client, certificate: Document) -> None:
    url = address(certificate, "reissue")
    assert "登报" in words(citizen.get(url))
    assert citizen.post(url, {"wish": "搬家时丢了"}).status_code == 302


@pytest.mark.parametrize("kind", ["renewal", "change", "reissue", "no-such"])
def test_strangers_find_nothing(certificate: Document, cast: Cast, kind: str) -> None:
    other = cast.client("other_citizen")
    assert other.get(address(certificate, kind)).status_code == 404
    assert other.post(address(certificate, kind), {"wish": "x"}).status_code == 404
    assert cast.client("clerk").get("/my/certificates/").status_code == 404


def test_what_ended_can_only_be_applied_for_anew(
    citizen: Client, certificate: Document
) -> None:
    valid_until(certificate, date(2026, 3, 9))  # yesterday
    page = words(citizen.get("/my/certificates/"))
    assert "重新申请" in page
    answer = citizen.post(address(certificate, "renewal"))
    assert answer.status_code in {409, 422}
    assert not Case.objects.filter(state="draft").exists()


def test_my_matters_lead_there(citizen: Client) -> None:
    assert "/my/certificates/" in whole(citizen.get("/my/"))
