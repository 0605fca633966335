"""A school's list has rows, and not more than go in one file; both are said at its field."""

import pytest

from yichuang.cases.rules.batches import require_roster
from yichuang.kernel.refusals import Refusal


@pytest.mark.parametrize("rows", [1, 300])
def test_a_list_that_fits(rows: int) -> None:
    require_roster(rows, most=300, field="list")


@pytest.mark.parametrize(
    ("rows", "code"), [(0, "roster.empty"), (301, "roster.too-long")]
)
def test_a_list_that_does_not(rows: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_roster(rows, most=300, field="list")
    assert (refused.value.code, refused.value.field) == (code, "list")
    assert refused.value.remedy
