"""Papers of a form: each a box with its files, what is wrong, and whether it is needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.detail import CaseDetail, FileRow, PaperRow
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.catalogue.rules import Treatment
from yichuang.portal.presenters import papers
from yichuang.portal.presenters.words import tell
from yichuang.web import formats
from yichuang.web.presenters import Link

AWAITING = (
    CaseState.RECEIVED,
    CaseState.ACCEPTED,
    CaseState.SUSPENDED,
    CaseState.APPROVED,
)
"""States in which a paper tolerated for later may still be added."""

WAITING = frozenset({PaperState.MISSING, PaperState.DEFECTIVE})
"""States in which a paper still has to come."""


@dataclass(frozen=True, slots=True)
class FileBox:
    """A photo or PDF that was sent."""

    name: str
    pages: str
    thumb: str
    url: str
    remove_url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A picture that came, but can hardly be read: what is wrong and how to do better.
    It is kept all the same; the citizen decides."""

    says: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class PaperBox:
    """A paper and what can be done about it. `wrong` are the sentences about files that
    were not taken; `fault` is what the hall found, `mend` how it is put right."""

    key: str
    name: str
    kind: str
    how: str
    needed: bool
    wants: str
    files: tuple[FileBox, ...]
    add_url: str
    done: bool = False
    fault: str = ""
    mend: str = ""
    wrong: tuple[str, ...] = ()
    instead: Link | None = None
    take_back_url: str = ""
    looks: tuple[Look, ...] = ()


def boxes(
    case: CaseDetail, wrong: dict[str, tuple[str, ...]] | None = None
) -> tuple[PaperBox, ...]:
    """The papers of a draft: what must be there first, what nobody need bring last."""
    order = list(papers.KINDS)
    rows = sorted(case.papers, key=lambda row: order.index(row.rule.treatment))
    faults = wrong or {}
    return tuple(box(case.number, row, faults.get(row.rule.key, ())) for row in rows)


def box(number: str, row: PaperRow, wrong: tuple[str, ...] = ()) -> PaperBox:
    """One paper of a draft."""
    rule = row.rule
    return PaperBox(
        key=rule.key,
        name=papers.line(rule).name,
        kind=papers.KINDS[rule.treatment],
        how=papers.how(rule),
        needed=rule.treatment is Treatment.BRING,
        wants=_stands(row) or wants(rule.treatment),
        files=tuple(_file(number, rule.key, file) for file in row.files),
        add_url=reverse("portal:add-file", args=[number, rule.key]),
        done=bool(row.files),
        fault=row.fault,
        mend=row.mend,
        wrong=wrong,
        instead=instead(number, row),
        take_back_url=_take_back(number, row),
    )


def instead(number: str, row: PaperRow) -> Link | None:
    """The way to promise what a paper would prove, or to bring it later."""
    if row.state not in WAITING:
        return None
    key = row.rule.key
    if row.rule.treatment is Treatment.PROMISE:
        url = reverse("portal:promise", args=[number, key])
        return Link(gettext("Promise it instead"), url)
    if row.rule.treatment is Treatment.LATER:
        url = reverse("portal:later", args=[number, key])
        return Link(gettext("Bring it later"), url)
    return None


def _take_back(number: str, row: PaperRow) -> str:
    promised = row.state is PaperState.PROMISED
    return reverse("portal:take-back", args=[number, row.rule.key]) if promised else ""


def _stands(row: PaperRow) -> str:
    """What was signed in place of the paper."""
    if row.state is PaperState.PROMISED:
        return gettext("You promised it in writing; you need not hand it in.")
    held = row.tolerance
    if row.state is PaperState.TOLERATED and held is not None and held.due is not None:
        until = {"day": formats.day_weekday(held.due)}
        if held.state == ToleranceState.ASKED:
            return gettext("You bring it by %(day)s; the hall has to agree.") % until
        return gettext("You bring it by %(day)s.") % until
    return ""


def wants(treatment: Treatment) -> str:
    """What becomes of a paper that need not be uploaded."""
    return {
        Treatment.LATER: gettext("You may add it now or bring it later."),
        Treatment.PROMISE: gettext("Add it, or promise it in writing."),
    }.get(treatment, "")


def _file(number: str, key: str, file: FileRow) -> FileBox:
    pages = ngettext("%(n)s page", "%(n)s pages", file.pages) % {"n": file.pages}
    return FileBox(
        name=file.name,
        pages=pages if file.pages > 1 else "",
        thumb=reverse("materials:thumb", args=[file.key]),
        url=reverse("materials:file", args=[file.key]),
        remove_url=reverse("portal:remove-file", args=[number, key, file.id]),
        key=file.key,
    )


def looked_at(box: PaperBox, faults: Mapping[str, str]) -> PaperBox:
    """The box with what was seen on pictures that just came, by the key of the file."""
    removes = {file.key: file.remove_url for file in box.files}
    looks = (Look(says, removes.get(key, "")) for key, says in faults.items())
    return replace(box, looks=tuple(looks))


def told(
    case: CaseDetail, wrong: dict[str, tuple[str, ...]] | None = None
) -> tuple[PaperBox, ...]:
    """The papers a notice asked for, with what is wrong and how to mend it."""
    if case.correction is None:
        return ()
    items = {item["key"]: item for item in case.correction.items}
    faults = wrong or {}
    return tuple(
        PaperBox(
            key=row.rule.key,
            name=tell(row.rule, "name"),
            kind="must",
            how="",
            needed=True,
            wants="",
            files=tuple(_file(case.number, row.rule.key, f) for f in row.files),
            add_url=reverse("portal:add-file", args=[case.number, row.rule.key]),
            done=row.state not in WAITING,
            fault=items[row.rule.key]["fault"],
            mend=items[row.rule.key]["mend"],
            wrong=faults.get(row.rule.key, ()),
            instead=instead(case.number, row),
            take_back_url=_take_back(case.number, row),
        )
        for row in case.papers
        if row.rule.key in items
    )


def later(
    case: CaseDetail, wrong: dict[str, tuple[str, ...]] | None = None
) -> tuple[PaperBox, ...]:
    """The papers that were tolerated because they will come later, while they may."""
    if case.state not in AWAITING:
        return ()
    faults = wrong or {}
    return tuple(
        box(case.number, row, faults.get(row.rule.key, ()))
        for row in case.papers
        if awaited(row)
    )


def awaited(row: PaperRow) -> bool:
    """Whether a paper is tolerated for later."""
    return (
        row.state is PaperState.TOLERATED
        and row.tolerance is not None
        and row.tolerance.kind == ToleranceKind.LATER
    )


def lacking(case: CaseDetail) -> tuple[str, ...]:
    """Names of the papers a draft cannot be submitted without."""
    return tuple(
        tell(row.rule, "name")
        for row in case.papers
        if row.rule.treatment is Treatment.BRING and row.state is PaperState.MISSING
    )


def left_words(names: Iterable[str]) -> str:
    """还差 1 样：申请单; or that everything is there."""
    rest = tuple(names)
    if not rest:
        return gettext("Everything we need is here")
    still = ngettext("%(n)s more: %(names)s", "%(n)s more: %(names)s", len(rest))
    return still % {"n": len(rest), "names": gettext(", ").join(rest)}


def left_told(case: CaseDetail) -> str:
    """The same for a correction: what was told and has not come."""
    told = {item["key"] for item in case.correction.items} if case.correction else set()
    return left_words(
        tell(row.rule, "name")
        for row in case.papers
        if row.rule.key in told and row.state in WAITING
    )
