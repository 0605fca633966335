"""What a system or staff filled in for somebody is kept and never counted."""

import pytest

from tests.cast import Cast
from tests.factories import reviews as make
from tests.factories.accounts import NOW
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Invitation, Review
from yichuang.reviews.queries.figures import by_item, figures
from yichuang.reviews.queries.hall import span_of
from yichuang.reviews.rules.levels import Kind
from yichuang.reviews.services import reviewing


def today(hall: Hall) -> tuple:
    return span_of(hall.pk, NOW.date(), 1)


@pytest.mark.parametrize("kind", [Kind.DEFAULT, Kind.STAFF])
def test_what_was_filled_in_is_kept_but_not_counted(
    hall: Hall, cast: Cast, kind: Kind
) -> None:
    invitation = make.make_invitation(cast)
    row = make.make_default(cast, invitation.case, kind)
    told = figures(*today(hall), hall.pk)
    assert Review.objects.get(pk=row.pk).kind == kind
    assert (told.count, told.average) == (0, None)
    assert told.active == (0, 1)
    assert told.positive.percent is None


def test_the_person_can_still_speak_after_a_default(hall: Hall, cast: Cast) -> None:
    invitation = make.make_invitation(cast)
    make.make_default(cast, invitation.case)
    make.say(invitation, 2)
    told = figures(*today(hall), hall.pk)
    assert told.levels == {2: 1}
    assert told.active == (1, 1)
    assert Invitation.objects.get().reviewed_at == make.LATER


def test_staff_cannot_enter_one_that_counts(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    with pytest.raises(Refusal) as refused:
        reviewing.review_case(
            case.number,
            reviewing.Said(5),
            kind=Kind.VOLUNTARY,
            by=cast.actor("clerk"),
            at=make.LATER,
        )
    assert refused.value.code == "review.staff-made"
    assert not Review.objects.exists()


def test_items_are_counted_apart_and_add_up(hall: Hall, cast: Cast) -> None:
    for level in (5, 4, 1):
        make.make_review(cast, level)
    make.make_invitation(cast)
    items = by_item(*today(hall), hall.pk)
    told = items["edu-selfexam-diploma"]
    assert told == figures(*today(hall), hall.pk)
    assert (told.positive, told.satisfied, told.bad) == ((2, 3), (2, 3), (1, 3))
    assert told.active == (3, 4)


def test_another_hall_counts_its_own(hall: Hall, cast: Cast) -> None:
    make.make_review(cast)
    assert figures(*today(hall), hall.pk + 1).count == 0
    assert figures(*today(hall), None).count == 1
