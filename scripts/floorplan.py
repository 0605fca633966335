"""Draw docs/floorplan.md from .importlinter: `floorplan.py [--check]`."""

import ast
import configparser
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "docs" / "floorplan.md"
START = "<!-- drawn from .importlinter by `make docs`; do not edit by hand -->"
END = "<!-- end of drawing -->"


def floors() -> list[list[str]]:
    """The rooms of each floor, top to bottom; a floor's rooms are strangers."""
    plan = configparser.ConfigParser()
    plan.read(ROOT / ".importlinter", encoding="utf-8")
    lines = plan["importlinter:contract:floors"]["layers"].splitlines()
    return [line.replace("|", " ").split() for line in lines if line.strip()]


def purpose(room: str) -> str:
    """The first sentence of the room's own docstring."""
    package = ROOT / "yichuang" / room / "__init__.py"
    path = package if package.exists() else ROOT / "yichuang" / f"{room}.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split())


def drawing() -> str:
    rows = ["| floor | room | what it knows |", "|---|---|---|"]
    plan = floors()
    for number, floor in enumerate(plan):
        level = len(plan) - 1 - number
        for room in floor:
            rows.append(f"| {level} | `{room}` | {purpose(room)} |")
    return "\n".join(rows)


def main() -> int:
    """Write the drawing between its two marks, or say that it is out of step."""
    text = PLAN.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    fresh = f"{before}{START}\n\n{drawing()}\n\n{END}{after}"
    if "--check" in sys.argv[1:]:
        if fresh != text:
            print("docs/floorplan.md is out of step with .importlinter: make docs")
        return int(fresh != text)
    PLAN.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
