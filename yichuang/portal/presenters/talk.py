"""The conversation as rows: cited lines by what they are about, papers, ways on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.catalogue import rules
from yichuang.catalogue.rules import Guide
from yichuang.guidance.rules import Answer, AskBack, Cited, Way
from yichuang.portal.presenters import papers
from yichuang.portal.presenters.guide import bundle_url, in_order
from yichuang.portal.presenters.hall import HallRow
from yichuang.portal.presenters.papers import PaperLine
from yichuang.portal.presenters.questions import EndRow
from yichuang.portal.presenters.words import tell
from yichuang.portal.queries.talk import Turn
from yichuang.portal.rules.talk import PICKED
from yichuang.web.presenters import Link

# where in the page of a guide a line stands
ANCHORS: Mapping[str, str] = {
    "papers": "papers-h",
    "promise": "time-h",
    "promise_note": "time-h",
    "conditions": "cond-h",
    "steps": "steps-h",
    "faqs": "faq-h",
    "place": "where",
    "hours": "where",
    "batch": "where",
}


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """Lines about one thing, the place they are cited from."""

    label: str
    lines: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """An answer offered as a button."""

    key: str
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """What the robot asks back; `number` 0 when it asks which matter is meant."""

    says: str
    choices: tuple[ChoiceRow, ...]
    step: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """The matter spoken of, with the version every line was taken from."""

    name: str
    url: str
    version: int
    department: str


@dataclass(frozen=True, slots=True)
class PapersRow:
    """The papers of the situation so far; `exact` when no question is open."""

    lead: str
    rest: str
    rows: tuple[PaperLine, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One exchange. Earlier ones are short: what was said, and the matter found."""

    number: int
    says: str
    asked: str
    last: bool
    matter: MatterRow | None
    groups: tuple[SaidGroup, ...]
    papers: PapersRow | None
    where: tuple[str, ...]
    missing: tuple[str, ...]
    end: EndRow | None
    asks: AskRow | None
    mode: str
    way: str
    ways: tuple[Link, ...]
    refused: tuple[str, ...]
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the turns need beside the answers: guides by version, and the hall."""

    guides: Mapping[int, Guide]
    hall: HallRow


def turn_rows(turns: tuple[Turn, ...], sources: Sources) -> tuple[TurnRow, ...]:
    """The conversation; the last turn in full."""
    return tuple(
        _row(number, turn, sources, last=number == len(turns))
        for number, turn in enumerate(turns, 1)
    )


def _row(number: int, turn: Turn, sources: Sources, *, last: bool) -> TurnRow:
    answer = turn.answer
    guide = _guide(answer, sources)
    end = _end(answer)
    # a step of the questionnaire that was answered shows nothing of its own
    passing = not last and answer.leads is not None and turn.move.kind == PICKED
    silent = passing or end is not None
    where = _where(guide, answer, sources.hall) if last and not end else ()
    listed = _papers(guide, answer) if last and not end else None
    return TurnRow(
        number=number,
        says=turn.says,
        asked=turn.asked,
        last=last,
        matter=None if passing else _matter(answer),
        groups=() if silent else tuple(_groups(answer, without_papers=bool(guide))),
        papers=listed,
        where=where,
        missing=answer.missing if last and not end else (),
        end=end if last else None,
        asks=_asks(answer, guide) if last and not end else None,
        mode=answer.mode.says if answer.mode else "",
        way=answer.way.says if answer.way else "",
        ways=ways(answer.way, sources.hall) if answer.way and last else (),
        refused=_refused(answer),
        acts=tuple(_acts(answer, guide)) if last and not end else (),
    )


def _guide(answer: Answer, sources: Sources) -> Guide | None:
    found = answer.found
    if found is None or found.kind != "item":
        return None
    return sources.guides.get(found.version_id)


def _end(answer: Answer) -> EndRow | None:
    ended = answer.ended
    return EndRow(ended.says, ended.instead) if ended else None


def _matter(answer: Answer) -> MatterRow | None:
    found = answer.found
    if found is None:
        return None
    return MatterRow(
        found.name, _url(found.kind, found.id), found.version, found.department
    )


def _url(kind: str, key: str) -> str:
    return bundle_url(key) if kind == "bundle" else reverse("portal:guide", args=[key])


def _groups(answer: Answer, *, without_papers: bool) -> Iterator[SaidGroup]:
    """Lines about one thing together; the papers of an item have a list of their own."""
    for label, rows in groupby(answer.says, key=lambda line: line.label):
        lines = tuple(rows)
        if without_papers and lines[0].line.startswith("papers."):
            continue
        yield SaidGroup(
            label, tuple(line.says for line in lines), _place(answer, lines)
        )


def _place(answer: Answer, lines: tuple[Cited, ...]) -> str:
    found = answer.found
    if found is None:
        return ""
    anchor = ANCHORS.get(lines[0].line.partition(".")[0], "")
    address = _url(found.kind, found.id)
    return f"{address}#{anchor}" if anchor and found.kind == "item" else address


def _papers(guide: Guide | None, answer: Answer) -> PapersRow | None:
    if guide is None or "papers" not in answer.aspects or not guide.active_papers:
        return None
    summary = rules.paper_summary(guide, answer.context.answers)
    needed = rules.papers_for(guide, answer.context.answers)
    return PapersRow(
        lead=papers.lead(summary),
        rest=papers.rest(summary),
        rows=tuple(papers.line(rule) for rule in in_order(needed)),
        exact=answer.exact,
    )


def _where(guide: Guide | None, answer: Answer, hall: HallRow) -> tuple[str, ...]:
    """The hall itself, where the guide names no place of its own."""
    if guide is None or guide.place or "place" not in answer.aspects:
        return ()
    if "1" not in guide.channel_codes:  # A.5: not done at a window
        return ()
    own = tell(guide, "hours")
    return tuple(filter(None, (hall.name, hall.address, own or hall.line)))


def _asks(answer: Answer, guide: Guide | None) -> AskRow | None:
    asked = answer.asks or answer.leads
    if asked is None:
        return None
    return AskRow(
        says=asked.says,
        choices=tuple(ChoiceRow(c.key, c.label, c.hint) for c in asked.choices),
        step=_step(asked, answer, guide),
    )


def _step(asked: AskBack, answer: Answer, guide: Guide | None) -> str:
    if guide is None or answer.asks is not None:
        return ""
    every = [q.key for q in rules.questions_for(guide, answer.context.answers)]
    if asked.about not in every:
        return ""
    place = {"n": every.index(asked.about) + 1, "all": len(every)}
    return gettext("Question %(n)s of %(all)s") % place


def _refused(answer: Answer) -> tuple[str, ...]:
    refused = answer.refused
    return (refused.says, refused.remedy) if refused else ()


def _acts(answer: Answer, guide: Guide | None) -> Iterator[Link]:
    """The first is the one filled button of the page."""
    found = answer.found
    if found is None or answer.way is not None:
        return
    if guide is None:
        yield Link(gettext("See all of it and apply"), _url(found.kind, found.id))
        return
    query = _query(answer)
    if answer.mode:
        mine = reverse("portal:certificates")
        yield Link(gettext("My certificates"), mine, "certificate")
    elif guide.online:
        apply = reverse("portal:apply", args=[guide.key])
        yield Link(gettext("Apply now"), apply + query, "pencil")
    book = f"{reverse('portal:book')}?item={guide.key}"
    yield Link(gettext("Book a time at the window"), book, "calendar-plus")
    address = reverse("portal:guide", args=[guide.key])
    yield Link(gettext("Read the whole guide"), address + query, "book")


def _query(answer: Answer) -> str:
    pairs = "&".join(f"{key}={value}" for key, value in answer.context.answers.items())
    return f"?{pairs}" if pairs else ""


def ways(way: Way, hall: HallRow) -> tuple[Link, ...]:
    """Where a question belongs that no guide answers."""
    number = hall.phone or hall.help_phone
    call = Link(gettext("Call %(phone)s") % {"phone": number}, f"tel:{number}", "phone")
    found: Mapping[str, tuple[Link, ...]] = {
        "track": (
            Link(gettext("Use the query code"), reverse("portal:follow"), "search"),
            Link(gettext("My matters"), reverse("portal:mine"), "list-details"),
        ),
        "book": (
            Link(gettext("Book a time"), reverse("portal:book"), "calendar-plus"),
        ),
        "hours": (Link(gettext("The hall"), reverse("portal:hall"), "map-pin"),),
        "lending": (
            Link(
                gettext("What can be borrowed"), reverse("portal:lending"), "umbrella"
            ),
        ),
        "stuck_desk": (
            Link(
                gettext("Cannot get it done"), reverse("portal:stuck"), "message-report"
            ),
        ),
        "complaint": (
            Link(
                gettext("Call %(phone)s") % {"phone": hall.help_phone},
                f"tel:{hall.help_phone}",
                "phone",
            ),
        ),
    }
    return (*found.get(way.key, ()), *(() if way.key == "complaint" else (call,)))
