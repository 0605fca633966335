"""`python -m specimens.demo` draws the stack that waits in the demo hall.

Three teachers who apply at a university's season, their papers mixed in one scan, one
paper missing, an empty page and a letter among them.
"""

from pathlib import Path

from specimens.stacks import Stack, stack

TARGET = Path("yichuang/config/demo/data/papers.pdf")
PAPERS = ("application_form", "id_both", "diploma", "mandarin")
SEED, APPLICANTS = 26, 3
EDGE, QUALITY = 1500, 42
"""Still read without loss, and small enough to travel with the source."""


def demo_stack() -> Stack:
    """The demo's papers: always the same ones."""
    return stack(SEED, APPLICANTS, "edu-univ-teacher", split="train", papers=PAPERS)


def main() -> None:
    """Write the PDF where the demo takes it from."""
    made = demo_stack().pdf(edge=EDGE, quality=QUALITY)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(made)
    print(f"{TARGET}: {len(demo_stack().sheaves)} pages, {len(made) // 1024} kB")


if __name__ == "__main__":
    main()
