"""The pages a citizen signs in through: one form, then the code, then in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import Announced, code_in, sms_to
from tests.factories.accounts import invented_phone, make_citizen
from yichuang.accounts.models import User
from yichuang.accounts.models.secrets import decrypt

pytestmark = pytest.mark.django_db
PHONE = invented_phone(501)
START, CODE = reverse("accounts:sign-in"), reverse("accounts:sign-in-code")


@pytest.fixture
def client(announced: Announced) -> Client:
    return Client()


def ask(client: Client, phone: str = PHONE, wanted: str = "") -> str:
    answer = client.post(START, {"phone": phone, "next": wanted})
    assert answer.status_code == 302, answer.content.decode()
    return code_in(sms_to(phone)[0])


def test_phone_then_code_then_in(client: Client) -> None:
    answer = client.post(CODE, {"code": ask(client)})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get(reverse("accounts:me")).status_code == 200


def test_the_page_goes_on_where_the_citizen_wanted(client: Client) -> None:
    code = ask(client, wanted="/account/who/")
    assert client.post(CODE, {"code": code})["Location"] == "/account/who/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_next_never_leads_out_of_the_house(client: Client, elsewhere: str) -> None:
    code = ask(client, wanted=elsewhere)
    assert client.post(CODE, {"code": code})["Location"] == "/"


def test_the_session_gets_a_new_key(client: Client) -> None:
    code = ask(client)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(CODE, {"code": code})
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    stale = Client()
    stale.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stale.get(reverse("accounts:me")).status_code == 302


def test_the_phone_waits_encrypted_in_the_session(client: Client) -> None:
    ask(client)
    kept = client.session["sign_in_phone"]
    assert PHONE not in kept
    assert decrypt(kept) == PHONE


def test_a_wrong_code_keeps_the_page_and_says_so(client: Client) -> None:
    code = ask(client)
    answer = client.post(CODE, {"code": f"{(int(code) + 1) % 1_000_000:06d}"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "one-time-code" in page
    assert "numeric" in page
    assert reverse("accounts:sign-in-again") in page


def test_known_and_unknown_phones_see_the_same_page(client: Client) -> None:
    make_citizen(phone=PHONE)
    other = invented_phone(502)
    pages = []
    for phone in (PHONE, other):
        browser = Client()
        ask(browser, phone)
        text = browser.get(CODE).content.decode()
        pages.append(text.split("<main")[1].split("csrfmiddlewaretoken")[0])
    assert pages[0].replace("0501", "") == pages[1].replace("0502", "")


def test_a_second_code_at_once_is_refused_with_429_or_409(client: Client) -> None:
    ask(client)
    answer = client.post(reverse("accounts:sign-in-again"))
    assert answer.status_code in {409, 422, 429}
    assert len(sms_to(PHONE)) == 1


def test_html_in_the_phone_is_shown_as_text(client: Client) -> None:
    answer = client.post(START, {"phone": "<script>x</script>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_code_page_without_a_phone_leads_back(client: Client) -> None:
    assert client.get(CODE)["Location"] == START


def test_signing_out_needs_a_post_and_ends_the_session(client: Client) -> None:
    client.force_login(make_citizen())
    out = reverse("accounts:sign-out")
    assert client.get(out).status_code == 405
    assert client.get(reverse("accounts:me")).status_code == 200
    assert client.post(out).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_form_from_another_site_is_refused(announced: Announced) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(START, {"phone": PHONE}).status_code == 403
    assert not sms_to(PHONE)


def test_a_demonstration_shows_the_way_to_the_outbox(
    client: Client, settings: object
) -> None:
    ask(client)
    way = reverse("accounts:outbox")
    assert f'href="{way}?to={PHONE}"' not in client.get(CODE).content.decode()
    settings.YICHUANG_DEMO = True  # type: ignore[attr-defined]
    assert f'href="{way}?to={PHONE}"' in client.get(CODE).content.decode()


def test_the_language_is_kept_for_later_messages(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(CODE, {"code": ask(client)})
    assert User.objects.get().language == "en"


def test_the_sign_in_is_announced(client: Client, announced: Announced) -> None:
    client.post(CODE, {"code": ask(client)})
    user = User.objects.get()
    assert announced.last("citizen.signed-in")["about"] == f"citizen:{user.pk}"
