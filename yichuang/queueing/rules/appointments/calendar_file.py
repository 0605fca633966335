"""An appointment as a file for the calendar of a phone (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

WIDTH = 75
"""Octets of a line, RFC 5545 §3.1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes into a calendar; `sequence` grows with each change, so that the entry
    already there is moved instead of doubled."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    place: str
    text: str
    url: str
    made: datetime
    cancelled: bool = False
    remind: timedelta = timedelta(hours=2)


def calendar_file(entry: Entry) -> str:
    """The file; times in UTC, which every calendar shows in its own zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yichuang//Appointments//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:CANCEL" if entry.cancelled else "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_utc(entry.made)}",
        f"DTSTART:{_utc(entry.starts)}",
        f"DTEND:{_utc(entry.ends)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"LOCATION:{_escaped(entry.place)}",
        f"DESCRIPTION:{_escaped(entry.text)}",
        f"URL:{entry.url}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
    ]
    if not entry.cancelled:
        minutes = int(entry.remind.total_seconds() // 60)
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-PT{minutes}M",
            f"DESCRIPTION:{_escaped(entry.title)}",
            "END:VALARM",
        ]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Text with what has a meaning of its own escaped; a line break cannot begin a line
    of the file."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut where it is longer than allowed, never inside a character."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > WIDTH:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part])
