"""Acts at the end: approve, refuse, hand over, originals in and out."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import decision, issuing
from yichuang.desk.forms.acts import (
    ApproveForm,
    IssueForm,
    ReasonForm,
    ReturnForm,
    TakeForm,
)
from yichuang.desk.presenters import preview
from yichuang.desk.presenters.case import delivery_says
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph, told
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.documents.rules import DeliveryWay
from yichuang.kernel.text import N_
from yichuang.web.formats import day_weekday


def _approve(doing: Doing, data: dict[str, Any]) -> str:
    case = decision.approve(
        doing.opened.case, opinion=data["opinion"], by=doing.by, at=doing.at
    )
    return gettext("Approved. Hand over until %(day)s.") % {
        "day": day_weekday(case.deliver_due)
    }


def _refuse(doing: Doing, data: dict[str, Any]) -> str:
    decision.refuse(doing.opened.case, reason=data["reason"], by=doing.by, at=doing.at)
    return gettext("Refused; the decision with reasons and remedies is in the file.")


def _issue(doing: Doing, data: dict[str, Any]) -> str:
    issuing.issue(
        doing.opened.case,
        how=DeliveryWay(data["how"]),
        receiver=data["receiver"],
        relation=data["relation"],
        signature=data["signature"],
        tracking_number=data["tracking_number"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Handed over. The case is closed.")


def _issue_preview(doing: Doing) -> Preview:
    opened = doing.opened
    approved = opened.detail.state is CaseState.APPROVED
    guide = opened.detail.guide
    result = told(guide, "result_name") or told(guide, "name")
    rows = (
        (gettext("To"), opened.case.applicant_name),
        (gettext("Wish"), delivery_says(opened)),
        (gettext("Hand over at the latest"), day_weekday(opened.detail.deliver_due)),
    )
    return Preview(
        document=result if approved else gettext("Decision to refuse"),
        facts=tuple(Paragraph(term, text) for term, text in rows if text),
    )


def _take(doing: Doing, data: dict[str, Any]) -> str:
    row = issuing.take_original(
        doing.opened.case,
        data["paper"],
        data["originals"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Taken in, receipt %(number)s.") % {"number": row.receipt_number}


def _take_options(doing: Doing) -> dict[str, Any]:
    return {
        "papers": tuple(
            (row.rule.key, told(row.rule, "name")) for row in doing.opened.detail.papers
        )
    }


def _give_back(doing: Doing, data: dict[str, Any]) -> str:
    row_id = int(doing.on) if doing.on.isdigit() else 0
    issuing.return_original(
        doing.opened.case, row_id, to=data["to"], by=doing.by, at=doing.at
    )
    return gettext("Given back.")


ENDING: dict[str, Act] = {
    "approve": Act(
        N_("Approve"),
        N_("Approve"),
        _approve,
        move="approve",
        form=ApproveForm,
        preview=lambda doing: preview.approval(doing.opened),
    ),
    "refuse": Act(
        N_("Refuse"),
        N_("Refuse"),
        _refuse,
        move="refuse",
        form=ReasonForm,
        preview=lambda doing: preview.refusal(doing.opened),
        danger=True,
    ),
    "issue": Act(
        N_("Hand over"),
        N_("Hand over and close"),
        _issue,
        needs="case.issue",
        form=IssueForm,
        preview=_issue_preview,
        signs=True,
    ),
    "take-original": Act(
        N_("Take an original in"),
        N_("Take in and print the receipt"),
        _take,
        needs="case.receive",
        form=TakeForm,
        options=_take_options,
        preview=lambda doing: Preview(
            note=gettext(
                "The receipt names paper and number; it goes to the applicant."
            )
        ),
    ),
    "return-original": Act(
        N_("Give an original back"),
        N_("Give back"),
        _give_back,
        needs="case.issue",
        form=ReturnForm,
    ),
}
