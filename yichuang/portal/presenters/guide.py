"""A guide in the order of a citizen's worry: how long, what to bring, how, where."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.usual import UsualTime
from yichuang.catalogue import rules
from yichuang.catalogue.queries import ItemHit
from yichuang.catalogue.rules import Answers, Guide, StepRule
from yichuang.catalogue.rules.codes import THEMES, label
from yichuang.catalogue.rules.guide import OptionRule, QuestionRule
from yichuang.kernel.limits import Limit
from yichuang.portal.presenters import papers, words
from yichuang.portal.presenters.papers import Cancelled, PaperLine
from yichuang.portal.presenters.words import tell

YES_OR_NO = frozenset({"Yes", "No"})


@dataclass(frozen=True, slots=True)
class Number:
    """One of the three numbers; "" as value says "not fixed" in words."""

    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """Always these three, in this order."""

    usual: Number
    promise: Number
    statute: Number


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the way."""

    number: int
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What the reader answered so far: the words, and whether questions are left."""

    says: str
    answered: bool
    open: bool


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list."""

    key: str
    name: str
    note: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """Everything the page of a guide says."""

    key: str
    name: str
    name_other: str
    summary: str
    theme: str
    theme_key: str
    times: Times
    silence: str
    situation: Situation
    lead: str
    rest: str
    papers: tuple[PaperLine, ...]
    others: tuple[PaperLine, ...]
    cancelled: tuple[Cancelled, ...]
    steps: tuple[StepLine, ...]
    conditions: tuple[str, ...]
    fee: str
    fee_basis: str
    trips: str
    result: str
    department: str
    place: str
    hours: str
    phone: str
    basis: tuple[str, ...]
    faqs: tuple[tuple[str, str], ...]
    version: int
    since: date | None
    online: bool


def times(guide: Guide, usual: UsualTime) -> Times:
    """Usual, promised, statutory."""
    return Times(
        usual=_usual(usual),
        promise=_limit(guide.promise, guide.promise_from),
        statute=_statute(guide),
    )


def _usual(usual: UsualTime) -> Number:
    if usual.days is None:
        return Number("")
    if not usual.days:
        note = gettext("median of the last %(n)s cases") % {"n": usual.sample}
        return Number(gettext("Same day"), "", note)
    return Number(
        words.days(usual.days),
        ngettext("working day", "working days", int(usual.days)),
        gettext("median of the last %(n)s cases") % {"n": usual.sample},
    )


def _limit(limit: Limit, start: str) -> Number:
    if limit.on_the_spot:
        return Number(gettext("On the spot"), "", gettext("while you wait"))
    return Number(str(limit.n), words.unit(limit), _start(start))


def _statute(guide: Guide) -> Number:
    if guide.statutory is None:
        return Number("", "", gettext("our promise counts"))
    return _limit(guide.statutory, guide.statutory_from)


def _silence(guide: Guide) -> str:
    """What the law makes of it if nobody decides in time; "" where it makes nothing."""
    clause = rules.silence_clause(guide)
    if clause is None:
        return ""
    says = gettext(
        "If we have not decided when the legal limit ends, it counts as granted: %(law)s."
    )
    return says % {"law": _head(clause)}


def _start(key: str) -> str:
    return {
        "receive": gettext("from the day we receive it"),
        "accept": gettext("from the day after acceptance"),
        "batch_close": gettext("from the end of the round"),
        "decide": gettext("from the day of the decision"),
        "complete": gettext("from the day all papers are there"),
    }.get(key, "")


def situation(guide: Guide, answers: Answers) -> Situation:
    """The answers in words: 2006年及以后，我自己."""
    known = rules.known_answers(guide, answers)
    chosen = [
        _chosen(question, option)
        for question in guide.questions
        for option in rules.options_of(question)
        if known.get(question.key) == option.key
    ]
    return Situation(
        says=gettext(" · ").join(chosen),
        answered=bool(chosen),
        open=rules.next_question(guide, known) is not None,
    )


def _chosen(question: QuestionRule, option: OptionRule) -> str:
    """An answer as it stands alone: a bare yes or no needs its question."""
    says = tell(option, "label")
    if option.label_en not in YES_OR_NO:
        return says
    return f"{tell(question, 'text')} {says}"


def guide_page(
    guide: Guide,
    answers: Answers,
    *,
    usual: UsualTime,
    since: date | None,
    help_phone: str,
) -> GuidePage:
    """The guide for one situation; without answers, what everybody needs."""
    summary = rules.paper_summary(guide, answers)
    needed = rules.papers_for(guide, answers)
    keys = {rule.key for rule in needed}
    theme = next(iter((*guide.person_themes, *guide.legal_themes)), "")
    return GuidePage(
        key=guide.key,
        name=tell(guide, "name"),
        name_other=_other_name(guide),
        summary=tell(guide, "summary"),
        theme=label(THEMES, theme, words.language()) if theme else "",
        theme_key=theme,
        times=times(guide, usual),
        silence=_silence(guide),
        situation=situation(guide, answers),
        lead=papers.lead(summary),
        rest=papers.rest(summary),
        papers=tuple(papers.line(rule) for rule in in_order(needed)),
        others=tuple(
            papers.elsewhere(rule)
            for rule in guide.active_papers
            if rule.key not in keys
        ),
        cancelled=papers.cancelled(guide, help_phone),
        steps=tuple(_step(n, row) for n, row in enumerate(guide.steps, 1)),
        conditions=tuple(_line(row) for row in guide.conditions),
        fee=fee(guide, answers),
        fee_basis=tell(guide, "fee_basis") if guide.fee_charged else "",
        trips=trips(guide),
        result=_result(guide),
        department=tell(guide, "department_name"),
        place=tell(guide, "place"),
        hours=tell(guide, "hours"),
        phone=guide.consult_phone or guide.department_phone,
        basis=tuple(_citation(row) for row in guide.citations),
        faqs=tuple((tell(f, "question"), tell(f, "answer")) for f in guide.faqs),
        version=guide.number,
        since=since,
        online=guide.online,
    )


def in_order(rows: tuple[rules.PaperRule, ...]) -> tuple[rules.PaperRule, ...]:
    """What the reader has to bring first, what nobody has to bring last."""
    order = list(papers.KINDS)
    return tuple(sorted(rows, key=lambda rule: order.index(rule.treatment)))


def _line(row: object) -> str:
    english = getattr(row, "en", "") if words.language().startswith("en") else ""
    return str(english or getattr(row, "zh", ""))


def _other_name(guide: Guide) -> str:
    return "" if words.language().startswith("en") else guide.name_en


def _step(number: int, row: StepRule) -> StepLine:
    name, actor = tell(row, "name"), tell(row, "actor")
    title = (
        gettext("%(who)s: %(what)s") % {"who": actor, "what": name} if actor else name
    )
    title = title[:1].upper() + title[1:]
    notes = [tell(row, "standard")]
    if row.limit is not None:
        took = gettext("Takes up to %(limit)s")
        notes.append(took % {"limit": words.limit_words(row.limit)})
    return StepLine(number, title, papers.join(notes))


def fee(guide: Guide, answers: Answers) -> str:
    """不收费, or each fee with its amount."""
    lines = [row for row in rules.fees_for(guide, answers) if row.amount > 0]
    if not lines:
        return gettext("Free")
    if len(lines) == 1:
        return words.money(lines[0].amount)
    return gettext("; ").join(
        f"{tell(row, 'name')} {words.money(row.amount)}" for row in lines
    )


def trips(guide: Guide) -> str:
    """How often somebody has to come, and whether it may be somebody else."""
    if not guide.visits:
        says = gettext("No trip to the hall")
    else:
        says = ngettext("%(n)s trip at most", "%(n)s trips at most", guide.visits) % {
            "n": guide.visits
        }
    if guide.personal_only:
        return says + gettext(", ") + gettext("you yourself")
    if guide.agent_allowed and guide.visits:
        return says + gettext(", ") + gettext("somebody else may come for you")
    return says


def _result(guide: Guide) -> str:
    name, valid = tell(guide, "result_name"), tell(guide, "result_validity")
    return f"{name}{gettext(' (')}{valid}{gettext(')')}" if valid else name


def _citation(row: rules.CitationRule) -> str:
    return gettext(": ").join(filter(None, [_head(row), tell(row, "text")]))


def _head(row: rules.CitationRule) -> str:
    law = tell(row, "law")
    return f"{law} {row.article}" if row.article else law


def matter_line(guide: Guide, why: str = "") -> MatterLine:
    """A matter in a list: how long, how many trips."""
    done = (
        gettext("Done on the spot")
        if guide.promise.on_the_spot
        else gettext("Promised in %(limit)s")
        % {"limit": words.limit_words(guide.promise)}
    )
    note = gettext(" · ").join([done, trips(guide)])
    return MatterLine(guide.key, tell(guide, "name"), note, why)


@dataclass(frozen=True, slots=True)
class HitLine:
    """A result of the search, with why it came."""

    url: str
    name: str
    note: str
    why: str


def bundle_url(key: str) -> str:
    """The page of a bundle 一件事."""
    return reverse("portal:bundle", args=[key])


def hit_line(hit: ItemHit) -> HitLine:
    """A hit as a line: the name, what it is, why it was found."""
    item = hit.kind == "item"
    return HitLine(
        url=reverse("portal:guide", args=[hit.key]) if item else bundle_url(hit.key),
        name=hit.name,
        note=hit.summary,
        why=gettext(hit.reason) % {"text": hit.text},
    )
