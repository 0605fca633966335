"""A conversation replayed: every move with the robot's answer to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yichuang.guidance import queries as guidance
from yichuang.guidance.rules import Answer, Choice
from yichuang.portal.rules.talk import SAID, Move


@dataclass(frozen=True, slots=True)
class Turn:
    """A move, how it reads (`says`), the question it answered, and the answer to it."""

    move: Move
    says: str
    asked: str
    answer: Answer


def replay(moves: Iterable[Move], language: str, *, on: date) -> tuple[Turn, ...]:
    """The turns of a conversation; it ends where an answer was picked nobody offered.

    Raises:
        Refusal: of the robot, for an empty or endless question.
    """
    turns: list[Turn] = []
    for move in moves:
        before = turns[-1].answer if turns else None
        turn = _turn(move, before, language, on)
        if turn is None:
            break
        turns.append(turn)
    return tuple(turns)


def _turn(move: Move, before: Answer | None, language: str, on: date) -> Turn | None:
    if move.kind == SAID:
        context = before.context if before else None
        answer = guidance.ask(move.text, context, language, on=on)
        return Turn(move, answer.question, "", answer)
    picked = choice_of(before, move.text)
    if before is None or picked is None:
        return None
    offered = before.asks or before.leads
    answer = guidance.ask("", picked.context, language, on=on)
    return Turn(move, picked.label, offered.says if offered else "", answer)


def choice_of(answer: Answer | None, key: str) -> Choice | None:
    """The answer of that key among those an answer offers."""
    offered = answer and (answer.asks or answer.leads)
    choices = offered.choices if offered else ()
    return next((choice for choice in choices if choice.key == key), None)
