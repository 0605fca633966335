"""What an act is to the page that performs it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.desk.forms.acts import PlainForm
from yichuang.desk.forms.base import ActForm
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.queries.opened import Opened


@dataclass(frozen=True, slots=True)
class Doing:
    """One act about to be done: the case, what it is on, by whom, when."""

    opened: Opened
    on: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Led:
    """The sentence of success of an act that leads to another page."""

    says: str
    url: str


Perform = Callable[[Doing, dict[str, Any]], str | Led]
"""Does it through a service of cases; returns the sentence of success."""


def _no_options(doing: Doing) -> dict[str, Any]:
    return {}


def _no_preview(doing: Doing) -> Preview:
    return Preview()


@dataclass(frozen=True, slots=True)
class Act:
    """`title` heads the page, `verb` stands on the button, both msgids. `move` names the
    row of the lifecycle that must allow it, or else `needs` the permission. `back` names
    the view of the case it returns to, `initial` fills its form. A `parallel` act goes
    beside what others do, so somebody else's work in between is no conflict."""

    title: str
    verb: str
    perform: Perform
    move: str = ""
    needs: str = ""
    form: type[ActForm] = PlainForm
    options: Callable[[Doing], dict[str, Any]] = field(default=_no_options)
    preview: Callable[[Doing], Preview] = field(default=_no_preview)
    danger: bool = False
    signs: bool = False
    back: str = "desk:case"
    parallel: bool = False
    initial: Callable[[Doing], dict[str, Any]] = field(default=_no_options)
