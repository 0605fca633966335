"""Who gets through which door: every page and every API operation, for all of the cast.

A row reads: method, address, who gets through, and how the rest of those signed in are
answered (404 where even the existence is nobody's business, 403 otherwise). Strangers
are sent to sign in, or get 401 from the API. tests/architecture/test_permissions.py
tries every row with everyone, and fails for any address or operation without a row.
"""

import re
from dataclasses import dataclass, field

GROUPS: dict[str, frozenset[str]] = {
    "everyone": frozenset(
        {"stranger", "citizen", "other_citizen", "clerk", "clerk_elsewhere"}
        | {"guide", "chief_approver", "approver", "issuer", "hall_manager"}
        | {"item_manager", "review_officer", "supervisor", "department_head"}
        | {"administrator", "auditor", "machine"}
    ),
}
CAST = GROUPS["everyone"]
GROUPS["signed_in"] = CAST - {"stranger", "machine"}
GROUPS["citizens"] = frozenset({"citizen", "other_citizen"})
GROUPS["staff"] = GROUPS["signed_in"] - GROUPS["citizens"]

TABLE = """
"""

LINE = re.compile(
    r"(?P<method>GET|POST|PUT|PATCH|DELETE)\s+(?P<address>/\S*)\s+"
    r"(?P<who>[a-z_ +-]*?)\s*(?:else\s+(?P<rest>403|404))?$"
)


@dataclass(frozen=True)
class Row:
    """One door: who of the cast may, and the status of the others who are signed in."""

    method: str
    address: str
    may: frozenset[str]
    rest: int = 404
    text: str = field(default="", compare=False)


def people(words: str) -> frozenset[str]:
    """"staff -guide" -> everybody of the group but one."""
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
        rest = int(found["rest"] or 404)
        row = Row(found["method"], found["address"], people(found["who"]), rest, text)
        rows.append(row)
    return tuple(rows)


ROWS = read(TABLE)
