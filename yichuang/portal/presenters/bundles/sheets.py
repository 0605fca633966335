"""The form of a bundle: its steps, its papers each once, the check before submitting."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from yichuang.cases.queries.bundles import BundleDetail, open_in_form
from yichuang.cases.queries.detail import FileRow
from yichuang.cases.rules.bundles import Material
from yichuang.cases.services.bundles.mending import Lack
from yichuang.catalogue.rules import Treatment, options_of
from yichuang.kernel.identity import group_case_number
from yichuang.kernel.text import N_
from yichuang.portal.presenters import papers, track, words
from yichuang.portal.presenters.applying import StepMark, receipt_link
from yichuang.portal.presenters.boxes import FileBox, PaperBox, left_words, wants
from yichuang.portal.presenters.track import PersonLine
from yichuang.portal.presenters.words import tell
from yichuang.web import formats
from yichuang.web.presenters import Link

STEPS = (
    ("who", N_("Who will apply")),
    ("form", N_("One form")),
    ("papers", N_("Papers")),
    ("delivery", N_("How to get it")),
    ("check", N_("Look over")),
)


def step_bar(now: str) -> tuple[StepMark, ...]:
    """Where in the form this page is."""
    place = [key for key, _says in STEPS].index(now)
    return tuple(
        StepMark(gettext(says), "was" if n < place else "on" if n == place else "next")
        for n, (_key, says) in enumerate(STEPS)
    )


def first_open(found: BundleDetail) -> str:
    """Where somebody who comes back goes on."""
    if not found.people:
        return "who"
    if open_cells(found):
        return "form"
    return "papers" if lacking(found) else "delivery"


def open_cells(found: BundleDetail) -> tuple[str, ...]:
    """What of the one form is still open, by its label."""
    labels = {field.key: tell(field, "label") for field in found.plan.fields}
    labels |= {asked.key: tell(asked.rule, "text") for asked in found.plan.questions}
    return tuple(labels[problem.field] for problem in open_in_form(found))


def boxes(
    found: BundleDetail, wrong: dict[str, tuple[str, ...]] | None = None
) -> tuple[PaperBox, ...]:
    """The papers of a draft, each once: what must be there first."""
    order = list(papers.KINDS)
    rows = sorted(
        found.papers.materials, key=lambda row: order.index(row.rule.treatment)
    )
    faults = wrong or {}
    return tuple(
        box(found, material, faults.get(material.key, ())) for material in rows
    )


def box(
    found: BundleDetail, material: Material, wrong: tuple[str, ...] = ()
) -> PaperBox:
    """One paper, and which of the matters it serves."""
    rule = material.rule
    files = found.files.get(material.key, ())
    return PaperBox(
        key=material.key,
        name=papers.line(rule).name,
        kind=papers.KINDS[rule.treatment],
        how=papers.how(rule),
        needed=rule.treatment is Treatment.BRING,
        wants=words.sentences(wants(rule.treatment), _serves(found, material)),
        files=tuple(_file(found.number, file) for file in files),
        add_url=reverse("portal:bundle-add", args=[found.number, material.key]),
        done=bool(files),
        wrong=wrong,
    )


def _serves(found: BundleDetail, material: Material) -> str:
    """一份，3 个事项共用."""
    count = len(set(material.parts))
    if count == 1:
        return ""
    return ngettext(
        "Once, for %(n)s matter.", "Once, for %(n)s matters together.", count
    ) % {"n": count}


def _file(number: str, file: FileRow) -> FileBox:
    pages = ngettext("%(n)s page", "%(n)s pages", file.pages) % {"n": file.pages}
    return FileBox(
        name=file.name,
        pages=pages if file.pages > 1 else "",
        thumb=reverse("materials:thumb", args=[file.key]),
        url=reverse("materials:file", args=[file.key]),
        remove_url=reverse("portal:bundle-remove", args=[number, file.id]),
        key=file.key,
    )


def lacking(found: BundleDetail) -> tuple[str, ...]:
    """Names of the papers a draft cannot be submitted without."""
    return tuple(
        tell(material.rule, "name")
        for material in found.papers.materials
        if material.rule.treatment is Treatment.BRING
        and material.key not in found.files
    )


def lack_boxes(
    number: str, lacks: tuple[Lack, ...], wrong: dict[str, tuple[str, ...]]
) -> tuple[PaperBox, ...]:
    """The one list of what the notices of all matters ask for."""
    return tuple(
        PaperBox(
            key=lack.key,
            name=lack.name,
            kind="must",
            how="",
            needed=True,
            wants="",
            files=(),
            add_url=reverse("portal:bundle-add", args=[number, lack.key]),
            done=lack.ready,
            fault=lack.fault,
            mend=lack.mend,
            wrong=wrong.get(lack.key, ()),
        )
        for lack in lacks
    )


def lacks_left(lacks: tuple[Lack, ...]) -> str:
    """还差 1 样：租赁合同; or that everything is there."""
    return left_words(lack.name for lack in lacks if not lack.ready)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that will be submitted."""

    people: tuple[PersonLine, ...]
    matters: tuple[str, ...]
    form: tuple[tuple[str, str], ...]
    papers: tuple[PaperBox, ...]
    untouched: tuple[PaperBox, ...]
    open_cells: str
    lacking: str
    delivery: str
    address: str


def check_page(found: BundleDetail) -> CheckPage:
    """The page of the check."""
    every = boxes(found)
    bundle = found.bundle
    comma = pgettext("between names", ", ")
    return CheckPage(
        people=tuple(track.person_line(row, full=True) for row in found.people),
        matters=tuple(tell(part, "name") for part in found.plan.parts),
        form=_filled(found),
        papers=tuple(row for row in every if row.files),
        untouched=tuple(row for row in every if not row.files and not row.needed),
        open_cells=comma.join(open_cells(found)),
        lacking=comma.join(lacking(found)),
        delivery=words.delivery(bundle.delivery),
        address=bundle.address,
    )


def _filled(found: BundleDetail) -> tuple[tuple[str, str], ...]:
    """What the one form says, its questions too."""
    cells = [
        (tell(field, "label"), found.bundle.form.get(field.key, ""))
        for field in found.plan.fields
    ]
    told = [
        (tell(asked.rule, "text"), tell(option, "label"))
        for asked in found.plan.questions
        for option in options_of(asked.rule)
        if found.bundle.told.get(asked.key) == option.key
    ]
    return (*cells, *told)


@dataclass(frozen=True, slots=True)
class DonePage:
    """What a citizen takes home after submitting."""

    number_grouped: str
    code: str
    name: str
    count: str
    qr: str
    due: str
    url: str
    receipt: Link | None


def done_page(found: BundleDetail) -> DonePage:
    """The page after submitting; the QR code follows all matters without signing in."""
    bundle = found.bundle
    follow = settings.YICHUANG_PUBLIC_URL + track.follow_url(
        bundle.number, bundle.query_code
    )
    count = len(found.children)
    return DonePage(
        number_grouped=group_case_number(bundle.number),
        code=bundle.query_code,
        name=tell(found.plan.bundle, "name"),
        count=ngettext("%(n)s matter", "%(n)s matters", count) % {"n": count},
        qr=segno.make(follow, error="m", micro=False).svg_data_uri(
            border=2, light="white"
        ),
        due=formats.day_weekday(bundle.promise_due) if bundle.promise_due else "",
        url=reverse("portal:bundle-case", args=[bundle.number]),
        receipt=receipt_link(found.documents),
    )
