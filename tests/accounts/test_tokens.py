"""A token is shown once, does what its scopes and roles both allow, and ends when told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.accounts import NOW, make_citizen, make_machine, make_token
from yichuang.accounts.models import ApiToken
from yichuang.accounts.policies import SYSTEM, can, require
from yichuang.accounts.rules import Role, allows
from yichuang.accounts.services import staff, tokens
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
GRANTS = {
    "case.accept": frozenset({Role.CLERK}),
    "case.decide": frozenset({Role.APPROVER}),
}


def test_only_the_hash_is_kept() -> None:
    made = make_token(make_machine())
    row = ApiToken.objects.values().get()
    assert made.secret not in str(row)
    assert len(made.secret) > 40


def test_a_token_is_the_machine_behind_it() -> None:
    machine = make_machine(Role.CLERK)
    actor = tokens.resolve(make_token(machine).secret, at=NOW)
    assert actor is not None
    assert actor.ref == f"machine:{machine.pk}"
    assert actor.scopes == {"case.*"}


@pytest.mark.parametrize(
    ("scopes", "permission", "allowed"),
    [
        (["case.*"], "case.accept", True),
        (["case.accept"], "case.accept", True),
        (["case.read"], "case.accept", False),
        (["case.*"], "case.decide", False),  # the role is missing
        (["review.*"], "case.accept", False),
    ],
)
def test_scopes_narrow_roles(scopes: list[str], permission: str, allowed: bool) -> None:
    secret = make_token(make_machine(Role.CLERK), scopes).secret
    actor = tokens.resolve(secret, at=NOW)
    assert actor is not None
    assert can(actor, permission, GRANTS) is allowed


@given(st.from_regex(r"[a-z]{1,6}(\.[a-z]{1,6}){0,2}", fullmatch=True))
def test_a_star_covers_its_own_room_only(permission: str) -> None:
    assert allows(["case.*"], permission) is (
        permission.split(".", maxsplit=1)[0] == "case"
    )


@pytest.mark.parametrize("secret", ["", "yc_", "yc_" + "x" * 43, "密"])
def test_what_is_no_token_is_nobody(secret: str) -> None:
    make_token(make_machine())
    assert tokens.resolve(secret, at=NOW) is None


def test_a_token_expires() -> None:
    secret = make_token(make_machine(), expires_at=NOW + timedelta(hours=1)).secret
    assert tokens.resolve(secret, at=NOW + timedelta(minutes=59))
    assert tokens.resolve(secret, at=NOW + timedelta(hours=1)) is None


def test_a_revoked_token_ends_at_once() -> None:
    made = make_token(make_machine())
    assert tokens.resolve(made.secret, at=NOW)
    assert tokens.revoke_token(made.id, by=SYSTEM, at=NOW)
    assert tokens.resolve(made.secret, at=NOW) is None
    assert not tokens.revoke_token(made.id, by=SYSTEM, at=NOW)


def test_a_disabled_machine_ends_at_once() -> None:
    machine = make_machine()
    made = make_token(machine)
    assert tokens.resolve(made.secret, at=NOW)
    staff.set_active(machine.pk, active=False, by=SYSTEM, at=NOW)
    assert tokens.resolve(made.secret, at=NOW) is None


def test_many_calls_cost_one_look(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    secret = make_token(make_machine()).secret
    with django_assert_num_queries(2):
        for _ in range(20):
            tokens.resolve(secret, at=NOW)


def test_a_token_has_a_rate_and_says_when_to_come_back() -> None:
    secret = make_token(make_machine(), rate_per_minute=3).secret
    for _ in range(3):
        tokens.resolve(secret, at=NOW)
    with pytest.raises(Refusal) as caught:
        tokens.resolve(secret, at=NOW + timedelta(seconds=20))
    assert caught.value.code == "token.too-many"
    assert caught.value.facts["seconds"] == 40
    assert tokens.resolve(secret, at=NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    "scopes", [[], ["everything"], ["Case.Read"], ["case.*.x", "*"]]
)
def test_scopes_that_mean_nothing_are_refused(scopes: list[str]) -> None:
    with pytest.raises(Refusal) as caught:
        make_token(make_machine(), scopes)
    assert caught.value.field == "scopes"


def test_citizens_hold_no_tokens() -> None:
    with pytest.raises(Refusal):
        make_token(make_citizen())


def test_only_administrators_make_tokens(cast: Cast) -> None:
    for who in ("clerk", "hall_manager", "citizen", "stranger"):
        with pytest.raises(Refusal):
            make_token(cast.user("machine"), by=cast.actor(who))
    assert make_token(cast.user("machine"), by=cast.actor("administrator")).secret


def test_a_permission_nobody_was_granted_is_refused_to_all(cast: Cast) -> None:
    with pytest.raises(Refusal):
        require(cast.actor("administrator"), "case.unheard-of", GRANTS)
