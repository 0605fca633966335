"""Asking in one's own words: a conversation that works without script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.guidance import services as guidance
from yichuang.guidance.rules.question import same_words
from yichuang.kernel.refusals import Refusal
from yichuang.portal.presenters import words
from yichuang.portal.presenters.hall import hall_row
from yichuang.portal.presenters.talk import Sources, turn_rows
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries.talk import Turn, replay
from yichuang.portal.rules.talk import MOST_MOVES, PICKED, SAID, Move, read, write
from yichuang.portal.views import asking
from yichuang.web.pages import page

MOST_SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The conversation so far and its next answer; `?q=` begins one from a link."""
    on = asking.today(hall_queries.online_hall())
    said = request.POST.get("q", "") if request.method == "POST" else ""
    if request.method != "POST":
        said = request.GET.get("q", "")
    before = read(request.POST.get("talk", ""))
    move = _move(said, request.POST.get("pick", ""))
    if move is None and request.method == "POST":
        move = Move(SAID, "")  # the robot says itself that there is no question
    moves = _joined(before, move)
    try:
        turns = replay(moves, words.language(), on=on)
    except Refusal as refusal:
        turns = _told(before, on)
        shown = _shown(turns, refusal=refusal, query=said[:MOST_SHOWN])
        return page(request, "portal/talk.html", shown, status=422)
    if move is not None and move.kind == SAID and request.method == "POST" and turns:
        # noted without who asked, so that the guides learn what they do not answer
        guidance.note(
            turns[-1].answer,
            hall_id=hall_queries.online_hall(),
            by=asking.who(request),
            at=asking.now(),
        )
    shown = _shown(turns) | {"focus": request.method == "POST"}
    return page(request, "portal/talk.html", shown)


@require_POST
def helped(request: HttpRequest) -> HttpResponse:
    """Whether the last answer helped; the conversation stays as it is."""
    hall_id = hall_queries.online_hall()
    turns = _told(read(request.POST.get("talk", "")), asking.today(hall_id))
    yes = request.POST.get("helped") == "yes"
    if turns:
        guidance.helped(
            same_words(turns[-1].answer.question),
            yes=yes,
            hall_id=hall_id,
            by=asking.who(request),
            at=asking.now(),
        )
    thanks = {"helped": "yes" if yes else "no"}
    return page(request, "portal/talk.html", _shown(turns) | thanks)


def _move(said: str, picked: str) -> Move | None:
    if picked:
        return Move(PICKED, picked[:MOST_SHOWN])
    return Move(SAID, said) if said.strip() else None


def _joined(before: tuple[Move, ...], move: Move | None) -> tuple[Move, ...]:
    """A conversation that has grown too long begins anew with what was said last."""
    if move is None:
        return before
    return (*before, move) if len(before) < MOST_MOVES else (move,)


def _told(moves: tuple[Move, ...], on: Any) -> tuple[Turn, ...]:
    try:
        return replay(moves, words.language(), on=on)
    except Refusal:  # a list no page of ours sends
        return ()


def _shown(
    turns: tuple[Turn, ...], *, refusal: Refusal | None = None, query: str = ""
) -> dict[str, Any]:
    hall_id = hall_queries.online_hall()
    at = asking.now()
    hall = hall_row(hall_queries.hall_now(hall_id, at), at)
    return {
        "turns": turn_rows(turns, Sources(_guides(turns), hall)),
        "talk": write(turn.move for turn in turns),
        "hall": hall,
        "examples": examples(),
        "more": follow_ups() if turns and turns[-1].answer.found else (),
        "error": refusal.text(gettext) if refusal else "",
        "remedy": refusal.remedy_text(gettext) if refusal else "",
        "query": query,
    }


def _guides(turns: tuple[Turn, ...]) -> dict[int, Guide]:
    found = (turn.answer.found for turn in turns)
    ids = {row.version_id for row in found if row and row.kind == "item"}
    return {pk: catalogue_queries.guide(pk) for pk in ids}


def examples() -> tuple[str, ...]:
    """What people say when they come."""
    return (
        gettext("I lost my self-study diploma"),
        gettext("What do I need to open a rice noodle shop?"),
        gettext("I lost my identity card, how long does it take?"),
        gettext("Where is my application?"),
    )


def follow_ups() -> tuple[str, ...]:
    """What is asked next about a matter that is clear."""
    return (
        gettext("How long does it take?"),
        gettext("What does it cost?"),
        gettext("Where is it done?"),
        gettext("Do I have to come in person?"),
    )
