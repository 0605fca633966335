"""Signing at the window: an undertaking for papers that follow, a promise in place of a
proof; and what becomes of them."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.queries import tolerance as queries
from yichuang.cases.rules import promise as rules
from yichuang.cases.rules.papers import ToleranceKind, ToleranceState
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import credit, promise, tolerance
from yichuang.cases.services.undertakings import Signed, promise_terms
from yichuang.desk.forms.acts import ReasonForm
from yichuang.desk.forms.tolerance import (
    BringForm,
    DiscreditForm,
    LengthenForm,
    PromiseForm,
    SigningForm,
)
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph, told
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.kernel.text import N_
from yichuang.web.formats import day_weekday


def signed(data: dict[str, Any]) -> Signed:
    """What the form says of the signature."""
    return Signed(
        signer=data["signer"],
        signed_as=SignedAs(data["signed_as"]),
        how=SignedHow(data["how"]),
        signature=data["signature"],
        scan=data["scan"],
        mandate=data["mandate"],
    )


def _parties(doing: Doing) -> dict[str, Any]:
    return {"parties": queries.parties_of(doing.opened.case)}


def _undertake(doing: Doing, data: dict[str, Any]) -> str:
    made = tolerance.undertake(
        doing.opened.case, signed(data), by=doing.by, at=doing.at
    )
    return gettext("Signed, %(document)s. An approver decides now.") % {
        "document": made.document_number
    }


def _undertaking_preview(doing: Doing) -> Preview:
    rows = [
        Paragraph(
            told(row.rule, "name"),
            gettext("until %(day)s") % {"day": day_weekday(row.tolerance.due)},
        )
        for row in doing.opened.detail.papers
        if row.tolerance is not None
        and row.tolerance.kind == ToleranceKind.LATER
        and row.tolerance.state == ToleranceState.ASKED
        and row.tolerance.undertaking_id is None
    ]
    policy = queries.policy_of(doing.opened.case.hall_id, doing.opened.today)
    consequence = policy.consequence(doing.opened.case.item_key)
    return Preview(
        document=gettext("Undertaking to supply papers later"),
        facts=tuple(rows),
        note=gettext(
            "Read it to the applicant: the day of arrival counts. If a paper does not "
            "come, the case %(consequence)s, and a credit record is made."
        )
        % {"consequence": gettext(consequence.label)},
        unless="" if rows else gettext("No paper waits for a signature."),
    )


def _promise(doing: Doing, data: dict[str, Any]) -> str:
    promise.sign(
        doing.opened.case, data["keys"], signed(data), by=doing.by, at=doing.at
    )
    return gettext("Promised. The proof is not asked for any more.")


def _promisable(doing: Doing) -> list[queries.Eligible]:
    return [
        row
        for row in queries.eligible(doing.opened.case, on=doing.opened.today)
        if row.kind is ToleranceKind.PROMISE and row.against is None
    ]


def _promise_options(doing: Doing) -> dict[str, Any]:
    return _parties(doing) | {
        "papers": tuple(
            (row.rule.key, told(row.rule, "name")) for row in _promisable(doing)
        )
    }


def _promise_preview(doing: Doing) -> Preview:
    """The notice in writing that comes before the promise (42号, 二（四）)."""
    rows = [row.rule for row in _promisable(doing)]
    if not rows:
        return Preview(unless=gettext("No promise can stand for a paper here now."))
    terms = promise_terms(doing.opened.case, rows)
    policy = queries.policy_of(doing.opened.case.hall_id, doing.opened.today)
    return Preview(
        document=gettext("Notice and promise in place of a proof"),
        facts=(
            *(Paragraph(name, proves) for name, proves in terms.proofs),
            Paragraph(gettext("Conditions"), "；".join(terms.duties)),
            Paragraph(gettext("If it is false"), "；".join(rules.LIABILITIES)),
            Paragraph(
                gettext("Checking"),
                gettext("within %(n)s working days of the decision")
                % {"n": policy.check_within},
            ),
        ),
        basis=(*rules.BASIS, *terms.basis),
        note=gettext(
            "The choice is the applicant’s. Until the decision the promise may be taken back."
        ),
    )


def _take_back(doing: Doing, data: dict[str, Any]) -> str:
    promise.withdraw(doing.opened.case, doing.on, by=doing.by, at=doing.at)
    return gettext("Taken back; the paper is needed again.")


def _disprove(doing: Doing, data: dict[str, Any]) -> str:
    promise.disprove(
        doing.opened.case, doing.on, reason=data["reason"], by=doing.by, at=doing.at
    )
    return gettext("Ended; the notice with the reason is in the file.")


def _bring(doing: Doing, data: dict[str, Any]) -> str:
    tolerance.bring(
        doing.opened.case,
        doing.on,
        came_on=data["came_on"],
        how=data["how"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Recorded: it came in time.")


def _lengthen(doing: Doing, data: dict[str, Any]) -> str:
    row = tolerance.lengthen(
        doing.opened.case,
        doing.on,
        data["until"],
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Longer, until %(day)s.") % {"day": day_weekday(row.due)}


def _enter(doing: Doing, data: dict[str, Any]) -> str:
    credit.enter(
        doing.opened.case,
        fact=data["fact"],
        source=data["source"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("On record. Tolerance and promise are refused until it is repaired.")


def _paper(doing: Doing) -> Preview:
    """Which paper it is about, and until when it was promised."""
    row = doing.opened.paper(doing.on)
    if row is None or row.tolerance is None:
        return Preview(unless=gettext("Nothing is promised for this paper."))
    facts = [Paragraph(gettext("Paper"), told(row.rule, "name"))]
    if row.tolerance.due is not None:
        facts.append(
            Paragraph(gettext("Promised until"), day_weekday(row.tolerance.due))
        )
    if row.tolerance.came_on is not None:
        facts.append(Paragraph(gettext("Came on"), day_weekday(row.tolerance.came_on)))
    return Preview(facts=tuple(facts))


PROMISE: dict[str, Act] = {
    "undertake": Act(
        N_("The applicant signs the undertaking"),
        N_("Signed"),
        _undertake,
        needs="case.undertake",
        form=SigningForm,
        options=_parties,
        preview=_undertaking_preview,
        signs=True,
    ),
    "promise": Act(
        N_("A promise in place of a proof"),
        N_("Signed"),
        _promise,
        needs="case.undertake",
        form=PromiseForm,
        options=_promise_options,
        preview=_promise_preview,
        signs=True,
    ),
    "take-back": Act(
        N_("The applicant takes the promise back"),
        N_("Take it back"),
        _take_back,
        needs="case.undertake",
        preview=_paper,
    ),
    "disprove": Act(
        N_("The promise is false"),
        N_("End the handling"),
        _disprove,
        move="disprove",
        form=ReasonForm,
        preview=_paper,
        danger=True,
    ),
    "bring": Act(
        N_("A promised paper has come"),
        N_("Record it"),
        _bring,
        needs="case.check",
        form=BringForm,
        preview=_paper,
    ),
    "lengthen": Act(
        N_("Longer for force majeure"),
        N_("Give longer"),
        _lengthen,
        needs="case.agree",
        form=LengthenForm,
        preview=_paper,
    ),
    "discredit": Act(
        N_("Enter serious discredit of the applicant"),
        N_("Put on record"),
        _enter,
        needs="credit.enter",
        form=DiscreditForm,
        preview=lambda doing: Preview(
            facts=(Paragraph(gettext("Applicant"), doing.opened.case.applicant_name),),
            note=gettext(
                "It blocks tolerance and promise in every hall until it is repaired."
            ),
        ),
        danger=True,
    ),
}
