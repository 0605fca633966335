"""A hall's own classifier: trained from confirmations, measured, switched on or off."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from yichuang.accounts.policies import Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.models import Classifier
from yichuang.materials.models import Sample as Confirmed
from yichuang.materials.policies import require_here
from yichuang.materials.queries.training import weights_of
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging import Sample, measure, shipped, train
from yichuang.materials.rules.judging.training import FEWEST

MOST = 20_000
"""Confirmations that are learned from, the latest; older papers look otherwise."""
SEED = 1


def train_classifier(hall_id: int, *, by: Actor, at: datetime) -> Classifier:
    """Train a new version from the hall's confirmations and measure it, beside the one in
    use, on stacks kept apart. It judges nothing before it is switched on.

    Raises:
        Refusal: "permission.denied", "classifier.too-few".
    """
    require_here(by, "material.train", hall_id)
    taught, apart = _samples(hall_id)
    if len(taught) < FEWEST or not apart:
        raise Refusal(
            "classifier.too-few",
            N_("There are too few confirmed pages: %(have)s of at least %(need)s."),
            remedy=N_("Sort more stacks; every confirmed page counts."),
            have=len(taught) + len(apart),
            need=FEWEST + FEWEST // 4,
        )
    rows = Classifier.objects.filter(hall_id=hall_id)
    version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
    in_use, _ = weights_of(hall_id)
    own = train(taught, SEED, shipped(), version)
    with transaction.atomic():
        row = Classifier.objects.create(
            hall_id=hall_id,
            version=version,
            weights=own.as_json(),
            measured={
                "own": measure(own, apart).as_json(),
                "in_use": measure(in_use, apart).as_json(),
            },
            samples=len(taught),
            trained_at=at,
            trained_by=by.ref,
            by_name=by.name,
        )
        record(
            events.TRAINED,
            about=f"hall:{hall_id}",
            by=by,
            at=at,
            hall_id=hall_id,
            version=version,
            samples=len(taught),
        )
    return row


@transaction.atomic
def switch_on(hall_id: int, version: int, *, by: Actor, at: datetime) -> None:
    """Let a version judge the hall's pages from now on; 0 is the built-in one.

    Raises:
        Refusal: "permission.denied", "classifier.not-found".
    """
    require_here(by, "material.train", hall_id)
    rows = Classifier.objects.filter(hall_id=hall_id)
    if version and not rows.filter(version=version).exists():
        raise Refusal(
            "classifier.not-found", N_("There is no such version of the classifier.")
        )
    rows.filter(on=True).update(on=False)
    rows.filter(version=version).update(on=True, switched_at=at)
    record(
        events.SWITCHED,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        version=version,
    )


def _samples(hall_id: int) -> tuple[list[Sample], list[Sample]]:
    """What teaches and what is kept apart: whole stacks, a fifth of them by their key;
    of a single stack, a fifth of its pages."""
    rows = list(
        Confirmed.objects.filter(hall_id=hall_id)
        .order_by("-id")
        .values_list("stack_key", "page_key", "kind", "features")[:MOST]
    )
    one = len({stack for stack, *_ in rows}) < 5
    taught: list[Sample] = []
    apart: list[Sample] = []
    for stack, page, kind, counts in rows:
        sample = Sample(PageClass(kind), counts)
        (apart if _fifth(page if one else stack) else taught).append(sample)
    return taught, apart


def _fifth(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % 5 == 0
