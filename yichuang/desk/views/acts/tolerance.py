"""Tolerating a missing paper: asking with evidence, and the word of somebody else."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.services import tolerance
from yichuang.cases.services.tolerance import Evidence
from yichuang.desk.forms.acts import ConsentForm, ToleranceForm
from yichuang.desk.presenters import preview
from yichuang.desk.presenters.papers import offered
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph, told
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.kernel.text import N_

KIND_SAYS = {
    ToleranceKind.LATER: N_("may come later, by a day you name"),
    ToleranceKind.EVIDENCE: N_("may be replaced by what its source confirms"),
    ToleranceKind.SHARE: N_("may be replaced by what we look up ourselves"),
    ToleranceKind.PROMISE: N_("may be replaced by the applicant’s written promise"),
    ToleranceKind.NONE: N_("has to be there: a main paper"),
}


def _kind(doing: Doing) -> str:
    paper = doing.opened.paper(doing.on)
    return offered(paper) if paper is not None else ""


def _preview(doing: Doing) -> Preview:
    paper = doing.opened.paper(doing.on)
    kind = _kind(doing)
    if paper is None or not kind:
        return Preview(
            unless=gettext("The guide does not let this paper be tolerated.")
        )
    rows = (
        (gettext("Paper"), told(paper.rule, "name")),
        (gettext("By the guide"), gettext(KIND_SAYS[ToleranceKind(kind)])),
        (gettext("Source"), told(paper.rule, "share_source")),
    )
    return Preview(
        facts=tuple(Paragraph(term, text) for term, text in rows if text),
        note=gettext(
            "Somebody else who is authorised has to agree before the case is accepted."
        ),
    )


def _ask(doing: Doing, data: dict[str, Any]) -> str:
    evidence = None
    if "whom" in data:
        evidence = Evidence(
            whom=data["whom"],
            how=data["how"],
            at=data["asked_at"] or doing.at,
            answer=data["answer"],
        )
    tolerance.ask(
        doing.opened.case,
        doing.on,
        ToleranceKind(_kind(doing) or ToleranceKind.NONE),
        by=doing.by,
        at=doing.at,
        evidence=evidence,
        due=data.get("due"),
    )
    if _kind(doing) == ToleranceKind.LATER:
        return gettext("Asked. Let the applicant sign the undertaking now.")
    return gettext("Asked. An approver has to agree.")


def _consent(doing: Doing, data: dict[str, Any]) -> str:
    agree = data["agree"] == "yes"
    tolerance.decide(
        doing.opened.case,
        doing.on,
        agree=agree,
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Tolerated.") if agree else gettext("Not tolerated.")


TOLERANCE: dict[str, Act] = {
    "tolerate": Act(
        N_("Ask that a paper may be missing"),
        N_("Ask for consent"),
        _ask,
        needs="case.tolerate",
        form=ToleranceForm,
        options=lambda doing: {"kind": _kind(doing)},
        preview=_preview,
    ),
    "consent": Act(
        N_("Agree to a tolerance"),
        N_("Give your word"),
        _consent,
        needs="case.agree",
        form=ConsentForm,
        preview=lambda doing: preview.tolerance_asked(doing.opened, doing.on, doing.by),
    ),
}
