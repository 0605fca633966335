"""The floor plan as .importlinter states it, so that it stands in one place only."""

import configparser

from tests.architecture.source import ROOT


def read_floors() -> list[list[str]]:
    plan = configparser.ConfigParser()
    plan.read(ROOT / ".importlinter", encoding="utf-8")
    layers = plan["importlinter:contract:floors"]["layers"].split("\n")
    return [line.replace("|", " ").split() for line in layers if line.strip()]


LEVEL = {
    room: height
    for height, floor in enumerate(reversed(read_floors()))
    for room in floor
}


def may_lean_on(room: str, other: str) -> bool:
    """True when `other` is the room itself or stands on a lower floor."""
    return room == other or LEVEL[other] < LEVEL[room]
