"""Whole stacks: the papers of several applicants in one PDF, or a ZIP of their folders."""

import io
import random
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from specimens.drawing import Specimen, draw, layouts_of
from specimens.people import Person, a_person

TEACHER = (
    "application_form",
    "id_both",
    "diploma",
    "degree",
    "mandarin",
    "physical_exam",
    "no_crime",
    "training_cert",
    "teaching_proof",
    "photo",
)
PAPERS: dict[str, tuple[str, ...]] = {
    "edu-univ-teacher": TEACHER,
    "edu-k12-teacher": TEACHER[:7],
    "indiv-business": ("application_form", "id_front", "id_back", "lease"),
    "food-operation": (
        "application_form",
        "business_licence",
        "id_both",
        "health_cert",
    ),
    "small-food": ("application_form", "business_licence", "id_both", "health_cert"),
    "school-enrol": (
        "household_cover",
        "household_member",
        "property_deed",
        "vaccination",
        "birth_cert",
    ),
    "lodging-permit": ("business_licence", "id_both", "lease"),
}
"""What an applicant for an item hands in, in the order of the guide."""

DRAWN_ON = time.struct_time((2026, 9, 21, 8, 0, 0, 0, 264, 0))
"""The day in every PDF made here, so that the bytes stay the same."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One page of a stack and whose it is; nobody's when it strayed in."""

    page: Specimen
    owner: Person | None


@dataclass(frozen=True, slots=True)
class Stack:
    """The pages of several people, and what is wrong with them."""

    item: str
    people: tuple[Person, ...]
    sheaves: tuple[Sheaf, ...]
    missing: tuple[tuple[str, str], ...]
    """(name, kind) of papers that were left out."""

    def pdf(self, *, edge: int = 0, quality: int = 75) -> bytes:
        """All pages as one PDF; `edge` bounds the longer side in pixels."""
        return pdf_of([one.page.image for one in self.sheaves], edge, quality)

    def zip(self) -> bytes:
        """A folder for each person, named after them; strays lie at the top."""
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
            for number, one in enumerate(self.sheaves, start=1):
                folder = f"{one.owner.name}/" if one.owner else ""
                entry = zipfile.ZipInfo(f"{folder}{number:03}.jpg", DRAWN_ON[:6])
                archive.writestr(entry, jpeg_of(one.page.image))
        return kept.getvalue()

    def truth(self) -> list[dict[str, Any]]:
        """What each page is: kind, whose, fields."""
        return [
            {
                "kind": one.page.kind,
                "name": one.owner.name if one.owner else "",
                "id_number": one.owner.id_number if one.owner else "",
                "turned": one.page.turned,
                "fields": {field.name: field.value for field in one.page.fields},
            }
            for one in self.sheaves
        ]


def stack(
    seed: int,
    applicants: int,
    item: str = "edu-univ-teacher",
    *,
    split: str = "test",
    wears: Sequence[str] = ("scan",),
    mixed: bool = True,
    papers: Sequence[str] = (),
) -> Stack:
    """The papers of so many applicants for an item (`papers` names other kinds).

    Every third applicant has left out one paper. `mixed` shuffles the papers of
    neighbours into each other and lets an empty page and a letter stray in; otherwise
    they lie person by person, in the order of the guide.
    """
    dice = random.Random(f"stack {seed} {applicants} {item} {split}")
    people = tuple(a_person(seed * 1000 + n, split) for n in range(applicants))
    sheaves: list[Sheaf] = []
    missing: list[tuple[str, str]] = []
    for number, person in enumerate(people):
        kinds = list(papers or PAPERS[item])
        if number % 3 == 2:
            missing.append((person.name, kinds.pop(dice.randrange(1, len(kinds)))))
        for kind in kinds:
            page = page_of(kind, person, item, seed, split, dice.choice(wears))
            sheaves.append(Sheaf(page, person))
    if mixed:
        _mix(sheaves, dice, seed, split)
    return Stack(item, people, tuple(sheaves), tuple(missing))


def page_of(
    kind: str, person: Person, item: str, seed: int, split: str, wear: str
) -> Specimen:
    """A page of this kind for an item, always the same one."""
    layout = ""
    if kind == "application_form":
        # A form belongs to its item; the other layouts are other items' forms.
        wanted = "teacher" if item.endswith("-teacher") else ""
        fitting = [
            name
            for name in layouts_of(kind, split)
            if ("teacher" in name) == bool(wanted)
        ]
        layout = fitting[0] if fitting else ""
    return draw(kind, person, seed=seed, split=split, layout=layout, wear=wear)


def _mix(sheaves: list[Sheaf], dice: random.Random, seed: int, split: str) -> None:
    """Pages wander some places away from where they were, as in a dropped pile."""
    order = sorted(range(len(sheaves)), key=lambda place: place + dice.uniform(0, 7))
    sheaves[:] = [sheaves[place] for place in order]
    stranger = a_person(seed, split)
    letter = layouts_of("other", split)[0]
    page = draw("other", stranger, seed=seed, split=split, layout=letter, wear="scan")
    sheaves.insert(dice.randrange(len(sheaves)), Sheaf(page, None))
    sheaves.insert(dice.randrange(len(sheaves)), Sheaf(empty_page(seed), None))


def empty_page(seed: int) -> Specimen:
    """The back of a sheet as a scanner sees it: nothing but a little grey noise."""
    dice = random.Random(f"empty {seed}")
    small = Image.new("L", (124, 175))
    small.putdata([dice.randint(246, 252) for _ in range(124 * 175)])
    image = small.resize((1240, 1754), Image.Resampling.BICUBIC).convert("RGB")
    return Specimen(image, "other", "empty", "any", "scan", 0, ())


def jpeg_of(image: Image.Image, quality: int = 85) -> bytes:
    """The picture as JPEG."""
    kept = io.BytesIO()
    image.convert("RGB").save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def pdf_of(images: Sequence[Image.Image], edge: int = 0, quality: int = 75) -> bytes:
    """Pictures as the pages of a PDF."""
    pages = [image.convert("RGB") for image in images]
    if edge:
        for page in pages:
            page.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    pages[0].save(
        kept,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=150,
        quality=quality,
        creationDate=DRAWN_ON,
        modDate=DRAWN_ON,
    )
    return kept.getvalue()
