"""The tablet of a window: made once by staff, shows what the clerk sends, and rests."""

from datetime import timedelta

import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import reviews as make
from yichuang.cases.models import Case
from yichuang.organisation.models import Hall, Window
from yichuang.reviews.models import Invitation, Review


def window(number: int = 5) -> Window:
    return Window.objects.get(number=number)


def paired(cast: Cast, number: int = 5) -> Client:
    """A device that staff made the tablet of a window."""
    device = cast.client("issuer")
    answer = device.post("/tablet/pair/", {"window": window(number).pk})
    assert answer["Location"] == "/tablet/"
    return device


def show(cast: Cast, case: Case, number: int = 5) -> int:
    form = {"case": case.number, "window": number, "next": "/desk/"}
    return cast.client("clerk").post("/tablet/show/", form).status_code


def test_pairing_signs_the_person_out(hall: Hall, cast: Cast) -> None:
    device = paired(cast)
    assert "_auth_user_id" not in device.session
    page = device.get("/tablet/").content.decode()
    assert "这里是 5 号窗口" in page
    assert device.get("/desk/").status_code == 302


def test_no_other_device_is_a_tablet(hall: Hall, cast: Cast) -> None:
    assert Client().get("/tablet/").status_code == 302
    assert cast.client("citizen").get("/tablet/").status_code == 404
    assert cast.client("citizen").post("/tablet/pair/").status_code == 404
    forged = Client()
    forged.cookies["yc_tablet"] = f"{hall.pk}:{window().pk}"
    assert forged.get("/tablet/").status_code == 302


def test_the_window_can_be_named_in_the_address(hall: Hall, cast: Cast) -> None:
    page = cast.client("clerk").get("/tablet/?window=6").content.decode()
    chosen = f'value="{window(6).pk}" required checked'
    assert chosen in page
    assert page.count(" checked") == 1


def test_at_rest_it_waits_and_goes_where_the_clerk_sends_it(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    device, case = paired(cast), make.make_finished(cast)
    clock.move_to(make.CLOSED)
    quiet = device.get("/tablet/now/")
    assert (quiet.status_code, quiet.get("HX-Redirect")) == (204, None)
    assert show(cast, case) == 302
    token = Invitation.objects.get().token
    assert device.get("/tablet/now/")["HX-Redirect"] == f"/tablet/{token}/"
    assert device.get("/tablet/")["Location"] == f"/tablet/{token}/"
    clock.shift(timedelta(minutes=11))
    assert device.get("/tablet/now/").get("HX-Redirect") is None


def test_another_window_shows_nothing(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    other = paired(cast, 6)
    show(cast, case, 5)
    assert other.get("/tablet/now/").get("HX-Redirect") is None


def test_one_case_at_a_time(hall: Hall, cast: Cast) -> None:
    first, second = make.make_finished(cast), make.make_finished(cast)
    show(cast, first)
    show(cast, second)
    shown = Invitation.objects.filter(shown_until__isnull=False)
    assert [row.case_id for row in shown] == [second.pk]


def test_a_review_on_the_tablet_counts_as_one(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    device, case = paired(cast), make.make_finished(cast)
    clock.move_to(make.CLOSED)
    show(cast, case)
    address = device.get("/tablet/")["Location"]
    page = device.get(address).content.decode()
    assert page.count('name="level"') == 5
    assert " checked" not in page
    assert "desk" not in page
    wrong = device.post(address, {})
    assert wrong.status_code == 422
    assert device.post(address, {"level": "5", "tags-5": "517"}).status_code == 302
    assert Review.objects.get().channel == "tablet"
    assert "收到了，谢谢您" in device.get(address).content.decode()
    assert device.get("/tablet/now/").get("HX-Redirect") is None


def test_leaving_and_walking_away_are_no_reviews(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    device, case = paired(cast), make.make_finished(cast)
    clock.move_to(make.CLOSED)
    for name in ("leave", "away"):
        show(cast, case)
        address = device.get("/tablet/")["Location"]
        assert device.post(f"{address}{name}/").status_code in {200, 302}
        assert device.get("/tablet/now/").get("HX-Redirect") is None
    assert not Review.objects.exists()
    assert Invitation.objects.get().skipped_at == make.CLOSED


def test_a_phone_is_sent_to_its_own_page(hall: Hall, cast: Cast) -> None:
    invitation = make.make_invitation(cast)
    answer = Client().get(f"/tablet/{invitation.token}/")
    assert answer["Location"] == f"/review/{invitation.token}/"
    assert Client().get(f"/tablet/{'x' * 24}/").status_code == 404


def test_showing_never_tells_staff_the_link(hall: Hall, cast: Cast) -> None:
    case, clerk = make.make_finished(cast), cast.client("clerk")
    answer = clerk.post(
        "/tablet/show/",
        {"case": case.number, "window": 5, "next": "/desk/"},
        follow=True,
    )
    assert Invitation.objects.get().token not in answer.content.decode()
    assert "5 号窗口的平板正在请对方评价" in answer.content.decode()


def test_only_those_at_the_counter_show_a_case(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    form = {"case": case.number, "window": 5}
    for who in ("citizen", "hall_manager", "auditor", "clerk_elsewhere"):
        answer = cast.client(who).post("/tablet/show/", form)
        assert answer.status_code == 404, who
    assert not Invitation.objects.filter(window__isnull=False).exists()


def test_a_way_back_leads_to_this_house_only(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    form = {"case": case.number, "window": 5, "next": "https://example.org/"}
    assert cast.client("clerk").post("/tablet/show/", form)["Location"] == "/"


def test_a_window_that_is_none_is_told(hall: Hall, cast: Cast) -> None:
    assert show(cast, make.make_finished(cast), 99) == 422
