"""Red seals made pale before a page is read: what is printed under them comes out.

On certificates the seal stands across the issuer's name and the day (GB/T 9704: 骑年盖月);
a reader takes the arc of the seal and the print for one tangle of strokes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

_RED_FROM, _RED_FULL = 10.0, 45.0
"""How far red stands above green and blue, in steps of 255: from when, and from when on
fully taken for a seal's ink. Low, for JPEG washes colour out at the edges of strokes."""
_KEPT = 0.12
"""What is left of the red, so that a red title can still be read."""
_LIFT = 1.3
"""Seal ink reflects some four fifths of red light: lifted by this it is paper white."""


def paled(picture: "NDArray[uint8]") -> "NDArray[uint8]":
    """The picture (height × width × 3, red first) with red ink faded to an eighth.

    Black print under a seal keeps its darkness, for its red is as low as its green.
    """
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who reads papers pays

    red = picture[..., 0].astype(np.float32)
    others = picture[..., 1:].max(axis=2).astype(np.float32)
    seal = (red - others - _RED_FROM) / (_RED_FULL - _RED_FROM)
    np.clip(seal, 0.0, 1.0, out=seal)
    if not seal.any():
        return picture
    seal *= 1.0 - _KEPT
    faded = picture.astype(np.float32)
    paper = np.minimum(red * _LIFT, 250.0)
    faded += (np.maximum(paper, red)[..., None] - faded) * seal[..., None]
    return faded.astype(np.uint8)
