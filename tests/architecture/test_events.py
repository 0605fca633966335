"""Every kind of event has a sentence in both languages and somebody who may hear it."""

import re
from importlib import import_module
from pkgutil import walk_packages
from string import Formatter

from django.utils import translation
from django.utils.module_loading import import_string

import yichuang
from tests.architecture.floors import LEVEL, may_lean_on
from tests.architecture.source import PACKAGE, listed
from yichuang.config import wiring
from yichuang.journal.events import REGISTER

CODE = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+")
PLACE = re.compile(r"%\((\w+)\)s")

for module in walk_packages(yichuang.__path__, "yichuang."):
    if module.name.endswith(".events"):
        import_module(module.name)

# Tests of the journal register kinds of their own (`test.…`); no person reads those.
EVENTS = {code: kind for code, kind in REGISTER.items() if not code.startswith("test.")}


def test_events_are_registered() -> None:
    assert EVENTS


def test_codes_have_one_form() -> None:
    odd = [code for code in EVENTS if not CODE.fullmatch(code)]
    assert not odd, listed(odd)


def test_every_event_has_a_sentence_in_both_languages() -> None:
    silent = []
    for code, kind in sorted(EVENTS.items()):
        with translation.override("zh-hans"):
            chinese = translation.gettext(kind.says)
        if not kind.says or chinese == kind.says:
            silent.append(f"{code}: {kind.says!r}")
    assert not silent, listed(silent)


def test_sentences_name_their_places() -> None:
    odd = [
        f"{code}: {kind.says!r}"
        for code, kind in EVENTS.items()
        if "%" in PLACE.sub("", kind.says).replace("%%", "")
        or any(name is not None for _t, name, _s, _c in Formatter().parse(kind.says))
    ]
    assert not odd, listed(odd)


def test_listeners_hear_registered_events_from_below() -> None:
    faults = []
    for code, listeners in wiring.SUBSCRIPTIONS.items():
        if code not in EVENTS:
            faults.append(f"{code} is no event")
        for listener in listeners:
            if not callable(import_string(listener)):
                faults.append(f"{listener} cannot be called")
    assert not faults, listed(faults)


def test_an_event_is_registered_in_its_rooms_events_module() -> None:
    """So that importing the rooms' events is enough to know them all."""
    stray = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\w+ = event\(", path.read_text(encoding="utf-8"), re.M)
        and path.stem != "events"
        and path.parent.name != "events"
    ]
    assert not stray, listed(stray)


def test_rooms_of_listeners_exist() -> None:
    rooms = {
        listener.split(".")[1]
        for listeners in wiring.SUBSCRIPTIONS.values()
        for listener in listeners
    }
    assert rooms <= set(LEVEL)
    assert all(may_lean_on(room, "journal") for room in rooms)
