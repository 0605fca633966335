"""Make .venv from the pin file: `install.py [--dev]`.

Standard library only, so that Python, make and git are enough. The second run
compares a digest of the pins and does nothing.
"""

import hashlib
import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_PINS = ROOT / "requirements.txt"
DEV_PINS = ROOT / "requirements-dev.txt"

NO_VENV = """\
Python cannot make virtual environments here: its venv module is missing.
On Debian or Ubuntu:  apt-get install -y python3-venv
Then run the command again."""

NO_PIP = """\
The libraries could not be installed; nothing else was changed.
Look at the lines above: usually the package index cannot be reached from here.
A mirror can be named in ~/.config/pip/pip.conf (index-url), a folder with the
files in PIP_FIND_LINKS. Then run the command again; it goes on where it stopped."""


def digest(pins: Path) -> str:
    """What .venv was made from: the pins and the Python that will read them."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return hashlib.sha256(version.encode() + pins.read_bytes()).hexdigest()


def stamp(pins: Path) -> Path:
    return VENV / f"{pins.stem}.sha256"


def fresh(pins: Path) -> bool:
    """True when .venv runs and was made from exactly these pins."""
    mark = stamp(pins)
    return (
        PYTHON.exists()
        and mark.exists()
        and mark.read_text(encoding="ascii").strip() == digest(pins)
    )


def make_venv() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"]).returncode == 0:
        return
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        sys.exit(NO_VENV)


def install(pins: Path) -> None:
    print(f"Installing the libraries of {pins.name} into .venv (once) …", flush=True)
    # -qq: errors only. Python compiles what it needs when it first needs it.
    options = ["-qq", "--no-input", "--disable-pip-version-check", "--no-compile"]
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", *options, "--require-hashes", "-r", pins],
        cwd=ROOT,
    )
    if done.returncode:
        sys.exit(NO_PIP)
    stamp(pins).write_text(digest(pins), encoding="ascii")


def put_command() -> None:
    """`.venv/bin/yichuang`, without building a package: a path file and five lines."""
    found = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    path_file = Path(found.stdout.strip()) / "yichuang-source.pth"
    path_file.write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin" / "yichuang"
    # -P: the folder one happens to stand in is not searched for modules.
    line = f'exec {shlex.quote(str(PYTHON))} -P -X utf8 -m yichuang "$@"'
    command.unlink(missing_ok=True)
    command.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    command.chmod(0o755)


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file meets old Pythons too
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    os.environ["PYTHONUTF8"] = "1"
    wanted = DEV_PINS if "--dev" in sys.argv[1:] else RUN_PINS
    # The pins for the checks contain those of the product.
    if not (fresh(wanted) or fresh(DEV_PINS)):
        make_venv()
        install(wanted)
        put_command()
    subprocess.run(
        [PYTHON, ROOT / "scripts" / "messages.py", "compile"], check=True, cwd=ROOT
    )


if __name__ == "__main__":
    main()
