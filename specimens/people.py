"""Invented people and bodies; their words differ between train, validation and test."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.kernel.identity.checks import id_check, organisation_check, uscc_check

COUNTY = "430999"
"""A county code nobody was ever given."""

FAMILY = {
    "train": "陈李张刘王周吴黄曾谭罗邓谢彭",
    "validation": "唐易宋蒋肖廖",
    "test": "胡龚雷向覃颜欧贺姚",
}
GIVEN = {
    "train": "晓月文清志远佳宁建华思敏春生玉兰子涵立新海燕国安静怡",
    "validation": "明辉雪梅俊杰丽娜振东小红",
    "test": "雅琴浩然世豪欣悦德胜巧云正平秋菊",
}
TOWNS = {
    "train": ("湖南省朗州市临江区柳堤街道桂花路", "湖南省朗州市安平县花岩镇双桥村"),
    "validation": ("湖南省朗州市沅北区桥南街道芙蓉路",),
    "test": ("湖南省朗州市洞溪县白鹤乡青山村", "湖南省朗州市临江区穿紫河街道滨湖路"),
}
SCHOOLS = {
    "train": ("湖南朗州学院", "湘北师范大学", "朗州职业技术大学"),
    "validation": ("洞庭科技学院", "湘西理工大学"),
    "test": ("沅水师范学院", "芙蓉财经大学", "南岭农业大学"),
}
MAJORS = {
    "train": ("汉语言文学", "数学与应用数学", "英语", "计算机科学与技术"),
    "validation": ("物理学", "学前教育"),
    "test": ("思想政治教育", "化学工程与工艺", "音乐学", "土木工程"),
}
TRADES = {
    "train": ("餐饮管理", "百货贸易", "建材"),
    "validation": ("物流", "文化传媒"),
    "test": ("米粉店", "信息技术", "装饰工程"),
}
HOSPITALS = {
    "train": ("朗州市第一人民医院", "朗州市临江区人民医院"),
    "validation": ("安平县中医医院",),
    "test": ("洞溪县人民医院", "朗州市妇幼保健院"),
}
POLICE = {
    "train": ("朗州市公安局临江分局", "安平县公安局"),
    "validation": ("朗州市公安局沅北分局",),
    "test": ("洞溪县公安局", "朗州市公安局柳湖分局"),
}
NATIONS = ("汉", "汉", "汉", "汉", "土家", "苗", "侗", "回", "瑶")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, and what their papers say."""

    name: str
    sex: str
    nation: str
    birth: date
    address: str
    id_number: str
    phone: str
    school: str
    major: str
    workplace: str
    company: str
    uscc: str
    hospital: str
    police: str


def a_person(seed: int, split: str = "train") -> Person:
    """The person with this number: always the same one."""
    dice = random.Random(f"person {split} {seed}")
    birth = date(1958, 1, 1) + timedelta(days=dice.randrange(44 * 365))
    serial = dice.randrange(1000)
    town = dice.choice(TOWNS[split])
    schools = SCHOOLS[split]
    family = dice.choice(FAMILY[split])
    return Person(
        name=family + "".join(dice.sample(GIVEN[split], dice.choice((1, 2, 2)))),
        sex="男" if serial % 2 else "女",
        nation=dice.choice(NATIONS),
        birth=birth,
        address=f"{town}{dice.randint(2, 299)}号",
        id_number=_id_number(birth, serial),
        phone=f"1390000{dice.randrange(10**4):04d}",
        school=dice.choice(schools),
        major=dice.choice(MAJORS[split]),
        workplace=dice.choice(schools),
        company=f"朗州市{family}{dice.choice('记氏家和')}{dice.choice(TRADES[split])}"
        + dice.choice(("有限公司", "有限责任公司")),
        uscc=_uscc(dice),
        hospital=dice.choice(HOSPITALS[split]),
        police=dice.choice(POLICE[split]),
    )


def _id_number(birth: date, serial: int) -> str:
    body = f"{COUNTY}{birth:%Y%m%d}{serial:03d}"
    return body + id_check(body)


def _uscc(dice: random.Random) -> str:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    organisation = "MA" + "".join(dice.choices(letters, k=6))
    body = f"91{COUNTY}{organisation}{organisation_check(organisation)}"
    return body + uscc_check(body)
