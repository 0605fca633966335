"""Finding a case: only for those it exists for; everybody else gets "not found"."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import policies
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact

WITH_PEOPLE = ("applicant", "entity", "agent")


def not_found() -> Refusal:
    """The same answer for "is not there" and "is not yours"."""
    return Refusal(
        "case.not-found",
        N_("There is no such case."),
        remedy=N_("Check the number; you see only cases you applied for or work on."),
    )


def moved_on(case: Case) -> Refusal:
    """The refusal for whoever came second."""
    return Refusal(
        "case.moved-on",
        N_(
            "Somebody else has just worked on case %(number)s; nothing of yours was saved."
        ),
        remedy=N_("Reload the page, look at what was done, and go on from there."),
        number=case.number,
    )


def scope(by: Actor) -> Q:
    """Which cases exist for this actor, as a filter."""
    if by.kind is ActorKind.SYSTEM:
        return Q()
    if by.kind is ActorKind.CITIZEN:
        own = Q(owner_id=by.user_id) if by.user_id is not None else Q(pk=None)
        if by.person_id is not None:
            own |= Q(applicant_id=by.person_id) | Q(agent_id=by.person_id)
        return own
    if by.roles.isdisjoint(policies.HALL):
        return Q(pk=None)
    submitted = ~Q(state=CaseState.DRAFT)
    return submitted if by.hall_id is None else submitted & Q(hall_id=by.hall_id)


def reach(by: Actor) -> Q:
    """`scope`, and what the reader's hall collected for another one: for single cases
    and searches, not for the lists of work, which belong to the hall that decides."""
    if (
        by.is_staff
        and by.hall_id is not None
        and not by.roles.isdisjoint(policies.HALL)
    ):
        return scope(by) | Q(collecting_hall_id=by.hall_id)
    return scope(by)


def find(
    by: Actor, number: str, *, seen: int | None = None, people: bool = True
) -> Case:
    """The case with this number in one query, with its people unless told otherwise.

    `seen` is the version the reader's page showed: somebody else's work in between is
    told before anything is tried.

    Raises:
        Refusal: "case.not-found", "case.moved-on".
    """
    wanted = compact(number)
    case = next(iter(_with_people(wanted) if people else _alone(wanted)), None)
    if case is None or not policies.sees(by, case):
        raise not_found()
    if seen is not None and seen != case.version:
        raise moved_on(case)
    return case


def _with_people(number: str) -> Iterable[Case]:
    return Case.objects.select_related(*WITH_PEOPLE).filter(number=number)


def _alone(number: str) -> Iterable[Case]:
    """Every move by API begins here, and building the same wide statement anew cost
    more than running it: so it is written out."""
    return Case.objects.raw("SELECT * FROM cases_case WHERE number = %s", [number])


def by_query_code(number: str, code: str) -> Case:
    """A case by number and query code, for following it without signing in.

    Raises:
        Refusal: "case.not-found".
    """
    case = (
        Case.objects.select_related(*WITH_PEOPLE).filter(number=compact(number)).first()
    )
    if case is None or case.query_code != compact(code).upper():
        raise not_found()
    return case


def of_subject(about: str) -> Case | None:
    """The case a journal entry or a document is about, with its people."""
    number = about.removeprefix("case:")
    return Case.objects.select_related(*WITH_PEOPLE).filter(number=number).first()


def readers(case: Case | BundleCase) -> tuple[Person, ...]:
    """Who is told what happens: the applicant (an organisation's representative) and,
    where there is one, the agent."""
    speaks = case.entity.representative if case.entity is not None else None
    people = {
        person.pk: person
        for person in (case.applicant, speaks, case.agent)
        if person is not None
    }
    return tuple(people.values())


def parties(about: str) -> frozenset[str]:
    """The names under which documents are written to whoever applied in `case:NUMBER`."""
    case = of_subject(about)
    if case is None:
        return frozenset()
    return frozenset({case.applicant_name, *(one.name for one in readers(case))})


def visible(about: str, by: Actor) -> bool:
    """Whether the case `case:NUMBER` exists for the actor (for files and documents)."""
    number = about.removeprefix("case:")
    return Case.objects.filter(reach(by), number=number).exists()


def of_hall(about: str, by: Actor) -> bool:
    """Whether the actor works in the hall `hall:ID` (for sheets that are about no case)."""
    if not by.is_staff:
        return by.kind is ActorKind.SYSTEM
    return by.hall_id is None or about == f"hall:{by.hall_id}"


def numbers(by: Actor, about: Sequence[str]) -> QuerySet[Case]:
    """Cases among `case:NUMBER` subjects that exist for the actor."""
    found = [subject.removeprefix("case:") for subject in about]
    return Case.objects.filter(reach(by), number__in=found)
