"""The office hours of the demo's days: nobody comes at night, at noon or on a Sunday."""

from datetime import date, datetime, time, timedelta

from yichuang.organisation.queries import calendars, places

HALF_A_MORNING = timedelta(minutes=90)
BEFORE_CLOSING = timedelta(minutes=20)


class OfficeTime:
    """Moves moments of one hall into its office hours."""

    def __init__(self, hall_id: int) -> None:
        self.zone = places.hall(hall_id).zone
        self.calendar = calendars.calendar_for(hall_id)
        self.hours = calendars.office_hours(hall_id)

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The office hours of a day as moments; none on a day of rest."""
        if not self.calendar.is_workday(day):
            return []
        return [
            (self._at(day, opens), self._at(day, closes))
            for opens, closes in self.hours.on(day)
        ]

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)

    def within(self, moment: datetime) -> datetime:
        """The moment itself while the office is open, else a little after it opens."""
        day = moment.astimezone(self.zone).date()
        for opens, closes in self.spans(day):
            if moment < opens:
                return opens + timedelta(minutes=moment.minute // 4)
            if moment < closes:
                return moment
        coming = self.spans(self.calendar.after(day, 1))
        if not coming:  # a hall without hours is open round the clock
            return moment
        return coming[0][0] + timedelta(minutes=moment.minute // 4)

    def latest(self, at: datetime) -> datetime:
        """The moment the demo tells of: `at` itself once half a morning has passed,
        the end of the last working day in the evening, at a weekend, early in the day.
        """
        day = at.astimezone(self.zone).date()
        spans = self.spans(day)
        if spans and at >= spans[0][0] + HALF_A_MORNING:
            return min(at, spans[-1][1] - BEFORE_CLOSING)
        before = self.spans(self.calendar.before(day, 1))
        return before[-1][1] - BEFORE_CLOSING if before else at

    def spread(self, now: datetime, count: int) -> list[datetime]:
        """`count` moments of the day up to `now`, evenly over its office hours."""
        spans = self.spans(now.astimezone(self.zone).date())
        worked = [(start, min(end, now)) for start, end in spans if start < now]
        total = sum((end - start for start, end in worked), timedelta())
        found = []
        for number in range(count):
            passed = total * (number + 0.5) / (count + 1)
            for start, end in worked:
                if passed < end - start:
                    found.append(start + passed)
                    break
                passed -= end - start
        return found or [now] * count
