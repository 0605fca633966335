"""What is committed fits any machine and holds no secret."""

import re
import subprocess
from pathlib import Path

from tests.architecture.source import ROOT, listed

TEXT = {
    *(".py", ".html", ".css", ".js", ".md", ".toml", ".yml", ".yaml", ".txt"),
    *(".in", ".json", ".po", ".typ", ".cfg", ".csv", ".svg", ""),
}
# Written so that this file does not find itself.
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/(?=\w)")
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----"),
    "a password in an address": re.compile(r"\b\w+://\w+:(?!pass\b)[^@\s:/{}<…]{3,}@"),
    "an access key": re.compile(r"\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"),
}


def committed() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in committed()
        if path.suffix in TEXT and "vendor" not in path.parts
    ]


def test_no_file_knows_somebodys_folder() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in texts()
        for match in SOMEBODYS_FOLDER.finditer(text)
    ]
    assert not found, listed(found)


def test_no_secret_is_committed() -> None:
    found = [
        f"{name}: {what}"
        for name, text in texts()
        for what, pattern in SECRETS.items()
        if pattern.search(text)
    ]
    assert not found, listed(found)


def test_pins_have_hashes_and_name_no_host() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        blocks = re.split(r"\n(?=\w)", text.strip())
        assert blocks
        assert all("--hash=sha256:" in block for block in blocks), name


def test_nothing_made_is_committed() -> None:
    made = [
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if path.suffix in {".pyc", ".mo", ".sqlite3", ".key", ".log"}
    ]
    assert not made, listed(made)
