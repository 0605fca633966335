"""A stack sorted out: which pages make up a document, and whose documents they are."""

from collections.abc import Sequence

from yichuang.materials.rules.grouping.documents import documents_of
from yichuang.materials.rules.grouping.owners import owners
from yichuang.materials.rules.grouping.seen import Applicant, Doc, Grouping, Seen

__all__ = ["Applicant", "Doc", "Grouping", "Seen", "group"]


def group(pages: Sequence[Seen]) -> Grouping:
    """Applicants in the order of their first page, each with documents; the rest loose.

    The order in which pages are handed over does not matter, their numbers do. Every
    page is in at least one document or loose; a page with two people's cards belongs to
    both.
    """
    ordered = sorted(pages, key=lambda page: page.number)
    people, owned = owners(ordered)
    held: dict[int, list[tuple[Seen, float]]] = {at: [] for at in range(len(people))}
    loose: list[int] = []
    for page in ordered:
        shares = owned[page.number]
        for at, sure in shares:
            held[at].append((page, sure))
        if not shares:
            loose.append(page.number)
    found = [
        Applicant(person.name, person.id_number, documents_of(held[at]))
        for at, person in enumerate(people)
        if held[at]
    ]
    found.sort(key=lambda one: min(one.pages))
    return Grouping(tuple(found), tuple(loose))
