"""The words of a page made comparable: half width, simplified, without what is stamped over.

Readers slip in the same few ways; what they confuse is folded here once, so that the
rules for classes and for fields see the same text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from yichuang.materials.rules.reading import Line, PageText, Spot

# Characters the reader gives in their traditional form although simplified is printed.
_SIMPLE = str.maketrans(
    "漢證業學號戶國華書專題醫師體檢驗廳縣區鄉鎮電話員産產權權歲陳張劉趙楊黃吳孫馬羅鄭韓馮蕭葉"
    "蔣賈鄒龍萬錢湯賀龔廠機關發給審簽執營戶簿別與係貫關開條轉時間處從業務實無記錄",
    "汉证业学号户国华书专题医师体检验厅县区乡镇电话员产产权权岁陈张刘赵杨黄吴孙马罗郑韩冯萧叶"
    "蒋贾邹龙万钱汤贺龚厂机关发给审签执营户簿别与系贯关开条转时间处从业务实无记录",
)
# What is printed across a copy is not part of the paper.
_STAMPED = re.compile(
    r"S?PEC[I1l]?M[EI]?N?(?![A-Za-z])|样本|样张|仅供[^，。]{0,20}使用|再次?复印无效"
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` half width, simplified, with single blanks and nothing stamped across.

    >>> plain("姓　名：漢　SPECIMEN 样本")
    '姓 名:汉'
    """
    folded = unicodedata.normalize("NFKC", text).translate(_SIMPLE)
    return _SPACE.sub(" ", _STAMPED.sub(" ", folded)).strip()


def dense(text: str) -> str:
    """`plain`, and without any blank: how a Chinese phrase is looked for.

    >>> dense("毕 业 证 书")
    '毕业证书'
    """
    return plain(text).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Word:
    """A line of the page with its text made plain."""

    text: str
    sure: float
    spot: Spot


def words(page: PageText) -> tuple[Word, ...]:
    """The lines of a page in reading order: by rows, each from left to right."""
    return tuple(word for row in rows(page) for word in row)


def rows(page: PageText) -> tuple[tuple[Word, ...], ...]:
    """Lines that stand beside each other, row by row from the top.

    Two lines share a row when the middle of each lies within the other's height.
    """
    kept = [_word(line) for line in page.lines]
    found: list[list[Word]] = []
    for word in sorted((w for w in kept if w.text), key=lambda w: w.spot.middle[1]):
        if found and _beside(found[-1][-1].spot, word.spot):
            found[-1].append(word)
        else:
            found.append([word])
    return tuple(tuple(sorted(row, key=lambda w: w.spot.x)) for row in found)


def usual_height(found: Sequence[Word]) -> float:
    """The middle height of the lines, 0 when there are none."""
    return median(word.spot.h for word in found) if found else 0.0


def _word(line: Line) -> Word:
    return Word(plain(line.text), line.sure, line.spot)


def _beside(one: Spot, other: Spot) -> bool:
    gap = abs(one.middle[1] - other.middle[1])
    return gap < min(one.h, other.h) * 0.6
