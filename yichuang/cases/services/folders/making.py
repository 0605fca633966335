"""The people of a folder become applications of the season: each a full case of its own,
made once whoever dies meanwhile, with its pages filed and the one notice where needed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from yichuang.accounts.policies import Actor, require
from yichuang.accounts.queries.actors import actor_with
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Correction, FolderPerson
from yichuang.cases.queries import filing as filing_queries
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.queries.facts import paper_facts
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.folders import Handing, MakingState, Standing
from yichuang.cases.rules.papers import lacking_for_acceptance
from yichuang.cases.services import filing, intake, notices
from yichuang.cases.services.batches.members import applied, open_season
from yichuang.cases.services.intake import Application, Party
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.materials.models import PaperApplicant

LEASE = timedelta(minutes=2)
"""A worker that dies over somebody gives the row back after this time."""

TRIES = 3
MAKES = {Standing.COMPLETE: False, Standing.MISSING: True}
"""Who can be made into applications, and whether the notice is sent with it."""


@transaction.atomic
def ask(folder_id: int, which: Standing, *, by: Actor, at: datetime) -> int:
    """Ask for the applications of everybody who stands so; the worker makes them in the
    actor's name. Asking twice asks once. Returns how many were asked for.

    Raises:
        Refusal: "folder.not-found", "batch.not-open", "permission.denied",
            "folder.not-taken"; "folder.nobody" when nobody stands so.
    """
    require(by, "batch.enter", policies.GRANTS)
    view = folder_queries.folder(by, folder_id, at)
    _require_taken(view)
    open_season(view.batch_id, by, at)
    chosen = [one for one in view.people if one.standing is which and not one.asked]
    if which not in MAKES or not chosen:
        raise Refusal(
            "folder.nobody",
            N_("Nobody of this list can be received now."),
            remedy=N_("Look at the doubtful ones first."),
        )
    hits = 0
    for one in chosen:
        free = FolderPerson.objects.filter(pk=one.id, version=one.version, case=None)
        hits += free.exclude(state=MakingState.ASKED).update(
            state=MakingState.ASKED,
            tells=MAKES[which],
            user_id=by.user_id,
            code="",
            said={},
            tries=0,
            taken_until=None,
            version=F("version") + 1,
        )
    journal.record(
        events.FOLDER_ASKED,
        about=f"folder:{folder_id}",
        by=by,
        at=at,
        hall_id=view.hall_id,
        school=view.school,
        count=hits,
    )
    return hits


def _require_taken(view: folder_queries.FolderView) -> None:
    """What a school handed in by itself is received once its mandate was compared."""
    if view.handing is not None and view.handing.state is not Handing.TAKEN:
        raise Refusal(
            "folder.not-taken",
            N_("This folder has not been taken over."),
            remedy=N_("Compare the mandate and take the folder over first."),
        )


def make_step(*, at: datetime) -> int:
    """Make the application of the next person who waits; 1 when something was done.

    Safe against kill -9 and beside other workers: a row is claimed by compare-and-set,
    its case is made in the transaction that notes it, and pages are filed once.
    """
    asked = FolderPerson.objects.filter(state=MakingState.ASKED)
    free = asked.filter(Q(taken_until=None) | Q(taken_until__lt=at))
    row = free.select_related("folder__stack").order_by("id").first()
    if row is None:
        return 0
    hit = asked.filter(pk=row.pk, tries=row.tries).update(
        tries=row.tries + 1, taken_until=at + LEASE
    )
    if not hit:
        return 1
    row.tries += 1
    try:
        _make(row, at)
    except (Refusal, Refusals) as refused:
        _end(row, MakingState.LEFT_OUT, each(refused)[0])
    return 1


def _make(row: FolderPerson, at: datetime) -> None:
    by = actor_with(row.user_id) if row.user_id else None
    if by is None or row.tries > TRIES:
        raise Refusal(
            "folder.unexpected",
            N_("Something unexpected went wrong with this row."),
            remedy=N_(
                "Receive it by itself; if it fails again, tell the administrator."
            ),
        )
    if row.case_id is None:
        with transaction.atomic():
            row.case = _received(row, by, at)
    assert row.case_id is not None  # noqa: S101  the lines above
    case = find(by, Case.objects.values_list("number", flat=True).get(pk=row.case_id))
    _file(row, case, by, at)
    _end(row, MakingState.MADE, _told(row, case, by, at) if row.tells else None)


def _received(row: FolderPerson, by: Actor, at: datetime) -> Case:
    """The case of the row, noted in the same transaction."""
    season = open_season(row.folder.batch_id, by, at)
    person = find_or_create_person(
        name=row.name, id_number=row.id_number, phone=row.phone, by=by, at=at
    )
    known = Case.objects.filter(batch=season, applicant=person, closed_at=None).first()
    if known is not None:
        raise applied(known.number)
    case = intake.receive(
        Application(
            item_key=season.item_key,
            answers=row.folder.answers,
            party=Party(applicant=person),
            papers=frozenset(row.at_hand),
        ),
        hall_id=row.folder.hall_id,
        by=by,
        at=at,
    )
    mine = FolderPerson.objects.filter(pk=row.pk, case=None, state=MakingState.ASKED)
    if not mine.update(case=case):
        raise Refusal("folder.moved-on", N_("Another worker has made this one."))
    return case


def _file(row: FolderPerson, case: Case, by: Actor, at: datetime) -> None:
    stack = row.folder.stack
    people = folder_queries.matched(row)
    names = PaperApplicant.objects.in_bulk(people)
    found = [
        filing_queries.Source(stack.key, stack.title, pk, names[pk].name)
        for pk in people
    ]
    laid = filing_queries.layout(case, found, at=at)
    puts = [
        filing.Put(place.wanted.key, tuple(page.key for page in place.pages))
        for place in laid.places
        if place.pages
    ]
    filing.file_pages(case, puts, by=by, at=at)
    filing.draft(case, laid, row.judged, by=by, at=at)
    filing.fill_in(case, laid.facts, by=by, at=at)


def _told(row: FolderPerson, case: Case, by: Actor, at: datetime) -> Refusal | None:
    """Send the one complete notice; why it could not be sent, None when it was."""
    told = Correction.objects.filter(case=case).exists()
    if told or not lacking_for_acceptance(paper_facts(case)):
        return None
    try:
        notices.notify(case, by=by, at=at)
    except Refusal as refused:
        return refused
    return None


def _end(row: FolderPerson, state: MakingState, why: Refusal | None) -> None:
    FolderPerson.objects.filter(pk=row.pk, state=MakingState.ASKED).update(
        state=state,
        code=why.code if why else "",
        said=why.as_json() if why else {},
        taken_until=None,
        version=F("version") + 1,
    )
