"""A drawn specimen is the same each time, says what it is, and its truth is on it."""

import random

import numpy as np
import pytest

from specimens import KINDS, SPLITS, a_person, draw, layouts_of
from specimens.registry import BODIES, LAYOUTS, TITLES, Order
from specimens.sheet import MARK, Sheet
from yichuang.kernel.identity import birth_date, check_id_number, check_uscc
from yichuang.kernel.identity import sex as sex_in_number
from yichuang.kernel.text import compact
from yichuang.materials.rules.classes import PageClass

EVERY = [
    (kind, split, layout)
    for kind in KINDS
    for split in SPLITS
    for layout in layouts_of(kind, split)
]


def sheet_of(kind: str, split: str, layout: str) -> Sheet:
    """The paper itself, before any wear."""
    order = Order(a_person(5, split), random.Random(5), split)  # noqa: S311 - repeatable
    return LAYOUTS[kind][split][layout](order)


@pytest.fixture(scope="module")
def written() -> dict[tuple[str, str, str], tuple[Sheet, list[str]]]:
    """Every layout once, with the words written on it."""
    said: list[str] = []
    real = Sheet.write

    def write(self: Sheet, x: float, y: float, words: str, *rest: int, **how: object):  # type: ignore[no-untyped-def]
        said.append(words)
        return real(self, x, y, words, *rest, **how)  # type: ignore[arg-type]

    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sheet, "write", write)
        for which in EVERY:
            said.clear()
            found[which] = (sheet_of(*which), list(said))
    return found


def test_there_is_a_specimen_of_every_class() -> None:
    assert set(KINDS) == set(PageClass)
    assert all(layouts_of(kind, split) for kind in KINDS for split in SPLITS)


def test_no_layout_is_in_two_sets() -> None:
    for kind in KINDS:
        names = [name for split in SPLITS for name in layouts_of(kind, split)]
        draws = [LAYOUTS[kind][s][n] for s in SPLITS for n in layouts_of(kind, s)]
        assert len(names) == len(set(names)) == len(set(draws))


def test_no_face_of_type_and_no_word_list_is_in_two_sets() -> None:
    for faces in (BODIES, TITLES):
        every = [face for split in SPLITS for face in faces[split]]
        assert len(every) == len(set(every))
    schools = [{a_person(n, split).school for n in range(60)} for split in SPLITS]
    assert not schools[0] & schools[2]
    assert not schools[1] & schools[2]


def test_every_page_says_that_it_is_a_specimen(
    written: dict[tuple[str, str, str], tuple[Sheet, list[str]]],
) -> None:
    without = [which for which, (_, said) in written.items() if MARK not in said]
    assert without == []


def test_every_field_is_written_where_the_truth_says(
    written: dict[tuple[str, str, str], tuple[Sheet, list[str]]],
) -> None:
    for which, (sheet, said) in written.items():
        page = compact("".join(said))
        pixels = np.asarray(sheet.image.convert("L"))
        for truth in sheet.truth():
            left, top, right, bottom = (round(side) for side in truth.box)
            assert 0 <= left < right <= sheet.width, (which, truth)
            assert 0 <= top < bottom <= sheet.height, (which, truth)
            inked = pixels[top:bottom, left:right]
            assert inked.min() < int(inked.max()) - 60, (which, truth)
            if "-" not in truth.value:  # days are written in many ways
                assert compact(truth.value) in page, (which, truth)


@pytest.mark.parametrize("wear", ["clean", "scan", "phone"])
def test_the_same_seed_gives_the_same_bytes(wear: str) -> None:
    one, again, other = (
        draw("id_front", a_person(7), seed=seed, layout="front_card", wear=wear)
        for seed in (3, 3, 4)
    )
    assert one.image.tobytes() == again.image.tobytes()
    assert one.fields == again.fields
    if wear != "clean":
        assert one.image.tobytes() != other.image.tobytes()


def test_the_truth_moves_with_the_page() -> None:
    """On a photo taken askew a field's box still holds its ink."""
    for seed in range(2):
        page = draw(
            "id_front", a_person(seed), seed=seed, layout="front_card", wear="phone"
        )
        upright = page.image.rotate(-page.turned, expand=True).convert("L")
        for truth in page.fields:
            x, y, w, h = truth.box
            box = (
                round(x * upright.width),
                round(y * upright.height),
                round((x + w) * upright.width),
                round((y + h) * upright.height),
            )
            inked = np.asarray(upright.crop(box))
            assert inked.min() < inked.max() - 60, (seed, truth)


def test_people_check_out_and_belong_to_no_county() -> None:
    for split in SPLITS:
        for number in range(40):
            who = a_person(number, split)
            assert check_id_number(who.id_number) == who.id_number
            assert who.id_number.startswith("430999")
            assert birth_date(who.id_number) == who.birth
            assert (sex_in_number(who.id_number) == "male") == (who.sex == "男")
            assert check_uscc(who.uscc) == who.uscc
            assert who == a_person(number, split)
