"""Teach the weights that come with the product: `python -m specimens.training`.

Taught by the words of drawn sheets of the training set, whole, without their titles and
with lines missing; how sure it must be is set on the layouts of the validation set. The
test set is never touched. The same specimens give the same file.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import yichuang.materials
from specimens.lessons import Lesson, lessons
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging import Sample, features, measure, train
from yichuang.materials.rules.reading import PageText

TARGET = Path(yichuang.materials.__file__).parent / "data" / "papers.json"
EACH = {"train": 8, "validation": 4}
SEED = 1
TITLE = 0.95
"""Lines at least so high, in parts of the highest, are taken for the title."""
KEPT = 0.65


def main() -> None:
    """Teach, measure on both sets, write the file."""
    taught = list(samples("train"))
    unseen = list(samples("validation"))
    weights = train(taught, SEED, version=0, unseen=unseen)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(weights.as_json()) + "\n", encoding="utf-8")
    alone = train(taught, SEED, version=0)
    held = measure(replace(alone, heat=weights.heat, least=weights.least), unseen)
    print(
        f"{weights.samples} pages, {TARGET.stat().st_size // 1024} kB; "
        f"unseen layouts: {held.accuracy:.1%} right, {held.abstained:.1%} left open"
    )


def samples(split: str) -> Iterator[Sample]:
    """The pages of a set in three states; photographs have no words to learn."""
    for lesson in lessons(split, EACH[split], SEED):
        if lesson.kind != PageClass.PHOTO:
            for page in _states(lesson):
                yield Sample(lesson.kind, features(page))


def _states(lesson: Lesson) -> Iterator[PageText]:
    page = lesson.page
    dice = random.Random(f"{lesson.layout} {len(page.lines)}")
    highest = max((line.spot.h for line in page.lines), default=0.0)
    yield page
    yield replace(
        page,
        lines=tuple(line for line in page.lines if line.spot.h < highest * TITLE),
    )
    yield replace(
        page, lines=tuple(line for line in page.lines if dice.random() < KEPT)
    )


if __name__ == "__main__":
    main()
