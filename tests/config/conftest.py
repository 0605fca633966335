"""A data folder of its own for commands that run in a process of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 240  # seconds a command may take
ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def runner(folder: Path) -> Run:
    """`run("journal", "verify")` as somebody at the shell, on SQLite in `folder`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YICHUANG_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)

    def run(
        *words: str, settings: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "yichuang", *words],
            cwd=ROOT,
            env=kept
            | {"YICHUANG_DATA": str(folder), "PYTHONUTF8": "1"}
            | (settings or {}),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    return run


@pytest.fixture(scope="session")
def demo_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo hall that was prepared once, also for several processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    said = folder / "said.json"
    try:
        folder.mkdir()
    except FileExistsError:
        for _second in range(PATIENCE):
            if said.exists():
                return folder
            time.sleep(1)
        raise
    done = runner(folder)("demo", "--prepare-only", "--json")
    assert done.returncode == 0, done.stderr
    said.with_suffix(".part").write_text(done.stdout, encoding="utf-8")
    said.with_suffix(".part").rename(said)
    return folder


@pytest.fixture
def run(demo_hall: Path) -> Run:
    """Commands over the demo hall."""
    return runner(demo_hall)
