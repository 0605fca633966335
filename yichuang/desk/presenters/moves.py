"""The bar of moves: what may be done now, what may not and why.

Which moves exist follows from the lifecycle and the reader's roles; whether one is
possible follows from the same rules the services ask, so the bar never promises what
the service refuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.rules import papers
from yichuang.cases.rules.joint import Asked
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.desk.policies import may
from yichuang.desk.presenters import modes
from yichuang.desk.presenters.reasons import WHY, nothing, waits_for_consent
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Step:
    """A move as the desk offers it. `move` names it in the lifecycle."""

    name: str
    says: str
    move: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A move on the bar. Not `allowed`: shown disabled, `reason` says why."""

    name: str
    says: str
    url: str
    key: str = ""
    allowed: bool = True
    reason: str = ""
    remedy: str = ""
    main: bool = False
    danger: bool = False

    @property
    def cap(self) -> str:
        """The key as it is printed on a cap."""
        return self.key.replace("+", " ")


STEPS: Mapping[CaseState, tuple[Step, ...]] = {
    CaseState.SUBMITTED: (
        Step("receive", N_("Take in hand"), "receive"),
        Step("accept", N_("Accept"), "accept"),
        Step("notify", N_("One complete notice"), "notify"),
        Step("decline", N_("Do not accept"), "decline", danger=True),
        Step("withdraw", N_("Withdraw"), "withdraw", danger=True),
    ),
    CaseState.RECEIVED: (
        Step("accept", N_("Accept"), "accept"),
        Step("notify", N_("One complete notice"), "notify"),
        Step("decline", N_("Do not accept"), "decline", danger=True),
        Step("withdraw", N_("Withdraw"), "withdraw", danger=True),
    ),
    CaseState.CORRECTION: (
        Step("supplement", N_("Papers handed in"), "supplement"),
        Step("lapse", N_("Close: papers did not come"), "lapse", danger=True),
        Step("decline", N_("Do not accept"), "decline", danger=True),
        Step("withdraw", N_("Withdraw"), "withdraw", danger=True),
    ),
    CaseState.ACCEPTED: (
        Step("opine", N_("Give the opinion"), "opine"),
        Step("come-back", N_("The decision from above"), "come_back_granted"),
        Step("confirm-up", N_("Record the receipt from above"), "confirm_up"),
        Step("send-up", N_("Send up with the first review"), "send_up"),
        Step("approve", N_("Approve"), "approve"),
        Step("refuse", N_("Refuse"), "refuse", danger=True),
        Step("route", N_("Send to a post"), "route"),
        Step("ask", N_("Ask posts"), "route"),
        Step("return", N_("Give the case back"), "return"),
        Step("suspend", N_("Stop the clock"), "suspend"),
        Step("extend", N_("Extend once"), "extend"),
        Step("withdraw", N_("Withdraw"), "withdraw", danger=True),
    ),
    CaseState.SUSPENDED: (
        Step("resume", N_("Let the clock run on"), "resume"),
        Step("withdraw", N_("Withdraw"), "withdraw", danger=True),
    ),
    CaseState.APPROVED: (Step("issue", N_("Hand over"), "issue"),),
    CaseState.REFUSED: (Step("issue", N_("Deliver the decision"), "deliver"),),
}


def buttons(opened: Opened, by: Actor) -> tuple[Button, ...]:
    """The bar for this reader, the main act first and marked."""
    number = opened.detail.number
    found = [
        _button(step, opened, by)
        for step in STEPS.get(opened.detail.state, ())
        if opened.detail.allows(step.move) and _concerns(step, opened)
    ]
    mend = _mend(opened, by)
    if mend is not None:
        found.insert(min(len(found), 2), mend)
    if _takes_originals(opened, by):
        url = reverse("desk:act", args=[number, "take-original"])
        found.append(Button("take-original", gettext("Take an original"), url))
    found += [
        Button(row.name, row.says, row.url)
        for row in modes.buttons(opened, by)
        if not row.quiet
    ]
    give_back = _gives_back(opened, by)
    if give_back is not None:
        found.insert(0, give_back)
    return _with_main(found, _leading(opened, found))


def _leading(opened: Opened, found: list[Button]) -> frozenset[str]:
    """The moves of which the first possible one is the main act.

    While a tolerance waits for consent the applicant is not told to bring the paper;
    who may not decide sends an accepted case to its first post.
    """
    ahead = {"at-once", "transfer", "take-over", "green-answer"} & {
        button.name for button in found
    }
    if ahead:  # the way this case is handled comes before the ordinary one
        return frozenset(ahead)
    waits = any(map(waits_for_consent, papers.lacking_for_acceptance(opened.facts)))
    leading = MAIN - {"notify"} if waits else MAIN
    decides = any(button.name == "approve" for button in found)
    at_a_post = opened.case.post_id is not None
    return leading if decides or at_a_post else leading | {"route"}


def why_not(name: str, opened: Opened, by: Actor) -> tuple[str, str]:
    """Why an act is not possible now, and what to do; ("", "") when it is."""
    try:
        WHY.get(name, nothing)(opened, by)
    except Refusal as refusal:
        return refusal.text(gettext), refusal.remedy_text(gettext)
    return "", ""


def _button(step: Step, opened: Opened, by: Actor) -> Button:
    reason, remedy = why_not(step.name, opened, by)
    return Button(
        name=step.name,
        says=gettext(step.says),
        url=reverse("desk:act", args=[opened.detail.number, step.name]),
        key="Ctrl+M" if step.name == "notify" else "",
        allowed=not reason,
        reason=reason,
        remedy=remedy,
        danger=step.danger,
    )


def _with_main(found: list[Button], leading: frozenset[str]) -> tuple[Button, ...]:
    """The first possible move that harms nobody is the main one; it comes first."""
    main = next(
        (b for b in found if b.allowed and not b.danger and b.name in leading), None
    )
    rows = [
        Button(
            name=b.name,
            says=b.says,
            url=b.url,
            key=_key(b, main),
            allowed=b.allowed,
            reason=b.reason,
            remedy=b.remedy,
            main=b is main,
            danger=b.danger,
        )
        for b in found
    ]
    return tuple(sorted(rows, key=lambda b: (not b.main, b.danger)))


MAIN = frozenset(
    {"receive", "accept", "notify", "supplement", "opine", "approve", "resume", "issue"}
    | {"return-original", "send-up", "come-back"}
)


def _key(button: Button, main: Button | None) -> str:
    if button.key:
        return button.key
    pressed = button is main or (
        (main is None or main.name == "notify") and (button.name == "accept")
    )
    return "Ctrl+Enter" if pressed else ""


def _concerns(step: Step, opened: Opened) -> bool:
    """Whether a move is about this case at all: nothing to extend without a statute,
    no opinion to give where nobody asked."""
    joint = opened.joint
    concerns = {
        "opine": bool(open_opinions(opened)),
        "return": joint.routed is not None and joint.routed.post_id in opened.acting,
        "send-up": bool(joint.body) and joint.review is None,
        "confirm-up": joint.away
        and joint.review is not None
        and joint.review.received_on is None,
        "come-back": joint.away,
        "approve": not joint.body,
        "refuse": not joint.body,
    }
    if step.name in concerns:
        return concerns[step.name]
    if step.name == "extend":
        return opened.detail.statute_due is not None
    return True


def open_opinions(opened: Opened) -> tuple[int, ...]:
    """Questions that wait for a post where the reader acts today."""
    return tuple(
        row.pk
        for row in opened.detail.opinions
        if row.state == Asked.WAITING and row.post_id in opened.acting
    )


def _mend(opened: Opened, by: Actor) -> Button | None:
    """Mending on the spot leads to the first paper that stands in the way."""
    early = opened.detail.state in {CaseState.SUBMITTED, CaseState.RECEIVED}
    lacking = papers.lacking_for_acceptance(opened.facts)
    if not early or not lacking or not may(by, "case.check"):
        return None
    key = lacking[0].key
    url = reverse("desk:case", args=[opened.detail.number])
    return Button(
        "mend",
        gettext("Mend on the spot"),
        f"{url}?paper={key}#paper-{key}",
        key="Ctrl+B",
    )


def _takes_originals(opened: Opened, by: Actor) -> bool:
    early = opened.detail.state in {
        CaseState.RECEIVED,
        CaseState.CORRECTION,
        CaseState.ACCEPTED,
    }
    return early and may(by, "case.receive")


def _gives_back(opened: Opened, by: Actor) -> Button | None:
    """An original that lies here goes back before the result is handed over."""
    held = [row for row in opened.detail.handovers if row.returned_at is None]
    decided = opened.detail.state in {CaseState.APPROVED, CaseState.REFUSED}
    if not held or not decided or not may(by, "case.issue"):
        return None
    url = reverse("desk:act", args=[opened.detail.number, "return-original"])
    says = gettext("Give an original back")
    return Button("return-original", says, f"{url}?on={held[0].pk}")


def obstacle(row: tuple[Button, ...]) -> Button | None:
    """The move that matters most and is not possible: said above the bar."""
    return next(
        (
            button
            for name in ("accept", "approve", "send-up", "issue", "supplement")
            for button in row
            if button.name == name and not button.allowed
        ),
        None,
    )


def others_blocked(row: tuple[Button, ...]) -> tuple[Button, ...]:
    """The other moves that are not possible for a reason of their own, said quietly."""
    first = obstacle(row)
    said = first.reason if first is not None else ""
    return tuple(
        button for button in row if not button.allowed and button.reason != said
    )
