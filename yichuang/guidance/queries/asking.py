"""Answers a question out of the guides in force."""

from datetime import date

from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.queries import ItemHit
from yichuang.catalogue.rules import Guide
from yichuang.guidance.rules import Answer, Context, Ranked
from yichuang.guidance.rules.question import checked

MOST = 5


def ask(text: str, context: Context | None, language: str, *, on: date) -> Answer:
    """The answer to a question in the citizen's own words.

    Raises:
        Refusal: "ask.empty", "ask.too-long".
    """
    question = checked(text)
    hits = catalogue.search(question, language, on=on, most=MOST)
    return Answer(question, tuple(_ranked(hit) for hit in hits))


def _ranked(hit: ItemHit) -> Ranked:
    return Ranked(
        id=hit.key,
        kind=hit.kind,
        version_id=hit.version_id,
        version=_number(hit),
        name=hit.name,
        summary=hit.summary,
        department=hit.department_name,
        score=hit.share,
    )


def _number(hit: ItemHit) -> int:
    if hit.kind == "bundle":
        return catalogue.bundle(hit.version_id).number
    found: Guide = catalogue.guide(hit.version_id)
    return found.number
