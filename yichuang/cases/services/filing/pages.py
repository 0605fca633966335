"""Pages are filed: confirmed as what they are, copied to the case, put to their paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import policies
from yichuang.cases.models import Case, CasePaper, FiledPage
from yichuang.cases.services.papers import attach_stored, paper_of, require_undecided
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import PageState, StackPage, StoredFile
from yichuang.materials.queries.stacks import find_page
from yichuang.materials.services import sorting
from yichuang.materials.services.pages import hand_over


@dataclass(frozen=True, slots=True)
class Put:
    """Pages (their keys) that go to a paper (its key)."""

    paper: str
    pages: tuple[str, ...]


def file_pages(
    case: Case, puts: Sequence[Put], *, by: Actor, at: datetime
) -> tuple[str, ...]:
    """File pages into papers of the case; a missing paper is then handed in. Pages the
    robot proposed are confirmed by whoever files them. What was filed before is left as
    it is; returns the keys of the pages that are new.

    Pages are copied outside of the transaction, as files are kept; a second press finds
    the copies.

    Raises:
        Refusal: "permission.denied", "paper.not-asked", "paper.too-late",
            "paper.too-many-files", "page.not-found", "page.unsaid" for a page nobody
            has said what it is, "case.moved-on".
    """
    policies.require_move(by, "case.check", case)
    require_undecided(case)
    new: list[str] = []
    for put in puts:
        paper, rule = paper_of(case, put.paper)
        there = set(
            FiledPage.objects.filter(paper=paper, page_key__in=put.pages).values_list(
                "page_key", flat=True
            )
        )
        for key in put.pages:
            if key not in there and _file(case, paper, rule, key, by=by, at=at):
                new.append(key)
    return tuple(new)


def _file(
    case: Case, paper: CasePaper, rule: PaperRule, key: str, *, by: Actor, at: datetime
) -> bool:
    _confirmed(find_page(key, by=by), by=by, at=at)
    stored = hand_over(
        [key], about=case.about, purpose=f"paper:{paper.key}", by=by, at=at
    )[0]
    try:
        with transaction.atomic():
            _keep(case, paper, rule, key, stored, by=by, at=at)
    except IntegrityError:
        # Another window filed the same page between our look and our write.
        if FiledPage.objects.filter(paper=paper, page_key=key).exists():
            return False
        raise
    return True


def _keep(
    case: Case,
    paper: CasePaper,
    rule: PaperRule,
    key: str,
    stored: StoredFile,
    *,
    by: Actor,
    at: datetime,
) -> None:
    link = attach_stored(case, paper, rule, stored, by=by, at=at)
    FiledPage.objects.create(paper=paper, page_key=key, link=link, by=by.ref, at=at)


def _confirmed(page: StackPage, *, by: Actor, at: datetime) -> None:
    """Who files a page says by it that it is what the robot proposed."""
    if page.state == PageState.CONFIRMED:
        return
    if page.state != PageState.READ or not page.kind:
        raise Refusal(
            "page.unsaid",
            N_("Nobody has said yet what page %(page)s is."),
            remedy=N_("Sort it first, then file it."),
            page=page.number,
        )
    sorting.confirm(page.key, page.kind, by=by, at=at, seen=page.version)
