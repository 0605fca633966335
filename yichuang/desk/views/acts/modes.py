"""Acts of the ways of handling: one sitting, precedence, another hall, what follows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.rules.ending import EndGround
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.services import at_once, elsewhere, ending, green, successors
from yichuang.desk.forms.modes import (
    AtOnceForm,
    FollowForm,
    GreenAnswerForm,
    GreenForm,
    ParcelForm,
    TerminateForm,
    TransferForm,
)
from yichuang.desk.presenters import modes
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.views.acts.act import Act, Doing, Led
from yichuang.kernel.text import N_


def _at_once(doing: Doing, data: dict[str, Any]) -> str:
    at_once.finish(
        doing.opened.case,
        checked=data.get("checked", ()),
        receiver=data["receiver"],
        signature=data["signature"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Done on the spot: decided, handed over, closed.")


def _green(doing: Doing, data: dict[str, Any]) -> str:
    green.ask(
        doing.opened.case,
        data["reason"],
        evidence=data["evidence"],
        minutes=data["minutes"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Asked. The hall manager or a chief approver answers.")


def _green_answer(doing: Doing, data: dict[str, Any]) -> str:
    grant = data["grant"] == "yes"
    green.decide(
        doing.opened.case,
        grant=grant,
        answer=data["answer"],
        minutes=data["minutes"],
        by=doing.by,
        at=doing.at,
    )
    if grant:
        return gettext("Granted. The case goes before the others.")
    return gettext("Not granted; the reason is on record.")


def _terminate(doing: Doing, data: dict[str, Any]) -> str:
    ending.terminate(
        doing.opened.case,
        data["ground"],
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Ended; the notice with ground and remedies is in the file.")


def _terminate_preview(doing: Doing) -> Preview:
    return Preview(
        document=gettext("Notice that handling ends"),
        note=gettext(
            "Only on a ground of the list. Missing papers, a wish of the applicant and a refusal have acts of their own."
        ),
        basis=tuple(row.zh for row in EndGround),
    )


def _transfer(doing: Doing, data: dict[str, Any]) -> str:
    row = elsewhere.send(
        doing.opened.case, identity=data["identity"], by=doing.by, at=doing.at
    )
    return gettext("Sent to %(hall)s. You keep sight of it here.") % {
        "hall": row.to_hall.name
    }


def _take_over(doing: Doing, data: dict[str, Any]) -> str:
    elsewhere.take(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Taken over; your name stands for it.")


def _parcel(doing: Doing, data: dict[str, Any]) -> str:
    elsewhere.dispatch(
        doing.opened.case,
        data["what"],
        tracking=data["tracking"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("On its way. The other hall confirms when it arrives.")


def _parcel_here(doing: Doing, data: dict[str, Any]) -> str:
    leg = int(doing.on) if doing.on.isdigit() else 0
    elsewhere.arrived(doing.opened.case, leg, by=doing.by, at=doing.at)
    return gettext("Arrived.")


def _follow(doing: Doing, data: dict[str, Any]) -> Led:
    case = successors.begin(
        modes.certificate_number(doing.opened),
        FollowKind(data["kind"]),
        wish=data["wish"],
        new_name=data["new_name"],
        by=doing.by,
        at=doing.at,
    )
    says = gettext("Received as case %(number)s.") % {"number": case.number}
    return Led(says, reverse("desk:case", args=[case.number]))


def _note(text: str) -> Preview:
    return Preview(note=text)


MODES: dict[str, Act] = {
    "at-once": Act(
        N_("Do it in one sitting"),
        N_("Decide and hand over"),
        _at_once,
        needs="case.at-once",
        form=AtOnceForm,
        initial=lambda doing: {"receiver": doing.opened.case.applicant_name},
        options=lambda doing: {"papers": modes.unchecked(doing.opened)},
        preview=lambda doing: modes.at_once_preview(doing.opened),
        signs=True,
    ),
    "green": Act(
        N_("Ask for precedence"),
        N_("Ask for precedence"),
        _green,
        needs="case.green",
        form=GreenForm,
        preview=lambda doing: _note(
            gettext(
                "Somebody else grants it: the hall manager or a chief approver. The law’s limits stay as they are."
            )
        ),
    ),
    "green-answer": Act(
        N_("Precedence is asked for"),
        N_("Give your word"),
        _green_answer,
        needs="case.green-decide",
        form=GreenAnswerForm,
        preview=lambda doing: modes.green_preview(doing.opened, doing.by),
    ),
    "terminate": Act(
        N_("End without a decision"),
        N_("End the handling"),
        _terminate,
        move="terminate",
        form=TerminateForm,
        preview=_terminate_preview,
        danger=True,
    ),
    "transfer": Act(
        N_("Send to the hall that decides"),
        N_("Send it there"),
        _transfer,
        move="transfer",
        form=TransferForm,
        preview=lambda doing: modes.transfer_preview(doing.opened),
    ),
    "take-over": Act(
        N_("Take over what another hall collected"),
        N_("Take over"),
        _take_over,
        needs="case.receive",
        preview=lambda doing: modes.taken_preview(doing.opened),
    ),
    "parcel": Act(
        N_("Send something to the other hall"),
        N_("Send it"),
        _parcel,
        needs="case.carry",
        form=ParcelForm,
        preview=lambda doing: _note(
            gettext("Originals and certificates travel by a number, never without.")
        ),
    ),
    "parcel-here": Act(
        N_("A parcel has arrived"),
        N_("It is here"),
        _parcel_here,
        needs="case.carry",
        preview=lambda doing: modes.parcel_preview(doing.opened, doing.on),
    ),
    "follow": Act(
        N_("Change, renew or issue again"),
        N_("Receive"),
        _follow,
        needs="case.follow",
        form=FollowForm,
        options=lambda doing: {"kinds": modes.follows(doing.opened)},
        preview=lambda doing: modes.follow_preview(doing.opened),
    ),
}
