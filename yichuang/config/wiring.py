"""Who listens to whom: the one place where rooms meet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from yichuang.accounts import events as account_events
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.accounts.queries import places
from yichuang.accounts.services import messages, sign_in
from yichuang.assistance.services.lending import remind as remind_of_loans
from yichuang.cases import subscribers as case_subscribers
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.finding import of_hall, parties, visible
from yichuang.cases.queries.folders import visible as folder_visible
from yichuang.cases.queries.supervision import visible as order_visible
from yichuang.cases.services import archive
from yichuang.cases.services.bundles import telling
from yichuang.cases.services.renewal import renew_silently
from yichuang.cases.services.silence import approve_silently
from yichuang.cases.worker import batches as case_batches
from yichuang.cases.worker import chase, go_on, remind, sweep
from yichuang.cases.worker import lamps as case_lamps
from yichuang.documents import policies as document_policies
from yichuang.documents.queries.stock import visible as stock_visible
from yichuang.guidance.services import forget as forget_questions
from yichuang.insight.presenters import lists as case_lists
from yichuang.journal.events import event, subscribe
from yichuang.journal.services import record
from yichuang.journal.worker import deliver
from yichuang.materials import policies as material_policies
from yichuang.materials.services import stacks, tidy
from yichuang.organisation.queries.places import hall_names
from yichuang.organisation.worker import name_ending
from yichuang.planning.services import counting, plans
from yichuang.queueing.services import adjusting, nearing
from yichuang.queueing.worker import keep_appointments, publish_ahead
from yichuang.queueing.worker import sweep as sweep_lines
from yichuang.reviews.presenters import rectifying as bad_reviews
from yichuang.reviews.queries.rectifications import visible as review_visible
from yichuang.web.services import forget_keys

TELL_APPLICANT = "yichuang.cases.subscribers.tell_applicant"

BUNDLE_GOES_ON = "yichuang.cases.subscribers.bundle_goes_on"
TELL_ABOUT_BUNDLE = "yichuang.cases.subscribers.tell_about_bundle"

LISTENERS: tuple[tuple[Iterable[str], str], ...] = (
    (case_subscribers.TEXTS, TELL_APPLICANT),
    (("bundle.child-moved",), BUNDLE_GOES_ON),
    (telling.TEXTS, TELL_ABOUT_BUNDLE),
    (("case.issued",), "yichuang.reviews.subscribers.ask"),
    (("plan.adopted",), "yichuang.queueing.subscribers.offer_a_plan"),
    (("case.received",), "yichuang.queueing.subscribers.link_received"),
    (("plan.adopted",), "yichuang.queueing.subscribers.staff_a_plan"),
    (
        ("organisation.authorisation-ending",),
        "yichuang.cases.subscribers.tell_head_of_letter",
    ),
)

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    code: tuple(listener for codes, listener in LISTENERS if code in codes)
    for codes, _listener in LISTENERS
    for code in codes
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the worker does: `do` takes the time and says how much it did; with
    nothing done it rests for `every` seconds."""

    do: Callable[[datetime], int]
    every: float


# Long enough to answer "what did you write to me?", no longer (PIPL art. 19).
KEEP_TEXTS = timedelta(days=180)

# Long enough for two rounds of publishing, no longer.
KEEP_QUESTIONS = timedelta(days=180)

DUTIES: dict[str, Duty] = {
    "deliveries": Duty(lambda at: deliver(at=at), 1),
    "messages": Duty(lambda at: sum(astuple(messages.deliver_due(at))), 1),
    "old codes": Duty(lambda at: sign_in.forget_codes(at - timedelta(days=1)), 3600),
    "old messages": Duty(lambda at: messages.forget_texts(at - KEEP_TEXTS), 3600),
    "old questions": Duty(lambda at: forget_questions(at - KEEP_QUESTIONS), 86_400),
    "runs over many cases": Duty(lambda at: case_batches.run_on(at), 1),
    "folders of schools": Duty(lambda at: case_batches.make_applications(at), 1),
    "seasons close": Duty(lambda at: case_batches.close_seasons(at), 60),
    "silence becomes acceptance": Duty(lambda at: sweep(at=at), 60),
    "lamps and cards": Duty(lambda at: case_lamps.light(at=at), 60),
    "warnings reach the head": Duty(lambda at: case_lamps.remind_heads(at=at), 300),
    "unanswered orders go up": Duty(lambda at: case_lamps.escalate(at=at), 300),
    "bundles go on": Duty(lambda at: go_on(at=at), 600),
    "papers promised for later": Duty(lambda at: chase(at=at), 600),
    "opinions that are owed": Duty(lambda at: remind(at=at), 300),
    "letters that run out": Duty(lambda at: name_ending(at=at), 3600),
    "silence renews": Duty(lambda at: renew_silently(at=at), 60),
    "silence approves": Duty(lambda at: approve_silently(at=at), 60),
    "lines of the hall": Duty(lambda at: sweep_lines(at=at), 20),
    "appointments kept": Duty(lambda at: keep_appointments(at=at), 20),
    "seats published ahead": Duty(lambda at: publish_ahead(at=at), 600),
    "the hall re-arranged": Duty(lambda at: adjusting.adjust(at=at), 20),
    "lent things come back": Duty(lambda at: remind_of_loans(at=at), 300),
    "near the front": Duty(lambda at: nearing.tell_near(at=at), 10),
    "days counted": Duty(lambda at: counting.count_days(), 600),
    "plans of days": Duty(lambda at: plans.work(at=at), 1),
    "stacks of papers": Duty(lambda at: stacks.take_step(at=at), 1),
    "dossiers": Duty(lambda at: archive.make_due(at=at), 2),
    "files tidied": Duty(lambda at: sum(astuple(tidy(by=SYSTEM, at=at))), 86_400),
    "idempotency keys forgotten": Duty(
        lambda at: forget_keys(before=at - timedelta(days=2)), 3_600
    ),
}

# The journal stands above accounts, so what accounts announces is registered here.
ACCOUNT_EVENTS = {
    kind.code: event(kind.code, kind.says, kind.personal)
    for kind in account_events.EVENTS.values()
}


def to_journal(
    kind: account_events.AccountEvent,
    *,
    about: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, str],
) -> None:
    """Record what accounts announces, in the transaction of what happened."""
    record(
        ACCOUNT_EVENTS[kind.code],
        about=about,
        by=by,
        at=at,
        hall_id=by.hall_id,
        **facts,
    )


def case_page(number: str) -> str:
    """Where staff see a case."""
    return reverse("desk:case", args=[number])


def connect() -> None:
    """Hand each lower room the hooks that upper rooms fill."""
    account_events.connect(to_journal)
    places.connect(hall_names)
    case_lists.connect(case_page)
    bad_reviews.connect(case_page)
    subscribe(SUBSCRIPTIONS)
    document_policies.register_access("case", visible, parties)
    document_policies.register_access("hall", of_hall)
    document_policies.register_access("order", order_visible)
    document_policies.register_access("review", review_visible)
    material_policies.register_access("case", visible)
    material_policies.register_access("stock", stock_visible)
    material_policies.register_access("folder", folder_visible)
    document_policies.register_access("bundle", bundle_queries.visible)
    material_policies.register_access("bundle", bundle_queries.visible)
