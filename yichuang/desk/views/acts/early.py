"""Acts up to acceptance: take in hand, tell what is missing, accept, decline, close."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.services import intake, notices
from yichuang.desk.forms.acts import DeclineForm, NoticeForm, ReasonForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import preview
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.kernel.text import N_
from yichuang.web.formats import day_weekday


def _receive(doing: Doing, data: dict[str, Any]) -> str:
    intake.take_in(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Taken in hand.")


def _notify(doing: Doing, data: dict[str, Any]) -> str:
    sent = notices.notify(
        doing.opened.case,
        by=doing.by,
        at=doing.at,
        override_reason=data.get("override_reason", ""),
    )
    return gettext("Told, %(document)s. Papers until %(day)s.") % {
        "document": sent.document_number,
        "day": day_weekday(sent.due),
    }


def _notice_options(doing: Doing) -> dict[str, Any]:
    told_before = doing.opened.detail.correction is not None
    return {"override": told_before and may(doing.by, "case.override")}


def _accept(doing: Doing, data: dict[str, Any]) -> str:
    case = notices.accept(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Accepted, promised until %(day)s.") % {
        "day": day_weekday(case.promise_due)
    }


def _decline(doing: Doing, data: dict[str, Any]) -> str:
    notices.decline(
        doing.opened.case,
        Outcome(data["outcome"]),
        reason=data["reason"],
        competent=data["competent"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Not accepted; the notice with the reason is in the file.")


def _withdraw(doing: Doing, data: dict[str, Any]) -> str:
    notices.withdraw(doing.opened.case, reason=data["reason"], by=doing.by, at=doing.at)
    return gettext("Withdrawn; the confirmation is in the file.")


def _supplement(doing: Doing, data: dict[str, Any]) -> str:
    notices.supplement(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Papers recorded. The case can be accepted now.")


def _lapse(doing: Doing, data: dict[str, Any]) -> str:
    notices.lapse(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Closed: the papers did not come.")


def _only_note(text: str) -> Preview:
    return Preview(note=text)


EARLY: dict[str, Act] = {
    "receive": Act(
        N_("Take the application in hand"),
        N_("Take in hand"),
        _receive,
        move="receive",
        preview=lambda doing: _only_note(
            gettext("The applicant sees that somebody is looking at the papers.")
        ),
    ),
    "notify": Act(
        N_("One complete notice"),
        N_("Send the notice"),
        _notify,
        move="notify",
        form=NoticeForm,
        options=_notice_options,
        preview=lambda doing: preview.notice(doing.opened),
    ),
    "accept": Act(
        N_("Accept"),
        N_("Accept"),
        _accept,
        move="accept",
        preview=lambda doing: preview.acceptance(doing.opened),
    ),
    "decline": Act(
        N_("Do not accept"),
        N_("Do not accept"),
        _decline,
        move="decline",
        form=DeclineForm,
        preview=lambda doing: preview.decline(doing.opened),
        danger=True,
    ),
    "withdraw": Act(
        N_("Withdraw at the applicant’s wish"),
        N_("Withdraw"),
        _withdraw,
        move="withdraw",
        form=ReasonForm,
        preview=lambda doing: preview.withdrawal(doing.opened),
        danger=True,
    ),
    "supplement": Act(
        N_("The missing papers are here"),
        N_("Papers handed in"),
        _supplement,
        move="supplement",
        preview=lambda doing: _only_note(
            gettext(
                "The five days for answering begin anew with the day of completion."
            )
        ),
    ),
    "lapse": Act(
        N_("Close: the papers did not come"),
        N_("Close the case"),
        _lapse,
        move="lapse",
        danger=True,
        preview=lambda doing: _only_note(
            gettext(
                "The day named in the notice has passed. The applicant may apply again."
            )
        ),
    ),
}
