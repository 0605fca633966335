"""The robot for other systems: public, writes nothing, no token needed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router

from yichuang.guidance import queries
from yichuang.guidance.presenters import as_json
from yichuang.guidance.rules import Context
from yichuang.guidance.schemas import AnswerOut, AskIn

router = Router(tags=["guidance"], auth=None)


@router.post("/ask", response=AnswerOut, summary="Ask in your own words")
def ask(request: HttpRequest, given: AskIn) -> dict[str, Any]:
    """Ranked matters, what to ask back, and cited lines; in Accept-Language."""
    context = Context(given.item, given.kind, given.answers) if given.item else None
    language, today = get_language() or "zh-hans", timezone.localdate()
    return as_json(queries.ask(given.question, context, language, on=today))
