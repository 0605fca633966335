"""Finding a running bundle: only for those it exists for."""

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.queries.finding import WITH_PEOPLE, scope
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact

PREFIX = "bundle:"
"""How the journal and the files name a bundle, and how its cases name their origin."""


def not_found() -> Refusal:
    """The same answer for "is not there" and "is not yours"."""
    return Refusal(
        "bundle.not-found",
        N_("There is no such application."),
        remedy=N_("Check the number; you see only what you applied for or work on."),
    )


def moved_on(bundle: BundleCase) -> Refusal:
    """The refusal for whoever came second."""
    return Refusal(
        "bundle.moved-on",
        N_("Application %(number)s was just changed; nothing of yours was saved."),
        remedy=N_("Reload the page, look at what was done, and go on from there."),
        number=bundle.number,
    )


def _rows() -> QuerySet[BundleCase]:
    return BundleCase.objects.select_related(*WITH_PEOPLE)


def find(by: Actor, number: str) -> BundleCase:
    """The bundle with this number.

    Raises:
        Refusal: "bundle.not-found".
    """
    found = _rows().filter(scope(by), number=compact(number)).first()
    if found is None:
        raise not_found()
    return found


def by_query_code(number: str, code: str) -> BundleCase | None:
    """A bundle by number and query code, for following it without signing in."""
    found = _rows().filter(number=compact(number)).exclude(state="draft").first()
    if found is None or found.query_code != compact(code).upper():
        return None
    return found


def of_subject(about: str) -> BundleCase | None:
    """The bundle a journal entry is about."""
    return _rows().filter(number=about.removeprefix(PREFIX)).first()


def of_case(case: Case) -> BundleCase | None:
    """The bundle a case belongs to; no query for a case that stands alone."""
    if not case.origin.startswith(PREFIX):
        return None
    return _rows().filter(children__case=case.pk).first()


def visible(about: str, by: Actor) -> bool:
    """Whether the bundle `bundle:NUMBER` exists for the actor (for its files)."""
    number = about.removeprefix(PREFIX)
    return BundleCase.objects.filter(scope(by), number=number).exists()
