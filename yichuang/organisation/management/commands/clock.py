"""`yichuang clock due`: a deadline with every day counted or skipped, and why."""

import csv
import io
import json
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.limits import Deadline, Limit, Stop, Unit, deadline, lawful
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.adapters import holidays
from yichuang.organisation.queries import calendars, places

STANDARD_HOURS = OfficeHours(
    dict.fromkeys(range(5), ((time(9), time(12)), (time(13, 30), time(17))))
)
"""Used for limits in hours where no hall is set up."""

SEMICOLON = re.compile("[;；]")


class Command(BaseCommand):
    help = "When does a limit end? Explained day by day from the hall's own calendar."

    def add_arguments(self, parser: CommandParser) -> None:
        due = parser.add_subparsers(dest="what", required=True).add_parser(
            "due", help="the due day of a limit"
        )
        due.add_argument(
            "--start",
            help="day or moment the limit starts: 2026-02-13, 2026-02-13T10:30",
        )
        due.add_argument("--limit", help="15W, 60N, 2H or S")
        due.add_argument(
            "--stop",
            action="append",
            default=[],
            help="days that do not count, both included: 2026-02-24..2026-02-25=听证",
        )
        due.add_argument("--file", type=Path, help="CSV with start,limit,stops")
        due.add_argument("--hall", type=int, help="id of the hall; default the state's")
        due.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            calendar, hours = calendar_of(options["hall"])
            if options["file"]:
                self._file(options["file"], calendar, hours, as_json=options["json"])
                return
            if not options["start"] or not options["limit"]:
                raise CommandError("Give --start and --limit, or --file.")
            told = count(
                options["start"], options["limit"], options["stop"], calendar, hours
            )
        except Refusal as refusal:
            raise CommandError(in_words(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_facts(told), ensure_ascii=False))
            return
        for day in told.days:
            number = f"{day.number:>3}" if day.number is not None else "  -"
            note = f" {day.note}" if day.note else ""
            self.stdout.write(f"{day.day} {number}  {day.reason.value}{note}")
        self.stdout.write(f"due {due_words(told, options['limit'])}")
        if told.provisional:
            self.stdout.write("provisional: a year in it has no published plan yet")

    def _file(
        self, file: Path, calendar: WorkCalendar, hours: OfficeHours, *, as_json: bool
    ) -> None:
        columns, rows = read_rows(file)
        faults = []
        for number, row in rows:
            try:
                row["due"] = due_of(row, calendar, hours).isoformat()
            except Refusal as refusal:
                faults.append(
                    f"line {number}: {column_of(refusal)}: {in_words(refusal)}"
                )
            except CommandError as problem:
                faults.append(f"line {number}: {problem}")
        if faults:
            raise CommandError("\n".join(faults))
        columns = [name for name in columns if name != "due"]
        self._print([row for _, row in rows], [*columns, "due"], as_json=as_json)

    def _print(
        self, rows: list[dict[str, Any]], columns: list[str], *, as_json: bool
    ) -> None:
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        text = io.StringIO()
        writer = csv.DictWriter(
            text, columns, lineterminator="\n", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
        self.stdout.write(text.getvalue(), ending="")


def in_words(refusal: Refusal) -> str:
    """What is wrong and what to do about it."""
    return f"{refusal} {refusal.remedy_text()}".strip()


def column_of(refusal: Refusal) -> str:
    """The column of the file that has to change."""
    about = refusal.code.partition(".")[0]
    return {"stop": "stops", "limit": "limit"}.get(about, "start")


def due_of(row: dict[Any, Any], calendar: WorkCalendar, hours: OfficeHours) -> date:
    """The due day of a row of the file."""
    if None in row:
        raise CommandError("the line has more cells than there are columns")
    stops = [one for one in SEMICOLON.split(row.get("stops", "")) if one.strip()]
    return count(row["start"], row["limit"], stops, calendar, hours).due


def read_rows(file: Path) -> tuple[list[str], list[tuple[int, dict[Any, Any]]]]:
    """The columns of a CSV file and its rows, each with the line it ends on.

    Raises:
        CommandError: it is not text, no CSV, or lacks a column.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"Cannot read {file} as text: {problem}") from problem
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        missing = {"start", "limit"} - set(reader.fieldnames or ())
        if missing:
            raise CommandError(f"The file has no column {', '.join(sorted(missing))}.")
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as problem:
        raise CommandError(f"Cannot read {file} as CSV: {problem}") from problem
    return list(reader.fieldnames or ()), rows


def calendar_of(hall_id: int | None) -> tuple[WorkCalendar, OfficeHours]:
    """The hall's calendar and hours; before a hall is set up, the library's years.

    Raises:
        Refusal: "organisation.no-hall" for a number no hall has.
    """
    library = WorkCalendar(holidays.known_years())
    try:
        hall = places.hall(hall_id).id if hall_id else places.first_hall_id()
        calendar = calendars.calendar_for(hall)
        hours = calendars.office_hours(hall) if hall is not None else STANDARD_HOURS
    except DatabaseError:
        return library, STANDARD_HOURS
    return calendar if calendar.years else library, hours


def count(
    start: str, limit: str, stops: list[str], calendar: WorkCalendar, hours: OfficeHours
) -> Deadline:
    """A deadline from what was typed. Raises CommandError for what is not a date."""
    wanted = Limit.parse(limit)
    return deadline(
        read_start(start, wanted, hours),
        wanted,
        calendar,
        hours,
        tuple(read_stop(stop) for stop in stops),
    )


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(f"“{text}” is not a day; write 2026-02-13.") from None


def read_start(text: str, limit: Limit, hours: OfficeHours) -> date | datetime:
    """A day, or a moment (2026-02-13T10:30) on the hall's clock. A limit in hours that
    is given a day begins when the office opens."""
    if "T" in text:
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            raise CommandError(
                f"“{text}” is not a moment; write 2026-02-13T10:30."
            ) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=hours.zone)
    day = read_day(text)
    if limit.unit is Unit.HOURS:
        return datetime.combine(day, time(0), hours.zone)
    return day


def read_stop(text: str) -> Stop:
    """`2026-02-24..2026-02-25=听证`, both days included; one day may stand alone."""
    days, _equals, ground = text.strip().partition("=")
    first, _dots, last = days.partition("..")
    stop = Stop(read_day(first), read_day(last or first), ground)
    lawful(stop.ground)
    return stop


def due_words(told: Deadline, limit: str) -> str:
    """The due day; the moment for a limit in hours, which ends within a day."""
    if Limit.parse(limit).unit is Unit.HOURS and told.due_at:
        return told.due_at.isoformat(" ", "minutes")
    return told.due.isoformat()


def as_facts(told: Deadline) -> dict[str, Any]:
    """A deadline as plain JSON values."""
    return {
        "due": told.due.isoformat(),
        "due_at": told.due_at.isoformat() if told.due_at else None,
        "counted": told.counted,
        "provisional": told.provisional,
        "days": [
            {
                "day": day.day.isoformat(),
                "counted": day.counted,
                "number": day.number,
                "reason": day.reason.value,
                "note": day.note,
            }
            for day in told.days
        ],
    }
