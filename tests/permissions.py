"""Who gets through which door: every page and every API operation, for all of the cast.

A row reads: method, address, who gets through, and how the rest of those signed in are
answered (404 where even the existence is nobody's business, 403 otherwise, sign-in where
a step is missing). Strangers are sent to sign in, or get 401 from the API. tests/architecture/test_permissions.py
tries every row with everyone, and fails for any address or operation without a row.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

CITIZENS = frozenset({"citizen", "agent", "other_citizen"})
STAFF = frozenset(
    {"guide", "clerk", "clerk_elsewhere", "chief_approver", "approver", "issuer"}
    | {"hall_manager", "item_manager", "review_officer", "supervisor"}
    | {"department_head", "administrator", "auditor"}
)
CAST = CITIZENS | STAFF | {"stranger", "machine"}
GROUPS: dict[str, frozenset[str]] = {
    "everyone": CAST,
    "nobody": frozenset(),
    "signed_in": CITIZENS | STAFF,
    "citizens": CITIZENS,
    "staff": STAFF,
    # who leads, watches or decides: they see the matrix and the letters
    "authority": frozenset(
        {"administrator", "hall_manager", "department_head", "supervisor", "auditor"}
        | {"chief_approver", "approver", "item_manager"}
    ),
    # who sees the plan of this hall
    "planning": frozenset(
        {"guide", "clerk", "chief_approver", "hall_manager", "supervisor"}
        | {"department_head", "auditor"}
    ),
    # who sees the lines of this hall
    "lines": frozenset(
        {"guide", "clerk", "chief_approver", "approver", "issuer", "hall_manager"}
        | {"supervisor", "department_head", "auditor"}
    ),
    # who opens the stacks of papers of this hall
    "stacks": frozenset(
        {"clerk", "chief_approver", "approver", "issuer", "hall_manager"}
    ),
    # who may open a case of this hall
    "hall": STAFF - {"clerk_elsewhere", "item_manager", "administrator"},
}

TABLE = Path(__file__).with_suffix(".txt")

LINE = re.compile(
    r"(?P<method>GET|POST|PUT|PATCH|DELETE)\s+(?P<address>/\S*)\s+"
    r"(?P<who>[a-z_ -]*?)\s*(?:else\s+(?P<rest>403|404|sign-in))?$"
)


@dataclass(frozen=True)
class Row:
    """One door: who of the cast may, and the status of the others who are signed in."""

    method: str
    address: str
    may: frozenset[str]
    rest: str = "404"
    text: str = field(default="", compare=False)


def people(words: str) -> frozenset[str]:
    """ "staff -guide" -> everybody of the group but one."""
    chosen: set[str] = set()
    for word in words.split():
        names = GROUPS.get(word.lstrip("-"), {word.lstrip("-")})
        if not names <= CAST:
            raise ValueError(f"nobody of the cast is called {word}")
        chosen = chosen - names if word.startswith("-") else chosen | names
    return frozenset(chosen)


def read(table: str) -> tuple[Row, ...]:
    rows = []
    for line in table.splitlines():
        text = line.split("#")[0].strip()
        if not text:
            continue
        found = LINE.fullmatch(text)
        if found is None:
            raise ValueError(f"not a row of the permission table: {line}")
        rest = found["rest"] or "404"
        row = Row(found["method"], found["address"], people(found["who"]), rest, text)
        rows.append(row)
    return tuple(rows)


ROWS = read(TABLE.read_text(encoding="utf-8"))
