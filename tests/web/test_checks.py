"""A wrong setting is found at the start and told with its remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from yichuang.web.checks import settings_in_order, static_in_order


@pytest.fixture
def sound(settings: Settings, tmp_path: Path) -> Settings:
    settings.SECRET_KEY = "k" * 48
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.DATA = tmp_path
    settings.YICHUANG_FILES = tmp_path / "files"
    settings.YICHUANG_PUBLIC_URL = "http://127.0.0.1:8000"
    settings.YICHUANG_DEMO = settings.DEBUG = False
    return settings


def ids() -> list[str | None]:
    return [message.id for message in settings_in_order()]


def test_a_sound_house_is_silent(sound: Settings) -> None:
    assert ids() == []


def change(name: str, value: object) -> Callable[[Settings], None]:
    def apply(settings: Settings) -> None:
        setattr(settings, name, value)

    return apply


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SECRET_KEY", "short", "yichuang.web.E001"),
        ("SECRET_KEY", "django-insecure-" + "k" * 48, "yichuang.web.E001"),
        ("ALLOWED_HOSTS", [], "yichuang.web.E003"),
        ("ALLOWED_HOSTS", ["*"], "yichuang.web.E003"),
        ("YICHUANG_PUBLIC_URL", "http://hall.example.gov.cn", "yichuang.web.W004"),
        ("YICHUANG_FILES", Path("/proc/nowhere/files"), "yichuang.web.E005"),
        ("TIME_ZONE", "Asia/Nowhere", "yichuang.web.E008"),
        ("YICHUANG_CHROME", "no.such.chrome", "yichuang.web.E009"),
    ],
)
def test_each_fault_is_named_with_a_remedy(
    sound: Settings, name: str, value: object, found: str
) -> None:
    change(name, value)(sound)
    messages = settings_in_order()
    assert [message.id for message in messages] == [found]
    assert messages[0].hint


def test_demo_and_debug_stay_on_their_own_machine(sound: Settings) -> None:
    sound.YICHUANG_DEMO = sound.DEBUG = True
    assert ids() == []
    sound.ALLOWED_HOSTS = ["127.0.0.1", "hall.example.gov.cn"]
    assert ids() == ["yichuang.web.E006", "yichuang.web.E007"]


def test_a_key_file_others_can_read_is_told(sound: Settings, tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    key.write_text("x" * 48)
    key.chmod(0o644)
    assert ids() == ["yichuang.web.W002"]
    key.chmod(0o600)
    assert ids() == []


def test_static_files_must_be_gathered_where_they_are_hashed(
    sound: Settings, tmp_path: Path
) -> None:
    sound.STATIC_ROOT, sound.YICHUANG_HASHED_STATIC = tmp_path, True
    assert [one.id for one in static_in_order()] == ["yichuang.web.E010"]
    (tmp_path / "staticfiles.json").write_text("{}")
    assert static_in_order() == []
