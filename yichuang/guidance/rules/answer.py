"""An answer as a frozen value: what was found, what is said and which line says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yichuang.kernel.text import Msgid


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation carries from one question to the next; nothing personal.

    `item` is the matter spoken of, `kind` item or bundle, `answers` the questionnaire's
    answers so far, `aspect` what was asked about it before the matter was clear.
    """

    item: str = ""
    kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    aspect: str = ""


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
    `label` is what the line is about, a msgid.
    """

    says: str
    item: str
    version: int
    line: str
    label: Msgid


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question asked back, and the context it leads on with."""

    key: str
    label: str
    hint: str
    context: Context


@dataclass(frozen=True, slots=True)
class AskBack:
    """What the robot has to know first. `about` is matter (several fit) or the key of a
    question of the guide's questionnaire."""

    about: str
    says: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere else the question belongs: track, assist, home_visit, lending, complaint,
    stuck_desk, book, hours, person. `says` is a msgid."""

    key: str
    says: Msgid


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer, and who has one: msgids; `authority` and `phone` are "" where
    nobody in particular is known."""

    code: str
    says: Msgid
    remedy: Msgid
    topic: str = ""
    authority: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. At most one of `asks`, `refused` is set; `way` may stand alone or
    beside an answer; `says` holds cited lines only."""

    question: str
    items: tuple[Ranked, ...] = ()
    says: tuple[Cited, ...] = ()
    aspect: str = ""
    way: Way | None = None
    asks: AskBack | None = None
    refused: Refused | None = None
    context: Context = field(default_factory=Context)

    @property
    def found(self) -> Ranked | None:
        """The matter the answer speaks of; None while that is open."""
        return self.items[0] if self.items and not self.refused else None
