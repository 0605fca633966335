"""System checks: that files can be kept, and that a scanner answers."""

import secrets
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from yichuang.materials.adapters.scanner import ScannerAwayError, scanner_from


def files_folder(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Whether files can be kept where the settings say, and away from the static ones."""
    folder = settings.YICHUANG_FILES
    if settings.STATIC_ROOT and folder.is_relative_to(settings.STATIC_ROOT):
        return [
            Error(
                "Files that people hand in would lie under the static files.",
                hint=f"Set YICHUANG_FILES to a folder outside {settings.STATIC_ROOT}.",
                id="materials.E001",
            )
        ]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return [
            Error(
                f"Files cannot be kept in {folder}: {error.strerror}.",
                hint="Make the folder writable for the server, or set YICHUANG_FILES.",
                id="materials.E002",
            )
        ]
    return []


def scanner(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Whether the virus scanner of the settings answers."""
    try:
        scanner_from(settings.YICHUANG_SCANNER).check()
    except ValueError as wrong:
        hint = 'YICHUANG_SCANNER is "none", "clamd:/path" or "clamd:host:port".'
        return [Error(str(wrong), hint=hint, id="materials.E003")]
    except ScannerAwayError as away:
        return [
            Warning(
                f"The virus scanner does not answer ({away}); uploads are refused.",
                hint="Start clamd, or set YICHUANG_SCANNER=none to do without.",
                id="materials.W001",
            )
        ]
    return []
