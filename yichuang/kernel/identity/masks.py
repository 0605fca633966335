"""What may be seen of a person's data in lists: enough to recognise, not to copy.

>>> mask_id("11010519491231002X"), mask_phone("13812345678"), mask_name("欧阳修")
('110***********002X', '138****5678', '欧**')
>>> mask_organisation("湘江文化培训学校"), mask_uscc("114306020063624756")
('湘**培训学校', '1143**********4756')
"""

# The kind of organisation stays readable; it is never what identifies it.
_KINDS = (
    "有限责任公司", "股份有限公司", "有限公司", "分公司", "合伙企业", "合作社", "公司",
    "培训学校", "幼儿园", "学校", "大学", "学院", "医院", "诊所", "药店", "超市", "商店",
    "餐饮店", "理发店", "美容店", "经营部", "工作室", "宾馆", "酒店", "饭店", "商行",
    "基金会", "促进会", "研究会", "协会", "商会", "学会", "联合会", "中心", "委员会",
)  # fmt: skip


def mask_id(number: str) -> str:
    """An identity number with its first three and last four characters."""
    return _middle(number, 3, 4)


def mask_phone(number: str) -> str:
    """A phone number with its first three and last four digits."""
    return _middle(number, 3, 4)


def mask_uscc(code: str) -> str:
    """A credit code with its first and last four characters."""
    return _middle(code, 4, 4)


def mask_name(name: str) -> str:
    """The first character and two stars, whatever the length: 王** for 王芳."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def mask_organisation(name: str) -> str:
    """The first character and the kind of organisation: 湘**培训学校."""
    name = name.strip()
    kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
    return f"{mask_name(name)}{kind if len(kind) < len(name) else ''}"


def _middle(text: str, front: int, back: int) -> str:
    hidden = len(text) - front - back
    if hidden < 1:  # too short to show anything of it
        return "*" * len(text)
    return f"{text[:front]}{'*' * hidden}{text[-back:]}"
