"""A draft as the pages of the form meet it; what is submitted goes to its own page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages as notices
from django.http import HttpRequest
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.rules import Guide
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.portal.queries import own
from yichuang.portal.views import asking


@dataclass(frozen=True, slots=True)
class Draft:
    """Who fills in what."""

    by: Actor
    case: CaseDetail

    @property
    def guide(self) -> Guide:
        return self.case.guide


def draft_of(request: HttpRequest, number: str) -> Draft:
    """The draft of this citizen.

    Raises:
        Refusal: "case.not-found"; "draft.submitted" when it is no draft any more.
    """
    by = asking.who(request)
    case = own.one(by, number, today=asking.today())
    if case.state is not CaseState.DRAFT:
        raise Refusal(
            "draft.submitted",
            N_("This application has been submitted and is no longer a draft."),
            remedy=N_("Look at where it stands; you can withdraw it there."),
        )
    return Draft(by, case)


def move(request: HttpRequest, number: str, act: Callable[..., None]) -> None:
    """Make a move of the citizen and say that it is done."""
    act(number, by=asking.who(request), at=asking.now())
    notices.success(request, gettext("Done."))
