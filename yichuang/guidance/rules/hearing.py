"""What is heard in a question: matters, acts, ways and topics, each with how surely."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from yichuang.catalogue.rules.searching import Readings
from yichuang.guidance.rules.sounding import alike, syllables
from yichuang.guidance.rules.table import Rule, Saying, Shape, Table, Topic
from yichuang.kernel.text import normalise

SLIP = 0.85
"""How much a saying counts that is heard by its sound only."""
FIRM = 0.6
"""From here on a saying names a matter and does not only lean to it."""
LEANS = 0.5
"""Under this a saying only leans to a matter."""
NEAR = 14
"""Characters within which the words of a topic stand: 我 begins half of all questions."""
_WORD = re.compile(r"[a-z]+")
_SQUEEZED = re.compile(r"的那个|的这个|那个|这个|的|一个|一家|家|个|了|过|一下")
"""What people put between the parts of a word: 自考的那个毕业证."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
# words that say what is to be done or wished to know, never about which thing
_EMPTY = re.compile(
    r"许可证|证书|证件|证明|许可|登记|备案|资格|材料|资料|手续|流程|地点|地方|时间|东西|"
    r"事情|业务|服务|政府|大厅|窗口|部门|单位|本人|自己|请问|你好|您好|谢谢|麻烦|"
    r"怎么样|怎么|如何|什么时候|什么|哪些|哪里|哪个|几个|多少钱|多少|多久|几天|为什么|"
    r"可以|能不能|需要|应该|不能|想要|打算|准备|申请|办理|办个|办事|办好|办|补办|补|换|"
    r"开|关|查|搞|做|弄|要|我|你|您|他|她|的|了|吗|呢|吧|啊|去|来|到|在|是|有|没|"
    r"不|个|一|还|就|和|与|给|把|被|让|想|会|该|能|得|着|过|也|都|很|太|这|那|哪|几|带|事|证"
)


@dataclass(slots=True)
class Heard:
    """The question in the words of guides, and everything recognised in it.

    `firm` is the length of the longest saying that points to a matter, `named` whether one
    names it, `ways` each way with the words heard for it, `core` what is left
    of the question when all words are taken away that could stand in any question. `left`
    is the text without the words of acts, `act_at` where the first of each stood.
    """

    text: str
    matters: dict[str, float] = field(default_factory=dict)
    acts: dict[str, float] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    topic: Topic | None = None
    topic_word: str = ""
    firm: int = 0
    named: bool = False
    core: tuple[str, ...] = ()
    act_at: dict[str, int] = field(default_factory=dict)
    left: str = ""

    @property
    def thing(self) -> str:
        """The text without the words that could stand in any question."""
        return " ".join(_EMPTY.sub(" ", self.text).split())

    @property
    def letters(self) -> bool:
        """Whether there are Latin words in it: English or pinyin."""
        return bool(_WORD.search(self.text))


def hear(question: str, table: Table, readings: Readings) -> Heard:
    """Everything the table knows about a question."""
    said = normalise(question)
    heard = Heard(_plain(said, table))
    rest = _listen(heard, table, readings)
    for shape in table.shapes:
        if found := shape.pattern.search(heard.text):
            _keep_shape(heard, shape, found)
    squeezed = _SQUEEZED.sub("", heard.text)
    for _, saying, sure in _found(squeezed, table, readings, slips=False):
        said_before = heard.matters.get(saying.key, 0.0)
        if saying.kind == "matter" and sure == 1.0 and said_before < saying.weight:
            _keep(heard, saying, sure)
    both = tuple(dict.fromkeys((said, heard.text)))
    held = ((rule.key, _holds(rule, both)) for rule in table.ways)
    heard.ways = {key: word for key, word in held if word}
    heard.topic, heard.topic_word = _topic(table, both)
    heard.core = tuple(_HAN.findall(_EMPTY.sub(" ", rest)))
    return heard


def _listen(heard: Heard, table: Table, readings: Readings) -> str:
    """Keep every saying heard; what is left without acts and without mere hints."""
    rest, left = list(heard.text), list(heard.text)
    taken: dict[str, set[int]] = defaultdict(set)
    found = [*_found(heard.text, table, readings)]
    for at, saying, sure in sorted(found, key=lambda one: -len(one[1].text)):
        place = set(range(at, at + len(saying.text)))
        if place <= taken[saying.key]:
            continue  # a part of what was heard already
        taken[saying.key] |= place
        _keep(heard, saying, sure)
        if saying.kind == "act":
            left[at : at + len(saying.text)] = " " * len(saying.text)
            heard.act_at[saying.key] = min(at, heard.act_at.get(saying.key, at))
        if saying.kind == "act" or saying.weight < LEANS:
            rest[at : at + len(saying.text)] = " " * len(saying.text)
    heard.left = "".join(left)
    return "".join(rest)


def _keep_shape(heard: Heard, shape: Shape, found: re.Match[str]) -> None:
    if shape.kind == "act":
        heard.act_at[shape.key] = min(
            found.start(), heard.act_at.get(shape.key, found.start())
        )
    _keep(heard, Saying(found[0], shape.kind, shape.key, shape.weight), 1.0)


def _keep(heard: Heard, saying: Saying, sure: float) -> None:
    kept = heard.matters if saying.kind == "matter" else heard.acts
    again = 1.0 - kept.get(saying.key, 0.0)  # hints add up
    kept[saying.key] = round(1.0 - again * (1.0 - saying.weight * sure), 3)
    if saying.kind == "matter" and saying.weight >= FIRM:
        heard.firm = max(heard.firm, len(saying.text))
    heard.named |= saying.kind == "matter" and saying.weight == 1.0


def _plain(said: str, table: Table) -> str:
    for dialect, plain in table.speech:
        if dialect in said:
            said = said.replace(dialect, plain)
    return said


def _topic(table: Table, texts: tuple[str, ...]) -> tuple[Topic | None, str]:
    """The topic whose saying is the longest."""
    found = [(_holds(topic.rule, texts, NEAR), topic) for topic in table.topics]
    word, topic = max(found, key=lambda pair: len(pair[0]), default=("", None))
    return (topic, word) if word else (None, "")


def _holds(rule: Rule, texts: tuple[str, ...], near: int = 0) -> str:
    """The longest saying of a rule that is in one of the texts; "" for none. With `near`
    its words stand no further apart than so many characters."""
    longest = ""
    for text in texts:
        found = (shape.search(text) for shape in rule.shapes)
        longest = max(longest, *(one[0] for one in found if one), "", key=len)
        for first, sayings in rule.said.items():
            if first in text and _word(text, first):
                for others in sayings:
                    if all(_beside(text, first, word, near) for word in others):
                        longest = max(longest, "".join((first, *others)), key=len)
    if longest and any(word in text for text in texts for word in rule.unless):
        return ""
    return longest


def _beside(text: str, first: str, other: str, near: int) -> bool:
    if not near:
        return other in text
    places = (m.start() for m in re.finditer(re.escape(first), text))
    return any(other in text[max(0, at - near) : at + near] for at in places)


def _word(text: str, word: str) -> bool:
    """Latin letters count as whole words only."""
    return not word.isascii() or bool(re.search(rf"\b{re.escape(word)}\b", text))


def _found(
    text: str, table: Table, readings: Readings, *, slips: bool = True
) -> Iterator[tuple[int, Saying, float]]:
    """Each saying with its place and how surely it was heard."""
    for match in _WORD.finditer(text):
        for saying in table.sayings.get(match[0], ()):
            yield match.start(), saying, 1.0
    sounds = syllables(text, readings) if slips else []
    for at in range(len(text)):
        yield from ((at, one, 1.0) for one in table.sayings.get(text[at], ()))
        exact = text[at : at + 2] in table.starts
        slip = slips and " ".join(sounds[at : at + 2]) in table.sound_starts
        if exact or slip:
            yield from _from_here(at, text, sounds, table)


def _from_here(
    at: int, text: str, sounds: list[str], table: Table
) -> Iterator[tuple[int, Saying, float]]:
    """The sayings that begin at a place, by characters, else by their sound."""
    for size in range(2, min(table.longest, len(text) - at) + 1):
        piece = text[at : at + size]
        exact = table.sayings.get(piece, ())
        yield from ((at, saying, 1.0) for saying in exact)
        if sounds and not exact:
            slips = table.sounds.get(" ".join(sounds[at : at + size]), ())
            yield from ((at, s, SLIP) for s in slips if alike(s.text, piece))
