"""On the desk: a hearing from the telling to the closing, deliveries with their proofs,
the sheet that tells once, the dossier and the list of destruction."""

from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from tests.desk.browse import do, look, text
from tests.factories import counter as make
from tests.factories.online import SIGNATURE
from yichuang.cases.models import Archived, Destruction, Hearing, HearingParty
from yichuang.cases.rules.hearing import HearingState
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.organisation.models import Hall


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.YICHUANG_FILES = tmp_path


def test_a_hearing_from_the_telling_to_the_closing(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    case = make.make_case(cast, "accepted")
    approver = cast.client("approver")
    page = f"/desk/cases/{case.number}/hearing/"
    assert "hearing-tell" in text(approver.get(page))
    assert (
        do(
            approver, case, "hearing-tell", ground="interest", reason="拟不予办理"
        ).status_code
        == 302
    )
    citizen = cast.client("citizen")
    assert "申请听证" in text(citizen.get(f"/my/{case.number}/"))
    asked = citizen.post(
        f"/my/{case.number}/hearing/", {"do": "apply", "text": "有证据"}
    )
    assert asked.status_code == 302
    assert make.again(cast, case).state == CaseState.SUSPENDED
    chair = cast.user("department_head").pk
    short = do(
        approver,
        make.again(cast, case),
        "hearing-schedule",
        held_at="2026-03-12T14:30",
        place="三楼",
        chair=str(chair),
        public="yes",
    )
    assert short.status_code == 422
    called = do(
        approver,
        make.again(cast, case),
        "hearing-schedule",
        held_at="2026-03-24T14:30",
        place="三楼听证室",
        chair=str(chair),
        public="yes",
    )
    assert called.status_code == 302
    assert "三楼听证室" in text(citizen.get(f"/my/{case.number}/"))
    clock.move_to("2026-03-24T08:00:00+00:00")
    case, head = make.again(cast, case), cast.client("department_head")
    do(head, case, "hearing-record", minutes="林知夏：我有证据。", opinion="采纳")
    party = HearingParty.objects.get()
    shown = text(look(head, make.again(cast, case), "hearing-sign"))
    assert "data-dk-sign" in shown
    do(
        head,
        make.again(cast, case),
        "hearing-sign",
        party=str(party.pk),
        signature=SIGNATURE,
    )
    assert do(head, make.again(cast, case), "hearing-close").status_code == 302
    assert Hearing.objects.get().state == HearingState.CLOSED
    assert make.again(cast, case).state == CaseState.ACCEPTED
    assert "我有证据" in text(head.get(page))


def test_a_delivery_is_recorded_with_its_proof(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "accepted"), cast.client("clerk")
    number = Document.objects.get(about=case.about, kind="acceptance").number
    page = text(client.get(f"/desk/cases/{case.number}/documents/"))
    assert "还没有送达" in page
    missing = do(client, case, "deliver", on=number, how="post", result="signed")
    assert missing.status_code == 422
    sent = do(
        client,
        case,
        "deliver",
        on=number,
        how="post",
        result="signed",
        tracking_number="EMS123",
    )
    assert sent.status_code == 302
    receipt = DeliveryReceipt.objects.get()
    assert receipt.received_at is None
    do(client, case, "arrived", on=str(receipt.pk), receiver="门卫")
    page = text(client.get(f"/desk/cases/{case.number}/documents/"))
    assert "门卫" in page
    assert "送达回证" in page


def test_a_message_carries_the_address_and_opening_it_is_the_receipt(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, "accepted")
    number = Document.objects.get(about=case.about, kind="acceptance").number
    do(
        cast.client("clerk"),
        case,
        "deliver",
        on=number,
        how="message",
        result="signed",
    )
    assert DeliveryReceipt.objects.get().received_at is None
    cast.client("citizen").get(f"/documents/{number}.pdf")
    assert DeliveryReceipt.objects.get(how="message").received_at is not None


def test_papers_are_handed_to_a_colleague_by_a_list(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "accepted"), cast.client("clerk")
    colleague = cast.user("chief_approver").pk
    documents = f"/desk/cases/{case.number}/documents/"
    assert "移交材料" in text(client.get(documents))
    unsaid = do(client, case, "hand-over", receiver=str(colleague), reason=" ")
    assert unsaid.status_code == 422
    nobody = do(client, case, "hand-over", receiver="", reason="换班")
    assert nobody.status_code == 422
    done = do(client, case, "hand-over", receiver=str(colleague), reason="换班")
    assert done["Location"] == documents
    page = text(client.get(documents))
    assert "交接清单" in page
    assert Document.objects.get(kind="handover").number in page
    # Who has no papers of cases in hand has no such button and no such page.
    manager = cast.client("hall_manager")
    assert "移交材料" not in text(manager.get(documents))
    assert look(manager, case, "hand-over").status_code == 404


def test_the_sheet_that_tells_once_is_printed_from_the_guide(
    hall: Hall, cast: Cast
) -> None:
    client = cast.client("guide")
    assert "打印告知单" in text(client.get("/desk/guides/edu-selfexam-diploma/"))
    printed = client.post(
        "/desk/guides/edu-selfexam-diploma/tell/", {"q-year": "after", "q-who": "self"}
    )
    assert printed.status_code == 302
    pdf = client.get(printed["Location"])
    assert pdf["Content-Type"] == "application/pdf"
    elsewhere = cast.client("clerk_elsewhere").get(printed["Location"])
    assert elsewhere.status_code == 404


def test_the_dossier_is_bound_and_taken_out(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "closed"), cast.client("clerk")
    page = f"/desk/cases/{case.number}/dossier/"
    assert "装订案卷" in text(client.get(page))
    assert client.post(page).status_code == 302
    shown = text(client.get(page))
    assert "受理通知书" in shown
    assert "SHA-256" in shown
    taken = client.get(f"{page}file/")
    assert taken.content.startswith(b"%PDF-")


def test_a_list_of_destruction_is_decided_by_a_supervisor(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    case = make.make_case(cast, "closed")
    cast.client("clerk").post(f"/desk/cases/{case.number}/dossier/")
    Archived.objects.update(keep_until="2025-12-31")
    manager, supervisor = cast.client("hall_manager"), cast.client("supervisor")
    assert "提出销毁清单" in text(manager.get("/desk/archive/"))
    assert manager.post("/desk/archive/propose/").status_code == 302
    row = Destruction.objects.get()
    assert "确认销毁" not in text(manager.get(f"/desk/archive/{row.pk}/"))
    assert "确认销毁" in text(supervisor.get(f"/desk/archive/{row.pk}/"))
    unsaid = supervisor.post(f"/desk/archive/{row.pk}/", {"do": "confirm"})
    assert unsaid.status_code == 422
    done = supervisor.post(
        f"/desk/archive/{row.pk}/", {"do": "confirm", "reason": "保管期满"}
    )
    assert done.status_code == 302
    assert Archived.objects.get().destroyed_at is not None


def test_who_proposed_the_list_is_not_offered_to_confirm_it(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, "closed")
    cast.client("clerk").post(f"/desk/cases/{case.number}/dossier/")
    Archived.objects.update(keep_until="2025-12-31")
    supervisor = cast.client("supervisor")
    supervisor.post("/desk/archive/propose/")
    page = text(supervisor.get(f"/desk/archive/{Destruction.objects.get().pk}/"))
    assert "这份清单是您提出的" in page
    assert "确认销毁" not in page
    assert "撤下清单" in page
