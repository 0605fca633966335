"""The administrator makes accounts, grants and withdraws roles, and cannot lock everybody out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import Announced
from tests.cast import Cast
from tests.factories.accounts import NOW, PASSWORD, make_staff
from yichuang.accounts import queries
from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Grant
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff
from yichuang.kernel.refusals import Refusal, Refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast: Cast) -> Client:
    return cast.client("administrator")


def test_the_list_shows_everybody_with_roles(admin: Client, cast: Cast) -> None:
    cast.user("clerk"), cast.user("machine")
    page = admin.get(reverse("accounts:staff")).content.decode()
    assert "陈雨" in page
    assert "province" in page
    found = admin.get(reverse("accounts:staff"), {"q": "chen"}).content.decode()
    assert "province" not in found.split("<tbody")[1]


def test_the_list_costs_few_queries(
    admin: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        make_staff(Role.CLERK, Role.GUIDE)
    admin.get(reverse("accounts:staff"))
    with django_assert_max_num_queries(5):  # who asks: 2; staff, roles, halls
        admin.get(reverse("accounts:staff"))


@pytest.mark.parametrize("who", ["clerk", "hall_manager", "citizen", "auditor"])
def test_nobody_else_sees_staff(cast: Cast, who: str) -> None:
    for name in ("accounts:staff", "accounts:staff-new"):
        assert cast.client(who).get(reverse(name)).status_code == 404


def test_a_stranger_is_sent_to_sign_in() -> None:
    answer = Client().get(reverse("accounts:staff"))
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fstaff%2F"


def new(admin: Client, **over: object):  # type: ignore[no-untyped-def]
    given = {
        "name": "新人",
        "login": "new.one",
        "password": PASSWORD,
        "roles": ["clerk"],
    }
    return admin.post(reverse("accounts:staff-new"), given | over)


def test_an_account_is_made_with_its_roles(admin: Client, announced: Announced) -> None:
    assert new(admin).status_code == 302
    user = User.objects.get(login="new.one")
    assert queries.actor_of(user).roles == {Role.CLERK}
    assert announced.codes()[-2:] == ["staff.created", "staff.granted"]
    assert PASSWORD not in str(announced.items)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"login": "Nein!"}, "login"),
        ({"name": "  "}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "administrator"}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    admin: Client, over: dict[str, str], field: str
) -> None:
    answer = new(admin, **over)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert not User.objects.filter(display_name="新人").exists()


def test_a_login_is_taken_once(admin: Client) -> None:
    new(admin)
    assert new(admin, name="另一个").status_code == 422
    assert User.objects.filter(login="new.one").count() == 1


def test_html_in_a_name_is_shown_as_text(admin: Client) -> None:
    new(admin, name='<img src=x onerror="alert(1)">')
    page = admin.get(reverse("accounts:staff")).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_roles_are_granted_and_withdrawn_on_the_page(admin: Client, cast: Cast) -> None:
    clerk = cast.user("clerk")
    way = reverse("accounts:staff-grant", args=[clerk.pk])
    admin.post(way, {"role": "issuer"})
    assert Role.ISSUER in cast.actor("clerk").roles
    page = admin.get(reverse("accounts:staff-member", args=[clerk.pk]))
    assert 'value="issuer::"' in page.content.decode()
    back = reverse("accounts:staff-revoke", args=[clerk.pk])
    admin.post(back, {"grant": "issuer::"})
    assert Role.ISSUER not in cast.actor("clerk").roles
    assert admin.post(back, {"grant": "issuer::"}).status_code == 404


def test_a_role_in_one_hall_is_no_role_in_another(cast: Cast) -> None:
    chen = cast.actor("clerk")
    assert chen.holds(Role.CLERK, hall_id=1)
    assert not chen.holds(Role.CLERK, hall_id=2)
    assert cast.actor("administrator").holds(Role.ADMINISTRATOR, hall_id=2)


def test_the_same_role_twice_is_one(cast: Cast) -> None:
    clerk = cast.user("clerk")
    for _ in range(2):
        staff.grant_role(clerk.pk, Grant(Role.GUIDE), by=SYSTEM, at=NOW)
    row = queries.staff_member(clerk.pk)
    assert row is not None
    assert [grant.role for grant in row.grants].count(Role.GUIDE) == 1


def test_the_last_administrator_stays(cast: Cast) -> None:
    admin = cast.user("administrator")
    with pytest.raises(Refusal) as caught:
        staff.revoke_role(admin.pk, Grant(Role.ADMINISTRATOR), by=SYSTEM, at=NOW)
    assert caught.value.code == "staff.last-administrator"
    with pytest.raises(Refusal):
        staff.set_active(admin.pk, active=False, by=SYSTEM, at=NOW)


def test_nobody_disables_themselves(admin: Client, cast: Cast) -> None:
    make_staff(Role.ADMINISTRATOR, hall_id=None)
    way = reverse("accounts:staff-active", args=[cast.user("administrator").pk])
    assert admin.post(way, {"active": "0"}).status_code == 409
    assert queries.actor_with(cast.user("administrator").pk)


def test_a_password_set_by_the_administrator_opens(admin: Client, cast: Cast) -> None:
    clerk = cast.user("clerk")
    way = reverse("accounts:staff-password", args=[clerk.pk])
    assert admin.post(way, {"password": "short"}).status_code == 422
    assert admin.post(way, {"password": "new-window-lamp-7"}).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password("new-window-lamp-7")


def test_my_own_password_needs_the_old_one(cast: Cast) -> None:
    client, clerk = cast.client("clerk"), cast.user("clerk")
    way = reverse("accounts:own-password")
    fresh = "new-window-lamp-7"
    wrong = client.post(way, {"old_password": "no", "password": fresh})
    assert wrong.status_code == 422
    assert (
        client.post(way, {"old_password": PASSWORD, "password": fresh}).status_code
        == 302
    )
    assert client.get(way).status_code == 200, "the own session ended"
    clerk.refresh_from_db()
    assert clerk.check_password(fresh)


def test_a_citizen_finds_no_staff_password_page(cast: Cast) -> None:
    assert (
        cast.client("citizen").get(reverse("accounts:own-password")).status_code == 404
    )


def test_refusals_come_together(cast: Cast) -> None:
    with pytest.raises(Refusals) as caught:
        make_staff(login="!", name="", password="x", by=cast.actor("administrator"))
    assert [item.field for item in caught.value.items] == ["login", "name", "password"]
