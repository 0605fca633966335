"""Documents about a bundle as a whole: one receipt for all of it, the notice that its
joint limit was extended."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.cases.models import BundleCase
from yichuang.cases.rules.bundles import Papers
from yichuang.cases.services import wording
from yichuang.catalogue import queries as catalogue_queries
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind

BY_FORM = "一件事一张表单"
"""Where a paper came from that the one form writes, as staff read it in the case."""


def issue(
    bundle: BundleCase,
    kind: DocumentKind,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> str:
    """Issue a document about the whole bundle to its applicant, from the department that
    leads it; returns its number."""
    guide = catalogue_queries.bundle(bundle.bundle_version_id)
    return document_services.issue(
        kind,
        about=bundle.about,
        addressee=bundle.applicant_name,
        facts={**wording.about(bundle, guide.name), **facts},
        by=by,
        at=at,
        hall_id=bundle.hall_id,
        department_id=bundle.department_id,
    ).number


def acknowledge(
    bundle: BundleCase,
    papers: Papers,
    brought: Collection[str],
    *,
    at: datetime,
) -> str:
    """The one receipt for a bundle 收件凭证, given by the hall itself: its form and the
    materials `brought`, each once, however many of the parts use it; its number."""
    rows = [
        {
            "name": material.rule.name,
            "form": wording.FORMS.get(material.rule.form, ""),
            "copies": "1 份",
        }
        for material in papers.materials
        if material.key in brought
    ]
    form = {"name": BY_FORM, "copies": "1 份"}
    facts = {"papers": [form, *rows]}
    return issue(bundle, DocumentKind.RECEIPT, facts, by=SYSTEM, at=at)
