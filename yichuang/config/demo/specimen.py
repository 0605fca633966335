"""Photographs of papers for the demo: drawn, and marked as specimens."""

import io
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from yichuang import web

FONT = Path(web.__file__).parent / "fonts" / "YichuangSans-Regular.otf"
PAPER, INK, FAINT = (252, 251, 246), (40, 44, 46), (196, 60, 60)
SIZE = (900, 1200)


def photograph(name: str, holder: str) -> SimpleUploadedFile:
    """A page with the paper's name and its holder, and SPECIMEN across it, as JPEG."""
    page = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(page)
    large = ImageFont.truetype(str(FONT), 44)
    small = ImageFont.truetype(str(FONT), 30)
    pen.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline=INK, width=3)
    pen.text((SIZE[0] / 2, 140), name, font=large, fill=INK, anchor="mm")
    pen.text((110, 260), f"姓名  {holder}", font=small, fill=INK)
    for line in range(8):
        y = 360 + line * 80
        pen.line((110, y, SIZE[0] - 110, y), fill=(200, 200, 196), width=2)
    pen.text((SIZE[0] / 2, 620), "样本 SPECIMEN", font=large, fill=FAINT, anchor="mm")
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=82)
    return SimpleUploadedFile(f"{name}.jpg", kept.getvalue(), "image/jpeg")
