"""What is wrong with filed pages becomes the one complete notice's reasons, for a clerk to
read and send (行政许可法 art. 32(4): told once and completely)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.rules.filing import Layout, Question
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import papers
from yichuang.cases.services.papers import Finding, paper_of
from yichuang.kernel.refusals import Refusal

MOST = 200
OPEN = {PaperState.MISSING, PaperState.PRESENT, PaperState.DEFECTIVE}


@transaction.atomic
def draft(
    case: Case,
    laid: Layout,
    judged: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """Mark every paper a person let stand as faulty, with what is wrong and how to mend
    it; the notice of the case then names them beside what is missing. `judged` says of
    each doubt's id "fault" or "right". Returns the keys of the faulty papers.

    Raises:
        Refusal: "permission.denied", "paper.too-late", "case.moved-on".
    """
    keys = []
    lacking = {one.key for one in laid.lacking(judged)}
    for place in laid.places:
        if place.wanted.key not in lacking:
            continue  # what was wrong has been replaced
        wrong = [one for one in place.questions if judged.get(one.id) == "fault"]
        paper = paper_of(case, place.wanted.key)[0] if wrong else None
        if paper is None or PaperState(paper.state) not in OPEN:
            continue
        fault, mend = words(wrong)
        if (paper.state, paper.fault, paper.mend) != (
            PaperState.DEFECTIVE, fault, mend,
        ):  # fmt: skip
            papers.check(
                case,
                place.wanted.key,
                Finding(PaperState.DEFECTIVE, fault=fault, mend=mend),
                by=by,
                at=at,
            )
        keys.append(place.wanted.key)
    return tuple(keys)


def words(wrong: Iterable[Question]) -> tuple[str, str]:
    """What is wrong and how to mend it, in Chinese as all documents, each sentence once
    and whole sentences only."""
    with override("zh-hans"):
        said = [_refusal(one) for one in wrong]
        faults = dict.fromkeys(one.text(gettext) for one in said)
        mends = dict.fromkeys(one.remedy_text(gettext) for one in said)
    return _fit(faults), _fit(mends)


def _fit(sentences: Iterable[str]) -> str:
    """As many sentences as the notice has room for; the first in any case."""
    text = ""
    for sentence in sentences:
        if text and len(text) + len(sentence) > MOST:
            break
        text += sentence
    return text[:MOST]


def _refusal(one: Question) -> Refusal:
    doubt = one.doubt
    facts: dict[str, Any] = dict(doubt.facts)
    return Refusal(doubt.code, doubt.says, remedy=doubt.remedy, **facts)
