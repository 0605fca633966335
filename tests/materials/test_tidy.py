"""What was cut off is cleared away; what belongs to somebody stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.factories import materials as make
from yichuang.accounts.policies import SYSTEM
from yichuang.materials import services
from yichuang.materials.engines import storage
from yichuang.materials.services.tidying import Tidied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)


def aged(path: Path, days: float) -> Path:
    """The file or folder as if it had lain there for days before AT."""
    moment = (make.AT - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_uploads_cut_off_by_a_power_cut_go() -> None:
    old, new = (storage.root() / "incoming" / name for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "source").write_bytes(b"half")
    aged(old, 0.1)
    aged(new, 0.01)
    assert services.tidy(by=SYSTEM, at=make.AT) == Tidied(1, 0, 0)
    assert not old.exists()
    assert new.exists()


def test_files_without_a_row_go_and_files_with_one_stay(cast: Cast) -> None:
    stored = make.make_file(cast.actor("citizen"))
    kept = aged(storage.path_of(stored.key), 9)
    orphan = storage.path_of("ab" * 16)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    aged(orphan, 2)
    assert services.tidy(by=SYSTEM, at=make.AT).orphans == 1
    assert kept.exists()
    assert not orphan.exists()


def test_a_forgotten_shelf_is_cleared(cast: Cast) -> None:
    machine = cast.actor("machine")
    shelf = f"shelf:{machine.ref}"
    make.make_file(machine, about=shelf)
    assert services.tidy(by=SYSTEM, at=make.AT + timedelta(days=29)).shelved == 0
    assert services.tidy(by=SYSTEM, at=make.AT + timedelta(days=31)).shelved == 1
    assert services.tidy(by=SYSTEM, at=make.AT + timedelta(days=31)).shelved == 0
