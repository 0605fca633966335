"""The outbox shows what was written, masked, to those who may, and in a demo to all."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import code_in, sms_to
from tests.cast import Cast
from tests.factories.accounts import NOW, invented_phone
from yichuang.accounts.models import Message
from yichuang.accounts.services import messages, sign_in

pytestmark = pytest.mark.django_db
WAY = reverse("accounts:outbox")
PHONE, OTHER = invented_phone(701), invented_phone(702)


def write(phone: str = PHONE, text: str = "您的材料收到了") -> None:
    messages.send(phone, "收件", text, at=NOW)


@pytest.mark.parametrize("who", ["administrator", "hall_manager", "auditor"])
def test_who_may_reads_it(cast: Cast, who: str) -> None:
    write()
    page = cast.client(who).get(WAY).content.decode()
    assert "您的材料收到了" in page
    assert "139****0701" in page
    assert PHONE not in page


@pytest.mark.parametrize("who", ["clerk", "citizen"])
def test_who_may_not_finds_nothing(cast: Cast, who: str) -> None:
    assert cast.client(who).get(WAY).status_code == 404


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(WAY)["Location"].startswith(reverse("account_login"))


def test_in_a_demonstration_everybody_reads_it(settings) -> None:  # type: ignore[no-untyped-def]
    settings.YICHUANG_DEMO = True
    write()
    answer = Client().get(WAY)
    assert answer.status_code == 200
    assert "您的材料收到了" in answer.content.decode()


def test_it_can_be_narrowed_to_one_phone(cast: Cast) -> None:
    write()
    write(OTHER, "别人的信")
    page = cast.client("administrator").get(WAY, {"to": f"+86 {PHONE}"[4:]})
    assert "您的材料收到了" in page.content.decode()
    assert "别人的信" not in page.content.decode()


def test_newest_first_and_older_on_the_next_page(cast: Cast) -> None:
    for number in range(31):
        write(text=f"第{number}封")
    client = cast.client("administrator")
    first = client.get(WAY).content.decode()
    assert first.index("第30封") < first.index("第29封")
    assert "第0封" not in first
    last = first.split("before=")[1].split('"')[0]
    assert "第0封" in client.get(WAY, {"before": last}).content.decode()


def test_html_in_a_message_is_shown_as_text(cast: Cast) -> None:
    write(text="<b>大</b>")
    page = cast.client("administrator").get(WAY).content.decode()
    assert "&lt;b&gt;大" in page


def test_a_sign_in_code_is_not_for_staff(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    sign_in.send_code(PHONE, address="192.0.2.1", at=NOW)
    (code,) = (code_in(text) for text in sms_to(PHONE))
    client = cast.client("administrator")
    assert code not in client.get(WAY).content.decode()
    settings.YICHUANG_DEMO = True
    assert code in client.get(WAY).content.decode()


def test_what_was_given_up_can_be_sent_again(cast: Cast) -> None:
    write()
    message = Message.objects.get()
    Message.objects.update(state=Message.State.GAVE_UP, error="no signal")
    again = reverse("accounts:outbox-again", args=[message.pk])
    assert again not in cast.client("auditor").get(WAY).content.decode()
    assert cast.client("auditor").post(again).status_code == 404
    assert again in cast.client("hall_manager").get(WAY).content.decode()
    cast.client("hall_manager").post(again)
    message.refresh_from_db()
    assert message.state == Message.State.QUEUED


def test_an_empty_outbox_says_so(cast: Cast) -> None:
    answer = cast.client("administrator").get(WAY, {"to": "13900000000", "before": "x"})
    assert answer.status_code == 200
    assert "yc-empty" in answer.content.decode()
