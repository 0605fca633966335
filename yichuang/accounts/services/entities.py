"""Entering companies, institutions and associations."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.events import announce
from yichuang.accounts.models import LegalEntity
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.rules.people import check_name, same_name
from yichuang.kernel.identity import check_uscc
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_


def find_or_create_entity(
    *,
    name: str,
    uscc: str,
    kind: str = LegalEntity.Kind.COMPANY,
    representative_id: int | None = None,
    phone: str = "",
    by: Actor,
    at: datetime,
) -> LegalEntity:
    """The entity with this unified social credit code (GB 32100), entered now if unknown.

    Raises Refusal when the check character is wrong, or the code is on record under another
    name ("entity.other-name").
    """
    require(by, "person.enter")
    wrong = Gathering()
    name = wrong.check("name", check_name, name) or ""
    uscc = wrong.check("uscc", check_uscc, uscc) or ""
    wrong.close()
    with transaction.atomic():
        entity = LegalEntity.objects.filter(uscc=uscc).first()
        if entity is None:
            entity = LegalEntity(
                name=name,
                uscc=uscc,
                kind=kind,
                representative_id=representative_id,
                phone=phone.strip(),
                created_at=at,
            )
            entity = _inserted(entity, by=by, at=at)
        if not same_name(entity.name, name):
            raise Refusal(
                "entity.other-name",
                N_("This code is on record under another name."),
                field="name",
                remedy=N_("Compare name and code with the licence."),
            )
    return entity


def _inserted(entity: LegalEntity, *, by: Actor, at: datetime) -> LegalEntity:
    try:
        with transaction.atomic():
            entity.save(force_insert=True)
    except IntegrityError:
        # Another window entered the same entity between our look and our write.
        return LegalEntity.objects.get(uscc=entity.uscc)
    announce("entity.entered", about=entity.ref, by=by, at=at, uscc=entity.uscc)
    return entity
