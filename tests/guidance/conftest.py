"""The shipped catalogue in force, and the robot asked as citizens ask it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.catalogue.conftest import OFFICES, shipped
from tests.factories import organisation as make
from tests.factories.accounts import NOW
from tests.reviews.entering import enter
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.services import import_items
from yichuang.guidance.queries import ask
from yichuang.guidance.rules import Answer, Context

__all__ = ["enter"]

TODAY = date(2026, 3, 10)
Ask = Callable[..., Answer]
SETS = Path("bench/questions")


@pytest.fixture(scope="module")
def guides(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every shipped item and bundle, published; made once for a file of tests."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        catalogue.forget()
        make.make_hall(
            departments=tuple(
                make.DepartmentPlan(
                    key=key,
                    name=f"青禾县{name}",
                    name_en=f"Qinghe {name_en}",
                    short_name=name[:1],
                    uscc=make.invented_uscc(910_000 + number),
                )
                for number, (key, name, name_en) in enumerate(OFFICES)
            ),
            windows=(),
        )
        import_items(shipped(), by=SYSTEM, at=NOW, publish_from=date(2026, 1, 5))
        yield
        transaction.set_rollback(True)
    catalogue.forget()


@pytest.fixture
def asked(guides: None, db: None) -> Ask:
    """Ask in Chinese on a day in March, with a context if the talk goes on."""

    def answer(text: str, context: Context | None = None, language: str = "zh-hans"):
        return ask(text, context, language, on=TODAY)

    return answer


def questions(name: str) -> dict[str, Any]:
    """A set of questions with what is right."""
    data: dict[str, Any] = yaml.safe_load(
        (SETS / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return data
