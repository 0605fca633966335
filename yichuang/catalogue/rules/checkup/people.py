"""Who may come: the person, an agent, or nobody (行政许可法 29)."""

import re
from collections.abc import Iterator

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.checkup.wording import Sentence, clauses, told
from yichuang.catalogue.rules.guide import Line, Sheet
from yichuang.kernel.text import N_

_FORBIDS = re.compile(
    r"(必须|须|应当?|只能|只限|仅限|一定要|需要?|限)[^，。；]{0,6}本人[^，。；]{0,4}(到|来|办|申请|提交|领)|"
    r"本人(亲自|到场|到窗口|到现场|前来)|"
    r"不(得|能|可以?|允许|准|接受|受理)[^，。；]{0,6}(委托|代办|代理|代领|代为|他人)|谢绝代办"
)
_ALLOWS = re.compile(
    r"可以?(委托|代办|由他人|请人|叫人|让人|由(家人|亲属|代理人))|委托(他人|代理人|别人)(办|来|申请|领)|"
    r"带(上)?委托书|代理人(可以|凭|持|带)|(他人|家人|亲属)(可以?|能)代(办|领|理)"
)
_EITHER = re.compile(r"或(者)?(由)?(委托|代理|监护|他人|经办)|不(用|必|需要?)本人|除外")
_AGENT_PAPER = re.compile(r"委托书|代理人身份证|授权书")
IN_PERSON_OR_BY_AGENT = Line(
    "本人办理，或者委托代理人办理",
    "Apply yourself or through an agent",
)


def people(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """Agents forbidden and allowed in one guide; in person without a visit."""
    if sheet.agent_allowed and not sheet.personal_only:
        for sentence in told(sheet):
            yield from _forbidden(sentence)
    elif not sheet.agent_allowed:
        yield from _allowed(sheet)
    if sheet.personal_only and sheet.visits == 0:
        yield Finding(
            rule="checkup.in-person-without-visit",
            field="visits",
            severity=Severity.ERROR,
            says=N_("The person must come in person, yet no visit is needed."),
            remedy=N_("Say one visit, or do not ask the person to come."),
            line="visits: 0",
            changes=(Change("visits", 1),),
        )


def _forbidden(sentence: Sentence) -> Iterator[Finding]:
    if _EITHER.search(sentence.text):
        return
    every = [c for c in clauses(sentence.text) if _FORBIDS.search(c)]
    if every:
        yield Finding(
            rule="checkup.agent-forbidden-in-text",
            field=sentence.path,
            severity=Severity.ERROR,
            says=N_("The guide says “%(clause)s”, yet an agent is allowed."),
            remedy=N_(
                "Only a law can demand the person: name it and forbid the agent, or "
                "change the sentence (Licensing Law art. 29)."
            ),
            line=sentence.text,
            changes=(_open_to_agents(sentence, every),),
            facts={"clause": every[0]},
        )


def _open_to_agents(sentence: Sentence, every: list[str]) -> Change:
    """The sentence with an agent allowed; an answer is one sentence of its own."""
    if sentence.path.startswith("faqs."):
        return Change(sentence.path, f"可以，{IN_PERSON_OR_BY_AGENT.zh}")
    text = sentence.text.replace(every[0], IN_PERSON_OR_BY_AGENT.zh, 1)
    for clause in every[1:]:
        text = re.sub(rf"[，；]?{re.escape(clause)}", "", text, count=1)
    if sentence.path.partition(".")[0] in ("conditions", "special_procedures"):
        return Change(sentence.path, Line(text, IN_PERSON_OR_BY_AGENT.en))
    return Change(sentence.path, text)


def _allowed(sheet: Sheet) -> Iterator[Finding]:
    changes = (
        Change("personal_only", value=False),
        Change("agent_allowed", value=True),
    )
    rows = [
        (sentence.path, sentence.text)
        for sentence in told(sheet)
        if _ALLOWS.search(sentence.text) and not _FORBIDS.search(sentence.text)
    ]
    rows += [
        (f"papers.{paper.key}", paper.name)
        for paper in sheet.active_papers
        if _AGENT_PAPER.search(paper.name)
    ]
    rows += [
        (f"questions.{question.key}", option.label)
        for question in sheet.questions
        for option in question.options
        if re.search(r"替别人|代办|委托", option.label) and not option.ends
    ]
    for path, text in rows:
        yield Finding(
            rule="checkup.agent-allowed-in-text",
            field=path,
            severity=Severity.ERROR,
            says=N_("The guide speaks of an agent, “%(text)s”, yet none is allowed."),
            remedy=N_(
                "Allow the agent, or take this out and name the law that demands the person."
            ),
            line=text,
            changes=changes,
            facts={"text": text},
        )
