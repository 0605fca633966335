"""Who waits for whom: each card stands right under the one it really waits for."""

from hypothesis import given
from hypothesis import strategies as st

from yichuang.catalogue.rules.graph import waves
from yichuang.web.graph import Card, draw

CARD = Card(name="", office="", look="todo", says="", note="")


def order(waits: dict[str, tuple[str, ...]]) -> list[str]:
    """The keys as a phone shows them, one under the other."""
    cards = dict.fromkeys(waits, CARD)
    return [node.key for node in draw(waves(waits), waits, cards).nodes]


def test_what_waits_stands_under_what_it_waits_for() -> None:
    waits: dict[str, tuple[str, ...]] = {
        "register": (),
        "fire": (),
        "food": ("register",),
        "seals": ("register",),
        "bank": ("register", "seals"),
    }
    assert order(waits) == ["register", "food", "seals", "bank", "fire"]


@given(st.integers(1, 8), st.data())
def test_every_card_is_shown_once_and_after_what_it_waits_for(
    size: int, data: st.DataObject
) -> None:
    keys = [f"part{n}" for n in range(size)]
    waits = {
        key: tuple(sorted(data.draw(st.sets(st.sampled_from(keys[:n])))) if n else ())
        for n, key in enumerate(keys)
    }
    shown = order(waits)
    assert sorted(shown) == sorted(keys)
    columns = {key: n for n, wave in enumerate(waves(waits)) for key in wave}
    for place, key in enumerate(shown):
        if columns[key]:  # the nearest card above that stands further left
            above = next(k for k in shown[place::-1] if columns[k] < columns[key])
            assert above in waits[key]
