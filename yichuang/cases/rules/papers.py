"""What the papers of a case allow: accept, decide, issue."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class PaperState(StrEnum):
    """Where one required paper stands."""

    MISSING = "missing"
    PRESENT = "present"
    DEFECTIVE = "defective"
    VERIFIED = "verified"
    SHARED = "shared"
    PROMISED = "promised"
    TOLERATED = "tolerated"
    NOT_NEEDED = "not_needed"
    # The result of a sibling in the same bundle, still being made (部门间相互容缺).
    AWAITED = "awaited"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return PAPER_LABELS[self]


PAPER_LABELS: dict[PaperState, str] = {
    PaperState.MISSING: N_("Missing"),
    PaperState.PRESENT: N_("Handed in"),
    PaperState.DEFECTIVE: N_("Needs mending"),
    PaperState.VERIFIED: N_("Checked"),
    PaperState.SHARED: N_("Fetched by us"),
    PaperState.PROMISED: N_("Promised in writing"),
    PaperState.TOLERATED: N_("Tolerated"),
    PaperState.NOT_NEEDED: N_("Not needed"),
    PaperState.AWAITED: N_("Comes from the matter before"),
}


class ToleranceKind(StrEnum):
    """How a missing paper may be tolerated 容缺; `NONE` means it may not."""

    NONE = "none"
    LATER = "later"
    EVIDENCE = "evidence"
    SHARE = "share"
    PROMISE = "promise"


class ToleranceState(StrEnum):
    """Where a tolerance stands."""

    ASKED = "asked"
    AGREED = "agreed"
    DENIED = "denied"
    FULFILLED = "fulfilled"
    BREACHED = "breached"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper of a case as the rules see it.

    `tolerance` is the kind under which it is tolerated now, empty when it is not.
    """

    key: str
    name: str
    required: bool
    state: PaperState
    tolerance: str = ""
    tolerance_state: str = ""


SETTLED = frozenset(
    {
        PaperState.VERIFIED,
        PaperState.SHARED,
        PaperState.PROMISED,
        PaperState.NOT_NEEDED,
    }
)


def _agreed(paper: PaperFacts) -> bool:
    return paper.state is PaperState.TOLERATED and paper.tolerance_state in {
        ToleranceState.AGREED,
        ToleranceState.FULFILLED,
    }


def lacking_for_acceptance(papers: Iterable[PaperFacts]) -> tuple[PaperFacts, ...]:
    """Required papers that neither lie here nor are tolerated with consent.

    A paper that was only handed in is enough to accept: checking is the review's work.
    What a sibling of the bundle is making keeps nobody from accepting, only from
    deciding.
    """
    return tuple(
        paper
        for paper in papers
        if paper.required
        and paper.state not in SETTLED
        and paper.state not in {PaperState.PRESENT, PaperState.AWAITED}
        and not _agreed(paper)
    )


def lacking_for_decision(papers: Iterable[PaperFacts]) -> tuple[PaperFacts, ...]:
    """Required papers not yet checked, fetched, promised or tolerated under their kind."""
    return tuple(
        paper
        for paper in papers
        if paper.required and paper.state not in SETTLED and not _agreed(paper)
    )


def lacking_for_issue(papers: Iterable[PaperFacts]) -> tuple[PaperFacts, ...]:
    """Papers tolerated as `later` that have not come: the certificate waits for them."""
    return tuple(
        paper
        for paper in papers
        if paper.state is PaperState.TOLERATED
        and paper.tolerance == ToleranceKind.LATER
        and paper.tolerance_state != ToleranceState.FULFILLED
    )


def _names(papers: Iterable[PaperFacts]) -> str:
    return "、".join(paper.name for paper in papers)


def require_acceptable(papers: Iterable[PaperFacts]) -> None:
    """Raises Refusal "papers.missing" naming every paper that stands in the way."""
    lacking = lacking_for_acceptance(papers)
    if lacking:
        raise Refusal(
            "papers.missing",
            N_("Cannot accept yet, these papers are missing or faulty: %(papers)s."),
            field="papers",
            remedy=N_(
                "Let them be mended on the spot, send the one complete notice, or ask for tolerance."
            ),
            papers=_names(lacking),
            keys=[paper.key for paper in lacking],
        )


def require_fetched_first(
    lacking: Iterable[PaperFacts], fetched: frozenset[str]
) -> None:
    """What the guide says the hall fetches is never asked of the applicant (国务院令
    第716号 art. 7): it is fetched first, or found not to be there and said why.

    Raises:
        Refusal: "notice.fetch-first" naming the papers.
    """
    ours = [
        paper
        for paper in lacking
        if paper.key in fetched and paper.state is PaperState.MISSING
    ]
    if ours:
        raise Refusal(
            "notice.fetch-first",
            N_("We fetch these papers ourselves, so fetch them first: %(papers)s."),
            field="papers",
            remedy=N_("What cannot be found, mark as needing mending and say why."),
            papers=_names(ours),
            keys=[paper.key for paper in ours],
        )


def require_decidable(papers: Iterable[PaperFacts]) -> None:
    """Raises Refusal "papers.unchecked" naming every paper that is not settled."""
    lacking = lacking_for_decision(papers)
    if lacking:
        raise Refusal(
            "papers.unchecked",
            N_("Cannot decide yet, these papers are not settled: %(papers)s."),
            field="papers",
            remedy=N_("Check each paper, or have its tolerance agreed."),
            papers=_names(lacking),
            keys=[paper.key for paper in lacking],
        )


def require_issuable(papers: Iterable[PaperFacts]) -> None:
    """Raises Refusal "papers.later-due" naming the papers the certificate waits for."""
    lacking = lacking_for_issue(papers)
    if lacking:
        raise Refusal(
            "papers.later-due",
            N_("The certificate waits for papers promised for later: %(papers)s."),
            field="papers",
            remedy=N_("Record the papers when they come, then issue."),
            papers=_names(lacking),
            keys=[paper.key for paper in lacking],
        )


def not_asked() -> Refusal:
    """The refusal for a paper the guide or the situation does not name."""
    return Refusal(
        "paper.not-asked",
        N_("This case does not ask for such a paper."),
        field="paper",
        remedy=N_(
            "Licensing Law art. 31: only papers the guide names may be asked for."
        ),
    )


def require_tolerable(kind: str, offered: str, paper: str) -> None:
    """A paper may be tolerated only under the kind its guide allows.

    Raises:
        Refusal: "tolerance.not-allowed".
    """
    if kind == ToleranceKind.NONE or kind != offered:
        raise Refusal(
            "tolerance.not-allowed",
            N_("%(paper)s cannot be tolerated in this way."),
            field="kind",
            remedy=N_("The guide names which papers may be tolerated and how."),
            paper=paper,
            allowed=kind,
        )
