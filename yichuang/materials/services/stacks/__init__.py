"""Stacks of papers: brought, laid out, read page by page, grouped, removed."""

from yichuang.materials.services.stacks.adding import add
from yichuang.materials.services.stacks.bringing import create
from yichuang.materials.services.stacks.ending import close, remove, reopen
from yichuang.materials.services.stacks.stepping import take_step

__all__ = ["add", "close", "create", "remove", "reopen", "take_step"]
