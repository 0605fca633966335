"""A scanned stack that waits in the demo hall: three teachers' papers, mixed.

The pages are drawn (`python -m specimens.demo`); the worker reads them once it runs, so
that the demo itself starts without waiting for the reader.
"""

from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from yichuang.accounts.policies import Actor
from yichuang.materials.services import stacks

SCAN = Path(__file__).parent / "data" / "papers.pdf"
ITEM = "edu-univ-teacher"
TITLE = "高校教师资格：三位老师的材料"


def bring(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """The clerk brings the stack; nobody has looked at it yet."""
    scan = SimpleUploadedFile("扫描件.pdf", SCAN.read_bytes(), "application/pdf")
    stacks.create(
        [scan],
        by=staff["clerk"],
        at=at,
        hall_id=hall_id,
        title=TITLE,
        item_key=ITEM,
    )
