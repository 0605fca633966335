"""Tests share nothing: caches, language and random numbers start anew for each."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings

from yichuang.catalogue import queries as catalogue_queries
from yichuang.lobby.queries import screens
from yichuang.organisation.services import series
from yichuang.web import memory

# What the process keeps between requests, by the room that keeps it.
FORGET = (
    memory.forget_all,
    catalogue_queries.forget,
    screens.forget,
    series.forget,
)

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "long", parent=settings.get_profile("house"), max_examples=2000
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """Nothing an earlier test made the process remember is known to this one."""
    for forget in FORGET:
        forget()
    cache.clear()
    translation.activate("zh-hans")
    yield
    translation.deactivate()
