"""The catalogue for other systems: public and read-only; the check-up is for its keepers."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext
from ninja import Query, Router

from yichuang.accounts.policies import Actor, require
from yichuang.catalogue import queries
from yichuang.catalogue.policies import GRANTS
from yichuang.catalogue.presenters import checkup_row
from yichuang.catalogue.queries import checkups
from yichuang.catalogue.rules import (
    Guide,
    check_answers,
    ending,
    next_question,
    open_papers,
    paper_summary,
    papers_for,
)
from yichuang.catalogue.schemas import (
    AnswersIn,
    CheckupOut,
    GuideOut,
    HitOut,
    ItemOut,
    SituationOut,
    exposing,
)
from yichuang.kernel.refusals import Refusal
from yichuang.web.api import needs_scope

router = Router(tags=["catalogue"], auth=None)
keepers = Router(tags=["catalogue"])


@router.get("/items", response=list[ItemOut], summary="Items and bundles in force")
def items(
    request: HttpRequest,
    theme: Query[str] = "",
    department: Query[str] = "",
    audience: Query[str] = "",
) -> list[ItemOut]:
    """All of them, or those of a theme, a department's key, an audience code (A.4)."""
    today = timezone.localdate()
    found = queries.guides(today, theme=theme, department=department, audience=audience)
    rows = [exposing.item_out(guide) for guide in found]
    if not (department or audience):
        rows += [
            exposing.item_out(bundle)
            for bundle in queries.bundles_in_force(today)
            if theme in ("", *bundle.themes)
        ]
    return rows


@router.get("/items/search", response=list[HitOut], summary="Find an item by any words")
def search(request: HttpRequest, q: Query[str]) -> list[HitOut]:
    """Chinese, pinyin, initials or English; the answer is in Accept-Language."""
    language = get_language() or "zh-hans"
    return [
        HitOut(
            key=hit.key,
            kind=hit.kind,
            version_id=hit.version_id,
            name=hit.name,
            summary=hit.summary,
            department=hit.department_name,
            score=hit.score,
            share=hit.share,
            reason=gettext(hit.reason) % {"text": hit.text},
        )
        for hit in queries.search(q, language, on=timezone.localdate())
    ]


@router.get("/items/{key}", response=GuideOut, summary="The guide in force")
def guide(request: HttpRequest, key: str) -> GuideOut:
    """Everything the guide says, in both languages."""
    return exposing.guide_out(_in_force(key, timezone.localdate()))


@router.post(
    "/items/{key}/papers", response=SituationOut, summary="Papers for a situation"
)
def papers(request: HttpRequest, key: str, given: AnswersIn) -> SituationOut:
    """The next question and the papers the answers so far ask for. Writes nothing."""
    found = _in_force(key, given.on or timezone.localdate())
    answers = check_answers(found, given.answers)
    question, over = next_question(found, answers), ending(found, answers)
    return SituationOut(
        version_id=found.version_id,
        next_question=exposing.question_out(question) if question else None,
        ending=exposing.two(over.option, "ends") if over else None,
        instead=over.option.instead if over else "",
        bring=paper_summary(found, answers).count,
        papers=[exposing.paper_out(paper) for paper in papers_for(found, answers)],
        open=[exposing.paper_out(paper) for paper in open_papers(found, answers)],
    )


def _in_force(key: str, on: date) -> Guide:
    """The guide; 404 where there is none, for a key is part of the address here."""
    try:
        return queries.current_guide(key, on)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


@keepers.get(
    "/items/{key}/checkup", response=CheckupOut, summary="Contradictions in a guide"
)
@needs_scope("item.view-draft")
def checkup(request: HttpRequest, key: str) -> CheckupOut:
    """The open draft where there is one, else the version in force; gravest first."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    require(by, "item.view-draft", GRANTS)
    try:
        found = checkups.check_item(key, timezone.localdate())
    except Refusal as refusal:  # the key is part of the address here
        raise Http404(str(refusal)) from refusal
    return CheckupOut(**checkup_row(found))
