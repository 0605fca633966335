"""Which certificates are to be printed on stock, in the order of the shelf, and the titles
that certificates of this hall bear."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases.queries import batches
from yichuang.catalogue import queries as catalogue_queries
from yichuang.documents.queries import stock
from yichuang.documents.queries.stock import TemplateCard
from yichuang.kernel.text import N_

MOST_TITLES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the certificates come from: one number, a season, or (neither) all of the
    stock's title that stand on no sheet."""

    certificate: str = ""
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The certificates, and what the run is called; `says` is an English msgid."""

    numbers: tuple[str, ...]
    name: str
    says: str


def titles(on: date) -> tuple[str, ...]:
    """Titles that certificates of the matters in force bear, in order."""
    guides = catalogue_queries.guides_in_force(on)
    found = {guide.result_name or guide.name for guide in guides}
    return tuple(sorted(found))[:MOST_TITLES]


def chosen(
    wanted: Wanted, template: TemplateCard, *, by: Actor, at: datetime
) -> Source:
    """The numbers to print, in the order of the shelf.

    Raises:
        Refusal: "batch.not-found".
    """
    if wanted.certificate:
        number = wanted.certificate
        return Source((number,), number, N_("This certificate"))
    if wanted.batch_id is not None:
        season = batches.season(by, wanted.batch_id, at)
        rows = batches.members(by, season.id)
        subjects = tuple(case.about for case in rows.only("number"))
        numbers = stock.certificates_of(subjects)
        return Source(numbers, season.name, N_("The certificates of this season"))
    numbers = stock.unprinted(template.hall_id, template.title)
    return Source(
        numbers,
        template.name,
        N_("All certificates of this title that stand on no sheet yet"),
    )
