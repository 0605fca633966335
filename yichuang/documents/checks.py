"""System checks: that there is type to print with."""

from typing import Any

from django.core.checks import CheckMessage, Error

from yichuang.web.typesetting import FONTS

SONG = ("YichuangSong-Regular.otf", "YichuangSong-Bold.otf")


def fonts(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Whether the Song type that notices are set in is there; loads no typesetter."""
    missing = [name for name in SONG if not (FONTS / name).is_file()]
    if not missing:
        return []
    return [
        Error(
            f"Notices cannot be printed in Song type: {', '.join(missing)} is missing.",
            hint=f"Put the font files back into {FONTS}.",
            id="documents.E001",
        )
    ]
