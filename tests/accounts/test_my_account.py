"""A citizen says who they are on a page, and sees what the hall wrote to them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.accounts import NOW, invented_id, make_citizen
from yichuang.accounts.models import Person
from yichuang.accounts.services import messages

pytestmark = pytest.mark.django_db
ME, WHO = reverse("accounts:me"), reverse("accounts:who")
ID = invented_id(20)


@pytest.fixture
def client() -> Client:
    browser = Client()
    browser.force_login(make_citizen())
    return browser


def test_a_newcomer_is_asked_for_name_and_number(client: Client) -> None:
    assert WHO in client.get(ME).content.decode()
    given = {"name": "林知夏", "id_kind": "resident", "id_number": ID}
    assert client.post(WHO, given)["Location"] == "/account/"
    page = client.get(ME).content.decode()
    assert "林知夏" in page
    assert ID not in page


def test_a_wrong_number_keeps_what_was_typed(client: Client) -> None:
    wrong = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    given = {"name": "林知夏", "id_kind": "resident", "id_number": wrong}
    answer = client.post(WHO, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_id_number"' in page
    assert f'value="{wrong}"' in page
    assert not Person.objects.exists()


def test_html_in_a_name_is_shown_as_text(client: Client) -> None:
    given = {"name": "<b>林</b>", "id_kind": "resident", "id_number": ID}
    client.post(WHO, given)
    page = client.get(ME).content.decode()
    assert "<b>林</b>" not in page
    assert "&lt;b&gt;林&lt;/b&gt;" in page


def test_email_and_address_are_added(cast: Cast) -> None:
    client, way = cast.client("citizen"), reverse("accounts:contact")
    version = cast.person("citizen").version
    bad = client.post(way, {"email": "nobody", "address": "", "version": version})
    assert bad.status_code == 422
    given = {"email": "lin@example.cn", "address": "云里路 12 号", "version": version}
    assert client.post(way, given).status_code == 302
    assert Person.objects.get(pk=cast.person("citizen").pk).email == "lin@example.cn"
    late = client.post(way, given | {"email": "two@example.cn"})
    assert late.status_code == 409


def test_my_messages_are_mine(cast: Cast) -> None:
    messages.send(cast.person("citizen"), "受理", "您的申请受理了", at=NOW)
    mine = cast.client("citizen").get(ME).content.decode()
    theirs = cast.client("other_citizen").get(ME).content.decode()
    assert "您的申请受理了" in mine
    assert "您的申请受理了" not in theirs


@pytest.mark.parametrize("name", ["me", "who", "contact", "reveal", "withdraw"])
def test_a_stranger_is_sent_to_sign_in(name: str) -> None:
    way = reverse(f"accounts:{name}")
    method = Client().post if name in {"reveal", "withdraw"} else Client().get
    assert method(way)["Location"].startswith(reverse("accounts:sign-in"))
