"""A matter is reviewed once: said twice, the first word stands on the same page."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import catalogue, online, organisation
from tests.factories import reviews as make
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Invitation, Review
from yichuang.reviews.queries.invitations import token_for
from yichuang.reviews.services import inviting


def address(invitation: Invitation) -> str:
    return reverse("reviews:review", args=[invitation.token])


def test_sent_twice_the_same_page_answers_and_the_first_word_stands(
    hall: Hall, cast: Cast, client: Client, clock: time_machine.Traveller
) -> None:
    invitation = make.make_invitation(cast)
    clock.move_to(make.LATER)
    first = client.post(address(invitation), {"level": "4", "tags-4": "411"})
    again = client.post(address(invitation), {"level": "1"}, follow=True)
    assert first.status_code == 302
    assert "收到您的评价了" in again.content.decode()
    row = Review.objects.get()
    assert (row.level, row.tags, row.channel) == (4, ["411"], "link")


def test_two_at_the_same_moment_leave_one(hall: Hall, cast: Cast) -> None:
    invitation = make.make_invitation(cast)
    assert make.say(invitation, 5).pk == make.say(invitation, 1).pk
    assert Entry.objects.filter(code="review.given").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_racing_leave_one(
    cast: Cast, together: Callable[..., list[Any]], clock: time_machine.Traveller
) -> None:
    organisation.make_hall()
    catalogue.make_item()
    invitation = make.make_invitation(cast)
    together([lambda: make.say(invitation, 5), lambda: make.say(invitation, 4)])
    assert Review.objects.count() == 1
    assert Entry.objects.filter(code="review.given").count() == 1


def test_asking_twice_makes_one_invitation(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    first, second = (inviting.invite(case, at=make.LATER) for _ in range(2))
    assert first.pk == second.pk
    assert token_for(case.number, at=make.LATER) == first.token


def test_nothing_is_reviewed_before_it_is_done(hall: Hall, cast: Cast) -> None:
    case = online.make_accepted(cast)
    with pytest.raises(Refusal) as refused:
        inviting.invite(case, at=make.LATER)
    assert refused.value.code == "review.too-early"


def test_the_link_is_closed_after_thirty_days(
    hall: Hall, cast: Cast, client: Client, clock: time_machine.Traveller
) -> None:
    invitation = make.make_invitation(cast)
    clock.move_to(invitation.expires_at.replace(minute=1))
    assert "评价的时间已经过了" in client.get(address(invitation)).content.decode()
    with pytest.raises(Refusal) as refused:
        make.say(invitation, 5, at=invitation.expires_at.replace(minute=1))
    assert refused.value.code == "review.over"
    assert token_for(invitation.case.number, at=invitation.expires_at) == ""
