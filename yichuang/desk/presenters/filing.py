"""Pages of a stack on the papers of a case: pictures, what is doubtful, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.filing import PersonOfStack, Source
from yichuang.cases.rules.filing import Layout, Place, Question, Sheet, Wanted
from yichuang.desk.presenters.stacks.words import (
    class_says,
    field_says,
    picture_url,
    sort_url,
)
from yichuang.desk.presenters.words import english
from yichuang.kernel.identity import mask_name
from yichuang.kernel.refusals import fill


@dataclass(frozen=True, slots=True)
class Thumb:
    """A page as a small picture; it opens where it is sorted."""

    key: str
    url: str
    picture: str
    says: str
    number: int
    state: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A doubt and the two answers; `answer` is the one that is marked ("" for none)."""

    id: str
    page: int
    url: str
    says: str
    remedy: str
    answer: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A paper: where it stands (`look` is its shape), its pages and its doubts."""

    key: str
    name: str
    says: str
    look: str
    pages: tuple[Thumb, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A stack that pages come from."""

    title: str
    url: str
    reading: bool
    done: int
    total: int
    says: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a stack and where the papers may go."""

    name: str
    tail: str
    pages: str
    unseen: str
    ways: tuple[tuple[str, str], ...]


def paper_name(one: Wanted) -> str:
    """The paper's name in the reader's language."""
    return one.name_en if english() and one.name_en else one.name


def places(
    laid: Layout, judged: Mapping[str, str] | None = None
) -> tuple[PlaceLine, ...]:
    """Every paper of the case. `judged` are answers given before; without them the
    likely one is marked."""
    return tuple(_place(place, judged) for place in laid.places)


def _place(place: Place, judged: Mapping[str, str] | None) -> PlaceLine:
    says, look = _stands(place, judged or {})
    return PlaceLine(
        key=place.wanted.key,
        name=paper_name(place.wanted),
        says=says,
        look=look,
        pages=tuple(thumb(page) for page in place.pages),
        questions=tuple(_question(one, place, judged) for one in place.questions),
    )


def _stands(place: Place, judged: Mapping[str, str]) -> tuple[str, str]:
    answers = {judged.get(one.id, "") for one in place.questions}
    if place.pages and all(page.filed for page in place.pages):
        return gettext("Filed"), "ok"
    if answers & {"fault", ""}:
        faulty = "fault" in answers
        says = gettext("To be looked at")
        return gettext("Another one is asked for") if faulty else says, "warn"
    if place.pages or place.wanted.here:
        here = gettext("Here") if place.pages else gettext("Lies here on paper")
        return here, "ok"
    if not place.wanted.asked:
        return gettext("We fetch it ourselves"), ""
    return gettext("Missing"), "lack"


def thumb(page: Sheet) -> Thumb:
    """A page as a small picture."""
    state = "filed" if page.filed else "" if page.confirmed else "proposed"
    return Thumb(
        key=page.key,
        url=sort_url(page.stack, page.number, "all"),
        picture=picture_url(page.key, small=True),
        says=class_says(page.kind),
        number=page.number,
        state=state,
    )


def _question(
    one: Question, place: Place, judged: Mapping[str, str] | None
) -> QuestionLine:
    page = next(page for page in place.pages if page.key == one.page)
    doubt = one.doubt
    likely = "fault" if one.fault else "right"
    what = field_says(doubt.field) if doubt.field else ""
    says = fill(doubt.says, doubt.facts, gettext)
    return QuestionLine(
        id=one.id,
        page=one.number,
        url=sort_url(page.stack, page.number, "all"),
        says=says if not what or what in says else f"{what}{gettext(': ')}{says}",
        remedy=fill(doubt.remedy, doubt.facts, gettext),
        answer=likely if judged is None else judged.get(one.id, ""),
    )


def sources(found: Sequence[Source]) -> tuple[SourceLine, ...]:
    """Where the pages come from, and how far each is read."""
    return tuple(
        SourceLine(
            title=f"{one.title} · {mask_name(one.name)}" if one.name else one.title,
            url=reverse("desk:stack", args=[one.key]),
            reading=one.reading,
            done=one.pages_done,
            total=max(one.pages_total, 1),
            says=gettext("%(done)s of %(total)s pages read")
            % {"done": one.pages_done, "total": one.pages_total}
            if one.reading
            else pages_say(one.pages_total),
        )
        for one in found
    )


def pages_say(count: int) -> str:
    """3 pages."""
    return ngettext("%(n)s page", "%(n)s pages", count) % {"n": count}


def fact_lines(new: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What can be kept with the applicant: its name and value."""
    return tuple((field_says(name), value) for name, value in new.items())


def people(
    found: Sequence[PersonOfStack], item_key: str, *, receives: bool
) -> tuple[PersonLine, ...]:
    """Everybody of a stack with the cases their papers may go to."""
    return tuple(_person(one, item_key, receives=receives) for one in found)


def _person(one: PersonOfStack, item_key: str, *, receives: bool) -> PersonLine:
    ways = [
        (
            gettext("File into case %(number)s") % {"number": number[-7:]},
            reverse("desk:case-scan", args=[number]) + f"?person={one.id}",
        )
        for number in one.cases
    ]
    if receives and item_key:
        url = reverse("desk:receive-item", args=[item_key]) + f"?person={one.id}"
        ways.append((gettext("Receive with these papers"), url))
    return PersonLine(
        name=mask_name(one.name) if one.name else gettext("Name not read"),
        tail=one.number_masked,
        pages=pages_say(one.pages),
        unseen=gettext("%(n)s to look at") % {"n": one.unseen} if one.unseen else "",
        ways=tuple(ways),
    )
