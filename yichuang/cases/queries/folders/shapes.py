"""What is told of a school's folder, as frozen rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.cases.rules.filing import Layout, Wanted
from yichuang.cases.rules.folders import (
    Handing,
    Match,
    Standing,
)
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class HandingCard:
    """How a folder came over the portal. `letter` is the key of the mandate."""

    state: Handing
    entity: str
    uscc: str
    agent: str
    letter: str
    until: date
    reason: str
    handed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class FolderCard:
    """A folder in the list of its season, or of the agent who handed it in; `handing`
    is None for one a clerk brought."""

    id: int
    school: str
    by_name: str
    brought_at: datetime
    people: int
    made: int
    reading: bool
    pages_total: int
    pages_done: int
    handing: Handing | None
    batch_name: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody of the list. `lacking` are papers to be told; `questions` and `unseen`
    say what makes it doubtful, as does a match that is `by_name`; `refusal` is what
    stood in the way of the application or of its notice. `proposed` are pages that came
    after the application was made and would answer its papers."""

    id: int
    line: int
    name: str
    number_masked: str
    subject: str
    version: int
    standing: Standing
    asked: bool
    pages: int
    papers: int
    here: int
    match: Match
    layout: Layout
    lacking: tuple[Wanted, ...]
    open_questions: int
    judged: Mapping[str, str]
    case_number: str
    refusal: Refusal | None
    proposed: int = 0

    @property
    def by_name(self) -> bool:
        """Found by a name only."""
        return bool(self.match.found) and not self.match.how.sure


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody of the papers who is not in the list."""

    id: int
    name: str
    number_masked: str
    folder: str
    pages: int
    first: int


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder with everybody in it. `loose` pages belong to nobody yet."""

    id: int
    hall_id: int
    batch_id: int
    batch_name: str
    school: str
    stack_key: str
    by_name: str
    brought_at: datetime
    reading: bool
    pages_total: int
    pages_done: int
    people: tuple[PersonCard, ...]
    strangers: tuple[Stranger, ...]
    loose: int
    papers: tuple[PaperRule, ...]
    closes: date
    handing: HandingCard | None = None

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many of the list stand where."""
        return Counter(one.standing for one in self.people)

    @property
    def making(self) -> int:
        """People whose application is being made."""
        return sum(one.asked for one in self.people)
