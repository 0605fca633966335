"""Sample values for the gallery of parts: invented people, every state of every part."""

from datetime import date, timedelta
from typing import Any

from django import forms

from yichuang.web import icons
from yichuang.web.presenters import DayCell, Link, month_grid


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="姓名", help_text="和身份证上一样")
    id_number = forms.CharField(label="身份证号")
    phone = forms.CharField(label="手机号", required=False)
    matter = forms.ChoiceField(
        label="办哪一件",
        choices=[(str(n), f"第 {n} 种情形") for n in range(1, 9)],
    )
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}))
    way = forms.ChoiceField(
        label="怎么拿证",
        choices=[("post", "寄到家"), ("hall", "到大厅取")],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label="一寸照片",
        widget=forms.FileInput(
            attrs={
                "accept": "image/*",
                "data-yc-max": "10485760",
                "data-yc-too-large": "太大",
            }
        ),
    )
    agreed = forms.BooleanField(label="材料是真的，我知道作假的后果")

    def clean_id_number(self) -> str:
        """Always wrong here, to show the error."""
        raise forms.ValidationError("最后一位对不上，请对着证件再看一遍。")


def _deadline() -> list[DayCell]:
    """15 working days from 12 February 2026, over the Spring Festival."""
    festival = {date(2026, 2, 15) + timedelta(days=n) for n in range(9)}
    made_up = {date(2026, 2, 14), date(2026, 2, 28)}
    cells, number = [], 0
    start = date(2026, 2, 12)
    for n in range(28):
        day = start + timedelta(days=n)
        worked = day in made_up or (day.weekday() < 5 and day not in festival)
        if n == 0:
            cells.append(DayCell(day, "start", says="受理，不算"))
        elif worked:
            number += 1
            cells.append(
                DayCell(
                    day,
                    "counted",
                    number=number,
                    says="调休上班" if day in made_up else "",
                    made_up=day in made_up,
                    today=day == date(2026, 3, 10),
                    due=day == date(2026, 3, 11),
                )
            )
        else:
            off = "春节" if day in festival else "周末"
            cells.append(DayCell(day, "off", says=off))
    return cells


def _forms() -> dict[str, Any]:
    wrong = SampleForm(data={"name": "林知夏", "id_number": "430102199905230021"})
    wrong.is_valid()
    return {"form": SampleForm(auto_id="fresh_%s"), "wrong_form": wrong}


def _table() -> dict[str, Any]:
    columns = [
        {"says": "事项"},
        {"says": "申请人"},
        {"says": "编号", "off": True},
        {"says": "剩余", "num": True, "sorted": "ascending", "sort_url": "?sort=-due"},
    ]
    cells = [
        ("自学考试毕业证明书补办", "吴**", "4309 2101 2026 0212 0001 97", "1 个工作日"),
        ("食品经营许可（新办）", "周**", "4309 2101 2026 0301 0000 8X", "3 个工作日"),
        (
            "公共场所卫生许可",
            "青禾**饭店",
            "4309 2101 2026 0302 0001 12",
            "12 个工作日",
        ),
    ]
    rows = [
        {"url": "#", "selected": n == 1, "pairs": list(zip(row, columns, strict=True))}
        for n, row in enumerate(cells)
    ]
    return {"caption": "待我办的件", "columns": columns, "rows": rows}


def _shared() -> dict[str, Any]:
    return {
        "lamps": ["ok", "warn", "step", "yellow", "red", "pause", "done"],
        "kinds": ["must", "later", "fetch", "verify", "promise", "cond"],
        "weeks": month_grid(_deadline()),
        "table": _table(),
        "pager": {
            "first": 1,
            "last": 20,
            "total": 12634,
            "before": "",
            "after": "?c=2",
        },
        "chips": [
            {"says": "全部", "count": 126, "url": "?", "on": False},
            {"says": "临期", "count": 4, "url": "?lamp=warn", "on": True},
            {"says": "黄牌", "count": 1, "url": "?lamp=yellow", "on": False},
        ],
        "steps": [
            {"says": "收件", "state": "was"},
            {"says": "受理", "state": "was"},
            {"says": "审查", "state": "on"},
            {"says": "决定", "state": "next"},
            {"says": "送达", "state": "next"},
        ],
        "facts": [
            {"name": "收件", "value": "3月10日 9:20"},
            {"name": "身份证", "value": "4301 **** **** **24"},
            {"name": "领证", "value": "寄到深圳", "link": Link("改", "#")},
        ],
        "tabs": [
            Link("材料和佐证", "#", current=True),
            Link("经过", "#", count=9),
            Link("文书", "#", count=2),
        ],
        "crumbs": [Link("首页", "#"), Link("教育", "#"), Link("办事指南", "#")],
        "link": Link("看今天办结的 37 件", "#"),
        "other": Link("去掉筛选", "#"),
        "failures": Link("4 件没过", "#"),
        "icon_names": sorted(icons.names()),
    }


TIMELINE = [
    {"state": "was", "title": "收到申请", "when": "3月10日 9:20", "note": "5 号窗口"},
    {
        "state": "was",
        "title": "核对身份",
        "when": "9:22",
        "note": "我们替您查了人口库，不用交身份证复印件。",
    },
    {
        "state": "now",
        "title": "等您补 1 份材料",
        "when": "3月17日前",
        "note": "委托书缺签名。",
        "link": Link("现在就补", "#"),
    },
    {"state": "next", "title": "审查", "note": "大约 2 个工作日"},
    {"state": "next", "title": "领证"},
]
PAPERS = [
    {
        "name": "补办毕业证明书申请单",
        "kind": "must",
        "how": "网上填完自动生成，到窗口签字。",
        "link": Link("看样表", "#"),
    },
    {"name": "毕业生登记表原件", "kind": "later", "how": "在您的人事档案里。"},
    {"name": "居民身份证", "kind": "fetch", "how": "从人口库核对。", "bring": False},
    {"name": "学籍证明", "kind": "verify", "how": "学信网查到就行。"},
]
FIGURES = [
    {"name": "今天收件", "value": 164, "unit": "件", "under": "昨天 151", "url": "#"},
    {
        "name": "按时办结",
        "value": "99.4",
        "unit": "%",
        "under": "163 / 164 件",
        "url": "#",
    },
    {
        "name": "好评",
        "value": 95,
        "unit": "%",
        "under": "19 / 20 条",
        "url": "#",
        "few": True,
    },
]


def _matter() -> dict[str, Any]:
    days = "个工作日"
    return {
        "usual": {"value": 2, "unit": days, "note": "486 件的中位数"},
        "promise": {"value": 15, "unit": days, "note": "从受理第二天算起"},
        "statute": {"value": "", "unit": "", "note": "按承诺监督"},
        "timeline": TIMELINE,
        "papers": PAPERS,
        "figures": FIGURES,
    }


def rows(sheet: str) -> dict[str, Any] | None:
    """The values of a sheet, "citizen" or "desk"; None when there is no such sheet."""
    if sheet not in ("citizen", "desk"):
        return None
    return {**_shared(), **_matter(), **_forms()}
