"""An answer as plain data, for the shell and for other systems."""

from typing import Any

from yichuang.guidance.rules import Answer, AskBack, Refused


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as JSON: ids, scores, route, what is asked back, and every cited line.

    `asks_back` is true where the matter itself is open; the next question of a matter's
    questionnaire is in `next_question`. `ended` says that the matter is not needed or not
    done here (no papers are listed then), `mode` that it is about a certificate one holds.
    """
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
        "asks": _question(answer.asks),
        "next_question": _question(answer.leads),
        "refusal": _refusal(answer.refused),
        "ended": _ended(answer),
        "mode": _mode(answer),
        "missing": list(answer.missing),
        "answer": says,
        "citations": [f"{one['item']}@{one['version']}#{one['line']}" for one in says],
    }


def _question(asked: AskBack | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    choices = [{"key": one.key, "label": one.label} for one in asked.choices]
    return {"about": asked.about, "says": asked.says, "choices": choices}


def _ended(answer: Answer) -> dict[str, Any] | None:
    ended = answer.ended
    return {"says": ended.says, "instead": ended.instead or None} if ended else None


def _mode(answer: Answer) -> dict[str, Any] | None:
    mode = answer.mode
    return {"kind": mode.kind, "says": mode.says} if mode else None


def _refusal(refused: Refused | None) -> dict[str, Any] | None:
    if refused is None:
        return None
    return {
        "code": refused.code,
        "says": refused.says,
        "remedy": refused.remedy,
        "authority": refused.authority,
        "phone": refused.phone,
    }
