"""Finding one page among a million by name, number, folder and words, in each database."""

import json
import random
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from statistics import median
from typing import Any

from django.db import connection, transaction

from bench import hall

PAGES = 1_000_000
A_STACK = 2_000
ASKED = 40
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏飞宇晨浩欣怡雨琳梓涵思源佳"
)
KINDS = (
    (
        "普通高等学校毕业证书 学生 {name} 性别 女 {day}生 于二〇一五年九月至二〇一九年六月在本校"
        "{major}专业四年制本科学习 修完教学计划规定的全部课程 成绩合格 准予毕业 证书编号 {number}"
    ),
    "普通话水平测试等级证书 姓名 {name} 身份证号 {id} 测试成绩 {score} 等级 二级甲等 证书编号 {number}",
    "姓名 {name} 性别 男 民族 汉 出生 {day} 住址 湖南省朗州市{street}{house}号 公民身份号码 {id}",
    (
        "教师资格认定申请表 姓名 {name} 身份证号 {id} 联系电话 {phone} 学历 大学本科 毕业学校 湘北师范大学"
        " 申请资格种类 高级中学教师资格 任教学科 {major} 现住址 {street}{house}号 本人承诺以上信息真实"
    ),
)
MAJORS = (
    "汉语言文学",
    "数学与应用数学",
    "英语",
    "化学",
    "体育教育",
    "音乐学",
    "计算机科学与技术",
)
STREETS = (
    "桂花路",
    "五一路",
    "湖滨大道",
    "青年街",
    "解放路",
    "学院路",
    "人民东路",
    "南岸街道",
)


def run(options: dict[str, Any]) -> dict[str, Any]:
    """Median and slowest of each kind of question, on an index of `kept` pages."""
    pages = int(options.get("kept", PAGES))
    hall.prepare()
    dice = random.Random(2026)
    began = time.perf_counter()
    sample = _fill(pages, dice)
    filled = time.perf_counter() - began
    from yichuang.accounts.policies import SYSTEM  # noqa: PLC0415
    from yichuang.materials.queries.locating import locate  # noqa: PLC0415

    found: dict[str, Any] = {
        "database": connection.vendor,
        "pages": pages,
        "filled in": f"{filled:.0f} s",
    }
    for kind, texts in _questions(sample, dice).items():
        took, hits = [], 0
        for text in texts:
            began = time.perf_counter()
            rows = locate(text, by=SYSTEM)
            took.append((time.perf_counter() - began) * 1000)
            hits += bool(rows)
        found[kind] = (
            f"median {median(took):.1f} ms, slowest {max(took):.1f} ms,"
            f" {hits} of {len(texts)} found"
        )
    return found


def _questions(
    sample: Sequence[dict[str, str]], dice: random.Random
) -> dict[str, list[str]]:
    some = dice.sample(sample, min(ASKED, len(sample)))

    def of(name: str) -> list[str]:
        there = [one[name] for one in sample if one[name] in one["text"]]
        return there[:ASKED]

    return {
        "a name": of("name"),
        "an identity number": of("id"),
        "a certificate number": of("number"),
        "name and a word": [f"{name} 湖南省" for name in of("name")],
        "a season": [one["title"] for one in some],
        "words on many pages": ["毕业证书", "身份证号", "湖南省朗州市", "普通话"] * 10,
        "words on no page": ["量子退火炉", "霍格沃茨", "长颈鹿"] * 10,
    }


def _fill(pages: int, dice: random.Random) -> list[dict[str, str]]:
    """Pages of stacks, written by plain SQL: filling is not what is measured."""
    from yichuang.organisation.models import Hall  # noqa: PLC0415

    hall_id = Hall.objects.values_list("pk", flat=True).earliest("pk")
    postgresql = connection.vendor == "postgresql"
    if postgresql:  # its index is built once, afterwards
        _sql("DROP INDEX materials_pagefinder")
    sample = [
        told
        for first in range(0, pages, A_STACK)
        for told in _stack(hall_id, first, min(A_STACK, pages - first), dice)
    ]
    if postgresql:
        _sql("SET maintenance_work_mem = '512MB'")
        _sql(
            "CREATE INDEX materials_pagefinder ON materials_pagewords USING gin (finder)"
        )
        _sql("VACUUM ANALYZE materials_pagewords")
        _sql("VACUUM ANALYZE materials_stackpage")
    else:
        _sql("ANALYZE")
    return sample


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@transaction.atomic
def _stack(
    hall_id: int, first: int, count: int, dice: random.Random
) -> list[dict[str, str]]:
    from yichuang.materials.models import Stack, StackFile  # noqa: PLC0415

    title = f"{2000 + first // A_STACK}批次教师资格认定"
    stack = Stack.objects.create(
        key=f"{first:032x}", hall_id=hall_id, title=title, state="done",
        uploaded_by="staff:1", by_name="", uploaded_at=AT, pages_total=count,
        pages_done=count,
    )  # fmt: skip
    file = StackFile.objects.create(
        stack=stack, position=0, name="scan.pdf", state="laid"
    )
    told = [_person(dice, title) for _ in range(count)]
    always = f"{_blind(f'@{hall_id}')} {_blind(title, 'scan')}"
    pages, words = [], []
    for n, one in enumerate(told):
        pk = first + n + 1
        kind = dice.randrange(len(KINDS))
        one["text"] = KINDS[kind].format(**one)
        pages.append((pk, f"{pk:032x}", stack.pk, n + 1, file.pk, n + 1, _text(kind)))
        last = n == count - 1  # the page that is asked for has the words of services
        words.append((pk, _real(hall_id, one) if last else _like(kind, one, always)))
    with connection.cursor() as cursor:
        cursor.executemany(PAGE, pages)
        cursor.executemany(WORDS, words)
    return told[-1:]


PAGE = (
    "INSERT INTO materials_stackpage (id, key, stack_id, number, file_id, page_in_file,"
    " text_kept, state, blank, turned, found_kept, doubtful, kind, sure, runners, why,"
    " judged_by, says_hash, version, confirmed_by, tries) VALUES (%s, %s, %s, %s, %s, %s,"
    " %s, 'confirmed', false, 0, '', false, 'diploma', 1, '[]', '{}', 0, '', 2, '', 1)"
)
WORDS = "INSERT INTO materials_pagewords (page_id, words) VALUES (%s, %s)"


@cache
def _text(kind: int) -> str:
    """A page of one line, encrypted as reading keeps it."""
    from yichuang.accounts.models.secrets import encrypt  # noqa: PLC0415

    line = [KINDS[kind], 0.98, 0.1, 0.1, 0.8, 0.03]
    size = {"width": 1131, "height": 1600, "turned": 0, "skew": 0, "blank": False}
    return encrypt(json.dumps({**size, "lines": [line]}, ensure_ascii=False))


def _real(hall_id: int, one: dict[str, str]) -> str:
    from yichuang.materials.queries.locating import blind  # noqa: PLC0415
    from yichuang.materials.rules.seeking import words_of  # noqa: PLC0415

    return blind((f"@{hall_id}", *words_of(one["text"], one["title"], "scan")))


def _like(kind: int, one: dict[str, str], always: str) -> str:
    """As many words, alike in how often each comes; a number is ten letters nobody asks
    for, because hashing a million of them is not what is measured."""
    changing = (one[name] for name in ("name", "major", "street", "day", "house"))
    numbers = " ".join(one["letters"][n * 10 : n * 10 + 10] for n in range(2))
    words = (always, _fixed(kind), *map(_blind, changing), numbers)
    return " ".join(dict.fromkeys(" ".join(words).split()))


@cache
def _fixed(kind: int) -> str:
    return _blind(re.sub(r"\{\w+\}", " ", KINDS[kind]))


@cache
def _blind(*texts: str) -> str:
    from yichuang.materials.queries.locating import blind  # noqa: PLC0415
    from yichuang.materials.rules.seeking import words_of  # noqa: PLC0415

    return blind(texts if texts[0].startswith("@") else words_of(*texts))


def _person(dice: random.Random, title: str) -> dict[str, str]:
    return {
        "name": dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=2)),
        "id": f"430999{dice.randint(19600101, 20051231)}{dice.randint(0, 9999):04}",
        "number": str(dice.randint(10**17, 10**18 - 1)),
        "phone": f"13{dice.randint(10**8, 10**9 - 1)}",
        "day": f"{dice.randint(1960, 2004)}年{dice.randint(1, 12)}月",
        "score": f"{dice.randint(800, 969) / 10}",
        "major": dice.choice(MAJORS),
        "street": dice.choice(STREETS),
        "house": str(dice.randint(1, 299)),
        "title": title,
        "letters": "".join(dice.choices("abcdefghijklmnop", k=20)),
    }
