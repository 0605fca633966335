"""What is wrong outside the hall is said in a sentence with its remedy, never as a
traceback: a folder, a setting, a database, a port, a file that is not there."""

import errno
import socket
from functools import partial
from pathlib import Path

import pytest
from django.db import OperationalError, ProgrammingError

from tests.config.conftest import Run, runner
from yichuang.config import plain

pytestmark = pytest.mark.sqlite


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Commands over a folder that holds nothing yet."""
    return runner(tmp_path)


def refused(run: Run, *words: str) -> str:
    """What a command says that cannot be done."""
    done = run(*words)
    assert done.returncode in {1, 2}, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [("journal", "verify"), ("work", "--once"), ("serve", "--port", "1025")],
    ids=lambda words: words[0],
)
def test_a_database_without_tables(empty: Run, words: tuple[str, ...]) -> None:
    assert "yichuang migrate" in refused(empty, *words)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("YICHUANG_SMTP_PORT", "abc", "write a whole number"),
        ("YICHUANG_TIME_ZONE", "Mars/Base", "write Asia/Shanghai"),
        ("YICHUANG_LOG", "loud", "write DEBUG"),
        ("YICHUANG_DATABASE", "mysql://hall", "postgresql://user"),
        ("YICHUANG_SECRET_KEY_FILE", "/nowhere/key", "cannot be read"),
        ("YICHUANG_STATIC", "/proc/nowhere", "cannot be made"),
    ],
)
def test_a_setting_that_cannot_be(empty: Run, name: str, value: str, says: str) -> None:
    said = refused(partial(empty, settings={name: value}), "check")
    assert name.removesuffix("_FILE") in said
    assert says in said


@pytest.mark.slow
def test_words_no_command_knows(empty: Run) -> None:
    assert "no room" in refused(empty, "check", "cellar")
    assert "is no port" in refused(empty, "serve", "--port", "99999")
    assert "/nowhere/a.yaml" in refused(
        empty, "catalogue", "template", "/nowhere/a.yaml"
    )


@pytest.mark.slow
@pytest.mark.loopback
def test_a_port_somebody_else_has(empty: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refused(empty, "demo", "--port", str(taken.getsockname()[1]))
    assert "Cannot listen on" in said


@pytest.mark.slow
def test_a_real_hall_is_never_made_a_demo(tmp_path: Path, empty: Run) -> None:
    plan = tmp_path / "hall.yaml"
    plan.write_text(
        "divisions: [{code: '430999', name: 青禾县}]\n"
        "hall: {division: '430999', code: '2101', name: 真大厅, short_name: 真}\n",
        encoding="utf-8",
    )
    assert empty("migrate").returncode == 0
    assert empty("hall", "import", str(plan)).returncode == 0
    for words in (("demo", "--prepare-only"), ("demo", "--reset", "--prepare-only")):
        assert "真大厅" in refused(empty, *words)
    assert empty("hall", "import", str(plan)).returncode == 0  # still there


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (OperationalError("no such table: cases_case"), "yichuang migrate"),
        (ProgrammingError('relation "x" does not exist\nLINE 1'), "yichuang migrate"),
        (OperationalError("database or disk is full"), "The disk is full"),
        (OperationalError("attempt to write a readonly database"), "chown"),
        (OperationalError("connection refused\nIs it"), "YICHUANG_DATABASE"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/d/f"),
            "disk is full: /d/f",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "/d/f"), "chown"),
    ],
)
def test_troubles_have_remedies(problem: Exception, says: str) -> None:
    told = plain.told(problem)
    assert says in told
    assert "\n" not in told
