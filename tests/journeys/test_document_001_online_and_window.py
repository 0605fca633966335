"""Document 001 as people live it, page by page over HTTP: the daughter applies online,
one paper has to be handed in again, the clerk accepts, the chief approves by a letter,
the certificate is handed over against a signature, she says what it was like."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.desk.browse import do, paper, text
from tests.factories import catalogue, organisation
from tests.factories.accounts import NOW
from tests.factories.catalogue import DIPLOMA
from tests.factories.online import SIGNATURE, authorise, photo
from tests.portal.reading import words
from yichuang.accounts.models import Message
from yichuang.cases.models import Case
from yichuang.config.wiring import DUTIES
from yichuang.documents.models import Document
from yichuang.journal import queries as journal
from yichuang.reviews.models import Review

pytestmark = pytest.mark.django_db

Clock = time_machine.Traveller
TOLD = [
    "case.begun",
    "case.submitted",
    "case.received",
    "case.notice-sent",
    "case.supplemented",
    "case.accepted",
    "case.approved",
    "case.issued",
]


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Tuesday 10 March 2026, 10:00 in the hall, until the story moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(clock: Clock) -> Cast:
    """The hall with the matter of the lost diploma, and its people."""
    organisation.make_hall()
    catalogue.make_item()
    cast = Cast()
    authorise(cast)
    return cast


def test_from_the_question_to_the_certificate(cast: Cast, clock: Clock) -> None:
    citizen, clerk = cast.client("citizen"), cast.client("clerk")
    case = _applies(citizen)
    clock.shift(timedelta(minutes=20))
    _is_asked_once(clerk, citizen, case)
    clock.shift(timedelta(minutes=40))
    _hands_in_again(citizen, case)
    _is_accepted(cast.client("clerk"), case)  # half an hour idle: signed out
    clock.shift(timedelta(minutes=50))
    assert do(cast.client("chief_approver"), case, "approve").status_code == 302
    clock.shift(timedelta(minutes=10))
    handed = {"how": "window", "receiver": "林知夏", "signature": SIGNATURE}
    assert do(cast.client("issuer"), case, "issue", **handed).status_code == 302
    _is_certified(citizen, case)
    _says_what_it_was_like(case)
    _is_on_record(case)


def _applies(citizen: Client) -> Case:
    """The list, the guide, questions, who, papers, delivery, submit."""
    assert DIPLOMA in text(citizen.get("/matters/"))
    assert citizen.get(f"/matters/{DIPLOMA}/").status_code == 200
    answers = "?year=after&who=self"
    begun = citizen.post(
        f"/matters/{DIPLOMA}/apply/{answers}", {"role": "self", "consent": "on"}
    )
    case = Case.objects.get()
    mine = f"/my/{case.number}/"
    assert begun["Location"] == f"{mine}papers/"
    sent = citizen.post(f"{mine}papers/form/", {"file": photo()})
    assert sent.status_code == 302
    assert citizen.post(f"{mine}delivery/", {"way": "window"}).status_code == 302
    assert citizen.post(f"{mine}submit/")["Location"] == f"{mine}done/"
    return case


def _is_asked_once(clerk: Client, citizen: Client, case: Case) -> None:
    """The clerk takes it in hand; one paper lacks the signature, all is told at once."""
    assert case.number in text(clerk.get("/desk/"))
    assert do(clerk, case, "receive").status_code == 302
    _settles(clerk, case, but="form")
    faulty = {"state": "defective", "fault": "没有签名", "mend": "请签名再交"}
    assert paper(clerk, case, "form", **faulty).status_code == 302
    assert do(clerk, case, "notify").status_code == 302
    assert "请补 1 份材料" in words(citizen.get(f"/my/{case.number}/"))


def _settles(clerk: Client, case: Case, but: str) -> None:
    for row in case.papers.exclude(key=but):
        shared = {"state": "shared", "source": "公安人口库，一致"}
        seen = shared if row.key == "id-card" else {"state": "verified"}
        answer = paper(clerk, case, row.key, **seen)
        assert answer.status_code == 302, (row.key, answer.status_code)


def _hands_in_again(citizen: Client, case: Case) -> None:
    mine = f"/my/{case.number}/"
    new = {"file": photo("signed.jpg", "blue")}
    assert citizen.post(f"{mine}papers/form/", new).status_code == 302
    assert citizen.post(f"{mine}answer/").status_code == 302


def _is_accepted(clerk: Client, case: Case) -> None:
    assert paper(clerk, case, "form", state="verified").status_code == 302
    assert do(clerk, case, "accept").status_code == 302
    case.refresh_from_db()
    assert str(case.promise_due) == "2026-03-31"  # 15 working days after 10 March


def _is_certified(citizen: Client, case: Case) -> None:
    """Her page is done, and anybody may check the certificate by number and code."""
    case.refresh_from_db()
    assert case.state == "closed"
    assert case.closed_at is not None
    assert case.closed_at - NOW == timedelta(hours=2)
    certificate = Document.objects.get(about=case.about, kind="certificate")
    assert certificate.number in text(citizen.get(f"/my/{case.number}/"))
    found = Client().get(
        "/verify/", {"number": certificate.number, "code": certificate.verify_code}
    )
    assert certificate.number in words(found)


def _says_what_it_was_like(case: Case) -> None:
    """The worker delivers what happened; the link in the message opens the review."""
    for _round in range(4):
        for name in ("deliveries", "messages"):
            DUTIES[name].do(NOW + timedelta(hours=3))
    texts = list(Message.objects.order_by("id").values_list("text", flat=True))
    assert any("补" in each for each in texts)
    link = next(
        found[0] for each in texts if (found := re.search(r"/review/[\w-]+/", each))
    )
    anybody = Client()
    assert anybody.get(link).status_code == 200
    answer: Any = anybody.post(link, {"level": "5"})
    assert answer.status_code in {200, 302}
    assert Review.objects.get().level == 5


def _is_on_record(case: Case) -> None:
    """Every move once and in order, and the chain is whole."""
    codes = [entry.code for entry in journal.timeline(case.about)]
    assert [code for code in codes if code in TOLD] == TOLD
    assert not list(journal.verify())
    assert journal.undelivered() == {"waiting": 0, "gave_up": 0}
