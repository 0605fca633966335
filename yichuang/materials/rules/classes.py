"""The classes of papers a page can be, and which required paper of an item each fits."""

from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.text import N_, Msgid


class PageClass(StrEnum):
    """What one page of a stack is."""

    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    ID_BOTH = "id_both"
    DIPLOMA = "diploma"
    DEGREE = "degree"
    MANDARIN = "mandarin"
    PHYSICAL_EXAM = "physical_exam"
    APPLICATION_FORM = "application_form"
    TRAINING_CERT = "training_cert"
    TEACHING_PROOF = "teaching_proof"
    PHOTO = "photo"
    BUSINESS_LICENCE = "business_licence"
    LEASE = "lease"
    PROMISE_LETTER = "promise_letter"
    HOUSEHOLD_COVER = "household_cover"
    HOUSEHOLD_MEMBER = "household_member"
    DEATH_CERT = "death_cert"
    BIRTH_CERT = "birth_cert"
    MARRIAGE_CERT = "marriage_cert"
    HEALTH_CERT = "health_cert"
    NO_CRIME = "no_crime"
    PROPERTY_DEED = "property_deed"
    VACCINATION = "vaccination"
    OTHER = "other"

    @property
    def kind(self) -> "Kind":
        """Its names and what it may be filed under."""
        return KINDS[self]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of page: Chinese name, English name, pages it has at most.

    `fits` are the words by which an item's guide asks for such a paper; `but` the words
    that, standing in the same name, mean another paper. `document` names the paper that
    several classes make up together (both sides of one card).
    """

    zh: str
    en: Msgid
    pages: int
    fits: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    document: str = ""


_CARD = ("身份证", "身份证明", "身份证件")
_HOUSEHOLD = ("户口", "户籍", "亲属关系证明", "关系证明")
_PREMISES = ("场所使用", "住所使用", "住所证明", "场所合法使用")

KINDS: dict[PageClass, Kind] = {
    PageClass.ID_FRONT: Kind(
        "居民身份证（人像面）", N_("Identity card, portrait side"), 1, _CARD,
        document="identity_card",
    ),
    PageClass.ID_BACK: Kind(
        "居民身份证（国徽面）", N_("Identity card, emblem side"), 1, _CARD,
        document="identity_card",
    ),
    PageClass.ID_BOTH: Kind(
        "居民身份证（正反面）", N_("Identity card, both sides"), 1, _CARD,
        document="identity_card",
    ),
    PageClass.DIPLOMA: Kind(
        "毕业证书", N_("Diploma"), 2, ("学历", "毕业证", "毕业证书"),
        but=("毕业证明书申请", "登记表", "申请单"),
    ),
    PageClass.DEGREE: Kind("学位证书", N_("Degree certificate"), 2, ("学位",)),
    PageClass.MANDARIN: Kind(
        "普通话水平测试等级证书", N_("Mandarin proficiency certificate"), 2, ("普通话",)
    ),
    PageClass.PHYSICAL_EXAM: Kind(
        "体检表", N_("Physical examination form"), 4, ("体检", "体格检查")
    ),
    PageClass.APPLICATION_FORM: Kind(
        "申请表", N_("Application form"), 8,
        ("申请表", "申请书", "申请单", "登记表", "备案表", "申报表", "核定表"),
        but=("毕业生登记表",),
    ),
    PageClass.TRAINING_CERT: Kind(
        "培训合格证书", N_("Training certificate"), 2, ("培训合格", "岗前培训", "培训证"),
    ),
    PageClass.TEACHING_PROOF: Kind(
        "任教证明", N_("Proof of teaching"), 2,
        ("任教证明", "教学任务", "专任教师", "在职证明"),
    ),
    PageClass.PHOTO: Kind(
        "免冠照片", N_("Photograph"), 1, ("照片", "相片", "人像"), but=("公示",)
    ),
    PageClass.BUSINESS_LICENCE: Kind(
        "营业执照", N_("Business licence"), 2, ("营业执照",)
    ),
    PageClass.LEASE: Kind(
        "租赁合同", N_("Lease"), 12, ("租赁", "租房", *_PREMISES), but=("无偿使用合同",)
    ),
    PageClass.PROMISE_LETTER: Kind("承诺书", N_("Letter of promise"), 3, ("承诺书",)),
    PageClass.HOUSEHOLD_COVER: Kind(
        "户口簿首页", N_("Household register, first page"), 1, _HOUSEHOLD,
        document="household_register",
    ),
    PageClass.HOUSEHOLD_MEMBER: Kind(
        "常住人口登记卡", N_("Household register, member"), 1, _HOUSEHOLD,
        document="household_register",
    ),
    PageClass.DEATH_CERT: Kind("死亡证明", N_("Death certificate"), 1, ("死亡",)),
    PageClass.BIRTH_CERT: Kind("出生医学证明", N_("Birth certificate"), 1, ("出生",)),
    PageClass.MARRIAGE_CERT: Kind(
        "结婚证", N_("Marriage certificate"), 2, ("结婚", "婚姻")
    ),
    PageClass.HEALTH_CERT: Kind(
        "健康证明", N_("Health certificate"), 1, ("健康证", "健康合格证")
    ),
    PageClass.NO_CRIME: Kind(
        "无犯罪记录证明", N_("Proof of no criminal record"), 1, ("无犯罪",)
    ),
    PageClass.PROPERTY_DEED: Kind(
        "不动产权证书", N_("Property deed"), 4, ("产权证", "不动产", "房产证", *_PREMISES)
    ),
    PageClass.VACCINATION: Kind(
        "预防接种证明", N_("Vaccination record"), 4, ("接种",)
    ),
    PageClass.OTHER: Kind("其他材料", N_("Another paper"), 99),
}  # fmt: skip

NAMED: tuple[PageClass, ...] = tuple(kind for kind in PageClass if kind != "other")
"""All but "another paper": what the robot itself may decide for."""


def fits(page_class: PageClass, paper_name: str) -> bool:
    """Whether such a page answers an item's required paper of this Chinese name.

    >>> fits(PageClass.ID_FRONT, "申请人居民身份证")
    True
    >>> fits(PageClass.DIPLOMA, "补办毕业证明书申请单")
    False
    """
    kind = KINDS[page_class]
    if any(word in paper_name for word in kind.but):
        return False
    return any(word in paper_name for word in kind.fits)


def classes_for(paper_names: "tuple[str, ...] | list[str]") -> frozenset[PageClass]:
    """All classes that answer one of these required papers: a prior for judging."""
    return frozenset(
        kind for kind in NAMED if any(fits(kind, name) for name in paper_names)
    )


def document_of(page_class: PageClass) -> str:
    """The name of the document a page belongs to: both sides of a card are one."""
    return KINDS[page_class].document or page_class.value
