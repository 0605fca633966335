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
    "別專學號碼證業醫師體檢驗廳縣區鄉鎮電話員產權歲陳張劉趙楊黃吳孫馬羅鄭韓馮蕭葉蔣賈"
    "鄒龍萬錢湯賀龔廠機關發給審簽執營戶與係貫開條轉時間處從務實無記錄國華書題漢門術藝"
    "農財經濟計級優畢課養齡職稱構類訂線銀鐵陽陰雙劃動勞單協參約繳納負責聯連絡維護網質"
    "資賃費賠償買賣貸購贈車軍輛輸辦邊達遠適選郵鄰針鋼長閉問閱隊階際陸隨險難雲頁項順預"
    "領頭願飛飲館駐駕驟鳥黨齊應對導將屬島嶺帶廣慶態戰擇據損擔攝數斷於會樓標樣樹檔歷歸"
    "殘氣決況測準溝滿滅災為煙熱燈爭獎獨獲環現瑤盡監盤確禮種稅穩競筆簡糧純紙細終組結統"
    "絕綜綠緊緣編練總績織續罰聖聲聽膚臨舉舊蘇蘭補裝製複見規視覺觀討訓設許訴診註評詞試"
    "該詳語誤說請論諾謝識譯議讀變讓豐貝貨",
    "别专学号码证业医师体检验厅县区乡镇电话员产权岁陈张刘赵杨黄吴孙马罗郑韩冯萧叶蒋贾"
    "邹龙万钱汤贺龚厂机关发给审签执营户与系贯开条转时间处从务实无记录国华书题汉门术艺"
    "农财经济计级优毕课养龄职称构类订线银铁阳阴双划动劳单协参约缴纳负责联连络维护网质"
    "资赁费赔偿买卖贷购赠车军辆输办边达远适选邮邻针钢长闭问阅队阶际陆随险难云页项顺预"
    "领头愿飞饮馆驻驾骤鸟党齐应对导将属岛岭带广庆态战择据损担摄数断于会楼标样树档历归"
    "残气决况测准沟满灭灾为烟热灯争奖独获环现瑶尽监盘确礼种税稳竞笔简粮纯纸细终组结统"
    "绝综绿紧缘编练总绩织续罚圣声听肤临举旧苏兰补装制复见规视觉观讨训设许诉诊注评词试"
    "该详语误说请论诺谢识译议读变让丰贝货",
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
