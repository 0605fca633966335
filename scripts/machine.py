"""What the checks need from the machine besides Python: PostgreSQL's programs and Chromium.

Found where they usually stand; on Debian, as root, their packages are installed;
otherwise one plain sentence says what to install.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_PACKAGES = ("chromium", "fonts-noto-cjk")
POSTGRES_PACKAGES = ("postgresql",)
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat's family
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)


class Missing(Exception):
    """Something the machine lacks; the message says what to install."""


def postgres_folder() -> Path | None:
    """The folder of the newest `initdb` and `postgres`, or None."""
    found = [
        folder
        for pattern in POSTGRES_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    if found:
        return max(
            found, key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))]
        )
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    return None


def chromium() -> str | None:
    """The path of a Chromium or Chrome, or None."""
    named = os.environ.get("YICHUANG_CHROMIUM")
    if named:
        return named
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """True when pages with Chinese would not be drawn as empty boxes."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


def install_packages(packages: Iterable[str], purpose: str) -> None:
    """`apt-get install`, where we may; else raise Missing with the words to type."""
    names = " ".join(packages)
    if not (Path("/etc/debian_version").exists() and shutil.which("apt-get")):
        raise Missing(f"{purpose} is not installed. Install: {names}")
    if os.geteuid() != 0:
        raise Missing(
            f"{purpose} is not installed. As root:  apt-get install -y {names}"
        )
    print(f"{purpose} is not installed; installing {names} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()[-2000:]
            raise Missing(f"{' '.join(command)} failed:\n{said}")


def need_postgres() -> Path:
    """The folder of PostgreSQL's programs, installed if need be."""
    folder = postgres_folder()
    if folder is None:
        install_packages(POSTGRES_PACKAGES, "PostgreSQL")
        folder = postgres_folder()
    if folder is None:
        raise Missing("PostgreSQL was installed, but initdb is nowhere to be found.")
    return folder


def need_chromium() -> str:
    """Chromium's path, installed with a Chinese font if need be."""
    path = chromium()
    if path is None or not has_chinese_font():
        packages = CHROMIUM_PACKAGES if path is None else CHROMIUM_PACKAGES[1:]
        install_packages((*packages, "fontconfig"), "Chromium with a Chinese font")
        path = chromium()
    if path is None:
        raise Missing("Chromium was installed, but is nowhere to be found.")
    return path
