"""What a run does to one case: the services that do it alone, nothing else."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case, CasePaper, Finding
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules.batches import Action
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import decision, handling, notices, papers
from yichuang.cases.services.batches import reviewing

Options = Mapping[str, Any]
Act = Callable[..., object]


def _accept(case: Case, _options: Options, *, by: Actor, at: datetime) -> None:
    notices.accept(case, by=by, at=at)


def _route(case: Case, options: Options, *, by: Actor, at: datetime) -> None:
    handling.route(case, int(options["post"]), by=by, at=at)


def _approve(case: Case, _options: Options, *, by: Actor, at: datetime) -> None:
    decision.approve(case, by=by, at=at)


def _refuse(case: Case, options: Options, *, by: Actor, at: datetime) -> None:
    decision.refuse(case, reason=str(options["reason"]), by=by, at=at)


def _check(case: Case, _options: Options, *, by: Actor, at: datetime) -> None:
    """The papers that were handed in are in order, and so is the application."""
    with transaction.atomic():
        handed_in = CasePaper.objects.filter(case=case, state=PaperState.PRESENT)
        keys = list(handed_in.values_list("key", flat=True))
        if keys:
            papers.check_all(case, keys, by=by, at=at)
        reviewing.find(case, agrees=True, reason="", by=by, at=at)


def _decide(case: Case, _options: Options, *, by: Actor, at: datetime) -> None:
    finding: Finding | None = getattr(case, "finding", None)
    if rules.require_found(agrees=finding.agrees if finding else None):
        decision.approve(case, by=by, at=at)
    else:
        assert finding is not None  # noqa: S101  the line above refused otherwise
        decision.refuse(case, reason=finding.reason, by=by, at=at)


ACTS: Mapping[Action, Act] = {
    Action.ACCEPT: _accept,
    Action.CHECK: _check,
    Action.ROUTE: _route,
    Action.APPROVE: _approve,
    Action.REFUSE: _refuse,
    Action.DECIDE: _decide,
}

NEEDS: Mapping[Action, Collection[str]] = {
    Action.ACCEPT: ("case.accept",),
    Action.CHECK: ("case.check", "batch.review"),
    Action.ROUTE: ("case.route",),
    Action.APPROVE: ("case.decide",),
    Action.REFUSE: ("case.decide",),
    Action.DECIDE: ("case.decide",),
    Action.PRINT: ("case.view", "batch.print"),
}
"""The permissions of who asks; each case asks again when its turn comes."""
