"""`python -m specimens OUT --set train --n 200 --seed 1` writes JPEGs and truth.json."""

import argparse
import json
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

from specimens.drawing import KINDS, SPLITS, WEARS, Specimen, draw
from specimens.people import a_person


def main() -> None:
    """Every kind in turn, wears in turn, a new person each time."""
    parser = argparse.ArgumentParser(prog="python -m specimens", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=SPLITS, default="train", dest="split")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append", default=[])
    parser.add_argument("--wear", choices=WEARS, action="append", default=[])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    truths = []
    for number, page in enumerate(
        drawn(given.split, given.n, given.seed, given.kind, given.wear)
    ):
        name = f"{number:05}-{page.kind}-{page.wear}.jpg"
        page.image.save(given.out / name, "JPEG", quality=90)
        truths.append({"file": name, **truth_of(page)})
    (given.out / "truth.json").write_text(
        json.dumps(truths, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(truths)} pages in {given.out}")


def drawn(
    split: str, many: int, seed: int, kinds: list[str], wears: list[str]
) -> list[Specimen]:
    """So many pages of a set, kinds, layouts and wears evenly mixed."""
    dice = random.Random(f"{split} {seed}")
    kinds, wears = kinds or list(KINDS), wears or list(WEARS)
    return [
        draw(
            kinds[number % len(kinds)],
            a_person(dice.randrange(10**6), split),
            seed=seed * 1_000_003 + number,
            split=split,
            wear=wears[(number // len(kinds) + number) % len(wears)],
        )
        for number in range(many)
    ]


def truth_of(page: Specimen) -> dict[str, Any]:
    """What truth.json says of a page."""
    return {
        "kind": page.kind,
        "layout": page.layout,
        "set": page.split,
        "wear": page.wear,
        "turned": page.turned,
        "fields": [asdict(one) for one in page.fields],
    }


if __name__ == "__main__":
    main()
