"""Draw docs/rules/lifecycle.md from the table of moves: `lifecycle.py [--check]`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules" / "lifecycle.md"
sys.path.insert(0, str(ROOT))

from yichuang.cases.rules.lifecycle import LIFECYCLE, CaseState  # noqa: E402

HEAD = """\
# The life of a case

<!-- drawn from yichuang/cases/rules/lifecycle.py by `make docs`; do not edit by hand -->

What this table does not name cannot happen. Buttons, API, permissions and tests come
from the same table; who is granted a permission stands in `yichuang/cases/policies.py`.

"""


def states() -> str:
    rows = ["| state | in words |", "|---|---|"]
    rows += [f"| `{state.value}` | {state.label} |" for state in CaseState]
    return "\n".join(rows)


def moves() -> str:
    rows = ["| move | from | to | permission | in words |", "|---|---|---|---|---|"]
    rows += [
        f"| `{move.name}` | {', '.join(move.starts)} | {move.target} "
        f"| `{move.needs}` | {move.says} |"
        for move in LIFECYCLE.moves
    ]
    return "\n".join(rows)


def page() -> str:
    """The whole page."""
    diagram = f"```mermaid\n{LIFECYCLE.mermaid()}```"
    return f"{HEAD}{diagram}\n\n## States\n\n{states()}\n\n## Moves\n\n{moves()}\n"


def main() -> int:
    """Write the page, or say that it is out of step."""
    fresh = page()
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == fresh
        if not same:
            print("docs/rules/lifecycle.md is out of step with the table: make docs")
        return int(not same)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
