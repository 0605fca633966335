"""Opens one untrusted file in a process of its own, and says what it is as JSON.

Run as a script (`python -I inspector.py`), never imported by the server: a crash, a
bomb or a loop in a decoder ends this process and nothing else. It imports nothing of
ours, has bounded memory and time, and is told everything on the command line.
"""

import base64
import contextlib
import io
import json
import os
import re
import resource
import sys
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any

MEMORY = 1536 * 1024 * 1024
SECONDS = 20
JPEG_QUALITY = 88

# Names that let a PDF act: 32000-1:2008 12.6.4 (actions), 7.11.4 (embedded files).
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)"
    rb"(?=[\s/<>\[\]()%]|\Z)"
)
# The same in the file as sent, without the short one that chance could spell.
ACTIVE_RAW = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)(?=[\s/<>\[(])"
)
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
LONGEST_SIDE_POINTS = 14_400
A4_POINTS = 842
# What desktop systems put into archives by themselves.
SYSTEMS_OWN = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)"
)
HARMLESS = 64 * 1024 * 1024
"""Bytes that hurt nobody, however well they were packed."""


class RefusedError(Exception):
    """The file is not taken: (code, facts)."""


def draw_anew(job: dict[str, Any]) -> dict[str, Any]:
    """Decode an image fully and save only its pixels, upright, without metadata."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only for images

    Image.MAX_IMAGE_PIXELS = job["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(job["source"], formats=[job["kind"].upper()]) as image:
            if max(image.size) > job["side"]:
                raise RefusedError("too-many-pixels", {})
            image.load()
            clean = flat(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise RefusedError("too-many-pixels", {}) from bomb
    except (OSError, SyntaxError, ValueError, EOFError) as wrong:
        raise RefusedError("broken", {}) from wrong
    if job["kind"] == "png":
        clean.save(job["target"], "PNG", compress_level=6)
    elif job["kind"] == "webp":
        clean.save(job["target"], "WEBP", quality=JPEG_QUALITY)
    else:
        clean.save(job["target"], "JPEG", quality=JPEG_QUALITY)
    return {"width": clean.width, "height": clean.height, "pages": 1}


def flat(image: Any) -> Any:
    """The pixels alone, on white: no alpha, no palette, no colour profile, no notes."""
    from PIL import Image  # noqa: PLC0415 - only for images

    if image.mode in {"1", "L", "RGB"}:
        plain = image.copy()
    elif image.mode in {"LA", "RGBA", "P", "PA"}:
        layer = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
    elif image.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut off what is brighter than 255.
        plain = image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    else:
        plain = image.convert("RGB")
    plain.info.clear()
    return plain


def open_pdf(job: dict[str, Any]) -> Any:
    """The PDF, opened without a password."""
    import pypdfium2  # noqa: PLC0415 - only for PDFs
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(job["source"])
    except pypdfium2.PdfiumError as wrong:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        code = "encrypted" if locked or "password" in str(wrong).lower() else "broken"
        raise RefusedError(code, {}) from wrong


def check_pdf(job: dict[str, Any]) -> dict[str, Any]:
    """Open a PDF, count its pages and make sure that it cannot act."""
    import pypdfium2  # noqa: PLC0415 - only for PDFs

    pdf = open_pdf(job)
    pages = len(pdf)
    if pages > job["pages"]:
        raise RefusedError("too-many-pages", {"pages": pages})
    try:
        sizes = [pdf.get_page_size(number) for number in range(pages)]
        pdf[0].close()
    except (pypdfium2.PdfiumError, IndexError) as wrong:
        raise RefusedError("broken", {}) from wrong
    if max(side for size in sizes for side in size) > LONGEST_SIDE_POINTS:
        raise RefusedError("broken", {})
    if acts(pdf, Path(job["source"]).read_bytes()):
        raise RefusedError("active", {})
    return {"width": 0, "height": 0, "pages": pages}


def acts(pdf: Any, raw: bytes) -> bool:
    """Whether a PDF holds scripts, launch actions or attached files.

    pdfium writes the document anew first: object streams come out unpacked and names
    without escapes, so that nothing can hide in them.
    """
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415 - only for PDFs

    rewritten = io.BytesIO()
    pdf.save(rewritten, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    objects = STREAM.sub(b"", rewritten.getvalue())
    spelt_out = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw)
    return bool(ACTIVE.search(objects) or ACTIVE_RAW.search(spelt_out))


def draw_preview(job: dict[str, Any]) -> dict[str, Any]:
    """One page as a JPEG whose longer side is `edge` pixels."""
    from PIL import Image  # noqa: PLC0415 - only for images

    edge = job["edge"]
    if job["kind"] == "pdf":
        page = open_pdf(job)[job["page"] - 1]
        scale = edge / max(*page.get_size(), 1)
        image = page.render(scale=scale, draw_annots=True).to_pil()
    else:
        image = Image.open(job["source"], formats=[job["kind"].upper()])
        image.draft("RGB", (edge, edge))
        image.thumbnail((edge, edge))
    flat(image).convert("RGB").save(job["target"], "JPEG", quality=80)
    return {}


def pages_of_tiff(job: dict[str, Any]) -> dict[str, Any]:
    """Every picture of a TIFF, 16 bits and odd colours too, as a page of a PDF."""
    import pypdfium2  # noqa: PLC0415 - only for PDFs
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = job["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    warnings.simplefilter("ignore", UserWarning)
    pdf = pypdfium2.PdfDocument.new()
    try:
        with Image.open(job["source"], formats=["TIFF"]) as image:
            frames = getattr(image, "n_frames", 1)
            if frames > job["pages"]:
                raise RefusedError("too-many-pages", {"pages": frames})
            for frame in ImageSequence.Iterator(image):
                if max(frame.size) > job["side"]:
                    raise RefusedError("too-many-pixels", {})
                add_page(pdf, flat(ImageOps.exif_transpose(frame)))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise RefusedError("too-many-pixels", {}) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, KeyError) as wrong:
        raise RefusedError("broken", {}) from wrong
    pdf.save(job["target"])
    return {"pages": len(pdf)}


def add_page(pdf: Any, image: Any) -> None:
    """A page of the picture's proportions, its longer side that of A4."""
    import pypdfium2  # noqa: PLC0415 - only for PDFs

    packed = io.BytesIO()
    image.convert("L" if image.mode in {"1", "L"} else "RGB").save(
        packed, "JPEG", quality=JPEG_QUALITY
    )
    scale = A4_POINTS / max(image.size)
    width, height = image.width * scale, image.height * scale
    drawn = pypdfium2.PdfImage.new(pdf)
    drawn.load_jpeg(packed, inline=True)
    drawn.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page = pdf.new_page(width, height)
    page.insert_obj(drawn)
    page.gen_content()
    page.close()


def grey_of(job: dict[str, Any]) -> dict[str, Any]:
    """Brightness alone, small, as base64."""
    from PIL import Image  # noqa: PLC0415 - only for images

    try:
        with Image.open(job["source"], formats=[job["kind"].upper()]) as image:
            image.draft("L", (job["edge"], job["edge"]))
            image.thumbnail((job["edge"], job["edge"]))
            small = flat(image).convert("L")
    except (OSError, SyntaxError, ValueError, EOFError) as wrong:
        raise RefusedError("broken", {}) from wrong
    pixels = base64.b64encode(small.tobytes()).decode("ascii")
    return {"width": small.width, "height": small.height, "pixels": pixels}


def list_members(job: dict[str, Any]) -> dict[str, Any]:
    """The files in an archive; an archive that is a trap is not taken at all."""
    with open_zip(job["source"]) as archive:
        infos = archive.infolist()
        if len(infos) > job["files"] * 3:
            raise RefusedError("archive-too-many", {})
        if any(info.flag_bits & 1 for info in infos):
            raise RefusedError("archive-encrypted", {})
        named = [(i, info, shown(info)) for i, info in enumerate(infos)]
        if any(leads_out(info, name) for _, info, name in named):
            raise RefusedError("archive-paths", {})
        unpacked = sum(info.file_size for info in infos)
        packed = max(1, Path(job["source"]).stat().st_size)
        trap = unpacked > packed * job["ratio"] and unpacked > HARMLESS
        if unpacked > job["unpacked"] or trap:
            raise RefusedError("archive-bomb", {})
    found = [
        {
            "index": i,
            "folder": name.rpartition("/")[0][:200],
            "name": name.rpartition("/")[2][:120],
            "size": info.file_size,
        }
        for i, info, name in named
        if not info.is_dir() and not SYSTEMS_OWN.search(name)
    ]
    if not found:
        raise RefusedError("archive-empty", {})
    if len(found) > job["files"]:
        raise RefusedError("archive-too-many", {})
    return {"members": found}


def unpack_one(job: dict[str, Any]) -> dict[str, Any]:
    """One member, by its place: its name is never a path. What it says of its size is
    not believed."""
    left = job["most"]
    with open_zip(job["source"]) as archive, Path(job["target"]).open("xb") as target:
        try:
            with archive.open(archive.infolist()[job["index"]]) as member:
                while piece := member.read(1024 * 1024):
                    left -= len(piece)
                    if left < 0:
                        raise RefusedError("archive-bomb", {})
                    target.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, IndexError) as wrong:
            raise RefusedError("broken", {}) from wrong
        except (RuntimeError, NotImplementedError) as locked:
            raise RefusedError("archive-encrypted", {}) from locked
    return {}


def open_zip(source: str) -> zipfile.ZipFile:
    """The archive, its list of files read."""
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError) as wrong:
        raise RefusedError("broken", {}) from wrong


def shown(info: zipfile.ZipInfo) -> str:
    """The name as people wrote it: programs in China pack names in GBK unmarked."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            raw = name.encode("cp437")
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                name = raw.decode("gb18030")
    return "".join(c for c in name if c.isprintable())


def leads_out(info: zipfile.ZipInfo, name: str) -> bool:
    """Whether a careless program would write it outside of its folder."""
    parts = name.replace("\\", "/").split("/")
    is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    return is_link or ".." in parts or not parts[0] or parts[0].endswith(":")


JOBS = {
    "image": draw_anew,
    "pdf": check_pdf,
    "preview": draw_preview,
    "tiff": pages_of_tiff,
    "grey": grey_of,
    "members": list_members,
    "unpack": unpack_one,
}


def main(arguments: list[str]) -> None:
    """Do the one job named on the command line and print the answer."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    name, job = arguments[0], json.loads(arguments[1])
    try:
        answer = JOBS[name](job)
    except RefusedError as refused:
        answer = {"refused": refused.args[0], **refused.args[1]}
    except MemoryError:
        answer = {"refused": "too-heavy"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
