"""A refusal as plain JSON, to be told later in the reader's language."""

from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import Msgid


def as_json(refusal: Refusal) -> dict[str, Any]:
    """The reverse of `queries.stacks.refusal_of`; which facts are words to translate is
    kept with them."""
    facts = dict(refusal.facts)
    return {
        "code": refusal.code,
        "says": refusal.says,
        "remedy": refusal.remedy,
        "field": refusal.field,
        "facts": {
            name: fact if isinstance(fact, int | float | str) else str(fact)
            for name, fact in facts.items()
        },
        "msgids": [name for name, fact in facts.items() if isinstance(fact, Msgid)],
    }
