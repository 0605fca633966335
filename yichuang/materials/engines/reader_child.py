"""Reads pages in a process of its own: one JSON job a line in, one JSON answer a line out.

Run as a script (`python -I reader_child.py MEMORY`), never imported by the server: a
decoder that crashes or eats memory ends this process and nothing else. It imports nothing
of ours; its models come with the package rapidocr, and it opens no connection.
"""

import json
import math
import os
import resource
import sys
import warnings
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np

SIDE = 1600
"""Longer side of a page as it is read, in pixels: A4 at some 137 dots an inch."""
SHRINK, JPEG = cv2.INTER_AREA, [cv2.IMWRITE_JPEG_QUALITY, 82]
WRITES = 64 * 1024 * 1024
"""Bytes of the largest file this process may write."""
PIXELS = 40_000_000
LEAST_SURE = 0.5
INK_OF_BLANK = 0.0006
"""Share of dark specks up to which a page is blank before any reading."""
INK_OF_SPECKS = 0.01
"""The same when no word was found on it."""
SMALL_SKEW = 0.4
LARGEST_SKEW = 20.0
TALL = 1.5
SEAL_FROM, SEAL_FULL = 10, 45
"""How far red stands above green and blue: from when, and from when on it is all seal's
ink. Low, for JPEG washes colour out at the edges of strokes."""
SEAL_LIFT = 1.3
"""Seal ink reflects some four fifths of red light: so much makes it white."""
SEAL_KEPT = 0.12
"""What is left of the red, so that a red title can still be read."""
FEW_LINES = 4
"""Lines below which the small model alone does not say which way is up."""


class UnreadableError(Exception):
    """The page is not read: (code,)."""


@cache
def engine() -> Any:
    """The reading engine with the models of its package, loaded once."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - loads models

    threads = "EngineConfig.onnxruntime.{}_op_num_threads"
    return RapidOCR(
        params={
            threads.format("intra"): min(2, os.cpu_count() or 1),
            threads.format("inter"): 1,
            "Global.log_level": "error",
        }
    )


def picture_of(job: dict[str, Any]) -> Any:
    """The page as BGR, its longer side `side` pixels or less."""
    side = job.get("side") or SIDE
    try:
        if job["kind"] == "pdf":
            return _page_of_pdf(job, side)
        return _image(job, side)
    except (UnreadableError, MemoryError):
        raise
    except Exception as wrong:  # decoders of strangers' files raise anything
        raise UnreadableError("broken") from wrong


def _page_of_pdf(job: dict[str, Any], side: int) -> Any:
    import pypdfium2  # noqa: PLC0415 - only for PDFs

    pdf = pypdfium2.PdfDocument(job["source"])
    try:
        page = pdf[job["page"] - 1]
        scale = side / max(*page.get_size(), 1)
        found = page.render(scale=scale, draw_annots=True, rev_byteorder=False)
        return np.ascontiguousarray(_three(found.to_numpy()))
    finally:
        pdf.close()


def _image(job: dict[str, Any], side: int) -> Any:
    from PIL import Image  # noqa: PLC0415 - only for images

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(job["source"], formats=[job["kind"].upper()]) as image:
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def _three(array: Any) -> Any:
    if array.ndim == 2 or array.shape[2] == 1:
        return cv2.cvtColor(array.reshape(array.shape[:2]), cv2.COLOR_GRAY2BGR)
    return array[:, :, :3]


def ink(picture: Any) -> float:
    """The share of the page unlike its surroundings, darker or lighter, edges left out."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = 500 / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=SHRINK)
    y, x = (max(1, round(side * 0.03)) for side in grey.shape)
    inner = grey[y:-y, x:-x]
    if inner.size == 0:
        return 1.0
    paper = cv2.medianBlur(inner, 31)
    return float(np.mean(cv2.absdiff(paper, inner) > 28))


def paled(picture: Any) -> Any:
    """The page with the red ink of seals lifted to the white of the paper.

    A seal stands across the issuer's name and the day; read as it is, the arc and the
    print are one tangle. Black print keeps its darkness: its red is as low as its green.
    """
    blue, green, red = cv2.split(picture)
    redness = cv2.subtract(red, cv2.max(green, blue))
    share = np.clip((np.arange(256) - SEAL_FROM) / (SEAL_FULL - SEAL_FROM), 0, 1)
    seal = redness > SEAL_FROM
    if not seal.any():
        return picture
    lifted = np.minimum(red[seal] * SEAL_LIFT, 250.0)
    paper = np.maximum(lifted, red[seal])[:, None]
    much = (share[redness[seal]] * (1 - SEAL_KEPT))[:, None]
    found = picture.copy()
    found[seal] = (picture[seal] * (1 - much) + paper * much).astype(np.uint8)
    return found


def boxes_of(picture: Any) -> list[Any]:
    """Where lines of text stand: corners, clockwise from the upper left of each."""
    found = engine()(picture, use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    return [] if boxes is None else [np.float32(box) for box in boxes]


def crop(picture: Any, box: Any) -> Any:
    """A line cut out and set level, as wide and high as it is on the page."""
    width = max(math.dist(box[0], box[1]), math.dist(box[2], box[3]), 1)
    height = max(math.dist(box[0], box[3]), math.dist(box[1], box[2]), 1)
    corners = [[0, 0], [width, 0], [width, height], [0, height]]
    level = np.array(corners, np.float32)
    matrix = cv2.getPerspectiveTransform(np.asarray(box, np.float32), level)
    size, edge = (round(width), round(height)), cv2.BORDER_REPLICATE
    return cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=edge
    )


def is_tall(box: Any) -> bool:
    """Whether a box is a line written downwards, or a line of a page on its side."""
    return bool(math.dist(box[0], box[3]) > TALL * math.dist(box[0], box[1]))


def quarter_of(picture: Any, boxes: list[Any]) -> int:
    """By how many degrees clockwise the page must be turned to stand upright.

    Most long boxes taller than wide: it lies on its side. Which side, and whether it
    stands on its head, a small model says of the longest lines, and all decide.
    """
    long = [b for b in boxes if _ratio(b) > TALL or _ratio(b) < 1 / TALL]
    if not long:
        return 0
    tall = sum(_length(box) for box in long if is_tall(box))
    on_side = tall > sum(_length(box) for box in long) / 2
    lines = sorted((b for b in long if is_tall(b) == on_side), key=_length)[-16:]
    quarter = 270 if on_side else 0
    crops = [crop(picture, box) for box in lines]
    if on_side:
        crops = [np.ascontiguousarray(np.rot90(line)) for line in crops]
    flipped = _on_head(crops)
    return int(quarter + 180 * flipped) % 360


def _on_head(crops: list[Any]) -> bool:
    """Whether most of the lines stand on their head; read both ways when unclear."""
    model = engine()
    _, found = model.cls_and_rotate(crops)
    votes = [sure if "180" in label else -sure for label, sure in found.cls_res]
    if len(votes) >= FEW_LINES and abs(sum(votes)) > 0.4 * len(votes):
        return bool(sum(votes) > 0)
    some = crops[-8:]
    upright = sum(sure * len(text) for text, sure in _recognised(some))
    turned = [np.ascontiguousarray(np.rot90(line, 2)) for line in some]
    turned_over = sum(sure * len(text) for text, sure in _recognised(turned))
    return bool(turned_over > upright * 1.1)  # a page is more often put in upright


def _recognised(crops: list[Any]) -> list[tuple[str, float]]:
    if not crops:
        return []
    found = engine().recognize_txt(crops)
    return list(zip(found.txts, map(float, found.scores), strict=True))


def _length(box: Any) -> float:
    return max(math.dist(box[0], box[1]), math.dist(box[0], box[3]))


def _ratio(box: Any) -> float:
    return math.dist(box[0], box[1]) / max(math.dist(box[0], box[3]), 1)


def turned(picture: Any, boxes: list[Any], quarter: int) -> tuple[Any, list[Any]]:
    """Page and boxes turned clockwise by 0, 90, 180 or 270 degrees."""
    if not quarter:
        return picture, boxes
    height, width = picture.shape[:2]
    upright = np.ascontiguousarray(np.rot90(picture, -quarter // 90))
    return upright, [_turned_box(box, quarter, width, height) for box in boxes]


def _turned_box(box: Any, quarter: int, width: int, height: int) -> Any:
    x, y = box[:, 0], box[:, 1]
    columns = {
        90: (height - y, x),
        180: (width - x, height - y),
        270: (y, width - x),
    }[quarter]
    # The first corner must again be the upper left one.
    return np.roll(np.float32(np.stack(columns, axis=1)), quarter // 90, axis=0)


def skew_of(boxes: list[Any]) -> float:
    """The angle of the lines in degrees, clockwise; 0 where it does no harm."""
    long = sorted((b for b in boxes if _ratio(b) > 3), key=_length)[-40:]
    if not long:
        return 0.0
    angles = [
        math.degrees(math.atan2(b[1][1] - b[0][1], b[1][0] - b[0][0])) for b in long
    ]
    found = float(np.median(angles))
    return found if SMALL_SKEW <= abs(found) <= LARGEST_SKEW else 0.0


def straightened(picture: Any, boxes: list[Any], skew: float) -> tuple[Any, list[Any]]:
    """Page and boxes turned back by `skew` degrees, the page grown so that all is kept."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    grown = round(width * cosine + height * sine), round(width * sine + height * cosine)
    matrix[:, 2] += (grown[0] - width) / 2, (grown[1] - height) / 2
    level = cv2.warpAffine(
        picture, matrix, grown, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return level, [np.float32(box @ matrix[:, :2].T + matrix[:, 2]) for box in boxes]


def read_page(job: dict[str, Any]) -> dict[str, Any]:
    """A page set upright and read; its pictures are kept where the job says."""
    picture = picture_of(job)
    dark = ink(picture)
    print_ = paled(picture)
    boxes = boxes_of(print_) if dark >= INK_OF_BLANK else []
    forced = job.get("turned")
    quarter = quarter_of(print_, boxes) if forced is None else forced
    print_, _ = turned(print_, boxes, quarter)
    picture, boxes = turned(picture, boxes, quarter)
    texts = _recognised([_line(print_, box) for box in boxes])
    skew = skew_of(boxes)
    if skew:
        picture, boxes = straightened(picture, boxes, skew)
    keep_pictures(picture, job.get("pictures", {}))
    height, width = picture.shape[:2]
    lines = in_order(
        [
            [text, round(sure, 3), *_spot(box, width, height)]
            for (text, sure), box in zip(texts, boxes, strict=True)
            if sure >= LEAST_SURE and text.strip()
        ]
    )
    return {
        "width": width,
        "height": height,
        "turned": quarter,
        "skew": round(skew, 2),
        "blank": dark < INK_OF_BLANK or (not lines and dark < INK_OF_SPECKS),
        "portrait": portrait(picture, lines),
        "lines": lines,
    }


def _line(picture: Any, box: Any) -> Any:
    """A line for recognising; one written downwards is laid on its side."""
    found = crop(picture, box)
    if found.shape[0] >= TALL * found.shape[1]:
        return np.ascontiguousarray(np.rot90(found))
    return found


def _spot(box: Any, width: int, height: int) -> list[float]:
    x, y = np.clip(box[:, 0] / width, 0, 1), np.clip(box[:, 1] / height, 0, 1)
    spot = x.min(), y.min(), x.max() - x.min(), y.max() - y.min()
    return [round(float(value), 4) for value in spot]


def in_order(lines: list[list[Any]]) -> list[list[Any]]:
    """Lines in reading order: rows from above, each from the left."""
    rows: list[list[list[Any]]] = []
    for line in sorted(lines, key=lambda one: one[3] + one[5] / 2):
        middle = line[3] + line[5] / 2
        if rows and middle < rows[-1][0][3] + rows[-1][0][5] * 0.85:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one[2])]


def portrait(picture: Any, lines: list[list[Any]]) -> float:
    """How much a picture looks like a photograph for a pass, 0 to 1: upright, hardly a
    word, one colour behind the head, skin in the middle and none in the upper corners."""
    height, width = picture.shape[:2]
    if len(lines) > 3 or not 1.1 < height / width < 1.75:
        return 0.0
    small = cv2.resize(picture, (90, 126), interpolation=SHRINK)
    _, red, blue = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2YCrCb))
    skin = (red > 135) & (red < 178) & (blue > 80) & (blue < 128)
    corners = np.concatenate([small[:25, :18], small[:25, -18:]], axis=1)
    plain = float(np.clip(1 - corners.std(axis=(0, 1)).mean() / 40, 0, 1))
    head = float(np.clip(skin[25:80, 25:65].mean() / 0.45, 0, 1))
    beside = float(skin[:25, :18].mean() + skin[:25, -18:].mean()) / 2
    return round(head * plain * (1 - beside), 2)


def keep_pictures(picture: Any, targets: dict[str, str]) -> None:
    """JPEGs of the upright page: longest side in pixels, and where to put each."""
    for edge, target in targets.items():
        scale = min(1.0, int(edge) / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=SHRINK)
        done, packed = cv2.imencode(".jpg", small, JPEG)
        if not done:
            raise UnreadableError("broken")
        Path(target).write_bytes(packed.tobytes())


def draw_again(job: dict[str, Any]) -> dict[str, Any]:
    """The pictures of a page that was read before, without reading it."""
    picture, _ = turned(picture_of(job), [], job["turned"])
    if job["skew"]:
        picture, _ = straightened(picture, [], job["skew"])
    keep_pictures(picture, job["pictures"])
    return {}


def check(_job: dict[str, Any]) -> dict[str, Any]:
    """Whether the engine and its models are there, by reading a line it draws itself."""
    page = np.full((120, 640, 3), 255, np.uint8)
    cv2.putText(page, "YICHUANG 2026", (20, 80), 0, 2, (0, 0, 0), 4)
    found = [text for text, _ in _recognised([_line(page, b) for b in boxes_of(page)])]
    return {"read": " ".join(found), "engine": f"rapidocr {version('rapidocr')}"}


JOBS = {"read": read_page, "draw": draw_again, "check": check}


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """What a job gives; what cannot be read is an answer too."""
    try:
        return JOBS[job["job"]](job)
    except UnreadableError as wrong:
        return {"refused": wrong.args[0]}
    except MemoryError:
        return {"refused": "too-heavy"}


def main(memory: int) -> None:
    """Do jobs until there are no more; the memory of this process is bounded."""
    os.umask(0o077)
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITES, WRITES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Libraries that print must not speak in our place.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    for line in sys.stdin:
        told = answer(json.loads(line))
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answers.write(json.dumps(told, ensure_ascii=False) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
