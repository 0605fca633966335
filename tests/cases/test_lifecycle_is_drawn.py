"""The page about the life of a case is drawn from the table and is in step with it."""

import re
import subprocess
import sys
from pathlib import Path

from yichuang.cases.rules.lifecycle import LIFECYCLE

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "rules" / "lifecycle.md"


def test_the_page_is_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/lifecycle.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_every_table_of_moves_is_drawn() -> None:
    sources = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "yichuang").glob("*/rules/**/*.py")
        if " = Statechart(" in path.read_text("utf-8")
    ]
    drawn = "".join(path.read_text("utf-8") for path in PAGE.parent.glob("*.md"))
    assert [source for source in sources if f"drawn from {source}" not in drawn] == []


def test_every_arrow_of_the_table_stands_in_the_diagram() -> None:
    arrows = set(re.findall(r"^    (\w+) --> (\w+):", PAGE.read_text("utf-8"), re.M))
    assert arrows == {
        (source, move.target) for move in LIFECYCLE.moves for source in move.starts
    }
