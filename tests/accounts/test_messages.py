"""A message is sent once, tried again when it fails, and given up where everybody sees it."""

import threading
from datetime import timedelta

import pytest

from tests.factories.accounts import NOW, invented_phone, make_person
from yichuang.accounts import queries
from yichuang.accounts.adapters import DeliveryError
from yichuang.accounts.adapters import choice as adapters
from yichuang.accounts.models import Message
from yichuang.accounts.policies import SYSTEM
from yichuang.accounts.rules.deliveries import MOST_TRIES, wait_after
from yichuang.accounts.services import messages

pytestmark = pytest.mark.django_db
PHONE = invented_phone(600)


class Gateway:
    """A sender that fails as often as it is told, and remembers what it sent."""

    name = "gateway"

    def __init__(self, failures: int = 0, *, permanent: bool = False) -> None:
        self.failures, self.permanent = failures, permanent
        self.sent: list[str] = []

    def send(self, to: str, subject: str, text: str) -> None:
        if self.failures:
            self.failures -= 1
            raise DeliveryError("no signal", permanent=self.permanent)
        self.sent.append(text)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setattr(messages, "sender_for", lambda _channel: made)
    return made


def write(text: str = "来信", **over):  # type: ignore[no-untyped-def]
    return messages.send(PHONE, "通知", text, at=NOW, **over)


def test_a_message_waits_for_the_worker_and_is_sent_once(gateway: Gateway) -> None:
    write()
    assert gateway.sent == []
    assert messages.deliver_due(NOW).sent == 1
    assert messages.deliver_due(NOW) == messages.Delivered()
    assert gateway.sent == ["来信"]
    assert Message.objects.get().state == Message.State.SENT


def test_the_same_news_twice_is_one_message(gateway: Gateway) -> None:
    first = write(once="case:1:accepted")
    assert write("again", once="case:1:accepted").pk == first.pk
    messages.deliver_due(NOW)
    assert gateway.sent == ["来信"]


def test_a_failure_is_tried_again_later_and_later(gateway: Gateway) -> None:
    gateway.failures = 2
    write()
    assert messages.deliver_due(NOW).failed == 1
    assert messages.deliver_due(NOW + timedelta(seconds=29)) == messages.Delivered()
    assert messages.deliver_due(NOW + timedelta(seconds=30)).failed == 1
    at = NOW + timedelta(seconds=30, minutes=2)
    assert messages.deliver_due(at).sent == 1
    assert gateway.sent == ["来信"]


def test_waits_grow_and_end() -> None:
    waits = [wait_after(tries) for tries in range(1, MOST_TRIES + 1)]
    known = [wait for wait in waits if wait is not None]
    assert known == sorted(known)
    assert waits[-1] is None
    assert len(known) == MOST_TRIES - 1


def test_giving_up_is_visible_and_can_be_undone(gateway: Gateway) -> None:
    gateway.failures = MOST_TRIES
    message = write()
    at = NOW
    for _ in range(MOST_TRIES):
        messages.deliver_due(at)
        at += timedelta(hours=7)
    (row,) = queries.messages()
    assert (row.state, row.error) == ("gave_up", "no signal")
    assert messages.try_again(message.pk, by=SYSTEM, at=at)
    assert messages.deliver_due(at).sent == 1


def test_what_can_never_work_is_given_up_at_once(gateway: Gateway) -> None:
    gateway.failures, gateway.permanent = 1, True
    write()
    assert messages.deliver_due(NOW).gave_up == 1


def test_a_code_that_is_too_old_is_not_sent(gateway: Gateway) -> None:
    write(good_for=timedelta(minutes=5))
    assert messages.deliver_due(NOW + timedelta(minutes=6)).gave_up == 1
    assert gateway.sent == []


def test_a_worker_that_died_leaves_the_message_to_the_next(gateway: Gateway) -> None:
    message = write()
    assert messages._claim(message, NOW)
    assert messages.deliver_due(NOW + timedelta(minutes=1)) == messages.Delivered()
    assert messages.deliver_due(NOW + timedelta(minutes=2)).sent == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once(gateway: Gateway) -> None:
    write()
    rows = [Message.objects.get(), Message.objects.get()]
    won = [messages._claim(row, NOW) for row in rows]
    assert sorted(won) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_two_threads_send_each_message_once(gateway: Gateway) -> None:
    from django.db import connection

    for number in range(10):
        messages.send(PHONE, "通知", f"第{number}封", at=NOW)

    def work() -> None:
        messages.deliver_due(NOW)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(gateway.sent) == sorted(f"第{number}封" for number in range(10))


def test_the_way_to_a_person_is_sms_then_email_then_the_page() -> None:
    person = make_person(phone=PHONE, email="lin@example.cn")
    assert messages.send(person, "a", "b", at=NOW).channel == "sms"
    person.phone = ""
    assert messages.send(person, "a", "b", at=NOW).channel == "email"
    person.email = ""
    page = messages.send(person, "a", "b", at=NOW)
    assert (page.channel, page.state) == ("page", "sent")


@pytest.mark.parametrize(
    ("to", "masked"),
    [(PHONE, "139****0600"), ("lin@example.cn", "l***@example.cn")],
)
def test_lists_show_masked_addresses(to: str, masked: str) -> None:
    messages.send(to, "a", "b", at=NOW)
    (row,) = queries.messages(to)
    assert row.to_masked == masked
    assert to not in str(row)


def test_texts_of_old_messages_are_forgotten(gateway: Gateway) -> None:
    write()
    messages.deliver_due(NOW)
    waiting = messages.send(PHONE, "a", "wartet", at=NOW + timedelta(days=90))
    assert messages.forget_texts(NOW + timedelta(days=100)) == 1
    assert {row.text for row in queries.messages()} == {"", waiting.text}


def test_every_adapter_that_is_chosen_can_be_tried(settings) -> None:  # type: ignore[no-untyped-def]
    settings.YICHUANG_SMS, settings.YICHUANG_EMAIL = "outbox", "console"
    assert [check.ok for check in adapters.all_checks()] == [True, True]
