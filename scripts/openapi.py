"""Write the API's contract to docs/api/openapi.json: `openapi.py [--check]`.

The snapshot is committed, so that a change of the contract is seen in the diff.
"""

import difflib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "docs" / "api" / "openapi.json"
SHOWN = 80  # lines of difference; the rest is seen with git diff


def contract() -> str:
    """The OpenAPI document of the running code, in a stable form."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    import django

    django.setup()
    from django.utils import translation

    from yichuang.config.api import api

    with translation.override("en"):
        # Once through JSON: status codes are numbers until then, and would not sort.
        document = json.loads(json.dumps(api.get_openapi_schema()))
    text = json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True)
    return f"{text}\n"


def main() -> int:
    """Write the snapshot, or show how the code differs from it."""
    now = contract()
    if "--check" not in sys.argv[1:]:
        SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
        SNAPSHOT.write_text(now, encoding="utf-8")
        return 0
    kept = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    if now == kept:
        return 0
    print("docs/api/openapi.json is out of step with the code: make openapi")
    difference = difflib.unified_diff(
        kept.splitlines(), now.splitlines(), "committed", "code", lineterm="", n=1
    )
    print("\n".join(list(difference)[:SHOWN]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
