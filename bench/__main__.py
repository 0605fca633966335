"""`make bench`: every figure of docs/performance.md, as ratios in one run.

make bench                      both databases, every measurement
make bench ARGS="life --only sqlite --seconds 5"
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHAT = (
    "ask",
    "batch",
    "life",
    "size",
    "memory",
    "clock",
    "lamps",
    "locate",
    "planning",
    "print",
    "queue",
    "robot",
    "screens",
    "waits",
)
BOTH = frozenset(
    {"batch", "life", "size", "queue", "lamps", "locate", "print", "screens"}
)


def main() -> int:
    """Run each measurement in a process of its own over a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=[], help=", ".join(WHAT))
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--closed", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=20_000)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=120, help="of robot")
    parser.add_argument("--kept", type=int, default=1_000_000, help="pages of locate")
    parser.add_argument("--errors", default="", help="of robot: a file for them")
    given = parser.parse_args()
    for what in given.what or WHAT:
        if given.only != "postgresql":
            _one(what, given, sqlite=True)
        if given.only != "sqlite" and what in BOTH:
            _one(what, given, sqlite=False)
    return 0


def _one(what: str, given: argparse.Namespace, *, sqlite: bool) -> None:
    command = [sys.executable, "-m", "bench.measure", what, json.dumps(vars(given))]
    with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as folder:
        environment = os.environ | {
            "YICHUANG_DATA": folder,
            "YICHUANG_HOSTS": "127.0.0.1,testserver",
            "PYTHONUTF8": "1",
        }
        if sqlite:
            environment["YICHUANG_DATABASE"] = f"sqlite:///{folder}/bench.sqlite3"
        else:
            command = [sys.executable, "scripts/postgres.py", "--durable", *command]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    raise SystemExit(main())
