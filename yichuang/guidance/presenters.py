"""An answer as plain data, for the shell and for other systems."""

from collections.abc import Callable
from typing import Any

from yichuang.guidance.rules import Answer, Refused


def as_json(answer: Answer, say: Callable[[str], str] = str) -> dict[str, Any]:
    """The answer as JSON: ids, scores, route, what is asked back, and every cited line."""
    says = [
        {"says": one.says, "item": one.item, "version": one.version, "line": one.line}
        for one in answer.says
    ]
    return {
        "question": answer.question,
        "items": [{"id": one.id, "score": one.score} for one in answer.items],
        "route": answer.way.key if answer.way else None,
        "asks_back": answer.asks is not None,
        "refused": answer.refused is not None,
        "asks": _asks(answer),
        "refusal": _refusal(answer.refused, say) if answer.refused else None,
        "answer": says,
        "citations": [f"{one['item']}@{one['version']}#{one['line']}" for one in says],
    }


def _asks(answer: Answer) -> dict[str, Any] | None:
    if answer.asks is None:
        return None
    return {
        "says": answer.asks.says,
        "about": answer.asks.about,
        "choices": [
            {"key": one.key, "label": one.label} for one in answer.asks.choices
        ],
    }


def _refusal(refused: Refused, say: Callable[[str], str]) -> dict[str, Any]:
    return {
        "code": refused.code,
        "says": say(refused.says),
        "remedy": say(refused.remedy),
        "authority": refused.authority,
        "phone": refused.phone,
    }
