"""A draft somebody wrote in a hurry: what the check-up of guides is for.

The sign above a shop, next version: a promise over the law's limit, a paper nobody can
know, a demand outside the list, an agent forbidden in a sentence and allowed by a flag.
"""

from dataclasses import fields, replace
from datetime import datetime

from yichuang.accounts.policies import Actor
from yichuang.catalogue import queries, services
from yichuang.catalogue.rules import Line, PaperRule, Sheet
from yichuang.kernel.limits import Limit

ITEM = "outdoor-sign"


def write(staff: dict[str, Actor], *, at: datetime) -> None:
    """The item manager saves the draft; it cannot be published as it is."""
    found = queries.current_guide(ITEM, at.date())
    now = Sheet(**{one.name: getattr(found, one.name) for one in fields(Sheet)})
    other = PaperRule(
        key="others", name="其他材料", name_en="Other papers", kind="3", originals=1
    )
    hurried = replace(
        now,
        promise=Limit.parse("25W"),
        papers=(*now.papers, other),
        conditions=(
            *now.conditions,
            Line(
                "须提交房屋安全鉴定报告", "Hand in a report on the safety of the house"
            ),
            Line("须本人到窗口办理", "Apply in person at the window"),
        ),
    )
    services.draft(hurried, by=staff["items"], at=at)
