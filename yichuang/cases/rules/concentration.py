"""三集中三到位: the approval function in one section, the power at posts, acceptance at
windows; items stationed, people authorised, every case under the clock.

A pure check of the whole hall: each gap is named with what to do about it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from yichuang.kernel.limits import Limit
from yichuang.kernel.text import N_, Msgid
from yichuang.organisation.rules import DECIDING, WARN_DAYS, LetterFacts, Scope


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window that is open; without a department it is a comprehensive one."""

    number: int
    name: str
    department_id: int | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with its section and who covers it as B (users)."""

    id: int
    department_id: int
    name: str
    kind: str
    name_en: str = ""
    section: str = ""
    section_en: str = ""
    approving_section: bool = False
    covers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in force with the limits its guide states."""

    key: str
    name: str
    department_id: int
    department: str
    promise: Limit
    statutory: Limit | None
    name_en: str = ""
    department_en: str = ""
    upper_body: str = ""


@dataclass(frozen=True, slots=True)
class HeldLetter:
    """A letter with the name of its person."""

    facts: LetterFacts
    person: str
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing. `column` is where the matrix shows it."""

    code: str
    column: str
    says: Msgid
    remedy: Msgid
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One item across the matrix: section, post, person, window, letter, days."""

    item: ItemRow
    windows: tuple[int, ...]
    posts: tuple[PostRow, ...]
    deciders: tuple[str, ...]
    stand_ins: int
    letter: str
    letter_ends: date | None
    letter_left: int | None
    gaps: tuple[Gap, ...]

    @property
    def whole(self) -> bool:
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole hall: one line per item, gaps of departments by their name, and how
    many items have each column in place."""

    lines: tuple[Line, ...]
    departments: dict[int, tuple[Gap, ...]]
    counts: dict[str, int]

    @property
    def gaps(self) -> int:
        own = sum(len(line.gaps) for line in self.lines)
        return own + sum(map(len, self.departments.values()))

    @property
    def whole(self) -> bool:
        return not self.gaps


COLUMNS = ("section", "post", "window", "person", "cover", "letter")
"""The first three are the concentrations 三集中, the others what makes them work."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the check looks at, on one day."""

    today: date
    items: Sequence[ItemRow]
    windows: Sequence[WindowRow]
    posts: Sequence[PostRow]
    letters: Sequence[HeldLetter]


def picture(ground: Ground) -> Picture:
    """The matrix of a hall with every gap in it."""
    lines = tuple(_line(item, ground) for item in ground.items)
    missing = Counter(
        column for line in lines for column in {gap.column for gap in line.gaps}
    )
    departments = sorted({item.department_id for item in ground.items})
    return Picture(
        lines=lines,
        departments={
            department: tuple(_of_department(department, ground.posts))
            for department in departments
        },
        counts={column: len(lines) - missing[column] for column in COLUMNS},
    )


def _of_department(department: int, posts: Iterable[PostRow]) -> Iterator[Gap]:
    """审批职能集中到处室: every deciding post lies in the one section that approves."""
    deciding = [
        post
        for post in posts
        if post.department_id == department and post.kind == "decision"
    ]
    outside = [post.name for post in deciding if not post.approving_section]
    if deciding and outside:
        yield Gap(
            "section.scattered",
            "section",
            N_("These deciding posts are not in the approval section: %(posts)s."),
            N_("Name one section as the approval section and move the posts into it."),
            {"posts": "、".join(outside)},
        )


def _line(item: ItemRow, ground: Ground) -> Line:
    own = [post for post in ground.posts if post.department_id == item.department_id]
    posts = tuple(post for post in own if post.kind == "decision")
    windows = tuple(
        window.number
        for window in ground.windows
        if window.department_id in (None, item.department_id)
    )
    standing = _standing(item, ground)
    last = max(standing, key=lambda row: row.facts.valid_to, default=None)
    gaps = (
        *_window_gaps(item, windows),
        *_post_gaps(item, posts),
        *_people_gaps(item, posts, standing, ground),
        *_letter_gaps(item, standing, last, ground.today),
    )
    ends = last.facts.valid_to if last else None
    return Line(
        item=item,
        windows=windows,
        posts=posts,
        deciders=tuple(
            dict.fromkeys(row.person for row in standing if row.facts.acting)
        ),
        stand_ins=len({user for post in posts for user in post.covers}),
        letter=last.facts.number if last else "",
        letter_ends=ends,
        letter_left=(ends - ground.today).days if ends else None,
        gaps=gaps,
    )


def _standing(item: ItemRow, ground: Ground) -> list[HeldLetter]:
    """Letters that run today for the item; for a first review those that cover it."""
    scopes = (Scope.FIRST_REVIEW, Scope.DECIDE) if item.upper_body else DECIDING
    posts = {
        post.id for post in ground.posts if post.department_id == item.department_id
    }
    return [
        row
        for row in ground.letters
        if row.facts.post_id in posts
        and row.facts.item_key in {item.key, "*"}
        and row.facts.scope in scopes
        and row.facts.runs(ground.today)
    ]


def _window_gaps(item: ItemRow, windows: tuple[int, ...]) -> Iterator[Gap]:
    """审批受理集中到窗口."""
    if not windows:
        yield Gap(
            "window.none",
            "window",
            N_("No window accepts it."),
            N_("Open a comprehensive window, or one of the department."),
        )


def _post_gaps(item: ItemRow, posts: tuple[PostRow, ...]) -> Iterator[Gap]:
    """审批权限集中到岗位, and the section the post lies in."""
    if not posts:
        yield Gap(
            "post.none",
            "post",
            N_("The department has no deciding post in the hall."),
            N_("Add a deciding post for the department in the hall's plan."),
        )
    elif not any(post.approving_section for post in posts):
        yield Gap(
            "section.none",
            "section",
            N_("Its deciding post lies in no approval section."),
            N_("Name one section of the department as the approval section."),
        )


def _people_gaps(
    item: ItemRow,
    posts: tuple[PostRow, ...],
    standing: list[HeldLetter],
    ground: Ground,
) -> Iterator[Gap]:
    if not any(row.facts.acting for row in standing):
        absent = [row.person for row in standing]
        yield Gap(
            "person.none",
            "person",
            N_("Nobody who acts today is authorised for it.")
            if not absent
            else N_("Authorised, but not acting today: %(people)s."),
            N_("Register a letter, or seat the person at the post."),
            {"people": "、".join(absent)},
        )
    covers = {user for post in posts for user in post.covers}
    if posts and not covers:
        yield Gap(
            "cover.none",
            "cover",
            N_("Nobody covers the deciding post as B."),
            N_("Seat a B at the post, so that work goes on when A is away."),
        )
    elif posts and not covers & {row.facts.user_id for row in standing}:
        yield Gap(
            "cover.unauthorised",
            "cover",
            N_("B has no letter for it and could not decide."),
            N_("Register a letter for B; an absent A does not lend theirs."),
        )


def _letter_gaps(
    item: ItemRow, standing: list[HeldLetter], last: HeldLetter | None, today: date
) -> Iterator[Gap]:
    if last is None or any(row.followed for row in standing):
        return
    if last.facts.valid_to <= today + timedelta(days=WARN_DAYS):
        yield Gap(
            "letter.ends",
            "letter",
            N_("Letter %(letter)s ends in %(days)s days and nothing follows it."),
            N_("Let the department renew the letter."),
            {
                "letter": last.facts.number,
                "days": (last.facts.valid_to - today).days,
            },
        )
