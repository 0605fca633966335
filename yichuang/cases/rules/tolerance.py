"""Tolerance 容缺 as rules: what may be tolerated, whose word is needed, until when.

Sources: 湘西州政办发〔2022〕29号 (what is excluded, who is, who answers for it), 民政
practice (the applicant's own undertaking, the day of arrival counts), domain.md §4.1.
What differs from place to place is a hall's dated list (`TolerancePolicy`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yichuang.cases.rules.papers import PaperFacts, PaperState, ToleranceKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class Sphere(StrEnum):
    """Where neither tolerance nor promise is allowed (国办发〔2020〕42号, 二（三）)."""

    SECURITY = "security"
    SECRECY = "secrecy"
    SAFETY = "safety"
    FINANCE = "finance"
    ECOLOGY = "ecology"
    LIFE = "life"
    FOREIGN = "foreign"

    @property
    def label(self) -> str:
        """English msgid of the sphere."""
        return SPHERE_LABELS[self]


SPHERE_LABELS: dict[Sphere, str] = {
    Sphere.SECURITY: N_("National security"),
    Sphere.SECRECY: N_("State secrets"),
    Sphere.SAFETY: N_("Public safety"),
    Sphere.FINANCE: N_("Prudential supervision of finance"),
    Sphere.ECOLOGY: N_("Ecology and environment"),
    Sphere.LIFE: N_("Health, life and property of people"),
    Sphere.FOREIGN: N_("Major foreign matters"),
}


class Consequence(StrEnum):
    """What becomes of a case whose papers did not follow, as it was told beforehand."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """English msgid of the consequence."""
        return CONSEQUENCE_LABELS[self]

    @property
    def zh(self) -> str:
        """The words of the documents."""
        return "视为撤回申请" if self is Consequence.WITHDRAWN else "终止办理"


CONSEQUENCE_LABELS: dict[Consequence, str] = {
    Consequence.WITHDRAWN: N_("counts as withdrawn by the applicant"),
    Consequence.ENDED: N_("is ended by the hall"),
}


@dataclass(frozen=True, slots=True)
class TolerancePolicy:
    """A hall's list in force; version 0 is the stated default where none was published.

    `excluded` maps item keys to the sphere that keeps them out. Days are working days;
    `repair_wait` natural days lie between a breach and its repair.
    """

    version: int = 0
    since: date | None = None
    excluded: Mapping[str, Sphere] = field(default_factory=dict)
    most_open: int = 3
    remind_before: int = 2
    check_within: int = 60
    repair_wait: int = 30
    on_breach: Consequence = Consequence.WITHDRAWN
    on_breach_of: Mapping[str, Consequence] = field(default_factory=dict)

    def consequence(self, item: str) -> Consequence:
        """What a breach means for a case of this item."""
        return self.on_breach_of.get(item, self.on_breach)


DEFAULT_POLICY = TolerancePolicy()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an applicant stands: papers still owed in all halls, and since when a record
    of credit blocks (None when none does)."""

    open_later: int = 0
    blocked_since: date | None = None


def require_not_excluded(policy: TolerancePolicy, item: str, name: str) -> None:
    """Raises Refusal "tolerance.excluded" for what the list keeps out."""
    sphere = policy.excluded.get(item)
    if sphere is not None:
        raise Refusal(
            "tolerance.excluded",
            N_("%(item)s concerns %(sphere)s, where every paper must be there."),
            field="kind",
            remedy=N_("Send the one complete notice instead."),
            item=name,
            sphere=sphere.label,
        )


def require_good_standing(standing: Standing) -> None:
    """Raises Refusal "credit.blocked" while a breach or serious discredit stands."""
    if standing.blocked_since is not None:
        raise Refusal(
            "credit.blocked",
            N_("A credit record of %(since)s stands against the applicant."),
            field="applicant",
            remedy=N_("Hand in the paper, or ask for repair of the record first."),
            since=standing.blocked_since,
        )


def require_few_open(policy: TolerancePolicy, standing: Standing) -> None:
    """Raises Refusal "tolerance.too-many" when too many papers are owed already."""
    if standing.open_later >= policy.most_open:
        raise Refusal(
            "tolerance.too-many",
            N_(
                "The applicant owes %(open)s papers already; at most %(most)s are allowed."
            ),
            field="paper",
            remedy=N_("Let one of them be handed in first."),
            open=standing.open_later,
            most=policy.most_open,
        )


HERE = frozenset(
    {
        PaperState.PRESENT,
        PaperState.VERIFIED,
        PaperState.SHARED,
        PaperState.NOT_NEEDED,
    }
)


def require_main_papers(
    papers: Iterable[PaperFacts], tolerable: frozenset[str]
) -> None:
    """The main papers, those no kind of tolerance covers, lie here and in form.

    Raises:
        Refusal: "tolerance.main-missing" naming them.
    """
    lacking = [
        paper
        for paper in papers
        if paper.required and paper.key not in tolerable and paper.state not in HERE
    ]
    if lacking:
        raise Refusal(
            "tolerance.main-missing",
            N_(
                "Main papers are missing or faulty, so nothing is tolerated: %(papers)s."
            ),
            field="papers",
            remedy=N_("Take them in first, or send the one complete notice."),
            papers="、".join(paper.name for paper in lacking),
            keys=[paper.key for paper in lacking],
        )


class SignedAs(StrEnum):
    """Who signs an undertaking."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    AGENT = "agent"

    @property
    def label(self) -> str:
        """English msgid."""
        return SIGNED_AS_LABELS[self]


SIGNED_AS_LABELS: dict[SignedAs, str] = {
    SignedAs.APPLICANT: N_("the applicant"),
    SignedAs.REPRESENTATIVE: N_("the legal representative"),
    SignedAs.AGENT: N_("an agent with a mandate"),
}


class SignedHow(StrEnum):
    """On the window's tablet, on paper that was scanned, or online."""

    TABLET = "tablet"
    PAPER = "paper"
    ONLINE = "online"

    @property
    def label(self) -> str:
        """English msgid."""
        return SIGNED_HOW_LABELS[self]


SIGNED_HOW_LABELS: dict[SignedHow, str] = {
    SignedHow.TABLET: N_("on the tablet"),
    SignedHow.PAPER: N_("on paper, scanned"),
    SignedHow.ONLINE: N_("online"),
}


@dataclass(frozen=True, slots=True)
class Parties:
    """Names of who applies. `representative` is "" where nobody is on record."""

    applicant: str = ""
    entity: str = ""
    representative: str = ""
    agent: str = ""


def require_signer(
    parties: Parties, *, name: str, signed_as: SignedAs, mandate: str
) -> None:
    """An undertaking is the applicant's own; an organisation's is signed by its legal
    representative; an agent needs a mandate 授权委托书.

    Raises:
        Refusal: "undertaking.signer-unsaid", "undertaking.not-applicant",
            "undertaking.representative", "undertaking.mandate-missing".
    """
    if not name.strip():
        raise Refusal(
            "undertaking.signer-unsaid",
            N_("Say who signs."),
            field="signer",
            remedy=N_("Write the name as on the identity document."),
        )
    if signed_as is SignedAs.AGENT:
        _require_mandate(mandate)
    elif parties.entity:
        _require_representative(parties, name.strip(), signed_as)
    elif signed_as is not SignedAs.APPLICANT or name.strip() != parties.applicant:
        raise Refusal(
            "undertaking.not-applicant",
            N_("The undertaking is signed by the applicant, %(applicant)s."),
            field="signer",
            remedy=N_("Let the applicant sign, or an agent with a written mandate."),
            applicant=parties.applicant,
        )


def _require_mandate(mandate: str) -> None:
    if not mandate.strip():
        raise Refusal(
            "undertaking.mandate-missing",
            N_("An agent signs only with a written mandate."),
            field="mandate",
            remedy=N_("Name the mandate and its date, or let the applicant sign."),
        )


def _require_representative(parties: Parties, name: str, signed_as: SignedAs) -> None:
    known = parties.representative
    if signed_as is not SignedAs.REPRESENTATIVE or (known and name != known):
        raise Refusal(
            "undertaking.representative",
            N_("For %(entity)s the legal representative signs."),
            field="signer",
            remedy=N_(
                "Let the representative sign, or an agent with a written mandate."
            ),
            entity=parties.entity,
        )


def require_in_time(due: date, came: date) -> None:
    """The day of arrival counts, whichever way a paper comes.

    Raises:
        Refusal: "tolerance.too-late" (field "came_on") the day after.
    """
    if came > due:
        raise Refusal(
            "tolerance.too-late",
            N_("The paper was promised until %(due)s; that day has passed."),
            field="came_on",
            remedy=N_(
                "The case ends as was told. Apply again when the papers are complete, "
                "or, after force majeure, ask the approver before that day for longer."
            ),
            due=due,
        )


def require_longer(due: date, until: date, today: date, reason: str) -> None:
    """Longer only for force majeure 不可抗力, said in words, and before it is too late.

    Raises:
        Refusal: "tolerance.reason-unsaid", "tolerance.too-late", "tolerance.not-longer".
    """
    if not reason.strip():
        raise Refusal(
            "tolerance.reason-unsaid",
            N_("Say what force majeure keeps the paper from coming."),
            field="reason",
            remedy=N_("For example: flood, closed archive, illness, with the days."),
        )
    require_in_time(due, today)
    if until <= due:
        raise Refusal(
            "tolerance.not-longer",
            N_("The new day is not later than %(due)s."),
            field="until",
            remedy=N_("Choose a later day."),
            due=due,
        )


NEEDS_UNDERTAKING = frozenset({ToleranceKind.LATER, ToleranceKind.PROMISE})


def read_exclusions(text: str) -> dict[str, Sphere]:
    """Matters kept out, one to a line: the key and its sphere.

    >>> read_exclusions("food-operation safety")
    {'food-operation': <Sphere.SAFETY: 'safety'>}

    Raises:
        Refusal: "tolerance-list.line", field "excluded", naming the first wrong line.
    """
    found: dict[str, Sphere] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words:
            continue
        if len(words) != 2 or words[1] not in set(Sphere):
            raise Refusal(
                "tolerance-list.line",
                N_("Line %(number)s cannot be read: “%(line)s”."),
                field="excluded",
                remedy=N_(
                    "Write the key of the matter, a space, and one of the reasons."
                ),
                number=number,
                line=line.strip()[:80],
            )
        found[words[0]] = Sphere(words[1])
    return found
