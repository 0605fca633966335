"""The robot's questions: does it find the matter among 2,000, refuse rightly, how fast.

Everything that is set by questions (where doubt begins) is chosen on four fifths of the
development set and measured on the fifth that was not looked at, five times.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.core.management import call_command
from django.utils import timezone

from bench.hidden import MANY, hidden
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue.services import import_items
from yichuang.config.demo import seed
from yichuang.guidance import queries
from yichuang.guidance.queries.asking import WEIGHTS, understand
from yichuang.guidance.rules.deciding import Kind
from yichuang.guidance.rules.ranking import Weights

SETS = Path(__file__).parent / "questions"
FOLDS = 5
GRID = (
    WEIGHTS,  # of equals the shipped ones
    *(
        replace(WEIGHTS, least=least, core=core, near=near)
        for least, core, near in product((0.3, 0.36, 0.42), (0.5, 0.6), (0.9, 0.93))
    ),
)
REFUSED = frozenset({Kind.ELSEWHERE, Kind.CANCEL, Kind.UNKNOWN})
ASKED = frozenset({Kind.ASK_BACK, Kind.WHAT})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is right: an item's key, "refuse", "ask" or "way:<key>"."""

    question: str
    right: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one question: whether it was right at once, among three, and decided rightly."""

    asked: Asked
    first: bool
    among: bool


def read(name: str) -> tuple[Asked, ...]:
    """A set of questions with what is right."""
    data = yaml.safe_load((SETS / f"{name}.yaml").read_text(encoding="utf-8"))
    more = data.get("extra", data)
    return (
        *(Asked(q, key) for key, rows in data["questions"].items() for q in rows),
        *(Asked(q, "refuse") for q in more["negatives"]),
        *(Asked(row["q"], "ask") for row in more["ambiguous"]),
        *(Asked(row["q"], f"way:{row['route']}") for row in more["routes"]),
    )


def tried(one: Asked, weights: Weights, on: date) -> Outcome:
    """What the robot decides."""
    found = understand(one.question, on=on, weights=weights)
    if one.right == "refuse":
        right = found.kind in REFUSED
    elif one.right == "ask":
        right = found.kind in ASKED
    elif one.right.startswith("way:"):
        right = found.way == one.right.removeprefix("way:")
    else:
        keys = [candidate.entry.key for candidate in found.candidates]
        return Outcome(one, keys[:1] == [one.right], one.right in keys[:3])
    return Outcome(one, right, right)


def folds(asked: Sequence[Asked]) -> Iterable[tuple[list[Asked], list[Asked]]]:
    """Five times: what may be looked at, and what is measured."""
    rows = list(asked)
    Random(11).shuffle(rows)
    for number in range(FOLDS):
        yield (
            [r for n, r in enumerate(rows) if n % FOLDS != number],
            rows[number::FOLDS],
        )


def fitted(rows: Iterable[Asked], on: date) -> Weights:
    """The weights of the grid that do best on these rows."""
    looked_at = tuple(rows)
    return max(GRID, key=lambda w: sum(tried(r, w, on).first for r in looked_at))


def share(outcomes: Iterable[Outcome], kind: str, at: str = "first") -> str:
    """Right ones of a kind with their number, "96.0 % of 49"."""
    chosen = [o for o in outcomes if _kind(o.asked) == kind]
    right = sum(getattr(o, at) for o in chosen)
    return f"{100 * right / len(chosen):.1f} % of {len(chosen)}" if chosen else "-"


def _kind(asked: Asked) -> str:
    if asked.right in {"refuse", "ask"}:
        return asked.right
    return "way" if asked.right.startswith("way:") else "item"


def told(name: str, outcomes: Sequence[Outcome]) -> dict[str, str]:
    """The figures of a set."""
    return {
        f"{name}_recall_at_1": share(outcomes, "item"),
        f"{name}_recall_at_3": share(outcomes, "item", "among"),
        f"{name}_refused_rightly": share(outcomes, "refuse"),
        f"{name}_asked_back_rightly": share(outcomes, "ask"),
        f"{name}_pointed_rightly": share(outcomes, "way"),
    }


def run(options: dict[str, Any]) -> dict[str, Any]:
    """The development set by cross-validation, the other sets as they are, the speed."""
    on = _prepare()
    measured: list[Outcome] = []
    for looked_at, kept in folds(read("dev")):
        weights = fitted(looked_at, on)
        measured += [tried(one, weights, on) for one in kept]
    figures: dict[str, Any] = {"hidden_among": MANY, **told("dev", measured)}
    for name in sorted(file.stem for file in SETS.glob("*.yaml")):
        if name != "dev":
            outcomes = [tried(one, WEIGHTS, on) for one in read(name)]
            figures |= told(name, outcomes)
    return figures | _speed(on, float(options.get("seconds", 10)))


def _prepare() -> date:
    call_command("migrate", verbosity=0)
    at = timezone.now()
    seed.hall_with_guides(at=at)
    from_day = timezone.localdate(at)
    import_items(hidden(), by=SYSTEM, at=at, publish_from=from_day)
    return from_day


def _speed(on: date, seconds: float) -> dict[str, Any]:
    """Whole answers, lines and all, one after the other in one process."""
    questions = [one.question for one in (*read("dev"), *read("own"))]
    for question in questions:  # guides are read once
        queries.ask(question, None, "zh-hans", on=on)
    answers, began, spent = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        for question in questions:
            queries.ask(question, None, "zh-hans", on=on)
        answers += len(questions)
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    return {
        "answers_a_second": round(answers / wall),
        "answers_a_cpu_second": round(answers / cpu),
    }
