"""A school hands its list and papers in over the portal with a written mandate; a clerk
compares it; what comes later changes nobody's application by itself."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.batches import TEACHER, make_season, teacher
from tests.factories.cases import NOW, Counter
from tests.factories.filing import (
    Somebody,
    lay,
    make_all,
    make_folder,
    make_handed,
    make_matter,
    mandate,
    rows_of,
    scan,
    whole,
)
from tests.factories.organisation import make_hall
from yichuang.accounts.models import LegalEntity
from yichuang.cases.models import (
    Case,
    CasePaperFile,
    FolderPerson,
    SchoolFolder,
    SchoolHanding,
)
from yichuang.cases.queries import folders as queries
from yichuang.cases.rules.folders import Handing, Standing
from yichuang.cases.services import folders
from yichuang.cases.services.batches.members import Row
from yichuang.kernel.refusals import Refusal
from yichuang.materials import policies as material_policies
from yichuang.materials.models import Stack, StackState

Together = Callable[[Any], list[Any]]
WANG = Somebody("王一", 801, whole("王一", 801))
LI = Somebody("李二", 802, whole("李二", 802, mandarin=None))


@pytest.fixture
def hall(cast: Cast) -> Counter:
    make_hall()
    make_matter()
    return Counter(cast, TEACHER)


@pytest.fixture
def handed(hall: Counter) -> SchoolFolder:
    return make_handed(hall, [WANG, LI], by=hall.cast.actor("agent"))


def refused(act: Callable[..., Any], *given: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*given, **more)
    return no.value.code


def take(hall: Counter, folder: SchoolFolder, seen: int = 1) -> None:
    folders.take(folder.pk, seen=seen, by=hall.clerk, at=NOW)


def ask(hall: Counter, folder: SchoolFolder, which: Standing) -> None:
    folders.ask(folder.pk, which, by=hall.clerk, at=NOW)


def standings(by: Any, folder: SchoolFolder) -> dict[str, str]:
    view = queries.folder(by, folder.pk, NOW)
    return {one.name: one.standing.value for one in view.people}


def test_the_school_sees_who_has_what_and_nobody_else_does(
    hall: Counter, handed: SchoolFolder
) -> None:
    agent = hall.cast.actor("agent")
    assert standings(agent, handed) == {"王一": "complete", "李二": "missing"}
    assert [one.school for one in queries.mine(agent)] == ["第一中学"]
    for who in ("citizen", "clerk_elsewhere", "approver", "stranger"):
        other = hall.cast.actor(who)
        assert refused(queries.folder, other, handed.pk, NOW) == "folder.not-found"
        assert queries.mine(other) == ()


def test_the_mandate_is_kept_and_seen_by_the_clerk(
    hall: Counter, handed: SchoolFolder
) -> None:
    handing = SchoolHanding.objects.get(folder=handed)
    assert (handing.entity.name, handing.agent) == ("第一中学", "胡秀兰")
    assert handing.entity.kind == LegalEntity.Kind.INSTITUTION
    for who, sees in (("clerk", True), ("agent", True), ("citizen", False)):
        by = hall.cast.actor(who)
        assert material_policies.may_see(handing.letter.about, by) is sees


def test_nobody_is_received_before_the_folder_is_taken_over(
    hall: Counter, handed: SchoolFolder
) -> None:
    assert refused(ask, hall, handed, Standing.COMPLETE) == "folder.not-taken"
    take(hall, handed)
    ask(hall, handed, Standing.COMPLETE)
    make_all()
    assert Case.objects.get(batch=handed.batch).applicant_name == "王一"


def test_two_clerks_take_it_over_once(hall: Counter, handed: SchoolFolder) -> None:
    take(hall, handed)
    assert refused(take, hall, handed) == "folder.moved-on"


def test_given_back_with_a_reason_and_handed_in_again(
    hall: Counter, handed: SchoolFolder
) -> None:
    agent = hall.cast.actor("agent")
    back = partial(folders.give_back, handed.pk, seen=1, by=hall.clerk, at=NOW)
    assert refused(back, " ") == "folder.no-reason"
    back("委托书没有盖章。")
    view = queries.folder(agent, handed.pk, NOW)
    assert view.handing is not None
    assert (view.handing.state, view.handing.reason) == (
        Handing.GIVEN_BACK,
        "委托书没有盖章。",
    )
    given = mandate()
    again = partial(folders.hand_in_again, handed.pk, by=agent, at=NOW)
    again(given.letter, given.until)
    take(hall, handed, seen=3)
    assert refused(again, given.letter, given.until) == "folder.not-given-back"


def hand_in(hall: Counter, *rows: Row, who: str = "agent", **over: Any) -> Any:
    season = make_season(hall)
    given: dict[str, Any] = {"answers": {}, "by": hall.cast.actor(who), "at": NOW}
    return folders.hand_in(season.pk, mandate(**over), rows, [scan()], **given)


def test_a_mandate_that_is_over_hands_in_nothing(hall: Counter) -> None:
    over = NOW.date() - timedelta(days=1)
    assert refused(hand_in, hall, *rows_of(WANG), until=over) == "mandate.over"
    assert not SchoolFolder.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "supervisor", "stranger"])
def test_only_citizens_hand_in(hall: Counter, who: str) -> None:
    assert refused(hand_in, hall, *rows_of(WANG), who=who) == "permission.denied"


def test_the_school_is_not_told_what_is_on_record(hall: Counter) -> None:
    """Else a list would be a way to ask whom the hall knows."""
    known = teacher(hall, 7).applicant
    assert known is not None
    row = Row(2, "别的名字", known.id_number)
    done = hand_in(hall, row)
    assert done.folder is not None
    take(hall, done.folder)
    person = FolderPerson.objects.get()
    assert person.code in {"person.other-name", "roster.applied"}


def test_only_the_window_says_what_lies_there(hall: Counter) -> None:
    row = Row(2, "王一", WANG.number, papers=("居民身份证",))
    (bad,) = hand_in(hall, row).bad
    assert [one.code for one in bad.refusals] == ["roster.at-the-window"]


def test_the_same_list_and_papers_sent_again_are_one_folder(hall: Counter) -> None:
    first = hand_in(hall, *rows_of(WANG)).folder
    season = first.batch_id
    again = partial(
        folders.hand_in, season, mandate(), answers={},
        by=hall.cast.actor("agent"), at=NOW,
    )  # fmt: skip
    assert again(rows_of(WANG), [scan()]).folder == first
    assert refused(again, rows_of(LI), [scan()]) == "folder.papers-there"
    assert SchoolFolder.objects.count() == 1


def test_a_later_scan_is_read_and_everybody_stands_anew(
    hall: Counter, handed: SchoolFolder
) -> None:
    agent = hall.cast.actor("agent")
    person = handed.people.get(name="李二")
    add = partial(folders.add, handed.pk, person=person.pk, by=agent, at=NOW)
    assert add([scan()]) == 1
    assert add([scan()]) == 0
    stack = Stack.objects.get(pk=handed.stack_id)
    assert stack.state == StackState.READING
    assert stack.files.latest("position").folder == "李二"
    more = Somebody("李二", 802, [whole("李二", 802)[-1]])
    came_later(handed, more)
    assert standings(agent, handed)["李二"] == "complete"


def came_later(folder: SchoolFolder, more: Somebody) -> None:
    """The worker has read these pages of a later scan."""
    file = folder.stack.files.earliest("position")
    owner = folder.stack.applicants.get(name=more.name)
    lay(folder.stack, file, Somebody("", 0, more.leaves), 90)
    folder.stack.pages.filter(applicant=None).update(applicant=owner)
    Stack.objects.filter(pk=folder.stack_id).update(state=StackState.READY)


def test_to_an_application_that_was_made_pages_are_proposed(hall: Counter) -> None:
    folder = make_folder(hall, [LI])
    ask(hall, folder, Standing.MISSING)
    make_all()
    filed = CasePaperFile.objects.count()
    came_later(folder, Somebody("李二", 802, [whole("李二", 802)[-1]]))
    (card,) = queries.folder(hall.clerk, folder.pk, NOW).people
    assert (card.standing, card.proposed) == (Standing.MADE, 1)
    assert CasePaperFile.objects.count() == filed
    assert Case.objects.get(batch=folder.batch).state == "correction"


def test_a_fault_is_mended_by_a_later_page_of_its_kind(hall: Counter) -> None:
    expired = {"issuer": "长沙市公安局", "valid_until": "2020-01-01"}
    folder = make_folder(
        hall, [WANG], [Somebody("王一", 801, whole("王一", 801, id_back=expired))]
    )
    (card,) = queries.folder(hall.clerk, folder.pk, NOW).people
    faults = {one.id: "fault" for one in card.layout.questions}
    folders.judge(card.id, faults, seen=card.version, by=hall.clerk, at=NOW)
    assert standings(hall.clerk, folder) == {"王一": "missing"}
    came_later(folder, Somebody("王一", 801, [whole("王一", 801)[2]]))
    assert standings(hall.clerk, folder) == {"王一": "complete"}
    ask(hall, folder, Standing.COMPLETE)
    make_all()
    case = Case.objects.get(batch=folder.batch)
    assert set(case.papers.values_list("state", flat=True)) == {"present"}


def test_after_the_season_or_the_mandate_the_school_adds_nothing(
    hall: Counter, handed: SchoolFolder
) -> None:
    add = partial(folders.add, handed.pk, [scan()], by=hall.cast.actor("agent"))
    assert refused(add, at=NOW + timedelta(days=61)) == "mandate.over"
    SchoolHanding.objects.update(until=NOW.date() + timedelta(days=900))
    assert refused(add, at=NOW + timedelta(days=61)) == "batch.over"


def test_a_person_of_another_folder_gets_no_scans(
    hall: Counter, handed: SchoolFolder
) -> None:
    other = make_folder(hall, [Somebody("孙五", 805)])
    person = other.people.get()
    act = partial(folders.add, handed.pk, [scan()], by=hall.clerk, at=NOW)
    assert refused(act, person=person.pk) == "folder.not-found"


def test_two_clerks_at_the_same_moment_take_it_over_once(
    together: Together, transactional_db: None
) -> None:
    make_hall()
    make_matter()
    hall = Counter(Cast(), TEACHER)
    folder = make_handed(hall, [WANG], by=hall.cast.actor("agent"))
    clerk = hall.clerk  # made before anybody races
    act = partial(folders.take, folder.pk, seen=1, by=clerk, at=NOW)
    acts = [act, act]
    said = [getattr(one.error, "code", None) for one in together(acts)]
    assert sorted(said, key=str) == [None, "folder.moved-on"]


def test_two_scans_at_the_same_moment_are_both_kept(
    together: Together, transactional_db: None
) -> None:
    make_hall()
    make_matter()
    hall = Counter(Cast(), TEACHER)
    folder = make_folder(hall, [WANG])
    acts = [
        partial(folders.add, folder.pk, [scan(wide)], by=hall.clerk, at=NOW)
        for wide in (300, 301, 302)
    ]
    assert [one.error for one in together(acts) if one.error is not None] == []
    assert folder.stack.files.count() == 4
