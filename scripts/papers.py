"""Draw docs/rules/papers.md from the rules of the room materials: `papers.py [--check]`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "rules" / "papers.md"
sys.path.insert(0, str(ROOT))

from yichuang.materials.rules.classes import KINDS, PageClass  # noqa: E402
from yichuang.materials.rules.fields import EXPECTED, LABELS  # noqa: E402
from yichuang.materials.rules.fields.doubts import DOUBTS  # noqa: E402
from yichuang.materials.rules.fields.plans import PLANS  # noqa: E402
from yichuang.materials.rules.judging.weights import shipped  # noqa: E402

HEAD = """\
# Papers the robot knows

<!-- drawn from yichuang/materials/rules by `make docs`; do not edit by hand -->

A page is judged by its words and layout (`rules/judging`): a lexicon written by hand, and
over it weights taught by drawn specimens (`python -m specimens.training`, {samples} pages).
It decides when the likeliest class has {least:.0%} and leads by {margin:.0%}; else it
abstains, and a person decides. What the item asks for is a leaning, never a must. A hall's
own confirmations teach a version of its own over these.
"""


def kinds() -> str:
    """The classes and the words of a required paper each answers."""
    rows = ["| class | paper | in English | pages | answers a paper named |"]
    rows.append("|---|---|---|---|---|")
    for kind in PageClass:
        about = KINDS[kind]
        named = "、".join(about.fits) or "(none)"
        but = f"; not {'、'.join(about.but)}" if about.but else ""
        rows.append(
            f"| `{kind}` | {about.zh} | {about.en} | {about.pages} | {named}{but} |"
        )
    return "\n".join(rows)


def fields() -> str:
    """The fields of each class; expected ones in bold."""
    rows = ["| class | fields (**expected**: their absence is a doubt) |", "|---|---|"]
    for kind, plans in PLANS.items():
        names = dict.fromkeys(plan.field for plan in plans)
        said = [f"**{n}**" if n in EXPECTED.get(kind, ()) else n for n in names]
        rows.append(f"| `{kind}` | {', '.join(said) or '(none)'} |")
    return "\n".join(rows)


def labels() -> str:
    """What each field is called."""
    rows = ["| field | in words |", "|---|---|"]
    rows += [f"| {name} | {label} |" for name, label in LABELS.items()]
    return "\n".join(rows)


def doubts() -> str:
    """What may be doubted, and what to do."""
    rows = ["| doubt | it says | what to do |", "|---|---|---|"]
    rows += [f"| `{code}` | {says} | {do} |" for code, (says, do) in DOUBTS.items()]
    return "\n".join(rows)


def page() -> str:
    """The whole page."""
    weights = shipped()
    head = HEAD.format(
        samples=weights.samples, least=weights.least, margin=weights.margin
    )
    parts = {
        "Classes": kinds(),
        "Fields": fields(),
        "Names of fields": labels(),
        "Doubts": doubts(),
    }
    return head + "".join(
        f"\n## {title}\n\n{table}\n" for title, table in parts.items()
    )


def main() -> int:
    """Write the page, or say that it is out of step."""
    fresh = page()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(fresh, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != fresh:
        print("docs/rules/papers.md is out of step with the rules: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
