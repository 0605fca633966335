"""The matrix of a hall 三集中三到位: items of the catalogue against posts and letters."""

from datetime import date

from yichuang.cases.rules import concentration
from yichuang.cases.rules.concentration import (
    Ground,
    HeldLetter,
    ItemRow,
    Picture,
    PostRow,
    WindowRow,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.organisation.queries import authority, places, posts
from yichuang.organisation.queries.authority import Seat


def picture(hall_id: int, on: date) -> Picture:
    """The matrix on a day: a handful of queries whatever the number of items."""
    return concentration.picture(ground(hall_id, on))


def ground(hall_id: int, on: date) -> Ground:
    """What the check looks at."""
    seats = authority.seats(hall_id, on)
    acting = posts.acting_at([seat.post_id for seat in seats], on)
    received = authority.open_windows(hall_id)
    return Ground(
        today=on,
        items=_items(hall_id, on),
        windows=tuple(
            WindowRow(row.number, row.name, row.department_id)
            for row in places.windows(hall_id)
            if row.number in received
        ),
        posts=tuple(map(_post, seats)),
        letters=tuple(
            HeldLetter(
                facts=row.facts(acting=row.user_id in acting.get(row.post_id, ())),
                person=row.person,
                followed=row.followed,
            )
            for row in authority.letters(hall_id)
        ),
    )


def _items(hall_id: int, on: date) -> tuple[ItemRow, ...]:
    """Every item in force whose department works in the hall."""
    return tuple(
        ItemRow(
            key=guide.key,
            name=guide.name,
            name_en=guide.name_en or guide.name,
            department_id=guide.department_id,
            department=guide.department_name,
            department_en=guide.department_name_en or guide.department_name,
            promise=guide.promise,
            statutory=guide.statutory,
            upper_body=guide.upper_body,
        )
        for guide in catalogue_queries.guides_in_force(on)
        if places.department(guide.department_id).hall_id == hall_id
    )


def _post(seat: Seat) -> PostRow:
    return PostRow(
        id=seat.post_id,
        department_id=seat.department_id,
        name=seat.name,
        name_en=seat.name_en,
        kind=seat.kind,
        section=seat.section,
        section_en=seat.section_en,
        approving_section=seat.approving,
        covers=tuple(user for user, _name in seat.covers),
    )
