"""What is wished to know about a matter: papers, time, fee, place …, heard from words."""

import re
from collections.abc import Mapping

from yichuang.kernel.text import N_, Msgid

LABELS: Mapping[str, Msgid] = {
    "papers": N_("What to bring"),
    "time": N_("How long it takes"),
    "fee": N_("What it costs"),
    "place": N_("Where"),
    "hours": N_("When it is open"),
    "phone": N_("Whom to call"),
    "conditions": N_("Who can apply"),
    "person": N_("In person or not"),
    "online": N_("On the internet"),
    "agent": N_("Through somebody else"),
    "steps": N_("How it goes on"),
    "result": N_("What you receive"),
    "validity": N_("How long it is valid"),
    "parts": N_("What it is made of"),
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    "papers": (
        r"材料|资料|带什么|带哪|带些|要什么(?!时候)|要哪些|什么东西|哪些东西|交什么|交哪",
        r"准备什么|手续|要带|证明|复印|照片|盖章|papers?|documents?|bring",
    ),
    "time": (
        r"多久|几天|多长时间|多少天|多少时间|当天|当场|马上|急|快一点|快点",
        r"什么时候能拿|几个工作日|时限|how long|how fast|urgent|same day",
    ),
    "fee": (
        r"多少钱|收费|费用|花钱|要钱|免费|交钱|几块钱|价格|工本费|cost|fee|free|how much",
    ),
    "place": (
        r"在哪|哪里|去哪|到哪|什么地方|哪个(窗口|大厅|部门|单位|局)|地址|找谁|where",
    ),
    "hours": (
        r"几点|上班|下班|开门|周末|周六|周日|星期|双休|节假日|中午|几号",
        r"什么时候(能|可以|去|来|报|现场|受理|开始)|opening|hours|weekend",
    ),
    "phone": (r"电话|打给|咨询|联系|phone|call",),
    "conditions": (
        r"条件|要求|资格(?!证|认|政)|能不能办|可不可以办|可以办|能办|能报|能申请|符合",
        r"限制|满几|多大|几岁|多少岁|外地|户口在|condition|eligib|can i",
    ),
    "person": (r"本人|亲自|要去几|跑几|几趟|必须来|非要去|到场|现场|in person|myself",),
    "online": (r"网上|手机|线上|在线|不用去|online|internet|website|app\b",),
    "agent": (
        r"代办|代领|帮我|替|别人|委托|代理|家里人|家属|agent|somebody else|for me",
    ),
    "steps": (r"流程|步骤|下一步|程序|先办|step|process",),
    "result": (r"拿到什么|发什么证|发的什么|给什么证|what do i (get|receive)",),
    "validity": (r"有效期|管几年|几年有效|过期|到期|多少年|valid|expire",),
}
_HEARD = {key: re.compile("|".join(words)) for key, words in _WORDS.items()}


def aspects(text: str) -> tuple[str, ...]:
    """What is asked, in the order of `LABELS`; () when nothing in particular is.

    >>> aspects("办营业执照要带什么，多久能拿到"), aspects("身份证")
    (('papers', 'time'), ())
    """
    return tuple(key for key, words in _HEARD.items() if words.search(text))
