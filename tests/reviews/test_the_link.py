"""Whoever holds the link may speak or leave it; another's link leads nowhere."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import reviews as make
from yichuang.accounts.models import Message
from yichuang.journal.worker import deliver
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Invitation, Review


def address(token: str, name: str = "review") -> str:
    return reverse(f"reviews:{name}", args=[token])


def test_handing_over_sends_the_link_once(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    make.make_finished(cast)
    for _ in range(3):
        deliver(at=make.LATER)
    invitation = Invitation.objects.get()
    texts = [
        message.text
        for message in Message.objects.all()
        if address(invitation.token) in message.text
    ]
    assert len(texts) == 1
    assert "?c=sms" in texts[0]
    assert cast.person("citizen").name not in texts[0]


def test_a_token_that_never_was_leads_nowhere(hall: Hall, client: Client) -> None:
    for token in ("x" * 24, "short", "%0A", "A" * 60):
        assert client.get(f"/review/{token}/").status_code == 404
        assert client.post(f"/review/{token}/", {"level": "5"}).status_code == 404
        assert client.post(f"/review/{token}/skip/").status_code == 404
        assert client.get(f"/review/{token}/code.svg").status_code == 404


def test_nothing_is_chosen_beforehand(hall: Hall, cast: Cast, client: Client) -> None:
    page = client.get(address(make.make_invitation(cast).token)).content.decode()
    assert page.count('name="level"') == 5
    assert " checked" not in page


def test_without_a_face_nothing_is_kept_and_the_words_stay(
    hall: Hall, cast: Cast, client: Client
) -> None:
    invitation = make.make_invitation(cast)
    answer = client.post(address(invitation.token), {"text": "等了很久", "c": "sms"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请在五张脸里选一张" in page
    assert "等了很久" in page
    assert not Review.objects.exists()


def test_leaving_it_is_no_review_and_can_be_undone(
    hall: Hall, cast: Cast, client: Client
) -> None:
    invitation = make.make_invitation(cast)
    page = client.post(address(invitation.token, "skip")).content.decode()
    assert "不评也没关系" in page
    assert not Review.objects.exists()
    assert client.get(address(invitation.token)).status_code == 200
    make.say(invitation, 5)
    assert Review.objects.count() == 1


def test_the_code_leads_to_the_link(hall: Hall, cast: Cast, client: Client) -> None:
    answer = client.get(address(make.make_invitation(cast).token, "code"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml") or b"<svg" in answer.content[:200]


def test_signed_in_staff_cannot_speak_in_a_persons_place(
    hall: Hall, cast: Cast
) -> None:
    invitation = make.make_invitation(cast)
    answer = cast.client("clerk").post(address(invitation.token), {"level": "5"})
    assert answer.status_code == 409
    assert not Review.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "好" * 501])
def test_words_are_only_words(
    hall: Hall, cast: Cast, client: Client, text: str
) -> None:
    invitation = make.make_invitation(cast)
    answer = client.post(address(invitation.token), {"level": "1", "text": text})
    assert answer.status_code in {302, 422}
    row = Review.objects.first()
    if row is not None:
        page = cast.client("review_officer").get(f"/bad-reviews/{row.pk}/")
        assert "<script>alert" not in page.content.decode()
