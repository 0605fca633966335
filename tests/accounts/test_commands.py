"""Staff, tokens and keys from the shell, readable by people and by programs."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.accounts import PASSWORD, invented_id, make_person
from yichuang.accounts import api
from yichuang.accounts.models import ApiToken, Person, User
from yichuang.accounts.models.secrets import forget_keys

pytestmark = pytest.mark.django_db


def run(*words: str) -> object:
    out = io.StringIO()
    call_command(*words, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def test_staff_are_made_granted_and_listed(typed: None) -> None:
    run("staff", "create", "chen", "陈雨", "--role", "clerk", "--hall", "1")
    assert User.objects.get(login="chen").check_password(PASSWORD)
    run("staff", "grant", "chen", "issuer", "--hall", "1")
    (row,) = run("staff", "list", "chen")  # type: ignore[misc]
    assert row["roles"] == ["clerk", "issuer"]
    run("staff", "revoke", "chen", "issuer", "--hall", "1")
    (row,) = run("staff", "list")  # type: ignore[misc]
    assert row["roles"] == ["clerk"]


def test_what_is_wrong_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="too easy to guess"):
        run("staff", "create", "chen", "陈雨")
    with pytest.raises(CommandError, match="nobody has the login"):
        run("staff", "grant", "nobody", "clerk")


def test_a_token_is_made_used_listed_and_revoked() -> None:
    made = run("token", "create", "province", "case.*", "--role", "clerk")
    actor = api.resolver(made["token"])  # type: ignore[index]
    assert actor is not None
    assert actor.name == "province"
    (row,) = run("token", "list")  # type: ignore[misc]
    assert made["token"] not in str(row)  # type: ignore[index]
    run("token", "revoke", str(row["id"]))
    assert api.resolver(made["token"]) is None  # type: ignore[index]
    run("token", "create", "province", "case.read", "--days", "30")
    assert User.objects.filter(kind="machine").count() == 1
    assert ApiToken.objects.filter(expires_at__isnull=False).count() == 1


def test_keys_are_rotated_and_dropped(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.YICHUANG_KEY_FILE = tmp_path / "personal.keys"
    forget_keys()
    make_person(id_number=invented_id(30))
    assert run("keys", "rotate") == {"keys": 2, "encrypted anew": 2}
    assert run("keys", "drop") == {"dropped": 1}
    assert Person.objects.get().id_number == invented_id(30)
    forget_keys()
