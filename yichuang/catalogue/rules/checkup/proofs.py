"""Proofs the text demands and the list of papers does not name (行政许可法 30, 31)."""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.concepts import OBTAINABLE, PROOFS, Proof, core
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import (
    Sentence,
    answers,
    clauses,
    conditions,
    denies,
    notes,
    steps,
)
from yichuang.catalogue.rules.guide import Line, PaperRule, Sheet, Tolerance
from yichuang.kernel.text import N_, coverage

_DEMANDS = re.compile(
    r"提交|提供|递交|上交|携带|交验|出示|凭|持有?(?!过)|附上|附有|附(?!近|件|属|则)|"
    r"(?:须|应当?|需|要|(?<!申)请)[^，。；]{0,8}(?:出具|开具|取得|办好|办理)|"
    r"(?:须|应当?|需|要|具)有|还?[须需]要?(?!求|知|经)|"
    r"(?<!提)(?<!成)交(?!通|流|付|易|学校|到)|(?<!附)带(?!走|领)"
)
_NOUN = re.compile(
    r"(?P<what>[^，。；、（）()“”\s]{0,14}?"
    r"(?:证明书?|证书|证件|执照|许可证|报告书?|鉴定书?|同意书|协议书?|合同|声明|批文|批复|意见书|"
    r"户口[簿本]|身份证|居住证|申请[书表]|承诺书|申报表|登记表|预案|名册|照片|结婚证|离婚证|残疾证|社保卡|"
    r"委托书|授权书|授权委托书|公证书|(?:健康|学生|驾驶|行驶|军官|退休|房产|毕业|学位|准考|出生|工作|执业|资格|合格|上岗|居住|登记)证|收据|发票|回执|审批单|介绍信|书面材料|书面意见|情况说明))(?:原件|复印件|正本|副本|正副本)*(?:各?[一二三两\d]+[份张本])?(?:文件|材料)?"
    r"(?:(?:才?(能|可以?))?(办|申请|领取?|换|到|来|前|即可|就|受理|登记|进行|后|等).*)?$"
)
_BETWEEN = re.compile(r"、|以及|和|及|与|并")
_EITHER = re.compile(r"或者?")
_OTHERS_GIVE = re.compile(
    r"^(窗口|我们|本部门|登记机关|审批|系统)[^，。；]{0,8}(出具|提供)"
)
_COVERED = 0.6
# papers with many names of which one is as good as the other
_FAMILIES = frozenset(
    [
        "营业执照",
        "普通话水平测试等级证书",
        "学历证书",
        "体检合格证明",
        "会议纪要",
        "验资证明",
    ]
) | {"无犯罪记录证明"}


def proofs(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """A proof demanded in a sentence, or implied by a condition, that is not listed."""
    named: set[str] = set()
    yield from _told(sheet, named)
    yield from _conditions(sheet, named)


def _told(sheet: Sheet, listed: set[str]) -> Iterator[Finding]:
    for sentence in (*conditions(sheet), *notes(sheet), *steps(sheet), *answers(sheet)):
        if sentence.path.startswith(("statutory", "batch", "peak", "intermediary")):
            continue
        for noun in demanded(sentence.text):
            name = core(noun)
            if name in listed or _is_shown(sheet, noun):
                continue
            listed.add(name)
            yield _missing(sheet, sentence, noun)


def _conditions(sheet: Sheet, listed: set[str]) -> Iterator[Finding]:
    for sentence in conditions(sheet):
        for proof in PROOFS:
            named = any(proof.shown_by.search(name) for name in listed)
            if named or not proof.said.search(sentence.text):
                continue
            if not any(proof.shown_by.search(p.name) for p in sheet.active_papers):
                listed.add(core(proof.name.zh))
                yield _implied(sheet, sentence, proof)


def demanded(text: str) -> Iterator[str]:
    """The papers a text tells people to bring, by name; a demand holds for a list.

    >>> list(demanded("请携带身份证、户口簿和居住证明，不用交照片"))
    ['身份证', '户口簿', '居住证明']
    """
    demands = False
    for here in clauses(text):
        verb = _DEMANDS.search(here)
        goes_on = demands and verb is None and bool(_NOUN.fullmatch(here))
        demands = goes_on or bool(verb and not _OTHERS_GIVE.search(here))
        if denies(here) or not demands:
            demands = False
            continue
        rest = here[verb.end() :] if verb else here
        while inner := _DEMANDS.match(rest):
            rest = rest[inner.end() :]
        for part in _BETWEEN.split(rest):
            choices = [_NOUN.search(one.strip()) for one in _EITHER.split(part)]
            names = [found["what"] for found in choices if found]
            if len(names) == 1:
                yield _bare(names[0])
            elif names:
                yield "或".join(_bare(name) for name in names)


def _bare(noun: str) -> str:
    last = noun.rpartition("的")[2]
    short = last if len(last) > 2 else noun
    return re.sub(r"^(本人|申请人|您|你|自己|其|有效|相应|好|了|上|齐|的)*", "", short)


def _is_shown(sheet: Sheet, noun: str) -> bool:
    """Whether a listed paper is, or can show, what is demanded; of choices one is enough."""
    return any(_one_shown(sheet, one) for one in noun.split("或"))


def _one_shown(sheet: Sheet, noun: str) -> bool:
    name = core(noun)
    if not name or name in sheet.result_name or name in ("证明", "证件", "证书"):
        return True
    for paper in sheet.papers:
        listed = core(paper.name)
        said = f"{paper.name} {listed} {paper.guidance}"
        if name in said or listed in name or coverage(name, said) >= _COVERED:
            return True
    return any(
        proof.shown_by.search(name)
        and any(proof.shown_by.search(p.name) for p in sheet.active_papers)
        for proof in PROOFS
        if proof.name.zh in _FAMILIES
    )


def _missing(sheet: Sheet, sentence: Sentence, noun: str) -> Finding:
    first = noun.split("或", maxsplit=1)[0]
    source = next(
        (line for at, line in OBTAINABLE if at.fullmatch(core(first))), Line("")
    )
    return Finding(
        rule="checkup.proof-not-listed",
        field=sentence.path,
        severity=Severity.ERROR,
        says=N_("The guide demands “%(proof)s”, but it is not in the list of papers."),
        remedy=N_(
            "List it, or take the demand out: nothing outside the list may be asked for "
            "(Licensing Law art. 31)."
        ),
        line=sentence.text,
        changes=(Change("papers.+", _paper(sheet, Line(first), source)),),
        facts={"proof": noun},
    )


def _implied(sheet: Sheet, sentence: Sentence, proof: Proof) -> Finding:
    together = "同时申请" in sentence.text
    return Finding(
        rule="checkup.condition-without-proof",
        field=sentence.path,
        severity=Severity.ADVICE if together else Severity.WARNING,
        says=N_(
            "A condition asks for what “%(proof)s” shows, and no paper of the list does."
        ),
        remedy=N_("List the paper, and say where it is fetched if you can fetch it."),
        line=sentence.text,
        changes=(Change("papers.+", _paper(sheet, proof.name, proof.source)),),
        facts={"proof": proof.name.zh},
    )


def _paper(sheet: Sheet, name: Line, source: Line) -> PaperRule:
    keys = {paper.key for paper in sheet.papers}
    number = next(n for n in range(1, len(keys) + 2) if f"proof-{n}" not in keys)
    return PaperRule(
        key=f"proof-{number}",
        name=name.zh,
        name_en=name.en,
        kind="1",
        originals=1,
        tolerance=Tolerance.SHARE if source.zh else Tolerance.NONE,
        share_source=source.zh,
        share_source_en=source.en,
    )
