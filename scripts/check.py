"""Everything the build server runs, in the same way: `make test`.

    check.py             all of it; ends with pytest's own summary line
    check.py --static    only what needs no test run
    check.py --screens   only the browser tests, writing pictures of every page

Each step prints a heading and its time. The types, the slow one, run beside the others.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from machine import Missing
from postgres import server

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")


@dataclass(frozen=True)
class Step:
    """One command; `says` is its heading."""

    says: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    step: Step
    output: str
    seconds: float
    ok: bool


def script(name: str, *arguments: str) -> tuple[str, ...]:
    return (PYTHON, f"scripts/{name}.py", *arguments)


def manage(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "yichuang", *arguments)


def static_steps(data: Path) -> list[Step]:
    """The slow one first; the rest runs beside it. `data` is thrown away."""

    def house(name: str, **more: str) -> dict[str, str]:
        return {"YICHUANG_DATA": str(data / name), **more}

    return [
        Step("types", (str(BIN / "mypy"),), house("types")),
        Step("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Step("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
        Step("imports", (str(BIN / "lint-imports"),)),
        Step("words", script("messages", "check")),
        Step("settings", manage("check", "--fail-level", "WARNING"), house("settings")),
        Step(
            "migrations",
            manage("makemigrations", "--check", "--dry-run"),
            house("migrations"),
        ),
        Step(
            "static files",
            manage("collectstatic", "--noinput", "-v", "0"),
            house("static", YICHUANG_HASHED_STATIC="1"),
        ),
        Step("API contract", script("openapi", "--check"), house("api")),
        Step("floor plan", script("floorplan", "--check")),
        Step("lifecycle", script("lifecycle", "--check")),
        Step("papers", script("papers", "--check")),
    ]


def environment(extra: dict[str, str]) -> dict[str, str]:
    """The caller's environment without settings of a hall, and with UTF-8."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YICHUANG_")}
    screens = {k: v for k, v in os.environ.items() if k == "YICHUANG_CHROMIUM"}
    return kept | screens | {"PYTHONUTF8": "1", "COLUMNS": "100"} | extra


def run_quietly(step: Step) -> Done:
    start = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment(step.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    seconds = time.monotonic() - start
    return Done(step, done.stdout.strip(), seconds, done.returncode == 0)


def heading(text: str) -> None:
    print(f"\n== {text} ".ljust(78, "="), flush=True)


def run_static() -> list[str]:
    """Run the static steps, two at a time; print the output of those that fail."""
    failed = []
    with (
        tempfile.TemporaryDirectory(prefix="yichuang-check-") as data,
        ThreadPoolExecutor(max_workers=2) as lanes,
    ):
        for done in lanes.map(run_quietly, static_steps(Path(data))):
            verdict = "ok" if done.ok else "FAILED"
            heading(f"{done.step.says}: {verdict} ({done.seconds:.1f} s)")
            if not done.ok:
                print(done.output, flush=True)
                failed.append(done.step.says)
    return failed


def pytest(says: str, extra: dict[str, str], *arguments: str) -> bool:
    """One run of pytest, its output passed through; True when it was green."""
    heading(says)
    workers = min(os.cpu_count() or 1, 4)
    command = [PYTHON, "-m", "pytest", "-q", "-n", str(workers), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(extra), stdin=subprocess.DEVNULL
    )
    return done.returncode == 0


def on_postgres() -> bool:
    start = time.monotonic()
    try:
        with server() as url:
            green = pytest(
                "tests on PostgreSQL",
                {"YICHUANG_DATABASE": url},
                *("-m", "not browser and not bench"),
            )
    except Missing as problem:
        heading("tests on PostgreSQL: FAILED")
        print(problem)
        return False
    print(f"({time.monotonic() - start:.1f} s)", flush=True)
    return green


def everything() -> int:
    failed = run_static()
    if not on_postgres():
        failed.append("tests on PostgreSQL")
    if failed:
        heading(f"so far FAILED: {', '.join(failed)}")
    if not pytest("tests on SQLite, and the browser", {}, "-m", "not bench"):
        failed.append("tests on SQLite")
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def main() -> int:
    """Run what the arguments ask for."""
    if "--static" in sys.argv[1:]:
        failed = run_static()
        print(f"\nFAILED: {', '.join(failed)}" if failed else "\nall good")
        return 1 if failed else 0
    if "--screens" in sys.argv[1:]:
        pictures = {"YICHUANG_SCREENS": "1"}
        return 0 if pytest("pictures of every page", pictures, "-m", "browser") else 1
    return everything()


if __name__ == "__main__":
    sys.exit(main())
