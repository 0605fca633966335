"""Each class of page finds the item's required paper it answers, and no other."""

import pytest

from yichuang.materials.rules.classes import (
    KINDS,
    NAMED,
    PageClass,
    classes_for,
    document_of,
    fits,
)
from yichuang.materials.rules.reading import PageText, Spot


@pytest.mark.parametrize(
    ("paper", "kinds"),
    [
        ("居民身份证", {"id_front", "id_back", "id_both"}),
        ("法定代表人（负责人）身份证明", {"id_front", "id_back", "id_both"}),
        ("学历证书", {"diploma"}),
        ("毕业证书原件", {"diploma"}),
        ("补办毕业证明书申请单", {"application_form"}),
        ("毕业生登记表原件", set()),
        ("普通话水平测试等级证书", {"mandarin"}),
        ("体格检查合格证明", {"physical_exam"}),
        ("教师资格认定申请表", {"application_form"}),
        ("岗前培训合格证书", {"training_cert"}),
        ("一学年教学任务证明", {"teaching_proof"}),
        ("近期免冠照片", {"photo"}),
        ("公示照片和公示结果", set()),
        ("营业执照", {"business_licence"}),
        ("经营场所使用证明（产权证或租赁合同）", {"lease", "property_deed"}),
        ("从业人员健康合格证明", {"health_cert"}),
        ("无犯罪记录证明", {"no_crime"}),
        ("预防接种查验证明", {"vaccination"}),
        ("出生医学证明", {"birth_cert"}),
        ("居民户口簿", {"household_cover", "household_member"}),
        ("会议纪要和签到册", set()),
    ],
)
def test_which_pages_answer_a_paper(paper: str, kinds: set[str]) -> None:
    assert {kind.value for kind in NAMED if fits(kind, paper)} == kinds
    assert classes_for([paper]) == kinds


def test_every_class_is_described() -> None:
    assert set(KINDS) == set(PageClass)
    for kind in NAMED:
        assert kind.kind.zh
        assert kind.kind.en
        assert kind.kind.fits
        assert kind.kind.pages >= 1
    assert not any(fits(PageClass.OTHER, name) for name in ("居民身份证", "其他材料"))


def test_both_sides_of_a_card_are_one_document() -> None:
    assert document_of(PageClass.ID_FRONT) == document_of(PageClass.ID_BACK)
    assert document_of(PageClass.DIPLOMA) != document_of(PageClass.DEGREE)


def test_a_page_is_turned_by_quarters_and_survives_being_kept() -> None:
    with pytest.raises(ValueError, match="quarters"):
        PageText(10, 10, turned=45)
    one = PageText(1240, 1754, turned=90, skew=-1.25, portrait=0.5)
    assert PageText.from_json(one.as_json()) == one
    spot = Spot(0.1, 0.2, 0.3, 0.4)
    assert spot.joined(Spot(0.0, 0.5, 0.2, 0.2)).as_json() == [0.0, 0.2, 0.4, 0.5]
    assert spot.part(5, 10, 10).x == pytest.approx(0.25)
