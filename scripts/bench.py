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

from postgres import server

ROOT = Path(__file__).resolve().parents[1]
WHAT = ("life", "size", "memory", "clock")


def main() -> int:
    """Run each measurement in a process of its own over a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=[], help=", ".join(WHAT))
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--closed", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=20_000)
    given = parser.parse_args()
    for what in given.what or WHAT:
        if given.only != "postgresql":
            with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as folder:
                _one(what, f"sqlite:///{folder}/bench.sqlite3", folder, given)
        if given.only != "sqlite" and what in {"life", "size"}:
            with (
                tempfile.TemporaryDirectory(prefix="yichuang-bench-") as folder,
                server(durable=True) as url,
            ):
                _one(what, url, folder, given)
    return 0


def _one(what: str, url: str, folder: str, given: argparse.Namespace) -> None:
    environment = os.environ | {
        "YICHUANG_DATABASE": url,
        "YICHUANG_DATA": folder,
        "YICHUANG_HOSTS": "127.0.0.1,testserver",
        "PYTHONUTF8": "1",
    }
    options = json.dumps(vars(given))
    subprocess.run(
        [sys.executable, "-m", "bench.measure", what, options],
        cwd=ROOT,
        env=environment,
        check=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
