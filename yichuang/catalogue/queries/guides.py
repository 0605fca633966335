"""Guides by version, kept in process: a published version never changes."""

from collections.abc import Iterable
from datetime import date
from threading import Lock

from django.db.models import Count, Max, Q

from yichuang.catalogue.models import BundleVersion, ItemVersion, VersionState
from yichuang.catalogue.models.content import Question
from yichuang.catalogue.queries.reading import read, read_all
from yichuang.catalogue.rules import (
    BundleGuide,
    CitationRule,
    FaqRule,
    FeeRule,
    FieldRule,
    Guide,
    OptionRule,
    PaperRule,
    PartRule,
    QuestionRule,
    StepRule,
)
from yichuang.catalogue.rules.versions import check_in_force
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.memory import remember

Stamp = tuple[object, ...]

MOST_KEPT = 2_000
_guides: dict[int, Guide] = {}
_bundles: dict[int, BundleGuide] = {}
_forgotten = 0  # times; part of every stamp, so what rests on one is made anew
_lock = Lock()


def open_on(on: date) -> Q:
    """Versions in force on a day."""
    return Q(state=VersionState.PUBLISHED, valid_from__lte=on) & (
        Q(valid_to=None) | Q(valid_to__gte=on)
    )


def _questions(rows: Iterable[Question]) -> tuple[QuestionRule, ...]:
    return tuple(
        read(QuestionRule, row, options=read_all(OptionRule, row.options.all()))
        for row in sorted(rows, key=lambda row: row.order)
    )


def _read_guide(version: ItemVersion) -> Guide:
    department = version.item.department
    return read(
        Guide,
        version,
        key=version.item.key,
        version_id=version.pk,
        item_id=version.item_id,
        department_key=department.key,
        department_id=department.pk,
        department_name=department.name,
        department_name_en=department.name_en,
        department_code=department.uscc,
        department_phone=department.phone,
        papers=read_all(PaperRule, version.papers.all()),
        questions=_questions(version.questions.all()),
        steps=read_all(StepRule, version.steps.all()),
        citations=read_all(CitationRule, version.citations.all()),
        fees=read_all(FeeRule, version.fees.all()),
        faqs=read_all(FaqRule, version.faqs.all()),
    )


def _read_bundle(version: BundleVersion) -> BundleGuide:
    department = version.bundle.department
    return read(
        BundleGuide,
        version,
        key=version.bundle.key,
        version_id=version.pk,
        bundle_id=version.bundle_id,
        department_key=department.key,
        department_id=department.pk,
        department_name=department.name,
        department_name_en=department.name_en,
        questions=_questions(version.questions.all()),
        parts=tuple(
            read(PartRule, part, item_key=part.item.key if part.item else "")
            for part in sorted(version.parts.all(), key=lambda part: part.order)
        ),
        fields=read_all(FieldRule, version.fields.all()),
        citations=read_all(CitationRule, version.citations.all()),
    )


def guide(version_id: int) -> Guide:
    """The guide of a version; Refusal "item.unknown" when there is none.

    Kept for the life of the process unless it is a draft: nine queries once.
    """
    if kept := _guides.get(version_id):
        return kept
    version = (
        ItemVersion.objects.select_related("item__department")
        .defer("result_sample")
        .prefetch_related(
            "papers", "questions__options", "steps", "citations", "fees", "faqs"
        )
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise Refusal("item.unknown", N_("There is no such guide."))
    found = _read_guide(version)
    if version.state != VersionState.DRAFT:
        with _lock:
            if len(_guides) >= MOST_KEPT:
                _guides.clear()
            _guides[version_id] = found
    return found


@remember(seconds=2, size=4096)
def _in_force(item_key: str, on: date) -> int | None:
    """Every application asks this; another process may go on for two seconds with a
    version that was just withdrawn, as with a form sent two seconds earlier."""
    return (
        ItemVersion.objects.filter(open_on(on), item__key=item_key)
        .order_by("-number")
        .values_list("pk", flat=True)
        .first()
    )


def current_version_id(item_key: str, on: date) -> int:
    """The version of an item in force on a day; Refusal "item.not-published"."""
    found = _in_force(item_key, on)
    if found is None:
        raise Refusal(
            "item.not-published",
            N_("There is no guide in force for “%(item)s”."),
            field="item",
            remedy=N_("Search for the matter by its name, or ask at the window."),
            item=item_key,
        )
    return found


@remember(seconds=1, size=8)
def in_force_stamp(on: date) -> Stamp:
    """Changes with what is in force; asked again after a second, unless told."""
    return (_forgotten, on, *_stamp(ItemVersion, on), *_stamp(BundleVersion, on))


def _stamp(model: type[ItemVersion] | type[BundleVersion], on: date) -> Stamp:
    """Changes whenever what is in force changes: how many, the newest, when published."""
    row = model._default_manager.filter(open_on(on)).aggregate(
        many=Count("pk"), newest=Max("pk"), last=Max("published_at")
    )
    return tuple(row.values())


def check_open(version_id: int, on: date) -> None:
    """Refuses to begin under a version that is not in force: "item.version-withdrawn"."""
    row = (
        ItemVersion.objects.filter(pk=version_id)
        .values_list("state", "valid_from", "valid_to")
        .first()
    )
    check_in_force(*(row or ("withdrawn", None, None)), on)


def current_guide(item_key: str, on: date) -> Guide:
    """The guide of an item in force on a day; Refusal "item.not-published"."""
    return guide(current_version_id(item_key, on))


def newest_guide(item_key: str) -> Guide:
    """What an item says last, an open draft too; Refusal "item.unknown"."""
    versions = ItemVersion.objects.filter(item__key=item_key)
    drafted_or_public = versions.exclude(state=VersionState.WITHDRAWN)
    newest = drafted_or_public.order_by("-number").values_list("pk", flat=True).first()
    return guide(newest or 0)


def bundle(version_id: int) -> BundleGuide:
    """The guide of a bundle's version; Refusal "bundle.unknown" when there is none."""
    if kept := _bundles.get(version_id):
        return kept
    version = (
        BundleVersion.objects.select_related("bundle__department")
        .prefetch_related("questions__options", "parts__item", "fields", "citations")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise Refusal("bundle.unknown", N_("There is no such bundle."))
    found = _read_bundle(version)
    if version.state != VersionState.DRAFT:
        with _lock:
            _bundles[version_id] = found
    return found


def current_bundle(key: str, on: date) -> BundleGuide:
    """The guide of a bundle in force on a day; Refusal "bundle.not-published"."""
    found = (
        BundleVersion.objects.filter(open_on(on), bundle__key=key)
        .order_by("-number")
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise Refusal(
            "bundle.not-published",
            N_("There is no guide in force for the bundle “%(bundle)s”."),
            field="bundle",
            remedy=N_("Search for it by its name, or ask at the window."),
            bundle=key,
        )
    return bundle(found)


def forget_in_force() -> None:
    """A version was published or withdrawn: ask the database again."""
    _in_force.forget()
    in_force_stamp.forget()


def forget() -> None:
    """Drop what is kept in process (tests, and a restored database)."""
    global _forgotten
    forget_in_force()
    with _lock:
        _forgotten += 1
        _guides.clear()
        _bundles.clear()
