"""The whole way with the real reader: a school's ZIP with a teacher's folder and the list
become a case with its pages in its papers, and one notice of what is missing."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from specimens.drawing import draw
from specimens.people import a_person
from specimens.stacks import jpeg_of
from tests.cast import Cast
from tests.factories.batches import TEACHER, make_season
from tests.factories.cases import NOW, Counter
from tests.factories.filing import make_all, make_matter
from tests.factories.organisation import make_hall
from yichuang.cases.models import Correction
from yichuang.cases.queries import folders as queries
from yichuang.cases.rules.folders import Matched, Standing
from yichuang.cases.services import folders
from yichuang.cases.services.batches.members import Row
from yichuang.materials.models import PageState, StackPage
from yichuang.materials.services import sorting, stacks

KINDS = ("id_front", "id_back", "mandarin")


@pytest.mark.slow
def test_a_zip_and_a_list_become_a_case_and_its_notice(cast: Cast) -> None:
    make_hall()
    make_matter()
    hall, person = Counter(cast, TEACHER), a_person(5)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for kind in KINDS:
            card = draw(kind, person, seed=5)
            packed.writestr(f"{person.name}/{kind}.jpg", jpeg_of(card.image))
    by, season = hall.clerk, make_season(hall)
    folder = folders.bring(
        season.pk,
        "第一中学",
        [Row(2, person.name, person.id_number)],
        [SimpleUploadedFile("老师.zip", archive.getvalue())],
        answers={},
        by=by,
        at=NOW,
    ).folder
    assert folder is not None
    while stacks.take_step(at=NOW):
        pass
    view = queries.folder(by, folder.pk, NOW)
    card_of = view.people[0]
    assert card_of.match.how is Matched.NUMBER
    assert card_of.standing is Standing.DOUBTFUL  # nobody has looked at the pages yet
    for page in StackPage.objects.exclude(state=PageState.CONFIRMED):
        sorting.confirm(page.key, page.kind, by=by, at=NOW)
    card_of = queries.folder(by, folder.pk, NOW).people[0]
    judged = {one.id: "right" for one in card_of.layout.questions}
    if judged:
        folders.judge(card_of.id, judged, seen=card_of.version, by=by, at=NOW)
    assert folders.ask(folder.pk, Standing.MISSING, by=by, at=NOW) == 1
    make_all()
    notice = Correction.objects.get()
    assert [item["key"] for item in notice.items] == ["form", "health"]
    assert dict(notice.case.papers.values_list("key", "state")) == {
        "form": "missing",
        "id": "present",
        "health": "missing",
        "mandarin": "present",
    }
    assert notice.case.applicant is not None
    assert notice.case.applicant.address == person.address
