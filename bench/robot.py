"""The robot on papers it has never seen: right class, right fields, pages a second.

The pages are drawn (see specimens/): the set `test`, whose layouts, wordings and faces of
type are in no other set, clean, as scans and as a phone's photographs. Nothing is kept
between runs. `--pages N` bounds the run, `--errors FILE` lists what was wrong.
"""

import json
import random
import resource
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from rapidocr import RapidOCR

from specimens import KINDS, WEARS, Specimen, a_person, draw, layouts_of
from yichuang.kernel.text import compact
from yichuang.materials.engines.reader import PAGE_EDGE, THUMB_EDGE, Reader
from yichuang.materials.engines.reader_child import SIDE
from yichuang.materials.rules import FileKind
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import check, extract
from yichuang.materials.rules.fields.plans import PLANS
from yichuang.materials.rules.judging import Verdict, judge, shipped
from yichuang.materials.rules.reading import PageText

SEED = 2026
DAY = date(2026, 9, 21)
STRANGER = "other"


@dataclass(frozen=True, slots=True)
class Seen:
    """One page through the robot: what it is and what was made of it.

    `whole` are seconds on the wall, `judging` seconds of the processor after reading,
    `engine` seconds of the processor the engine alone takes for the same picture.
    """

    page: Specimen
    text: PageText
    verdict: Verdict
    fields: dict[str, str]
    whole: float
    judging: float
    engine: float

    @property
    def stranger(self) -> bool:
        return self.page.kind == STRANGER

    @property
    def right(self) -> bool:
        """The class is the drawn one; a stranger is rightly given none."""
        wanted = None if self.stranger else self.page.kind
        return self.verdict.kind == wanted


def run(options: dict[str, Any]) -> dict[str, str]:
    """Every page once through the engine alone and once through the robot."""
    loading = cost_of_loading()
    reader, engine = Reader(), alone()
    reader.check()
    seen, began = [], of_children()
    try:
        with tempfile.TemporaryDirectory(prefix="yichuang-robot-") as folder:
            for page in pages(int(options["pages"])):
                seen.append(through(page, reader, engine, Path(folder)))
    finally:
        reader.close()
    if options["errors"]:
        Path(options["errors"]).write_text(
            "\n".join(wrongs(seen)) + "\n", encoding="utf-8"
        )
    reading = of_children() - began - loading
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return (
        scores(seen) | speeds(seen, reading) | {"reading process, peak": f"{peak} MiB"}
    )


def of_children() -> float:
    """Seconds of the processor that ended reading processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cost_of_loading() -> float:
    """What it takes to begin a reading process and load its models, once a life."""
    reader, began = Reader(), of_children()
    reader.check()
    reader.close()
    return of_children() - began


def alone() -> Any:
    """The engine as the reader sets it up."""
    threads = "EngineConfig.onnxruntime.{}_op_num_threads"
    params = {threads.format("intra"): 2, threads.format("inter"): 1}
    return RapidOCR(params=params | {"Global.log_level": "error"})


def pages(many: int) -> Iterable[Specimen]:
    """So many pages of the test set; kinds, layouts and wears take turns."""
    dice = random.Random(SEED)
    ways = [
        (kind, layout, wear)
        for kind in KINDS
        for layout in layouts_of(kind, "test")
        for wear in WEARS
    ]
    dice.shuffle(ways)
    for number in range(many):
        kind, layout, wear = ways[number % len(ways)]
        person = a_person(dice.randrange(10**6), "test")
        yield draw(kind, person, seed=number, split="test", layout=layout, wear=wear)


def through(page: Specimen, reader: Reader, engine: Any, folder: Path) -> Seen:
    """One page: the engine alone, then all that the worker does but the database."""
    source = folder / "page.jpg"
    page.image.save(source, "JPEG", quality=90)
    small = page.image.copy()
    small.thumbnail((SIDE, SIDE))
    picture = np.ascontiguousarray(np.asarray(small)[:, :, ::-1])
    began = time.process_time()
    engine(picture, use_det=True, use_cls=True, use_rec=True)
    engine_took = time.process_time() - began
    wall = time.perf_counter()
    text = reader.read(source, FileKind.JPEG, pictures=kept(folder))
    began = time.process_time()
    verdict = judge(text, shipped())
    likely = verdict.kind or (verdict.runners[0][0] if verdict.runners else None)
    found = extract(likely, text) if likely else ()
    if likely:
        check(likely, found, DAY)
    judging = time.process_time() - began
    fields = {one.name: one.value for one in reversed(found)}
    whole = time.perf_counter() - wall
    return Seen(page, text, verdict, fields, whole, judging, engine_took)


def kept(folder: Path) -> dict[int, Path]:
    """The pictures the worker keeps of a page."""
    return {edge: folder / f"{edge}.jpg" for edge in (PAGE_EDGE, THUMB_EDGE)}


def scores(seen: list[Seen]) -> dict[str, str]:
    """Classes and fields, right and wrong."""
    papers = [one for one in seen if not one.stranger]
    decided = [one for one in papers if one.verdict.kind]
    strangers = [one for one in seen if one.stranger]
    apart = [one for one in strangers if one.verdict.kind is None]
    wrong = sum(not one.right for one in decided) + len(strangers) - len(apart)
    taken = len(decided) + len(strangers) - len(apart)
    return {
        "pages": f"{len(seen)}, {len(strangers)} of them no paper at all",
        "class right, of those decided": f"{share(taken - wrong, taken)}, goal 98 %",
        "left to a person": f"{share(len(papers) - len(decided), len(papers))}, at most 5 %",
        "no paper, and said so": share(len(apart), len(strangers)),
        "class right by wear": ", ".join(
            f"{wear} {share(sum(one.right for one in mine), len(mine))}"
            for wear in WEARS
            if (mine := [one for one in decided if one.page.wear == wear])
        ),
        "set upright": share(
            sum(one.text.turned == one.page.turned for one in papers), len(papers)
        ),
        "fields right, clean": f"{fields_right(papers, 'clean')}, goal 97 %",
        "fields right, scan": fields_right(papers, "scan"),
        "fields right, phone": f"{fields_right(papers, 'phone')}, goal 92 %",
    }


def fields_right(papers: Iterable[Seen], wear: str) -> str:
    """Of the fields printed on pages of this wear, how many were read as printed."""
    all_of_them = [
        right
        for one in papers
        if one.page.wear == wear
        for _, _, _, right in compared(one)
    ]
    return share(sum(all_of_them), len(all_of_them))


def compared(one: Seen) -> Iterable[tuple[str, str, str, bool]]:
    """(field, printed, read, whether they are the same) of the fields a class has."""
    asked = {plan.field for plan in PLANS[PageClass(one.page.kind)]}
    for truth in one.page.fields:
        if truth.name in asked:
            read = one.fields.get(truth.name, "")
            yield truth.name, truth.value, read, compact(truth.value) == compact(read)


def speeds(seen: list[Seen], reading: float) -> dict[str, str]:
    """Pages a second, and what the robot adds to the engine; `reading` are seconds of
    the processor in the reading process. Those say the same on a busy machine."""
    robot = reading + sum(one.judging for one in seen)
    engine, wall = (
        sum(getattr(one, name) for one in seen) for name in ("engine", "whole")
    )
    slowest = sorted(one.whole for one in seen)[int(len(seen) * 0.95)]
    return {
        "pages a second, on the wall": f"{len(seen) / wall:.2f}, p95 {slowest:.1f} s a page",
        "processor, robot": f"{robot / len(seen):.2f} s a page",
        "processor, engine alone": f"{engine / len(seen):.2f} s a page",
        "robot over the engine": f"{100 * (robot / engine - 1):+.0f} %, at most 15 %",
    }


def wrongs(seen: Iterable[Seen]) -> Iterable[str]:
    """A line of JSON for each page that was not read as drawn."""
    for one in seen:
        bad = [] if one.stranger else [c[:3] for c in compared(one) if not c[3]]
        upright = one.text.turned == one.page.turned
        if not one.right or bad or not upright:
            yield json.dumps(
                {
                    "kind": one.page.kind,
                    "layout": one.page.layout,
                    "wear": one.page.wear,
                    "judged": one.verdict.kind,
                    "runners": one.verdict.runners,
                    "turned": [one.page.turned, one.text.turned],
                    "fields": bad,
                    "read": one.text.text,
                },
                ensure_ascii=False,
            )


def share(part: int, whole: int) -> str:
    """
    >>> share(49, 50)
    '98.0 % (49 of 50)'
    """
    return f"{100 * part / max(whole, 1):.1f} % ({part} of {whole})"
