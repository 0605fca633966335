"""A citizen signs in with a code sent to the phone, and nobody guesses it."""

from datetime import timedelta

import pytest

from tests.accounts.conftest import code_in, sms_to
from tests.factories.accounts import NOW, invented_phone, make_citizen
from yichuang.accounts.models import Message, PhoneCode, User
from yichuang.accounts.services import sign_in
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
PHONE = invented_phone(77)


def send(phone: str = PHONE, address: str = "192.0.2.1", minutes: float = 0) -> str:
    sign_in.send_code(phone, address=address, at=NOW + timedelta(minutes=minutes))
    return code_in(sms_to(phone)[0])


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def refused(code: str, minutes: float = 1) -> Refusal:
    with pytest.raises(Refusal) as caught:
        sign_in.check_code(PHONE, code, at=NOW + timedelta(minutes=minutes))
    return caught.value


def test_the_right_code_makes_an_account_the_first_time() -> None:
    user = sign_in.check_code(PHONE, send(), at=NOW)
    assert user.kind == User.Kind.CITIZEN
    assert not user.has_usable_password()


def test_the_same_phone_is_the_same_account_ever_after() -> None:
    first = sign_in.check_code(PHONE, send(), at=NOW)
    later = NOW + timedelta(days=3)
    sign_in.send_code(f"+86 {PHONE}", address="192.0.2.9", at=later)
    again = sign_in.check_code(PHONE, code_in(sms_to(PHONE)[0]), at=later)
    assert again.pk == first.pk


def test_a_code_typed_with_spaces_is_the_code() -> None:
    code = send()
    assert sign_in.check_code(PHONE, f" {code[:3]} {code[3:]} ", at=NOW).pk


def test_a_code_is_good_to_the_last_second_of_five_minutes() -> None:
    code = send()
    at = NOW + timedelta(minutes=5) - timedelta(seconds=1)
    assert sign_in.check_code(PHONE, code, at=at).pk


def test_a_code_expires_after_five_minutes() -> None:
    code = send()
    assert refused(code, minutes=5).code == "sign-in.code-expired"
    assert not User.objects.exists()


def test_a_wrong_code_says_how_many_tries_are_left() -> None:
    refusal = refused(wrong(send()))
    assert refusal.code == "sign-in.wrong-code"
    assert refusal.field == "code"
    assert refusal.facts["left"] == 4


def test_the_sixth_try_is_refused_even_with_the_right_code() -> None:
    code = send()
    for _ in range(5):
        refused(wrong(code))
    assert refused(code).code == "sign-in.too-many-tries"


def test_tries_are_counted_although_each_was_refused() -> None:
    refused(wrong(send()))
    assert PhoneCode.objects.get().attempts == 1


def test_a_code_opens_once() -> None:
    code = send()
    sign_in.check_code(PHONE, code, at=NOW)
    assert refused(code).code == "sign-in.code-expired"


def test_a_newer_code_ends_the_older() -> None:
    old = send()
    new = send(minutes=2)
    if old != new:
        assert refused(old, minutes=2).code == "sign-in.wrong-code"
    at = NOW + timedelta(minutes=3)
    assert sign_in.check_code(PHONE, new, at=at).pk


def test_another_code_within_a_minute_is_refused_with_the_wait() -> None:
    send()
    with pytest.raises(Refusal) as caught:
        send(minutes=0.75)
    assert caught.value.code == "sign-in.wait"
    assert caught.value.facts["seconds"] == 15
    assert len(sms_to(PHONE)) == 1


def test_five_codes_an_hour_for_a_phone() -> None:
    for number in range(5):
        send(minutes=number * 2)
    with pytest.raises(Refusal) as caught:
        send(minutes=12)
    assert caught.value.code == "sign-in.too-many"
    assert send(minutes=61)


def test_twenty_codes_an_hour_from_an_address() -> None:
    for number in range(20):
        send(phone=invented_phone(200 + number))
    with pytest.raises(Refusal) as caught:
        send(phone=invented_phone(300))
    assert caught.value.code == "sign-in.too-many"
    assert send(phone=invented_phone(300), address="192.0.2.2")


def test_known_and_unknown_phones_get_the_same_message() -> None:
    make_citizen(phone=PHONE)
    known, unknown = send(), send(phone=invented_phone(78))
    texts = [sms_to(PHONE)[0], sms_to(invented_phone(78))[0]]
    assert texts[0].replace(known, "") == texts[1].replace(unknown, "")


@pytest.mark.parametrize("phone", ["", "12345", "23900000001", "<b>139</b>", "１３９"])
def test_what_is_no_mobile_number_is_refused_at_its_field(phone: str) -> None:
    with pytest.raises(Refusal) as caught:
        sign_in.send_code(phone, address="192.0.2.1", at=NOW)
    assert caught.value.field == "phone"
    assert caught.value.remedy
    assert not Message.objects.exists()


def test_a_closed_account_is_not_opened() -> None:
    user = make_citizen(phone=PHONE)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert refused(send()).code == "sign-in.disabled"


def test_the_code_is_nowhere_in_the_table() -> None:
    code = send()
    row = PhoneCode.objects.values().get()
    assert all(code not in str(value) for value in row.values() if value != row["id"])
    assert PHONE not in str(row)


def test_old_codes_are_forgotten() -> None:
    send()
    assert sign_in.forget_codes(NOW + timedelta(days=1)) == 1
    assert not PhoneCode.objects.exists()
