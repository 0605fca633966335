"""A closed case leads on to the review: the clerk lets the window's tablet ask."""

from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import case_page, text
from tests.factories import counter as make
from yichuang.organisation.models import Hall, Window
from yichuang.reviews.models import Invitation


def test_the_tablet_of_a_window_is_asked_from_the_case(hall: Hall, cast: Cast) -> None:
    Window.objects.get_or_create(hall=hall, number=5, defaults={"name": "综合窗口"})
    case, client = make.make_case(cast, "closed"), cast.client("clerk")
    page = text(case_page(client, case))
    url = reverse("lobby:show")
    assert f'action="{url}"' in page
    back = reverse("desk:case", args=[case.number])
    done = client.post(url, {"case": case.number, "window": "5", "next": back})
    assert done["Location"] == back
    assert Invitation.objects.filter(case=case, window__number=5).exists()


def test_only_a_closed_case_is_reviewed_and_only_the_counter_asks(
    hall: Hall, cast: Cast
) -> None:
    closed, running = make.make_case(cast, "closed"), make.make_case(cast, "accepted")
    url = reverse("lobby:show")
    assert url not in text(case_page(cast.client("clerk"), running))
    assert url not in text(case_page(cast.client("approver"), closed))
