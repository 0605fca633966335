"""Acts with the documents and the dossier of a case: receipt, mandate, handing over,
delivery, hold."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.services import archive, delivery, letters
from yichuang.cases.services.delivery import Handing
from yichuang.desk.forms.acts import (
    ArrivedForm,
    DeliverForm,
    HandOverForm,
    ReasonForm,
)
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.queries.joint import colleagues
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.documents.rules import DeliveryResult, DeliveryWay, DocumentKind
from yichuang.kernel.text import N_

BACK = "desk:documents"


def _number(doing: Doing) -> int:
    return int(doing.on) if doing.on.isdigit() else 0


def _deliver(doing: Doing, data: dict[str, Any]) -> str:
    names = [
        "receiver",
        "relation",
        "signature",
        "tracking_number",
        "witness",
        "note",
        "announced_on",
    ]
    handing = Handing(
        how=DeliveryWay(data["how"]),
        result=DeliveryResult(data["result"]),
        **{name: data[name] for name in names},
    )
    receipt = delivery.deliver(
        doing.opened.case, doing.on, handing, by=doing.by, at=doing.at
    )
    if receipt.proof_number:
        return gettext("Delivered; the proof is %(number)s.") % {
            "number": receipt.proof_number
        }
    return gettext("Sent. Record it when it has come.")


def _what(doing: Doing) -> Preview:
    """The document in hand, and whom it is for."""
    found = next(
        (row for row in doing.opened.detail.documents if row.number == doing.on), None
    )
    if found is None:
        return Preview(unless=gettext("There is no such document."))
    return Preview(
        document=gettext(DocumentKind.DELIVERY.label),
        facts=(
            Paragraph(gettext("Document"), gettext(found.label)),
            Paragraph(gettext("Number"), found.number),
            Paragraph(gettext("To"), found.addressee),
        ),
        note=gettext(
            "By message the applicant gets the address; opening it there is the receipt."
        ),
    )


def _arrived(doing: Doing, data: dict[str, Any]) -> str:
    receipt = delivery.arrived(
        doing.opened.case,
        _number(doing),
        receiver=data["receiver"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("It came; the proof is %(number)s.") % {
        "number": receipt.proof_number
    }


def _prove(doing: Doing, data: dict[str, Any]) -> str:
    number = delivery.prove(doing.opened.case, _number(doing), by=doing.by, at=doing.at)
    return gettext("The proof of delivery is %(number)s.") % {"number": number}


def _receipt(doing: Doing, data: dict[str, Any]) -> str:
    number = letters.acknowledge(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("The receipt is %(number)s.") % {"number": number}


def _mandate(doing: Doing, data: dict[str, Any]) -> str:
    number = letters.mandate(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("The mandate is %(number)s; print it and have it signed.") % {
        "number": number
    }


def _hand_over(doing: Doing, data: dict[str, Any]) -> str:
    number = letters.hand_over(
        doing.opened.case,
        data["receiver"] or 0,
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("The list is %(number)s; print it, and both of you sign.") % {
        "number": number
    }


def _others(doing: Doing) -> dict[str, Any]:
    found = colleagues(doing.opened.case.hall_id)
    return {"people": [row for row in found if row[0] != doing.by.user_id]}


def _hold(doing: Doing, data: dict[str, Any]) -> str:
    archive.hold(doing.opened.case, reason=data["reason"], by=doing.by, at=doing.at)
    return gettext("Held: the dossier stays until somebody lifts this.")


def _lift(doing: Doing, data: dict[str, Any]) -> str:
    archive.lift(doing.opened.case, reason=data["reason"], by=doing.by, at=doing.at)
    return gettext("No longer held.")


def _issues(kind: DocumentKind, note: str) -> Any:
    return lambda doing: Preview(document=gettext(kind.label), note=gettext(note))


DOCUMENTS: dict[str, Act] = {
    "deliver": Act(
        N_("Deliver a document"),
        N_("Record the delivery"),
        _deliver,
        needs="case.deliver",
        form=DeliverForm,
        preview=_what,
        signs=True,
        back=BACK,
        initial=lambda doing: {"result": DeliveryResult.SIGNED.value},
    ),
    "arrived": Act(
        N_("It has come"),
        N_("Record it"),
        _arrived,
        needs="case.deliver",
        form=ArrivedForm,
        preview=_issues(
            DocumentKind.DELIVERY,
            N_("What the courier says, or the receiver by telephone."),
        ),
        back=BACK,
    ),
    "prove": Act(
        N_("Proof of delivery"),
        N_("Make the proof"),
        _prove,
        needs="case.deliver",
        preview=_issues(
            DocumentKind.DELIVERY,
            N_("When, how and to whom it was delivered, with the signature."),
        ),
        back=BACK,
    ),
    "receipt": Act(
        N_("Receipt for papers"),
        N_("Make the receipt"),
        _receipt,
        needs="case.receive",
        preview=_issues(
            DocumentKind.RECEIPT,
            N_("It lists what lies here. Receipt is not yet acceptance."),
        ),
        back=BACK,
    ),
    "mandate": Act(
        N_("Mandate for an agent"),
        N_("Make the mandate"),
        _mandate,
        needs="case.receive",
        preview=_issues(
            DocumentKind.MANDATE,
            N_("For the applicant to sign; Licensing Law art. 29."),
        ),
        back=BACK,
    ),
    "hand-over": Act(
        N_("Hand the papers over"),
        N_("Make the list"),
        _hand_over,
        needs="case.hand-over",
        form=HandOverForm,
        options=_others,
        preview=_issues(
            DocumentKind.HANDOVER,
            N_(
                "It names every paper that lies here. From the signature on your colleague "
                "answers for them."
            ),
        ),
        parallel=True,
        back=BACK,
    ),
    "hold": Act(
        N_("Hold the dossier"),
        N_("Hold it"),
        _hold,
        needs="archive.hold",
        form=ReasonForm,
        preview=lambda doing: Preview(
            note=gettext("It is not destroyed although its time is over.")
        ),
        back="desk:dossier",
    ),
    "lift": Act(
        N_("Lift the hold"),
        N_("Lift it"),
        _lift,
        needs="archive.hold",
        form=ReasonForm,
        preview=lambda doing: Preview(
            note=gettext("When its time is over it may be proposed for destruction.")
        ),
        back="desk:dossier",
    ),
}
