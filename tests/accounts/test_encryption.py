"""No number of a person is readable in the database file, and keys can be changed."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.accounts import NOW, invented_id, invented_phone, make_person
from yichuang.accounts import queries
from yichuang.accounts.models import Person, keyed_hash
from yichuang.accounts.models import keyring as key_file
from yichuang.accounts.models.secrets import decrypt, encrypt, forget_keys
from yichuang.accounts.services import keys, messages

ID, PHONE = invented_id(9), invented_phone(900)
ADDRESS = "青禾县云里路 12 号"


@pytest.fixture
def own_keys(tmp_path: Path, settings):  # type: ignore[no-untyped-def]
    settings.YICHUANG_KEY_FILE = tmp_path / "personal.keys"
    forget_keys()
    yield settings.YICHUANG_KEY_FILE
    forget_keys()


def everything(path: str) -> bytes:
    """The bytes of the database file and of its write-ahead log."""
    files = [Path(path), Path(f"{path}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_no_personal_number_is_in_the_database_file() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("looks into the file of SQLite")
    person = make_person(
        id_number=ID, phone=PHONE, email="lin@example.cn", address=ADDRESS
    )
    messages.send(person, "样信", f"给 {PHONE} 的信", at=NOW)
    stored = everything(str(connection.settings_dict["NAME"]))
    assert person.name.encode() in stored, "the canary looks into the wrong file"
    for secret in (ID, PHONE, "lin@example.cn", ADDRESS):
        assert secret.encode() not in stored, secret


@pytest.mark.django_db
def test_the_columns_hold_tokens_only() -> None:
    make_person(id_number=ID, phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, email FROM accounts_person")
        id_number, phone, email = cursor.fetchone()
    assert decrypt(id_number) == ID
    assert decrypt(phone) == PHONE
    assert email == ""


@pytest.mark.django_db
def test_searching_an_encrypted_column_is_an_error_not_an_empty_answer() -> None:
    with pytest.raises(NotImplementedError):
        Person.objects.filter(phone=PHONE).exists()


@given(st.text(max_size=200))
def test_what_is_encrypted_comes_back(text: str) -> None:
    assert decrypt(encrypt(text)) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert encrypt(ID) != encrypt(ID)


def test_hashes_of_different_kinds_never_meet() -> None:
    assert keyed_hash("phone", "1") != keyed_hash("id:resident", "1")
    assert keyed_hash("phone", "") == ""


def test_the_key_file_is_ours_alone(own_keys: Path) -> None:
    encrypt("x")
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "lines",
    [[], ["encrypt:short"], ["hash:" + "A" * 43 + "="], ["what:" + "A" * 43 + "="]],
)
def test_a_broken_key_file_is_an_error(lines: list[str]) -> None:
    with pytest.raises(ValueError, match=r"key|base64|padding|Incorrect"):
        key_file.Keyring.parse(lines)


@pytest.mark.django_db
def test_rotation_keeps_every_value_and_every_search(own_keys: Path) -> None:
    person = make_person(id_number=ID, phone=PHONE)
    before = own_keys.read_text()
    assert keys.add_key() == 2
    assert keys.encrypt_anew() >= 2
    assert keys.encrypt_anew() == 0
    assert keys.drop_old_keys() == 1
    assert before.splitlines()[0] not in own_keys.read_text()
    assert Person.objects.get(pk=person.pk).id_number == ID
    found = queries.find_person(ID)
    assert found is not None
    assert found.id == person.pk


@pytest.mark.django_db
def test_a_key_still_needed_is_not_dropped(own_keys: Path) -> None:
    make_person(id_number=ID)
    keys.add_key()
    with pytest.raises(ValueError, match="old key"):
        keys.drop_old_keys()
    assert Person.objects.get().id_number == ID


@pytest.mark.django_db
def test_with_foreign_keys_nothing_can_be_read(own_keys: Path) -> None:
    make_person(id_number=ID)
    key_file.replace(own_keys, key_file.fresh())
    forget_keys()
    with pytest.raises(InvalidToken):
        Person.objects.get()
