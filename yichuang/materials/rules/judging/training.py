"""Teaching a classifier: softmax regression over the lexicon, from confirmed pages.

What is learnt is added to what the lexicon (or the weights taught before) says, and is
kept small: a hall with thirty confirmed pages corrects the lexicon, it does not forget it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging.deciding import judge_features, scores, shares_of
from yichuang.materials.rules.judging.features import Features
from yichuang.materials.rules.judging.weights import (
    CLASSES,
    LEXICON,
    Weights,
    packed,
)

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

FEWEST = 20
"""Confirmed pages below which there is nothing to learn from."""
_FOLDS = 4
"""Every fourth page is kept aside to set the heat and the threshold by."""
_STEPS = 300
_RATE = 0.3
_KEEP_SMALL = {"c": 0.3, "l": 0.6, "b": 1.5}
"""How strongly each sort of feature is held back: cues carry over to unseen layouts,
pairs of characters know the specimens they were taught with."""
_HEATS = (0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_WANTED = 0.99
_LEASTS = tuple(n / 100 for n in range(60, 100, 2))


@dataclass(frozen=True, slots=True)
class Sample:
    """A page whose class a person confirmed."""

    kind: PageClass
    features: Features


def train(
    samples: Sequence[Sample],
    seed: int = 1,
    base: Weights = LEXICON,
    version: int = 1,
    *,
    unseen: Sequence[Sample] = (),
) -> Weights:
    """Weights taught by `samples` over `base`; the same for the same samples and seed.

    ValueError below `FEWEST` pages. The threshold is the lowest at which pages kept
    aside are judged rightly to 99 %: every fourth page, or `unseen` pages of other
    origin where there are such.
    """
    if len(samples) < FEWEST:
        raise ValueError(f"{len(samples)} pages are too few to learn from.")
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who trains pays

    order = np.random.default_rng(seed).permutation(len(samples)).tolist()
    shuffled = [samples[place] for place in order]
    aside = list(unseen) or shuffled[::_FOLDS]
    taught = shuffled
    if not unseen:
        taught = [s for place, s in enumerate(shuffled) if place % _FOLDS]
    trial = _calibrated(_taught(taught, base), aside)
    return replace(
        _taught([*shuffled, *unseen], base),
        version=version,
        samples=len(samples) + len(unseen),
        heat=trial.heat,
        least=trial.least,
        margin=trial.margin,
    )


def _taught(samples: Sequence[Sample], base: Weights) -> Weights:
    import numpy as np  # noqa: PLC0415

    keys = tuple(
        sorted({name for s in samples for name in s.features} | set(base.keys))
    )
    place = {name: at for at, name in enumerate(keys)}
    pages = np.zeros((len(samples), len(keys)), dtype=np.float32)
    known = np.zeros((len(samples), len(CLASSES)), dtype=np.float32)
    right = np.zeros_like(known)
    for row, sample in enumerate(samples):
        for name, count in sample.features.items():
            pages[row, place[name]] = count
        before = scores(sample.features, base)
        known[row] = [before[kind] for kind in CLASSES]
        right[row, CLASSES.index(sample.kind)] = 1.0
    hold = np.array([[_KEEP_SMALL[name[0]]] for name in keys], dtype=np.float32)
    table = _descend(pages, known, right, hold)
    for name, row_before in base.learnt().items():
        table[place[name]] += row_before
    return replace(base, keys=keys, table=packed(table))


def _descend(
    pages: "NDArray[float32]",
    known: "NDArray[float32]",
    right: "NDArray[float32]",
    hold: "NDArray[float32]",
) -> "NDArray[float32]":
    """Features × classes that, added to `known`, explain `right` (Adam, whole batch)."""
    import numpy as np  # noqa: PLC0415

    table = np.zeros((pages.shape[1], known.shape[1]), dtype=np.float32)
    first, second = np.zeros_like(table), np.zeros_like(table)
    # Rare classes weigh as much as common ones, or a stack of one season forgets them.
    each = right.sum(axis=0)
    weigh = (right @ (1 / np.maximum(each, 1)))[:, None]
    weigh = weigh / weigh.sum()
    for step in range(1, _STEPS + 1):
        found = known + pages @ table
        found -= found.max(axis=1, keepdims=True)
        shares = np.exp(found)
        shares /= shares.sum(axis=1, keepdims=True)
        slope = pages.T @ ((shares - right) * weigh) + hold * table / len(pages)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1)) * 0.1
        table -= (
            rate
            * (first / (1 - 0.9**step))
            / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
        )
    return table


def _calibrated(weights: Weights, aside: Sequence[Sample]) -> Weights:
    """Heat by likelihood, then the lowest threshold that is right often enough."""
    best = min(_HEATS, key=lambda heat: _surprise(replace(weights, heat=heat), aside))
    heated = replace(weights, heat=best, margin=0.2)
    for least in _LEASTS:
        trial = replace(heated, least=least)
        if _right_of_decided(trial, aside) >= _WANTED:
            return trial
    return replace(heated, least=_LEASTS[-1])


def _surprise(weights: Weights, aside: Sequence[Sample]) -> float:
    """How unlikely the classes people gave were held to be, summed (negative log)."""
    return -sum(
        log(max(shares_of(scores(s.features, weights), weights.heat)[s.kind], 1e-9))
        for s in aside
    )


def _right_of_decided(weights: Weights, aside: Sequence[Sample]) -> float:
    decided = right = 0
    for sample in aside:
        verdict = judge_features(sample.features, weights)
        if verdict.kind is not None:
            decided += 1
            right += verdict.kind == sample.kind
    return right / decided if decided else 1.0
