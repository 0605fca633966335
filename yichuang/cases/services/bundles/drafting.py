"""A bundle is drafted: saved at each step, left and come back to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.cases import events, policies
from yichuang.cases.models import (
    BundleCase,
    BundleFile,
    BundleState,
    Delivery,
)
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.access import new_query_code
from yichuang.cases.rules.bundles import Material, materials_of
from yichuang.cases.rules.papers import not_asked
from yichuang.cases.services.arrival import channel_of, new_number
from yichuang.cases.services.bundles.moving import (
    change,
    note,
    party_columns,
    require_draft,
    today_of,
)
from yichuang.cases.services.intake import Party
from yichuang.cases.services.papers import MOST_FILES
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers, chosen_parts
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.organisation.queries import places

MOST_CELL = 300
"""Characters kept of a cell while it is being typed; the field says how many it takes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody applies for as one: answers to the bundle's questions (`answers`)
    and to those of its items (`told`), the one form, who, and how the results come."""

    bundle_key: str
    answers: Mapping[str, str]
    party: Party = field(default_factory=Party)
    told: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WINDOW
    address: str = ""
    origin: str = ""


def begin(wish: Wish, *, hall_id: int, by: Actor, at: datetime) -> BundleCase:
    """Begin a draft; the same form (`origin`) of the same account sent twice is one.

    Raises:
        Refusal: "bundle.not-published", "answers.unknown", "bundle.unanswered",
            "bundle.nothing-chosen".
    """
    require(by, "case.submit", policies.GRANTS)
    with transaction.atomic():
        earlier = _earlier(wish, by)
        if earlier is not None:
            return earlier
        bundle = create(wish, hall_id=hall_id, by=by, at=at)
        note(bundle, events.BUNDLE_BEGUN, by=by, at=at)
    return bundle


def _earlier(wish: Wish, by: Actor) -> BundleCase | None:
    if not wish.origin or by.kind is not ActorKind.CITIZEN:
        return None
    return BundleCase.objects.filter(owner_id=by.user_id, origin=wish.origin).first()


def create(wish: Wish, *, hall_id: int, by: Actor, at: datetime) -> BundleCase:
    """The row of a new draft; the caller records it."""
    today = at.astimezone(places.hall(hall_id).zone).date()
    guide = catalogue_queries.current_bundle(wish.bundle_key, today)
    answers = dict(check_answers(guide, wish.answers))
    chosen_parts(guide, answers)
    bundle = BundleCase(
        number=new_number(hall_id, at),
        query_code=new_query_code(),
        state=BundleState.DRAFT,
        hall_id=hall_id,
        department_id=guide.department_id,
        bundle_version_id=guide.version_id,
        bundle_key=guide.key,
        answers=answers,
        told=_short(wish.told),
        form=_short(wish.form),
        channel=channel_of(by),
        origin=wish.origin,
        owner_id=by.user_id if by.kind is ActorKind.CITIZEN else None,
        delivery=wish.delivery,
        address=wish.address,
        begun_at=at,
        **party_columns(wish.party),
    )
    bundle.save(force_insert=True)
    return bundle


def _short(given: Mapping[str, str]) -> dict[str, str]:
    return {str(key)[:100]: str(value)[:MOST_CELL] for key, value in given.items()}


@transaction.atomic
def revise(
    bundle: BundleCase,
    *,
    by: Actor,
    answers: Mapping[str, str] | None = None,
    party: Party | None = None,
    told: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    delivery: Delivery | None = None,
    address: str | None = None,
) -> BundleCase:
    """Change a draft. What was typed is kept as it is, complete or not; files of a
    material no longer asked for stay until the draft is submitted.

    Raises:
        Refusal: "draft.submitted", "answers.unknown", "bundle.moved-on".
    """
    require_draft(bundle, by)
    changes: dict[str, Any] = party_columns(party) if party is not None else {}
    if answers is not None:
        guide = catalogue_queries.bundle(bundle.bundle_version_id)
        changes["answers"] = dict(check_answers(guide, answers))
        chosen_parts(guide, changes["answers"])
    if told is not None:
        changes["told"] = {**bundle.told, **_short(told)}
    if form is not None:
        changes["form"] = {**bundle.form, **_short(form)}
    if delivery is not None:
        changes["delivery"] = delivery
    if address is not None:
        changes["address"] = address
    return change(bundle, **changes)


def attach(
    bundle: BundleCase,
    key: str,
    upload: "UploadedFile[bytes]",
    *,
    by: Actor,
    at: datetime,
) -> BundleFile:
    """Keep one photo or PDF of a material, once for every part that needs it.

    Raises:
        Refusal: from materials when the file is not what it should be (field "file"),
            "paper.too-many-files", "paper.not-asked", "draft.submitted".
    """
    require_draft(bundle, by)
    material = material_named(bundle, key, at)
    stored = material_services.store(
        upload, by=by, at=at, purpose=f"paper:{key}"[:60], about=bundle.about
    )
    with transaction.atomic():
        there = BundleFile.objects.filter(bundle=bundle, material=key).count()
        if there >= MOST_FILES:
            raise Refusal(
                "paper.too-many-files",
                N_("At most %(most)s files can be added to one paper."),
                field="file",
                remedy=N_("Put several pages into one PDF."),
                most=MOST_FILES,
            )
        row, new = BundleFile.objects.get_or_create(
            bundle=bundle,
            material=key,
            file=stored,
            defaults={"position": there + 1},
        )
        if new:
            note(
                bundle,
                events.BUNDLE_FILE_ADDED,
                by=by,
                at=at,
                paper=material.rule.name,
            )
    return row


def material_named(bundle: BundleCase, key: str, at: datetime) -> Material:
    """A material the plan asks for; Refusal "paper.not-asked" for any other."""
    plan = bundle_queries.plan_of(bundle, today_of(bundle, at))
    for material in materials_of(plan).materials:
        if material.key == key:
            return material
    raise not_asked()


@transaction.atomic
def detach(bundle: BundleCase, file_id: int, *, by: Actor, at: datetime) -> str:
    """Take a file off a draft again; returns the material it belonged to."""
    require_draft(bundle, by)
    row = BundleFile.objects.filter(bundle=bundle, pk=file_id).first()
    if row is None:
        return ""
    stored, key = row.file, row.material
    row.delete()
    if not BundleFile.objects.filter(file=stored).exists():
        material_services.remove(stored, by=by, at=at)
    return key


@transaction.atomic
def discard(bundle: BundleCase, *, by: Actor, at: datetime) -> None:
    """Throw a draft away with what was entered; the journal keeps that it was begun."""
    require_draft(bundle, by)
    change(bundle)
    files = [row.file for row in bundle.files.select_related("file")]
    note(bundle, events.BUNDLE_DISCARDED, by=by, at=at)
    bundle.files.all().delete()
    for stored in {file.pk: file for file in files}.values():
        material_services.remove(stored, by=by, at=at, hall_id=bundle.hall_id)
    BundleCase.objects.filter(pk=bundle.pk).delete()
