"""What grouping is given and what it gives."""

from dataclasses import dataclass

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.judging import Verdict


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the stack as judged; `folder` and `file` are the names it came under."""

    number: int
    verdict: Verdict
    fields: tuple[FieldFound, ...] = ()
    folder: str = ""
    file: str = ""

    def values(self, name: str) -> tuple[tuple[str, int], ...]:
        """All values of a field with the card they stand on."""
        return tuple((one.value, one.part) for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True)
class Doc:
    """Pages that are one document; `kind` None when the robot does not know which.

    An identity card is `ID_BOTH` once both sides are there. `sure` is the weakest of
    its pages, for class and owner together.
    """

    kind: PageClass | None
    pages: tuple[int, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody whose papers lie in the stack; number or name may be unknown ("")."""

    name: str
    id_number: str
    documents: tuple[Doc, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of all pages, in order."""
        return tuple(sorted(page for doc in self.documents for page in doc.pages))


@dataclass(frozen=True, slots=True)
class Grouping:
    """Everybody found, and the pages nobody could be found for."""

    applicants: tuple[Applicant, ...]
    loose: tuple[int, ...]
