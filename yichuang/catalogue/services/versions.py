"""Draft, publish and withdraw versions. What is published never changes; it is followed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from yichuang.accounts.policies import Actor, require
from yichuang.catalogue import queries
from yichuang.catalogue.models import BundleVersion, ItemVersion, VersionState
from yichuang.catalogue.policies import GRANTS
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.versions import check_period
from yichuang.catalogue.services.shelves import BUNDLES, ITEMS, Shelf, shelf_of
from yichuang.catalogue.services.writing import clear_content, columns, digest
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.organisation.models import Department

DAY = timedelta(days=1)


def department_named(key: str) -> Department:
    """The department a sheet names; Refusal "item.unknown-department"."""
    found = Department.objects.filter(key=key).order_by("pk").first()
    if found is None:
        known = sorted(set(Department.objects.values_list("key", flat=True)))
        raise Refusal(
            "item.unknown-department",
            N_("There is no department “%(key)s” in this hall."),
            field="department_key",
            remedy=N_("Enter the department first, or use one of: %(known)s."),
            key=key,
            known=", ".join(known) or "—",
        )
    return found


def draft(sheet: Sheet | BundleSheet, *, by: Actor, at: datetime) -> Any:
    """Write a sheet down as a draft, a new one or the one already open.

    Returns the ItemVersion or BundleVersion. When the last version says exactly the
    same, that version is returned unchanged and nothing is recorded.
    """
    require(by, "item.draft", GRANTS)
    try:
        return _draft(shelf_of(sheet), sheet, by=by, at=at)
    except IntegrityError as error:
        # Two people drafted the same item at once; one draft an item is a constraint.
        raise Refusal(
            "version.drafted-meanwhile",
            N_("Somebody else is changing “%(key)s” right now."),
            remedy=N_("Look at the new draft, then save yours again."),
            key=sheet.key,
        ) from error


def _draft(shelf: Shelf, sheet: Sheet | BundleSheet, *, by: Actor, at: datetime) -> Any:
    office = department_named(sheet.department_key)
    mark = digest(sheet)
    with transaction.atomic():
        owner, _ = shelf.owners.update_or_create(
            key=sheet.key, defaults={"department": office}
        )
        last = owner.versions.order_by("-number").first()
        if last and last.digest == mark and last.state != VersionState.WITHDRAWN:
            return last
        values = columns(sheet, shelf.versions.model) | {"digest": mark, "made_at": at}
        version = _open_draft(shelf, owner, last, values)
        shelf.write(version, sheet)
        record(
            shelf.drafted,
            about=f"{shelf.link}:{owner.key}",
            by=by,
            at=at,
            number=version.number,
        )
    return version


def _open_draft(shelf: Shelf, owner: Any, last: Any, values: dict[str, Any]) -> Any:
    if last is None or last.state != VersionState.DRAFT:
        number = last.number + 1 if last else 1
        return shelf.versions.create(number=number, **{shelf.link: owner}, **values)
    clear_content(last)
    shelf.versions.filter(pk=last.pk).update(**values)
    return shelf.versions.get(pk=last.pk)


def publish_item(
    version_id: int,
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
) -> ItemVersion:
    """Put an item's draft into force; the version before it ends the day before.

    Raises Refusal or Refusals with every field that keeps it back
    (`rules.publishing.unfit`).
    """
    found = _publish(
        ITEMS, version_id, by=by, at=at, valid_from=valid_from, valid_to=valid_to
    )
    assert isinstance(found, ItemVersion)  # noqa: S101 - what the shelf holds
    return found


def publish_bundle(
    version_id: int,
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
) -> BundleVersion:
    """Put a bundle's draft into force, as `publish_item` does for an item."""
    found = _publish(
        BUNDLES, version_id, by=by, at=at, valid_from=valid_from, valid_to=valid_to
    )
    assert isinstance(found, BundleVersion)  # noqa: S101 - what the shelf holds
    return found


def withdraw_item(version_id: int, *, by: Actor, at: datetime, reason: str) -> None:
    """Take an item's version out of force at once; cases accepted under it go on."""
    _withdraw(ITEMS, version_id, by=by, at=at, reason=reason)


def withdraw_bundle(version_id: int, *, by: Actor, at: datetime, reason: str) -> None:
    """Take a bundle's version out of force at once."""
    _withdraw(BUNDLES, version_id, by=by, at=at, reason=reason)


def _publish(
    shelf: Shelf,
    version_id: int,
    *,
    by: Actor,
    at: datetime,
    valid_from: date,
    valid_to: date | None,
) -> Any:
    require(by, "item.publish", GRANTS)
    version = _found(shelf, version_id)
    check_period(valid_from, valid_to)
    wrong = shelf.unfit(shelf.read(version_id))
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Refusals(wrong)
    owner = getattr(version, shelf.link)
    with transaction.atomic():
        _end_the_one_before(shelf.versions.filter(**{shelf.link: owner}), valid_from)
        done = shelf.versions.filter(pk=version_id, state=VersionState.DRAFT).update(
            state=VersionState.PUBLISHED,
            valid_from=valid_from,
            valid_to=valid_to,
            published_at=at,
        )
        if done != 1:
            raise Refusal(
                "version.not-a-draft",
                N_("Version %(number)s is not a draft any more."),
                remedy=N_("Look at the item again; somebody may have published it."),
                number=version.number,
            )
        record(
            shelf.published,
            about=f"{shelf.link}:{owner.key}",
            by=by,
            at=at,
            number=version.number,
            valid_from=valid_from.isoformat(),
        )
        _tell_readers()
    return _found(shelf, version_id)


def _end_the_one_before(versions: Any, valid_from: date) -> None:
    """The version in force ends the day before; one that began the same day is replaced."""
    in_force = versions.filter(state=VersionState.PUBLISHED)
    later = in_force.filter(valid_from__gt=valid_from).first()
    if later is not None:
        raise Refusal(
            "version.out-of-order",
            N_("Version %(number)s is already published from %(day)s."),
            field="valid_from",
            remedy=N_("Choose %(day)s or a later day."),
            number=later.number,
            day=later.valid_from,
        )
    in_force.filter(valid_from=valid_from).update(
        state=VersionState.WITHDRAWN,
        valid_to=valid_from,
        withdrawn_reason="replaced on its first day",
    )
    in_force.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from)).update(
        valid_to=valid_from - DAY
    )


def _withdraw(
    shelf: Shelf, version_id: int, *, by: Actor, at: datetime, reason: str
) -> None:
    require(by, "item.withdraw", GRANTS)
    version = _found(shelf, version_id)
    if not reason.strip():
        raise Refusal(
            "version.no-reason",
            N_("Say why the version is withdrawn."),
            field="reason",
            remedy=N_("Citizens who began a form will read it."),
        )
    with transaction.atomic():
        done = shelf.versions.filter(
            pk=version_id, state=VersionState.PUBLISHED
        ).update(state=VersionState.WITHDRAWN, withdrawn_reason=reason.strip()[:300])
        if done != 1:
            raise Refusal(
                "version.not-published",
                N_("Version %(number)s is not in force, so it cannot be withdrawn."),
                number=version.number,
            )
        record(
            shelf.withdrawn,
            about=f"{shelf.link}:{getattr(version, shelf.link).key}",
            by=by,
            at=at,
            number=version.number,
            reason=reason.strip()[:300],
        )
        _tell_readers()


def _tell_readers() -> None:
    """Now, for what this transaction still reads, and once the others can see it."""
    queries.forget_in_force()
    transaction.on_commit(queries.forget_in_force)


def _found(shelf: Shelf, version_id: int) -> Any:
    version = shelf.versions.select_related(shelf.link).filter(pk=version_id).first()
    if version is None:
        raise Refusal(f"{shelf.link}.unknown", N_("There is no such version."))
    return version
