"""A school's list and papers: who is complete, lacks what, is doubtful why; each becomes
one case of the season, whoever dies meanwhile, and who lacks something is told once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories import materials as files
from tests.factories.accounts import invented_id
from tests.factories.batches import TEACHER, make_season, teacher
from tests.factories.cases import NOW, Counter
from tests.factories.filing import (
    BORN,
    Leaf,
    Somebody,
    make_all,
    make_folder,
    make_matter,
    rows_of,
    whole,
)
from tests.factories.organisation import make_hall
from yichuang.accounts.models import Person
from yichuang.cases.models import (
    Case,
    CasePaperFile,
    Correction,
    FolderPerson,
    SchoolFolder,
)
from yichuang.cases.queries import folders as queries
from yichuang.cases.queries.folders import FolderView
from yichuang.cases.rules.folders import Found, Listed, Matched, Standing, match
from yichuang.cases.services import folders
from yichuang.cases.services.batches.members import Row
from yichuang.cases.services.folders import making
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import PageState, Stack

Together = Callable[[Any], list[Any]]


def somebody(name: str, serial: int, **over: Any) -> Somebody:
    more = {key: over.pop(key) for key in ("read", "folder") if key in over}
    return Somebody(name, serial, whole(name, serial, **over), **more)


WANG = somebody("王一", 801)
LI = somebody("李二", 802, mandarin=None)
ZHANG = somebody("张三", 803, physical_exam={"name": "张山", "conclusion": "合格"})
CHEN = Somebody("陈四", 804)
SUN = somebody("孙五", 805)


@pytest.fixture
def hall(cast: Cast) -> Counter:
    make_hall()
    make_matter()
    return Counter(cast, TEACHER)


def seen(hall: Counter, folder: SchoolFolder) -> FolderView:
    return queries.folder(hall.clerk, folder.pk, NOW)


def standings(view: FolderView) -> dict[str, str]:
    return {one.name: one.standing.value for one in view.people}


def test_everybody_of_the_list_has_a_standing(
    hall: Counter, django_assert_max_num_queries: Any
) -> None:
    folder = make_folder(hall, [WANG, LI, ZHANG, CHEN], [WANG, LI, ZHANG, SUN])
    with django_assert_max_num_queries(9):
        view = seen(hall, folder)
    assert standings(view) == {
        "王一": "complete",
        "李二": "missing",
        "张三": "doubtful",
        "陈四": "no_papers",
    }
    assert [paper.key for paper in view.people[1].lacking] == ["mandarin"]
    assert view.people[2].open_questions == 1
    assert [one.name for one in view.strangers] == ["孙五"]


def test_pages_nobody_confirmed_are_looked_at_first(hall: Counter) -> None:
    leaves = [replace_state(leaf, PageState.READ) for leaf in WANG.leaves]
    folder = make_folder(hall, [WANG], [Somebody("王一", 801, leaves)])
    assert standings(seen(hall, folder)) == {"王一": "doubtful"}


def replace_state(leaf: Leaf, state: PageState) -> Leaf:
    return Leaf(leaf.kind, leaf.fields, state)


def test_papers_the_list_says_are_here_are_not_missing(hall: Counter) -> None:
    rows = rows_of(LI, papers=("普通话水平测试等级证书",))
    folder = make_folder(hall, [LI], rows=rows)
    assert standings(seen(hall, folder)) == {"李二": "complete"}


def test_a_name_without_a_number_is_doubtful_until_a_clerk_says_so(
    hall: Counter,
) -> None:
    leaves = whole("王一", 801, id_front={"name": "王一"}, application_form={})
    unread = Somebody("王一", 801, leaves, read=False)
    folder = make_folder(hall, [WANG], [unread])
    card = seen(hall, folder).people[0]
    assert card.standing is Standing.DOUBTFUL
    assert card.match.how is Matched.NAME
    folders.choose(
        card.id, card.match.found[0], seen=card.version, by=hall.clerk, at=NOW
    )
    again = seen(hall, folder).people[0]
    assert again.match.how is Matched.CHOSEN


BAD = [
    (Row(3, "", invented_id(811, BORN)), "name"),
    (Row(3, "张三", "430999198808080001"), "id_number"),
    (Row(3, "张三", invented_id(811, BORN), "12345"), "phone"),
    (Row(3, "张三", invented_id(811, BORN), papers=("护照",)), "papers"),
    (Row(3, "王一", invented_id(801, BORN)), "id_number"),
]


@pytest.mark.parametrize(("row", "field"), BAD)
def test_a_wrong_row_is_named_and_nothing_is_kept(
    hall: Counter, row: Row, field: str
) -> None:
    season = make_season(hall)
    done = bring(hall, season.pk, [*rows_of(WANG), row])
    assert done.folder is None
    assert [(one.line, one.refusals[0].field) for one in done.bad] == [(3, field)]
    assert not SchoolFolder.objects.exists()
    assert not Stack.objects.exists()
    assert not Person.objects.filter(name="王一").exists()


def bring(hall: Counter, season: int, rows: Sequence[Row]) -> folders.Brought:
    scan = SimpleUploadedFile("扫描.pdf", files.pdf(1))
    given: dict[str, Any] = {"answers": {}, "by": hall.clerk, "at": NOW}
    return folders.bring(season, "一中", rows, [scan], **given)


def test_everything_wrong_with_the_list_is_told_at_once(hall: Counter) -> None:
    season = make_season(hall)
    rows = [Row(2, "", "1", "2"), Row(3, "", invented_id(811, BORN))]
    bad = bring(hall, season.pk, rows).bad
    assert [len(one.refusals) for one in bad] == [3, 1]


def test_who_has_applied_or_stands_elsewhere_is_named(hall: Counter) -> None:
    make_folder(hall, [WANG])
    season = SchoolFolder.objects.get().batch_id
    applied = teacher(hall, 7)
    person = applied.applicant
    assert person is not None
    rows = [*rows_of(WANG), Row(3, person.name, person.id_number)]
    bad = bring(hall, season, rows).bad
    codes = [one.refusals[0].code for one in bad]
    assert codes == ["folder.listed-elsewhere", "roster.applied"]


def ask(hall: Counter, folder: SchoolFolder, which: Standing) -> int:
    return folders.ask(folder.pk, which, by=hall.clerk, at=NOW)


def test_the_complete_ones_become_cases_with_their_pages(hall: Counter) -> None:
    folder = make_folder(hall, [WANG, LI])
    assert ask(hall, folder, Standing.COMPLETE) == 1
    make_all()
    case = Case.objects.get(batch=folder.batch)
    assert case.applicant_name == "王一"
    assert set(case.papers.values_list("state", flat=True)) == {"present"}
    assert CasePaperFile.objects.filter(paper__case=case).count() == 5
    assert standings(seen(hall, folder))["王一"] == "made"
    person = case.applicant
    assert person is not None
    assert person.phone == "13900005001"


def test_who_lacks_something_is_told_once_and_completely(hall: Counter) -> None:
    folder = make_folder(hall, [LI])
    ask(hall, folder, Standing.MISSING)
    make_all()
    notice = Correction.objects.get()
    assert [item["key"] for item in notice.items] == ["mandarin"]
    assert notice.case.state == "correction"


def test_a_doubt_is_settled_by_a_person_either_way(hall: Counter) -> None:
    other = somebody("钱六", 806, physical_exam={"name": "钱七", "conclusion": "合格"})
    folder = make_folder(hall, [ZHANG, other])
    one, two = seen(hall, folder).people
    for card, answer in ((one, "right"), (two, "fault")):
        judged = {question.id: answer for question in card.layout.questions}
        folders.judge(card.id, judged, seen=card.version, by=hall.clerk, at=NOW)
    view = seen(hall, folder)
    assert standings(view) == {"张三": "complete", "钱六": "missing"}
    ask(hall, folder, Standing.MISSING)
    make_all()
    (item,) = Correction.objects.get().items
    assert item["key"] == "health"
    assert "钱七" in item["fault"]


def test_every_doubt_needs_an_answer(hall: Counter) -> None:
    folder = make_folder(hall, [ZHANG])
    card = seen(hall, folder).people[0]
    with pytest.raises(Refusal) as refused:
        folders.judge(card.id, {}, seen=card.version, by=hall.clerk, at=NOW)
    assert refused.value.code == "folder.unjudged"


def test_asking_again_makes_nobody_twice(hall: Counter) -> None:
    folder = make_folder(hall, [WANG])
    ask(hall, folder, Standing.COMPLETE)
    with pytest.raises(Refusal) as refused:
        ask(hall, folder, Standing.COMPLETE)
    assert refused.value.code == "folder.nobody"
    make_all()
    assert make_all(NOW + timedelta(hours=1)) == 0
    assert Case.objects.filter(batch=folder.batch).count() == 1


class Killed(BaseException):
    """The worker dies here."""


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(
    hall: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder(hall, [WANG])
    ask(hall, folder, Standing.COMPLETE)

    def dies(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(making, "_file", dies)
        with pytest.raises(Killed):
            folders.make_step(at=NOW)
    assert Case.objects.filter(batch=folder.batch).count() == 1
    assert make_all(NOW + timedelta(seconds=1)) == 0  # the lease still runs
    assert make_all(NOW + making.LEASE + timedelta(seconds=1)) == 1
    case = Case.objects.get(batch=folder.batch)
    assert set(case.papers.values_list("state", flat=True)) == {"present"}


def test_who_applied_meanwhile_is_left_out_and_said_why(hall: Counter) -> None:
    folder = make_folder(hall, [WANG])
    ask(hall, folder, Standing.COMPLETE)
    FolderPerson.objects.filter(folder=folder).update(tries=making.TRIES)
    make_all()
    card = seen(hall, folder).people[0]
    assert card.refusal is not None
    assert card.refusal.code == "folder.unexpected"
    assert not Case.objects.filter(batch=folder.batch).exists()


@pytest.mark.parametrize("who", ["clerk_elsewhere", "guide", "approver"])
def test_nobody_else_sees_a_school_s_folder(hall: Counter, who: str) -> None:
    folder = make_folder(hall, [WANG])
    with pytest.raises(Refusal) as refused:
        queries.folder(hall.cast.actor(who), folder.pk, NOW)
    assert refused.value.code == "folder.not-found"


def test_two_workers_make_one_case(together: Together, transactional_db: None) -> None:
    make_hall()
    make_matter()
    hall = Counter(Cast(), TEACHER)
    folder = make_folder(hall, [WANG])
    ask(hall, folder, Standing.COMPLETE)
    outcomes = together([partial(folders.make_step, at=NOW) for _ in range(4)])
    assert [one.error for one in outcomes if one.error is not None] == []
    make_all(NOW + making.LEASE + timedelta(seconds=1))
    assert Case.objects.filter(batch=folder.batch).count() == 1
    assert CasePaperFile.objects.count() == 5


NAMES = st.sampled_from(["王一", "李二", ""])
NUMBERS = st.sampled_from(["A", "B", ""])


@given(
    st.lists(st.tuples(st.sampled_from(["王一", "李二"]), st.sampled_from("ABC"))),
    st.lists(st.tuples(NAMES, NUMBERS)),
)
def test_nobody_s_papers_go_to_two_people(
    rows: list[tuple[str, str]], people: list[tuple[str, str]]
) -> None:
    listed = [Listed(n, name, f"{number}{n}") for n, (name, number) in enumerate(rows)]
    found = [
        Found(n, name, f"{number}{n}" if number else "")
        for n, (name, number) in enumerate(people)
    ]
    matches, strange = match(listed, found)
    given_out = [pk for one in matches.values() for pk in one.found]
    assert len(given_out) == len(set(given_out))
    assert sorted([*given_out, *strange]) == [one.id for one in found]
    for row in listed:
        for pk in matches[row.id].found:
            assert found[pk].number in {"", row.number}


def test_the_same_name_twice_decides_nothing() -> None:
    listed = [Listed(1, "王一", "A"), Listed(2, "王一", "B")]
    matches, strange = match(listed, [Found(7, "王一", "")])
    assert matches[1].how is matches[2].how is Matched.NOT
    assert strange == (7,)
    chosen = [replace(listed[0], chosen=7), listed[1]]
    assert match(chosen, [Found(7, "王一", "")])[0][1].found == (7,)
