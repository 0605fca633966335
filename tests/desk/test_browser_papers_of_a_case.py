"""In Chromium: hearing, deliveries, dossier and archive hold together at every width, and
the citizen's page of a hearing does in large type too."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.desk.test_browser import Enter, enter, of  # noqa: F401
from tests.factories import counter as make
from tests.factories.online import SIGNATURE
from yichuang.cases.models import Archived, Case
from yichuang.cases.rules.hearing import HearingGround
from yichuang.cases.services import archive, hearing
from yichuang.cases.services.delivery import Handing, deliver
from yichuang.cases.services.hearing import Call
from yichuang.documents.models import Document
from yichuang.documents.rules import DeliveryWay
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = ("light", "dark")


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.YICHUANG_FILES = tmp_path


@pytest.fixture
def heard(hall: Hall, cast: Cast) -> Case:
    """An accepted case whose hearing is called, and a delivery that is under way."""
    make.authorise(cast)
    case = make.make_case(cast, "accepted")
    approver = cast.actor("approver")
    hearing.tell(
        case,
        HearingGround.INTEREST,
        reason="拟不予办理：考籍信息与申请不一致",
        interested=["周大顺"],
        by=approver,
        at=make.NOW,
    )
    number = Document.objects.get(about=case.about, kind="acceptance").number
    given = {"by": cast.actor("clerk"), "at": make.NOW}
    sent = Handing(DeliveryWay.POST, receiver="林知夏", tracking_number="EMS1022")
    deliver(case, number, sent, **given)
    told = Document.objects.filter(about=case.about, kind="hearing_right").first()
    assert told is not None
    signed = Handing(DeliveryWay.WINDOW, receiver="林知夏", signature=SIGNATURE)
    deliver(case, told.number, signed, **given)
    return make.again(cast, case)


def test_a_hearing_looks_right(
    heard: Case,
    cast: Cast,
    enter: Enter,  # noqa: F811
    screens: Callable[..., None],
) -> None:
    screens(
        enter("citizen", f"/my/{heard.number}/"),
        "hearing-case",
        looks=(*LOOKS, "elder"),
    )
    screens(
        enter("citizen", f"/my/{heard.number}/hearing/"),
        "hearing-ask",
        looks=(*LOOKS, "elder"),
    )
    hearing.apply(heard, who="", wish="有新证据", by=cast.actor("citizen"), at=make.NOW)
    screens(enter("approver", of(heard, "do/hearing-schedule/")), "hearing-call")
    case = make.again(cast, heard)
    chair = cast.user("department_head").pk
    call = Call(make.NOW + timedelta(days=14), "大厅三楼听证室", chair, "陈雨")
    hearing.schedule(case, call, by=cast.actor("approver"), at=make.NOW)
    screens(enter("approver", of(heard, "hearing/")), "hearing-called", looks=LOOKS)


def test_deliveries_look_right(
    heard: Case,
    enter: Enter,  # noqa: F811
    screens: Callable[..., None],
) -> None:
    screens(enter("clerk", of(heard, "documents/")), "deliveries", looks=LOOKS)
    number = Document.objects.get(about=heard.about, kind="acceptance").number
    screens(enter("clerk", of(heard, f"do/deliver/?on={number}")), "deliver")
    screens(enter("guide", "/desk/guides/edu-selfexam-diploma/"), "guide-tell")


def test_dossier_and_archive_look_right(
    hall: Hall,
    cast: Cast,
    enter: Enter,  # noqa: F811
    screens: Callable[..., None],
) -> None:
    make.authorise(cast)
    case = make.make_case(cast, "closed")
    screens(enter("clerk", of(case, "dossier/")), "dossier-none")
    archive.ask(case, by=cast.actor("clerk"), at=make.NOW)
    screens(enter("clerk", of(case, "dossier/")), "dossier", looks=LOOKS)
    Archived.objects.update(keep_until="2025-12-31")
    screens(enter("hall_manager", "/desk/archive/"), "archive", looks=LOOKS)
    row = archive.propose(
        hall_id=case.hall_id, by=cast.actor("hall_manager"), at=make.NOW
    )
    screens(enter("supervisor", f"/desk/archive/{row.pk}/"), "destruction", looks=LOOKS)
