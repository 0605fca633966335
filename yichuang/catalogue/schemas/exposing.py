"""Guides as the API shows them."""

from yichuang.catalogue.queries import themes_of
from yichuang.catalogue.rules import (
    BundleGuide,
    Guide,
    PaperRule,
    QuestionRule,
    clause_words,
    options_of,
    silence_clause,
)
from yichuang.catalogue.schemas.shapes import (
    FeeOut,
    GroundOut,
    GuideOut,
    ItemOut,
    OptionOut,
    PaperOut,
    QuestionOut,
    StepOut,
    TwoWords,
)


def two(row: object, name: str) -> TwoWords:
    """A text of a row in both languages."""
    return TwoWords(zh=getattr(row, name), en=getattr(row, f"{name}_en"))


def item_out(row: Guide | BundleGuide) -> ItemOut:
    """An item or bundle as a row of a list."""
    return ItemOut(
        key=row.key,
        kind="item" if isinstance(row, Guide) else "bundle",
        version_id=row.version_id,
        name=two(row, "name"),
        summary=two(row, "summary"),
        department=two(row, "department_name"),
        department_key=row.department_key,
        promise=str(row.promise),
        themes=list(themes_of(row)),
    )


def question_out(question: QuestionRule) -> QuestionOut:
    """A question with all its answers, “not sure” among them."""
    return QuestionOut(
        key=question.key,
        text=two(question, "text"),
        help=two(question, "help"),
        options=[
            OptionOut(
                key=option.key,
                label=two(option, "label"),
                hint=two(option, "hint"),
                ends=two(option, "ends"),
                instead=option.instead,
            )
            for option in options_of(question)
        ],
    )


def paper_out(paper: PaperRule) -> PaperOut:
    """A paper of the list."""
    return PaperOut(
        key=paper.key,
        name=two(paper, "name"),
        need=paper.need.value,
        treatment=paper.treatment.value,
        originals=paper.originals,
        copies=paper.copies,
        issuer=two(paper, "issuer"),
        accept_standard=two(paper, "accept_standard"),
        guidance=two(paper, "guidance"),
        depends=paper.when is not None,
    )


def guide_out(guide: Guide) -> GuideOut:
    """The whole guide."""
    return GuideOut(
        **item_out(guide).model_dump(),
        number=guide.number,
        code=guide.code,
        kind_code=guide.kind_code,
        level_code=guide.level_code,
        project_kind=guide.project_kind.value,
        promise_from=guide.promise_from,
        statutory=str(guide.statutory) if guide.statutory else "",
        silence=clause_words(clause) if (clause := silence_clause(guide)) else "",
        visits=guide.visits,
        agent_allowed=guide.agent_allowed,
        fee_charged=guide.fee_charged,
        result=two(guide, "result_name"),
        conditions=[TwoWords(zh=line.zh, en=line.en) for line in guide.conditions],
        questions=[question_out(question) for question in guide.questions],
        papers=[paper_out(paper) for paper in guide.active_papers],
        steps=[
            StepOut(
                key=step.key,
                code=step.code,
                name=two(step, "name"),
                limit=str(step.limit) if step.limit else "",
                stops_clock=step.stops_clock,
            )
            for step in guide.steps
        ],
        fees=[
            FeeOut(name=two(fee, "name"), amount=fee.amount, basis=two(fee, "basis"))
            for fee in guide.fees
        ],
        grounds=[
            GroundOut(law=two(row, "law"), article=row.article, text=two(row, "text"))
            for row in guide.citations
        ],
    )
