"""An answer as a frozen value: what was found, what is said and which line says it.

Every sentence in it is already in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation carries from one question to the next; nothing personal.

    `item` is the matter spoken of, `kind` item or bundle, `answers` the questionnaire's
    answers so far, `aspects` what was asked about it, `question` the words it began with.
    With an item the next text may be empty: a button was pressed.
    """

    item: str = ""
    kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    aspects: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A matter the question may mean; `score` from 0 to 1, for ordering and thresholds."""

    id: str
    kind: str
    version_id: int
    version: int
    name: str
    summary: str
    department: str
    score: float


@dataclass(frozen=True, slots=True)
class Cited:
    """A line exactly as the guide publishes it: of which matter, version and place.

    `line` names the place: papers.id-card, limit.promise, faq.2, conditions.1 …;
    `label` is what the line is about.
    """

    says: str
    item: str
    version: int
    line: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question asked back, and the context it leads on with."""

    key: str
    label: str
    hint: str
    context: Context


@dataclass(frozen=True, slots=True)
class AskBack:
    """What the robot has to know. `about` is matter where several fit, else the key of a
    question of the guide's questionnaire."""

    about: str
    says: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere else the question belongs: track, assist, home_visit, lending, complaint,
    stuck_desk, book, hours, person."""

    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Handling:
    """What is wanted of a certificate that exists: renewal, change or reissue."""

    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An answer showed that the matter is not needed or is not done here; `instead` is
    the key of the matter that is, "" where there is none."""

    says: str
    instead: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer, and who has one; `authority` and `phone` are "" where
    nobody in particular is known."""

    code: str
    says: str
    remedy: str
    topic: str = ""
    authority: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; every sentence of `says` is a line of a guide.

    `asks` is set when the matter itself is open, `leads` is the next question of the
    matter's questionnaire, `missing` are aspects asked for of which the guide says
    nothing. `way` may stand alone or beside an answer. `exact` when `says` lists the papers
    of this very situation: no question is open. With `ended` nothing else is said of the
    matter; with `mode` its papers are not listed, for they are those of a first application.
    """

    question: str
    items: tuple[Ranked, ...] = ()
    says: tuple[Cited, ...] = ()
    aspects: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    exact: bool = False
    way: Way | None = None
    asks: AskBack | None = None
    leads: AskBack | None = None
    refused: Refused | None = None
    ended: Ended | None = None
    mode: Handling | None = None
    context: Context = field(default_factory=Context)

    @property
    def found(self) -> Ranked | None:
        """The matter the answer speaks of; None while that is open."""
        clear = self.items and not self.asks and not self.refused
        return self.items[0] if clear else None
