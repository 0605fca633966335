"""`yichuang guide check` as somebody types it, and the same over the interface."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.catalogue.conftest import DATA
from tests.factories import accounts
from yichuang.accounts.rules import Role
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.services import ImportReport
from yichuang.organisation.queries import places

pytestmark = pytest.mark.django_db


def run(*words: str, **options: Any) -> tuple[dict[str, Any], bool]:
    """What is printed as JSON, and whether the command ended well."""
    out, well = io.StringIO(), True
    try:
        call_command("guide", "check", *words, stdout=out, json=True, **options)
    except CommandError:
        well = False
    return json.loads(out.getvalue()), well


@pytest.fixture(autouse=True)
def no_hall_remembered() -> None:
    """The hall of the test before is gone."""
    places.first_hall_id.forget()
    places.hall.forget()


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The restaurant's item, edited by somebody in a hurry."""
    text = (DATA / "items" / "food-operation.yaml").read_text(encoding="utf-8")
    text = text.replace("promise: 6W", "promise: 12W").replace(
        'promise: "6W"', 'promise: "12W"'
    )
    file = tmp_path / "food.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_checked_and_nothing_is_written(
    some: ImportReport, edited: Path
) -> None:
    before = ItemVersion.objects.count()
    told, well = run(str(edited))
    assert not well
    errors = [row for row in told["findings"] if row["severity"] == "error"]
    assert [row["rule"] for row in errors] == ["publish.promise-too-long"]
    assert errors[0]["field"] == "promise"
    assert errors[0]["proposed"] == "promise: 10W"
    assert (told["item"], told["state"]) == ("food-operation", "file")
    assert ItemVersion.objects.count() == before


def test_the_draft_is_checked_before_what_is_in_force(
    some: ImportReport, edited: Path
) -> None:
    told, well = run("food-operation")
    assert (told["version"], told["state"], told["errors"], well) == (
        1,
        "published",
        0,
        True,
    )
    call_command("catalogue", "import", str(edited), stdout=io.StringIO())
    told, well = run("food-operation")
    assert (told["version"], told["state"], told["errors"], well) == (
        2,
        "draft",
        1,
        False,
    )
    older, well = run("food-operation", version_number=1)
    assert (older["version"], well) == (1, True)


def test_all_items_are_summed_up(some: ImportReport) -> None:
    told, well = run()
    assert well
    assert told["checked"] == 4
    assert told["errors"] == sum(row["errors"] for row in told["items"]) == 0


def test_words_for_people(some: ImportReport, edited: Path) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 errors"):
        call_command("guide", "check", str(edited), stdout=out)
    assert "→ promise: 10W" in out.getvalue()
    assert "1 checked: 1 errors" in out.getvalue()


def test_what_is_not_there_is_said(some: ImportReport, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有这份指南"):
        call_command("guide", "check", "no-such-item")
    with pytest.raises(CommandError, match="No such file"):
        call_command("guide", "check", str(tmp_path / "none.yaml"))
    broken = tmp_path / "broken.yaml"
    broken.write_text("key: food\nname: 甲\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"broken\.yaml:1"):
        call_command("guide", "check", str(broken))


def test_a_program_of_the_keepers_may_ask(some: ImportReport, client: Any) -> None:
    keeper = accounts.make_machine(Role.ITEM_MANAGER)
    secret = accounts.make_token(keeper, ("item.view-draft",)).secret
    address = "/api/v1/items/food-operation/checkup"
    headers = {"authorization": f"Bearer {secret}"}
    told = client.get(address, headers=headers).json()
    assert (told["item"], told["errors"]) == ("food-operation", 0)
    assert client.get(address).status_code == 401
    other = accounts.make_token(keeper, ("case.view",)).secret
    refused = client.get(address, headers={"authorization": f"Bearer {other}"})
    assert refused.status_code == 403
