"""Item managers see what a guide gets wrong, and what to write instead; clerks do not."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import catalogue as make
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue.rules import Line, Tolerance
from yichuang.catalogue.services import draft
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = f"/desk/checkup/{make.DIPLOMA}/"


@pytest.fixture
def drafted(hall: Hall) -> None:
    """A next version in which somebody made three mistakes."""
    papers = make.with_tolerance("id-card", Tolerance.NONE)
    conditions = (Line("须本人到场办理", "In person only"),)
    over = {"papers": papers, "conditions": conditions, "promise_note": "8 个工作日"}
    draft(make.sheet(**over), by=SYSTEM, at=NOW)


def test_the_list_puts_the_worst_first_and_counts(cast: Cast, drafted: None) -> None:
    page = text(cast.client("item_manager").get(reverse("desk:checkups")))
    assert "3 处矛盾" in page
    assert PAGE in page
    assert "草稿" in page


def test_a_draft_is_shown_with_the_text_proposed(cast: Cast, drafted: None) -> None:
    page = text(cast.client("item_manager").get(PAGE))
    assert "须本人到场办理" in page
    assert "本人办理，或者委托代理人办理" in page
    assert "材料 · 居民身份证 · 容缺方式" in page
    assert "checkup.note-contradicts" in page


def test_the_version_in_force_can_be_looked_at_too(cast: Cast, drafted: None) -> None:
    client = cast.client("item_manager")
    page = text(client.get(PAGE, {"version": "1"}))
    assert "须本人到场办理" not in page
    assert client.get(PAGE, {"version": "77"}).status_code == 404
    assert client.get("/desk/checkup/no-such-item/").status_code == 404


def test_the_way_leads_over_the_guides(cast: Cast, drafted: None) -> None:
    keeper = cast.client("item_manager")
    assert reverse("desk:checkups") in text(keeper.get(reverse("desk:guides")))
    guide = text(keeper.get(reverse("desk:guide", args=[make.DIPLOMA])))
    assert PAGE in guide
    clerk = cast.client("clerk")
    assert reverse("desk:checkups") not in text(clerk.get(reverse("desk:guides")))
    assert clerk.get(PAGE).status_code == 404
