"""One list of what is missing in all cases of a bundle, handed in once.

Each notice stays that of its own case (行政许可法 art. 32(4)); the citizen sees one list.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import policies
from yichuang.cases.models import BundleCase, Case, CasePaper
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles.detail import BundleDetail
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState, not_asked
from yichuang.cases.services import notices
from yichuang.cases.services.papers import attach_stored, paper_of
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.materials.models import StoredFile


@dataclass(frozen=True, slots=True)
class Lack:
    """A paper told to be missing or faulty, once for all cases that were told so."""

    key: str
    name: str
    fault: str
    mend: str
    uses: tuple[tuple[str, str], ...]
    ready: bool


def lacks_of(found: BundleDetail) -> tuple[Lack, ...]:
    """The one list of a bundle: what its notices name, each material once."""
    joined = {
        use: material.key
        for material in found.papers.materials
        for use in material.uses
    }
    lacks: dict[str, Lack] = {}
    still = _still_missing(found)
    for row in found.corrections:
        for item in row.correction.items if row.correction else ():
            use = (row.key, item["key"])
            key = joined.get(use, "-".join(use))
            before = lacks.get(key)
            lacks[key] = Lack(
                key=key,
                name=item["name"],
                fault=item["fault"],
                mend=item["mend"],
                uses=(*(before.uses if before else ()), use),
                ready=use not in still and (before is None or before.ready),
            )
    return tuple(lacks.values())


def _still_missing(found: BundleDetail) -> set[tuple[str, str]]:
    by_number = {row.row.number: row.key for row in found.corrections if row.row}
    rows = CasePaper.objects.filter(
        case__number__in=by_number,
        state__in=[PaperState.MISSING, PaperState.DEFECTIVE],
    ).values_list("case__number", "key")
    return {(by_number[number], key) for number, key in rows}


def mend(
    bundle: BundleCase,
    key: str,
    upload: "UploadedFile[bytes]",
    *,
    by: Actor,
    at: datetime,
) -> StoredFile:
    """Add a photo or PDF of what was told to be missing: kept once, put with every case
    that asked for it.

    Raises:
        Refusal: "paper.not-asked", from materials (field "file"), "case.moved-on".
    """
    require(by, "case.supplement", policies.GRANTS)
    found = bundle_queries.detail(bundle, today=at.date())
    lack = next((one for one in lacks_of(found) if one.key == key), None)
    if lack is None:
        raise not_asked()
    stored = material_services.store(
        upload, by=by, at=at, purpose=f"paper:{key}"[:60], about=bundle.about
    )
    cases = _cases(bundle)
    with transaction.atomic():
        for part, paper_key in lack.uses:
            paper, rule = paper_of(cases[part], paper_key)
            attach_stored(cases[part], paper, rule, stored, by=by, at=at)
    return stored


def hand_in(bundle: BundleCase, *, by: Actor, at: datetime) -> int:
    """Hand in what was asked for, to every case that has all of it; returns how many.

    Raises:
        Refusal: "papers.not-uploaded" when no case has everything yet.
    """
    require(by, "case.supplement", policies.GRANTS)
    found = bundle_queries.detail(bundle, today=at.date())
    missing = [lack for lack in lacks_of(found) if not lack.ready]
    waiting = {part for lack in missing for part, _paper in lack.uses}
    cases = _cases(bundle)
    ready = [row.key for row in found.corrections if row.key not in waiting]
    if missing and not ready:
        raise Refusal(
            "papers.not-uploaded",
            N_("These papers are still missing: %(papers)s."),
            field="papers",
            remedy=N_("Add a photo or a PDF of each, then submit."),
            papers="、".join(lack.name for lack in missing),
            keys=[lack.key for lack in missing],
        )
    with transaction.atomic():
        for key in ready:
            if cases[key].state == CaseState.CORRECTION:
                notices.supplement(cases[key], by=by, at=at)
    return len(ready)


def _cases(bundle: BundleCase) -> dict[str, Case]:
    rows = bundle.children.exclude(case=None).select_related("case")
    return {row.key: row.case for row in rows if row.case is not None}
