"""The list of papers: what could be fetched, is asked twice, or is not said plainly."""

import re
from collections.abc import Iterator
from itertools import combinations

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.concepts import OBTAINABLE, core
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.situations import together
from yichuang.catalogue.rules.checkup.wording import (
    Sentence,
    about_papers,
    answers,
    clauses,
    conditions,
    denies,
    notes,
    steps,
)
from yichuang.catalogue.rules.guide import Line, PaperRule, Sheet, Tolerance
from yichuang.catalogue.rules.publishing import unfit
from yichuang.kernel.text import N_, similarity

NAME_EACH = N_("Name each paper; nothing outside the list may be asked for.")
SAME = 0.9
LONG_NAME = 6
LONELY = 3
_BY_WHOM = re.compile(r"法律|法规|规定|要求|认为|需要")
_CATCH_ALL = re.compile(
    r"(其他|其它)[^，。；、]{0,6}(材料|资料|文件|证件|证明|手续)|"
    r"等(相关|有关|其他)?(的)?(证明)?(材料|资料|文件|证件|手续)|"
    r"(相关|有关)(的)?(证明)?(材料|资料|证件|手续)|"
    r"(认为|要求|需要|规定)[^，。；]{0,6}的(其他|其它)?(材料|资料|文件)|"
    r"\b(other|any further|related) (necessary )?(papers|documents|materials?)\b",
    re.I,
)
_VAGUE_NAME = re.compile(
    r"等$|等[）)]$|(相关|有关)(文件|材料|证明|资料|证件)|及其他|etc\.?$", re.I
)
SHARING = (Tolerance.SHARE, Tolerance.EVIDENCE, Tolerance.PROMISE)


def papers(sheet: Sheet, around: Around) -> Iterator[Finding]:
    """All findings about the papers but those of `publishing.unfit`."""
    yield from _obtainable(sheet, around)
    yield from _catch_all(sheet)
    yield from _same_twice(sheet)
    yield from _cancelled(sheet)
    yield from _silent(sheet)


def _obtainable(sheet: Sheet, around: Around) -> Iterator[Finding]:
    for paper in sheet.active_papers:
        if paper.tolerance in SHARING or paper.kind == "2":
            continue
        source = _source(sheet, paper, around)
        # a paper that may come later and names a register is looked up there already
        if source is None or (
            paper.share_source and paper.tolerance is Tolerance.LATER
        ):
            continue
        path = f"papers.{paper.key}"
        changes = [Change(f"{path}.tolerance", Tolerance.SHARE)]
        if not paper.share_source:
            changes.append(Change(f"{path}.share_source", source.zh))
            changes.append(Change(f"{path}.share_source_en", source.en))
        yield Finding(
            rule="checkup.paper-obtainable",
            field=path,
            severity=Severity.ERROR,
            says=N_(
                "“%(paper)s” is asked for, though it can be fetched from: %(source)s."
            ),
            remedy=N_(
                "Fetch it yourself: what sharing can obtain may not be asked for "
                "(State Council order 716, art. 7)."
            ),
            line=paper.name,
            changes=tuple(changes),
            facts={"paper": paper.name, "source": source.zh},
        )


def _source(sheet: Sheet, paper: PaperRule, around: Around) -> Line | None:
    if paper.share_source:
        return Line(paper.share_source, paper.share_source_en)
    names = [core(one) for one in re.split("或者?", paper.name)]
    if core(sheet.result_name) in names:  # the old certificate that is handed back
        return None
    found = (_register(name, around) for name in names)
    return next((source for source in found if source), None)


def _register(name: str, around: Around) -> Line | None:
    """Where a paper of this name can be looked up."""
    for pattern, source in OBTAINABLE:
        if pattern.fullmatch(name):
            return source
    if name in around.fetched:
        return around.fetched[name]
    whole = len(name) >= LONG_NAME
    for result, item in around.results.items():
        if name == result or (whole and result.endswith(name)):
            return Line(f"电子证照库（{item}）", "electronic certificates")
    return None


def _catch_all(sheet: Sheet) -> Iterator[Finding]:
    barred = {r.field for r in unfit(sheet) if r.code == "publish.catch-all-paper"}
    for paper in sheet.active_papers:
        if f"papers.{paper.key}.name" not in barred:
            yield from _vague(paper)
    for sentence in _sentences(sheet):
        found = _CATCH_ALL.search(sentence.text)
        if found and not denies(_around(found[0], sentence.text)):
            yield Finding(
                rule="checkup.catch-all-in-text",
                field=sentence.path,
                severity=Severity.ERROR,
                says=N_("“%(words)s” leaves open which papers are meant."),
                remedy=NAME_EACH,
                line=sentence.text,
                facts={"words": found[0]},
            )


def _vague(paper: PaperRule) -> Iterator[Finding]:
    name = f"{paper.name}\n{paper.name_en}"
    if found := _CATCH_ALL.search(name) or _VAGUE_NAME.search(paper.name):
        said = _CATCH_ALL.sub("", _VAGUE_NAME.sub("", paper.name))
        bare = len(said) <= LONELY or bool(_BY_WHOM.search(said))
        vague = found[0].startswith(("相关", "有关")) and not bare
        path = f"papers.{paper.key}.name"
        yield Finding(
            rule="checkup.vague-paper",
            field=path,
            severity=Severity.ADVICE if vague else Severity.ERROR,
            says=N_("“%(paper)s” does not say which paper is meant."),
            remedy=NAME_EACH,
            line=paper.name,
            changes=_instead(paper, path, bare=bare),
            facts={"paper": paper.name},
        )


def _around(words: str, text: str) -> str:
    """The clause of a text in which the words stand."""
    return next((clause for clause in clauses(text) if words in clause), "")


def _sentences(sheet: Sheet) -> tuple[Sentence, ...]:
    return (
        *conditions(sheet),
        *notes(sheet),
        *steps(sheet),
        *answers(sheet),
        *about_papers(sheet),
    )


_A_PAPER = re.compile(r"(证明?|书|表|照|同|章程|报告|图|单|册|簿|片|方案)$")


def _instead(paper: PaperRule, path: str, *, bare: bool) -> tuple[Change, ...]:
    """The name without its open end (产权证、租赁合同等), or the row out when it has none."""
    cut = _CATCH_ALL.sub("", _VAGUE_NAME.sub("", paper.name)).strip("、及和，")
    if bare:
        return (Change(path.rpartition(".")[0], None),)
    return (Change(path, cut),) if _A_PAPER.search(cut) and cut != paper.name else ()


def _same_twice(sheet: Sheet) -> Iterator[Finding]:
    for one, other in combinations(sheet.active_papers, 2):
        alike = core(one.name) == core(other.name) and _owner(one) == _owner(other)
        if not alike and similarity(one.name, other.name) < SAME:
            continue
        if one.key == other.key or not together(sheet, one.when, other.when):
            continue
        yield Finding(
            rule="checkup.same-paper-twice",
            field=f"papers.{other.key}",
            severity=Severity.ERROR,
            says=N_("“%(one)s” and “%(other)s” are the same paper, asked for twice."),
            remedy=N_("Ask for it once, for all situations that need it."),
            line=other.name,
            changes=(Change(f"papers.{other.key}", None),),
            facts={"one": one.name, "other": other.name},
        )


_OF = re.compile(
    r"法定代表人|经营者|监护人|代理人|负责人|配偶|家庭成员|从业人员|父母|子女|儿童|孩子|投资人"
)


def _owner(paper: PaperRule) -> str:
    found = _OF.search(paper.name)
    return found[0] if found else ""


def _cancelled(sheet: Sheet) -> Iterator[Finding]:
    gone = [paper for paper in sheet.papers if paper not in sheet.active_papers]
    for paper in gone:
        name = core(paper.name)
        for sentence in _sentences(sheet):
            for clause in clauses(sentence.text):
                if denies(clause) or not _named(name, clause):
                    continue
                yield Finding(
                    rule="checkup.cancelled-paper-named",
                    field=sentence.path,
                    severity=Severity.ERROR,
                    says=N_(
                        "“%(paper)s” is cancelled, yet the guide says “%(clause)s”."
                    ),
                    remedy=N_("Take the words out: nobody has to bring it any more."),
                    line=sentence.text,
                    facts={"paper": paper.name, "clause": clause},
                )


def _named(name: str, clause: str) -> bool:
    """Whether a clause speaks of a paper: its whole name, or four characters of it."""
    if len(name) <= 4:
        return name in clause
    if "报" in name and re.search("登报|刊登", clause):
        return True
    return any(name[at : at + 4] in clause for at in range(len(name) - 3))


def _silent(sheet: Sheet) -> Iterator[Finding]:
    """What a paper does not say; one finding for all papers, or nobody reads them."""
    rows = [p for p in sheet.active_papers if p.tolerance is not Tolerance.SHARE]
    for name, rule, says in (
        (
            "issuer",
            "checkup.paper-without-issuer",
            N_("Not said who issues: %(papers)s."),
        ),
        (
            "accept_standard",
            "checkup.paper-without-standard",
            N_("Not said when they are good enough: %(papers)s."),
        ),
    ):
        silent = [p for p in rows if not getattr(p, name)]
        if silent:
            yield Finding(
                rule=rule,
                field=f"papers.{silent[0].key}.{name}",
                severity=Severity.ADVICE,
                says=says,
                remedy=N_("Fill it in, so that nobody comes twice."),
                line="、".join(paper.name for paper in silent),
                facts={"papers": "、".join(paper.name for paper in silent)},
            )
