"""`python -m specimens.demo` draws the stack and the school's folder that wait in the demo.

The stack: three teachers who apply at a university's season, their papers mixed in one
scan, one paper missing, an empty page and a letter among them. The folder: a school's
list of five teachers with papers in a folder each; one is complete, one lacks a paper,
one lacks nearly all, one's medical certificate is somebody else's, one has no papers, and
a sixth has papers and does not stand in the list.
"""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from specimens.people import Person, a_person
from specimens.stacks import DRAWN_ON, Stack, jpeg_of, page_of, stack

TARGET = Path("yichuang/config/demo/data/papers.pdf")
PAPERS = ("application_form", "id_both", "diploma", "mandarin")
SEED, APPLICANTS = 26, 3
WHOLE = (
    *(*PAPERS, "physical_exam", "no_crime", "training_cert"),
    *("teaching_proof", "photo", "teaching_proof"),
)
BROUGHT = (WHOLE, (*WHOLE[:3], *WHOLE[4:]), WHOLE[:2], WHOLE, PAPERS[:2])
"""What lies in the folders: of the first four of the list, then of the stranger."""
SCHOOL_SEED, TEACHERS, WRONG = 39000, 5, 3
EDGE, QUALITY = 1500, 42
"""Still read without loss, and small enough to travel with the source."""


def demo_stack() -> Stack:
    """The demo's papers: always the same ones."""
    return stack(SEED, APPLICANTS, "edu-univ-teacher", split="train", papers=PAPERS)


def demo_folder() -> tuple[bytes, str]:
    """The school's ZIP and its list as CSV: always the same ones."""
    people = [a_person(SCHOOL_SEED + n, "train") for n in range(TEACHERS + 1)]
    listed, stranger = people[:TEACHERS], people[-1]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for number, (owner, kinds) in enumerate(
            zip((*listed[:4], stranger), BROUGHT, strict=True)
        ):
            for place, kind in enumerate(kinds, 1):
                entry = zipfile.ZipInfo(f"{owner.name}/{place:02}.jpg", DRAWN_ON[:6])
                # two proofs of teaching are two papers of the guide, in two layouts
                split = "validation" if place == len(WHOLE) else "train"
                page = _drawn(kind, owner, split, wrong=number == WRONG)
                archive.writestr(entry, page)
    rows = ["姓名,身份证号,手机,任教学科"]
    rows += [f"{one.name},{one.id_number},{one.phone},{one.major}" for one in listed]
    return kept.getvalue(), "\n".join(rows) + "\n"


def _drawn(kind: str, owner: Person, split: str, *, wrong: bool) -> bytes:
    if wrong and kind == "physical_exam":
        owner = replace(owner, name=f"{owner.name[0]}国庆")
    page = page_of(kind, owner, "edu-univ-teacher", SCHOOL_SEED, split, "scan")
    page.image.thumbnail((EDGE, EDGE))
    return jpeg_of(page.image, QUALITY)


def main() -> None:
    """Write the files where the demo takes them from."""
    made = demo_stack().pdf(edge=EDGE, quality=QUALITY)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(made)
    packed, rows = demo_folder()
    (TARGET.parent / "school.zip").write_bytes(packed)
    (TARGET.parent / "school.csv").write_text(rows, encoding="utf-8")
    print(f"school.zip: {len(packed) // 1024} kB")
    print(f"{TARGET}: {len(demo_stack().sheaves)} pages, {len(made) // 1024} kB")


if __name__ == "__main__":
    main()
