"""Staff sign in with login and password, and are locked out by guessing."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import Announced
from tests.factories.accounts import PASSWORD, make_citizen, make_staff
from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff

pytestmark = pytest.mark.django_db
DOOR = reverse("account_login")


def sign_in(client: Client, login: str, password: str = PASSWORD, wanted: str = ""):  # type: ignore[no-untyped-def]
    return client.post(DOOR, {"login": login, "password": password, "next": wanted})


def is_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_login_and_password_open() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    assert sign_in(client, "chen").status_code == 302
    assert is_in(client)


def test_staff_start_at_the_desk_or_where_they_wanted_to_go() -> None:
    make_staff(Role.CLERK, login="chen")
    assert sign_in(Client(), "chen")["Location"] == "/desk/"
    assert sign_in(Client(), "chen", wanted="/today/")["Location"] == "/today/"


def test_a_citizen_at_the_door_of_staff_goes_back_to_the_start() -> None:
    client = Client()
    client.force_login(make_citizen())
    assert client.get(DOOR)["Location"] == "/"


def test_the_sign_in_is_announced(announced: Announced) -> None:
    user = make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen", "wrong wrong wrong")
    assert "staff.signed-in" not in announced.codes()
    sign_in(client, "chen")
    assert announced.last("staff.signed-in")["by"] == f"staff:{user.pk}"


def test_a_citizen_finds_no_page_of_staff_security() -> None:
    client = Client()
    client.force_login(make_citizen())
    for name in ("mfa_index", "mfa_activate_totp", "account_reauthenticate"):
        assert client.get(reverse(name)).status_code == 404


def test_a_session_planted_before_is_worthless() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    client.get(DOOR)
    sign_in(client, "chen", "wrong wrong wrong")
    before = client.session.session_key
    sign_in(client, "chen")
    assert client.session.session_key != before


@pytest.mark.parametrize("login", ["chen", "nobody"])
def test_wrong_password_and_unknown_login_look_alike(login: str) -> None:
    make_staff(Role.CLERK, login="chen")
    answer = sign_in(Client(), login, "wrong wrong wrong")
    page = answer.content.decode().split("<main")[1]
    assert "登录名和密码不相符" in page
    assert not is_in(Client())


def test_five_wrong_passwords_lock_the_login_even_for_the_right_one() -> None:
    make_staff(Role.CLERK, login="chen")
    for _ in range(5):
        sign_in(Client(), "chen", "wrong wrong wrong")
    client = Client()
    page = sign_in(client, "chen").content.decode()
    assert "密码错了太多次" in page
    assert not is_in(client)


def test_the_lock_is_on_the_login_not_on_everybody() -> None:
    make_staff(Role.CLERK, login="chen")
    make_staff(Role.CLERK, login="zou")
    for _ in range(5):
        sign_in(Client(), "chen", "wrong wrong wrong")
    client = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(client, "zou")
    assert is_in(client)


def test_a_citizen_has_no_password_to_guess() -> None:
    citizen = make_citizen()
    citizen.set_password(PASSWORD)
    citizen.save()
    client = Client()
    sign_in(client, citizen.login)
    assert not is_in(client)


def test_a_disabled_account_does_not_open() -> None:
    user = make_staff(Role.CLERK, login="chen")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    assert sign_in(client, "chen")["Location"] == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_in(client)


def test_disabling_ends_the_session_at_once() -> None:
    user = make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


def test_a_new_password_ends_other_sessions() -> None:
    from tests.factories.accounts import NOW

    user = make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    staff.set_password(user.pk, "another-lamp-window-9", by=SYSTEM, at=NOW)
    assert not is_in(client)


def test_next_stays_in_the_house() -> None:
    make_staff(Role.CLERK, login="chen")
    answer = sign_in(Client(), "chen", wanted="https://evil.example/")
    assert answer["Location"] == "/desk/"


def enrolled(client: Client) -> str:
    """Set up the authenticator app as a person does; the secret they scanned."""
    way = reverse("mfa_activate_totp")
    confirm = client.get(way)
    assert confirm["Location"].startswith(reverse("account_reauthenticate"))
    client.post(confirm["Location"], {"password": PASSWORD})
    page = client.get(way)
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = str(client.session["mfa.totp.secret"])
    done = client.post(way, {"code": code_now(secret)})
    assert done.status_code == 302, done.content.decode()
    return secret


def test_with_the_app_a_password_alone_opens_nothing() -> None:
    make_staff(Role.CLERK, login="chen")
    first = Client()
    sign_in(first, "chen")
    secret = enrolled(first)
    client = Client()
    assert sign_in(client, "chen")["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert not is_in(client)
    from django.core.cache import cache

    cache.clear()  # the code just used to enrol may not be used twice
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_in(client)


def test_the_secret_of_the_app_is_encrypted() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    secret = enrolled(client)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data
    assert secret not in str(stored)


def test_recovery_codes_are_shown_to_the_owner() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    enrolled(client)
    page = client.get(reverse("mfa_view_recovery_codes"))
    assert page.status_code == 200
    assert page.content.decode().count('<li class="yc-num">') == 10


def test_the_app_can_be_switched_off_again() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    enrolled(client)
    way = reverse("mfa_deactivate_totp")
    assert client.get(way).status_code == 200
    client.post(way)
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    assert client.get(reverse("mfa_index")).status_code == 200


def test_new_recovery_codes_can_be_made() -> None:
    make_staff(Role.CLERK, login="chen")
    client = Client()
    sign_in(client, "chen")
    enrolled(client)
    way = reverse("mfa_generate_recovery_codes")
    assert client.get(way).status_code == 200
    assert client.post(way).status_code == 302


def test_sign_up_is_nowhere() -> None:
    for path in ("/staff/signup/", "/staff/sign-up/", "/accounts/signup/"):
        assert Client().get(path).status_code == 404
