"""System check: whether the screens can speak, and with what."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from yichuang.lobby.adapters.voice import VoiceAwayError, voice_from


def voice(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Whether the voice of the settings answers."""
    try:
        voice_from(settings.YICHUANG_VOICE, settings.YICHUANG_FILES / "voice").check()
    except ValueError as wrong:
        hint = 'YICHUANG_VOICE is "auto", "chime" or the path of espeak-ng.'
        return [Error(str(wrong), hint=hint, id="lobby.E001")]
    except VoiceAwayError as away:
        hint = "Screens use the browser's voice, or the chime alone, until it answers."
        says = f"The voice of the screens does not answer ({away})."
        return [Warning(says, hint=hint, id="lobby.W001")]
    return []
