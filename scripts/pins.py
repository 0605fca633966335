"""Write requirements*.txt anew from requirements*.in: every file's hash, no host's name.

Pins that still fit are kept; `--upgrade` looks for newer ones.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pin(name: str) -> None:
    """Resolve for every platform, so that one file serves Linux and macOS alike."""
    print(f"{name}.in -> {name}.txt", flush=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-header"),
            *("--no-emit-index-url", "--no-emit-find-links"),
            *(["--upgrade"] if "--upgrade" in sys.argv[1:] else []),
            *(f"{name}.in", "--output-file", f"{name}.txt"),
        ],
        check=True,
        cwd=ROOT,
    )
    if "://" in (ROOT / f"{name}.txt").read_text(encoding="utf-8"):
        sys.exit(f"{name}.txt names a host; it must not.")


if __name__ == "__main__":
    pin("requirements")
    pin("requirements-dev")
