"""Finding a matter at the counter: what contains the letters typed, then what they mean."""

from datetime import date

from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.kernel.text import normalise

MOST = 60


def matters(text: str, on: date, language: str) -> tuple[Guide, ...]:
    """Guides in force; with `text` those whose name, alias or code contains it, and
    behind them what the search of the catalogue makes of it.

    A clerk types two characters of a name they know; a citizen asks a question. The
    first must not depend on how the second is scored.
    """
    every = catalogue_queries.guides_in_force(on)
    wanted = normalise(text).replace(" ", "")
    if not wanted:
        return every[:MOST]
    named = [guide for guide in every if any(wanted in name for name in _names(guide))]
    seen = {guide.version_id for guide in named}
    meant = [
        catalogue_queries.guide(hit.version_id)
        for hit in catalogue_queries.search(text, language, on=on)
        if hit.kind == "item" and hit.version_id not in seen
    ]
    return (*named, *meant)[:MOST]


def _names(guide: Guide) -> list[str]:
    every = (guide.name, guide.name_en, guide.code, *guide.aliases, *guide.aliases_en)
    return [normalise(name).replace(" ", "") for name in every if name]
