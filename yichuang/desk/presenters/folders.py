"""Schools' folders in words: bars per person, figures that open their lists, why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.queries.folders import (
    FolderCard,
    FolderView,
    PersonCard,
    Stranger,
)
from yichuang.cases.rules.folders import LABELS, Handing, Matched, Standing
from yichuang.cases.services.batches.members import Bad
from yichuang.cases.services.filing import words
from yichuang.desk.presenters.filing import pages_say, paper_name
from yichuang.desk.presenters.stacks.words import sort_url
from yichuang.kernel.identity import mask_name
from yichuang.web.errors import reason
from yichuang.web.formats import number

STRANGERS = "strangers"
LATER = "later"
ORDER = (
    Standing.COMPLETE,
    Standing.MISSING,
    Standing.DOUBTFUL,
    Standing.NO_PAPERS,
    Standing.MADE,
)
LOOKS = {
    Standing.COMPLETE: "ok",
    Standing.MADE: "ok",
    Standing.DOUBTFUL: "warn",
    Standing.MISSING: "lack",
    Standing.NO_PAPERS: "",
}
WIDE = 100
"""The bar of a person is drawn on a hundred."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that opens its list."""

    says: str
    count: int
    url: str
    on: bool


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A folder in the list of its season."""

    url: str
    school: str
    who: str
    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the list; `here` and `doubt` are lengths of the bar out of a hundred,
    `why` the sentences that say what is missing or doubtful."""

    url: str
    name: str
    tail: str
    line: int
    subject: str
    says: str
    look: str
    share: str
    here: int
    doubt: int
    why: tuple[str, ...]
    case_url: str
    case: str
    propose_url: str


@dataclass(frozen=True, slots=True)
class HandingBox:
    """What a school handed in by itself, as a clerk compares it."""

    entity: str
    uscc: str
    agent: str
    letter_url: str
    until: date
    at: datetime
    reason: str
    version: int
    waits: bool
    given_back: bool


@dataclass(frozen=True, slots=True)
class StrangerLine:
    """Somebody of the papers who is not in the list."""

    name: str
    tail: str
    folder: str
    pages: str
    url: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What one person will be told: each paper, what is wrong, how to mend it."""

    name: str
    tail: str
    papers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class BadLine:
    """Something wrong in the list: row, column, sentence, remedy."""

    line: int
    column: str
    says: str
    remedy: str


def folder_url(batch_id: int, folder_id: int, only: str = "") -> str:
    """The page of a folder, or one of its lists."""
    address = reverse("desk:folder", args=[batch_id, folder_id])
    return f"{address}?{urlencode({'only': only})}" if only else address


def person_url(batch_id: int, person_id: int) -> str:
    """The page of somebody of a list."""
    return reverse("desk:folder-person", args=[batch_id, person_id])


def folder_line(batch_id: int, card: FolderCard) -> FolderLine:
    """A folder: how far it is read, then how many have an application."""
    if card.handing is Handing.HANDED_IN:
        says = gettext("Handed in by the school; to be taken over")
    elif card.handing is Handing.GIVEN_BACK:
        says = gettext("Given back to the school")
    elif card.reading:
        says = gettext("%(done)s of %(total)s pages read") % {
            "done": card.pages_done,
            "total": card.pages_total,
        }
    else:
        says = gettext("%(made)s of %(people)s with an application") % {
            "made": number(card.made),
            "people": number(card.people),
        }
    return FolderLine(
        url=folder_url(batch_id, card.id),
        school=card.school,
        who=card.by_name,
        at=card.brought_at,
        says=says,
    )


def tiles(view: FolderView, only: str) -> tuple[Tile, ...]:
    """The figures of a folder, each the door to its list."""
    rows = [(key.value, LABELS[key], view.counts[key]) for key in ORDER]
    found = [
        Tile(gettext(says), count, folder_url(view.batch_id, view.id, key), key == only)
        for key, says, count in rows
    ]
    strangers = Tile(
        gettext("In the papers, not in the list"),
        len(view.strangers),
        folder_url(view.batch_id, view.id, STRANGERS),
        only == STRANGERS,
    )
    return (*found, strangers)


def lines(view: FolderView, only: str, text: str) -> tuple[Line, ...]:
    """The people of the list, narrowed to a standing and to a name."""
    wanted = "".join(text.split())
    return tuple(
        line(view.batch_id, one)
        for one in view.people
        if (not only or one.standing.value == only or (only == LATER and one.proposed))
        and (not wanted or wanted in one.name or wanted == str(one.line))
    )


def line(batch_id: int, one: PersonCard) -> Line:
    """Somebody of the list."""
    here = one.here * WIDE // one.papers if one.papers else WIDE
    doubtful = {
        place.wanted.key
        for place in one.layout.places
        if any(q.id not in one.judged for q in place.questions)
    }
    doubt = len(doubtful) * WIDE // one.papers if one.papers else 0
    standing = gettext("Being received") if one.asked else gettext(one.standing.label)
    return Line(
        url=person_url(batch_id, one.id),
        name=mask_name(one.name),
        tail=one.number_masked,
        line=one.line,
        subject=one.subject,
        says=standing,
        look="warn" if one.proposed else LOOKS[one.standing],
        share=f"{one.here} / {one.papers}",
        here=here,
        doubt=min(doubt, here),
        why=tuple(why(one)),
        case_url=reverse("desk:case", args=[one.case_number])
        if one.case_number
        else "",
        case=one.case_number[-7:],
        propose_url=_propose_url(one),
    )


def _propose_url(one: PersonCard) -> str:
    """Where the pages that came later are looked at and filed into the case."""
    if not one.proposed:
        return ""
    address = reverse("desk:case-scan", args=[one.case_number])
    return f"{address}?person={one.match.found[-1]}"


def handing(view: FolderView) -> HandingBox | None:
    """How the folder came over the portal; None for one a clerk brought."""
    card = view.handing
    if card is None:
        return None
    return HandingBox(
        entity=card.entity,
        uscc=card.uscc,
        agent=card.agent,
        letter_url=reverse("materials:file", args=[card.letter]),
        until=card.until,
        at=card.handed_at,
        reason=card.reason,
        version=card.version,
        waits=card.state is Handing.HANDED_IN,
        given_back=card.state is Handing.GIVEN_BACK,
    )


def why(one: PersonCard) -> list[str]:
    """What is missing and what is doubtful, a sentence each."""
    said = []
    if one.refusal is not None:
        told = reason(one.refusal)
        said.append(f"{told.says} {told.remedy}".strip())
    if one.proposed:
        says = gettext("%(pages)s came after the application was made")
        said.append(says % {"pages": pages_say(one.proposed)})
    if one.standing in {Standing.MADE, Standing.NO_PAPERS}:
        return said
    if one.lacking:
        names = gettext(", ").join(map(paper_name, one.lacking))
        said.append(gettext("Missing: %(papers)s") % {"papers": names})
    if one.by_name:
        words_ = {
            Matched.NAME: gettext("Found by the name only; no number was read"),
            Matched.FOLDER: gettext("Found by the name of the folder only"),
        }
        said.append(words_.get(one.match.how, ""))
    if one.open_questions:
        said.append(gettext("%(n)s doubts to settle") % {"n": one.open_questions})
    if one.layout.unseen:
        said.append(
            gettext("%(pages)s nobody has confirmed yet")
            % {"pages": pages_say(one.layout.unseen)}
        )
    return said


def stranger(view: FolderView, one: Stranger) -> StrangerLine:
    """Somebody of the papers who is not in the list."""
    return StrangerLine(
        name=mask_name(one.name) if one.name else gettext("Name not read"),
        tail=one.number_masked,
        folder=one.folder,
        pages=pages_say(one.pages),
        url=sort_url(view.stack_key, one.first, "all"),
    )


def told(view: FolderView, which: Standing) -> tuple[ToldLine, ...]:
    """Everybody who would be received, and what each would be told."""
    return tuple(
        ToldLine(mask_name(one.name), one.number_masked, _papers(view, one))
        for one in view.people
        if one.standing is which and not one.asked
    )


def _papers(view: FolderView, one: PersonCard) -> tuple[tuple[str, str, str], ...]:
    """As the notice will say it: in Chinese, as all documents."""
    rules = {rule.key: rule for rule in view.papers}
    lacking = {paper.key for paper in one.lacking}
    rows = []
    for place in one.layout.places:
        if place.wanted.key not in lacking:
            continue
        wrong = [q for q in place.questions if one.judged.get(q.id) == "fault"]
        rule = rules[place.wanted.key]
        fault, mend = words(wrong) if wrong else ("未提交", "")
        mend = mend or rule.guidance or rule.accept_standard or "请提交这份材料"
        rows.append((rule.name, fault, mend))
    return tuple(rows)


COLUMNS: Mapping[str, str] = {
    "name": "姓名",
    "id_number": "身份证号",
    "phone": "手机",
    "papers": "已交材料",
    "subject": "任教学科",
}
"""The headings as the template of the list has them."""


def bad_lines(bad: Sequence[Bad]) -> tuple[BadLine, ...]:
    """Everything wrong in the list, one line each."""
    return tuple(
        BadLine(
            line=row.line,
            column=COLUMNS.get(refusal.field, ""),
            says=refusal.text(gettext),
            remedy=refusal.remedy_text(gettext),
        )
        for row in bad
        for refusal in row.refusals
    )
