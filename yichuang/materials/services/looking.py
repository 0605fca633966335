"""A photograph is looked at in the moment it was sent: can it be read, and if not, why."""

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.materials import queries
from yichuang.materials.engines import inspection, storage
from yichuang.materials.rules import FileKind
from yichuang.materials.rules.legibility import Fault, legible

EDGE = 1800
"""Pixels of the longer side that are looked at."""


def legibility(key: str, *, by: Actor) -> tuple[Refusal, ...]:
    """What is wrong with a kept picture, in words for whoever took it; () for a good
    one, for a PDF, and for what cannot be looked at: nobody is held up by this.

    Raises:
        Refusal: "materials.not-found" for a file that is not the actor's to open.
    """
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who takes pictures pays

    stored = queries.open_for(key, by=by)
    kind = FileKind(stored.kind)
    if not kind.is_image:
        return ()
    try:
        width, height, pixels = inspection.grey(
            storage.path_of(stored.key), kind, edge=EDGE
        )
    except Refusal:
        return ()
    picture = np.frombuffer(pixels, np.uint8).reshape(height, width)
    return tuple(_told(fault) for fault in legible(picture))


def _told(fault: Fault) -> Refusal:
    refused = Refusal(fault.code, fault.says, remedy=fault.remedy)
    refused.facts = fault.facts
    return refused
