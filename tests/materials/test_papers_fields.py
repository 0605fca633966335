"""Fields are read with their place: beside labels, in sentences, by their form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.accounts import invented_id, invented_uscc
from tests.factories.readings import card, page, texts
from yichuang.materials.rules.classes import PageClass as Kind
from yichuang.materials.rules.fields import EXPECTED, FieldFound, extract, missing
from yichuang.materials.rules.fields.dates import days
from yichuang.materials.rules.fields.numbers import id_numbers, uscc_codes
from yichuang.materials.rules.fields.values import NATIONS, Cut, body, person, serial
from yichuang.materials.rules.reading import Line, PageText, Spot

A, B = invented_id(1), invented_id(40)


def test_an_identity_card_gives_all_its_fields_with_their_places() -> None:
    found = extract(Kind.ID_FRONT, page(*card("陈晓", A), width=1012, height=638))
    assert texts(found) == {
        "name": "陈晓",
        "sex": "男" if int(A[16]) % 2 else "女",
        "nation": "汉",
        "birth": "1999-05-23",
        "address": "湖南省朗州市临江区柳堤街道12号",
        "id_number": A,
    }
    number = next(one for one in found if one.name == "id_number")
    assert 0.05 + 4 * 0.08 <= number.spot.y < 0.05 + 5 * 0.08
    assert number.spot.x > 0.15  # the value, not its label
    assert all(0 < one.sure <= 1 for one in found)


def test_an_address_goes_on_over_two_lines() -> None:
    lines = (
        Line("住址", 0.99, Spot(0.06, 0.46, 0.06, 0.05)),
        Line("湖南省朗州市安平县花岩镇", 0.99, Spot(0.16, 0.46, 0.42, 0.05)),
        Line("双桥村63号", 0.98, Spot(0.16, 0.53, 0.2, 0.05)),
        Line(f"公民身份号码 {A}", 0.99, Spot(0.06, 0.85, 0.8, 0.06)),
    )
    found = extract(Kind.ID_FRONT, PageText(1012, 638, lines=lines))
    assert texts(found)["address"] == "湖南省朗州市安平县花岩镇双桥村63号"


def test_both_sides_on_one_page() -> None:
    both = page(*card("陈晓", A), "签发机关 安平县公安局", "有效期限 2015.03.07-长期")
    found = texts(extract(Kind.ID_BOTH, both))
    assert found["issuer"] == "安平县公安局"
    assert (found["valid_from"], found["valid_until"]) == ("2015-03-07", "长期")
    assert found["id_number"] == A


def test_two_identity_cards_on_one_page_give_both() -> None:
    found = extract(Kind.ID_FRONT, page(*card("陈晓", A), *card("李志远", B)))
    people = {
        part: {one.name: one.value for one in found if one.part == part}
        for part in (0, 1)
    }
    assert (people[0]["name"], people[0]["id_number"]) == ("陈晓", A)
    assert (people[1]["name"], people[1]["id_number"]) == ("李志远", B)


def test_a_diploma_is_read_out_of_its_sentence() -> None:
    found = texts(
        extract(
            Kind.DIPLOMA,
            page(
                "# 毕业证书",
                "学生欧阳志远，性别男，一九九八年三月五日生，于二〇一六年九月至二〇二〇年六月在本校汉语言",
                "文学专业四年制本科学习，成绩合格，准予毕业。",
                "证书编号：105421202005000123",
                "湖南朗州学院",
                "二〇二〇年六月三十日",
            ),
        )
    )
    assert found == {
        "name": "欧阳志远",
        "sex": "男",
        "birth": "1998-03-05",
        "major": "汉语言文学",
        "level": "本科",
        "school": "湖南朗州学院",
        "certificate_number": "105421202005000123",
        "issue_date": "2020-06-30",
    }


@pytest.mark.parametrize(
    ("kind", "rows", "expected"),
    [
        (
            Kind.MANDARIN,
            (("姓名", "陈晓"), ("证件号码", A), ("等级", "二级甲等"), ("成绩", "88.5"),
             "编号 4303934766497", "湖南省普通话培训测试中心", "2019/06/18"),
            {"name": "陈晓", "id_number": A, "level": "二级甲等", "score": "88.5",
             "issuer": "湖南省普通话培训测试中心", "issue_date": "2019-06-18"},
        ),
        (
            Kind.BUSINESS_LICENCE,
            ("# 营业执照", ("统一社会信用代码", invented_uscc(7)), ("名称", "朗州市易氏餐饮店"),
             ("经营者", "易小雪"), ("经营场所", "湖南省朗州市桥南街道5号")),
            {"uscc": invented_uscc(7), "company": "朗州市易氏餐饮店",
             "legal_person": "易小雪", "address": "湖南省朗州市桥南街道5号"},
        ),
        (
            Kind.LEASE,
            ("# 房屋租赁合同", "甲方（出租人）：王春", f"乙方（承租人）：陈晓，身份证号码{A}",
             "租期自2026年6月1日至2027年5月31日，年租金3700元。"),
            {"lessor": "王春", "lessee": "陈晓", "id_number": A,
             "valid_from": "2026-06-01", "valid_until": "2027-05-31"},
        ),
        (
            Kind.NO_CRIME,
            ("# 无犯罪记录证明", "编号：朗公（柳）证字〔2026〕3950号",
             f"经查询，陈晓，女，身份证号{A}，未发现有犯罪记录。", "安平县公安局", "2026年3月7日"),
            {"name": "陈晓", "sex": "女", "id_number": A, "issue_date": "2026-03-07",
             "certificate_number": "朗公(柳)证字〔2026〕3950号", "issuer": "安平县公安局"},
        ),
        (
            Kind.PHYSICAL_EXAM,
            ("# 体检表", ("姓名", "陈晓"), "体检结论：不合格", "安平县人民医院", "2026年7月8日"),
            {"name": "陈晓", "conclusion": "不合格", "issuer": "安平县人民医院"},
        ),
        (
            Kind.PROPERTY_DEED,
            ("# 不动产权证书", "湘（2018）朗州市不动产权第3584126号", ("权利人", "李志远"),
             ("坐落", "湖南省朗州市桂花路85号")),
            {"name": "李志远", "address": "湖南省朗州市桂花路85号",
             "certificate_number": "湘(2018)朗州市不动产权第3584126号"},
        ),
    ],
)  # fmt: skip
def test_other_papers(
    kind: Kind, rows: tuple[str | tuple[str, ...], ...], expected: dict[str, str]
) -> None:
    assert expected.items() <= texts(extract(kind, page(*rows))).items()


def test_what_is_stamped_across_a_copy_is_no_value() -> None:
    stamped = page("姓名 陈晓 SPECIMEN 样本", f"公民身份号码 {A} 仅供办理教师资格使用")
    found = texts(extract(Kind.ID_FRONT, stamped))
    assert (found["name"], found["id_number"]) == ("陈晓", A)


def test_a_page_without_fields_gives_none_and_says_what_is_missing() -> None:
    assert extract(Kind.ID_FRONT, page("亲爱的妈妈")) == ()
    assert missing(Kind.ID_FRONT, ()) == EXPECTED[Kind.ID_FRONT]
    assert extract(Kind.PHOTO, PageText(300, 400)) == ()


def test_fields_survive_being_kept() -> None:
    one = extract(Kind.ID_FRONT, page(*card("陈晓", A)))[0]
    again = FieldFound.from_json(one.as_json())
    assert (again.name, again.value, again.part) == (one.name, one.value, one.part)


DAYS = st.dates(date(1950, 1, 1), date(2039, 12, 31))
FIGURES = "〇一二三四五六七八九"


def in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = ("" if tens < 2 else FIGURES[tens]) + ("十" if tens else "")
    return lead + (FIGURES[ones] if ones else "")


@given(DAYS, st.sampled_from(["年月日", "...", "---", "///", "words"]))
def test_every_day_is_read_in_every_way_it_is_written(day: date, way: str) -> None:
    if way == "words":
        year = "".join(FIGURES[int(n)] for n in str(day.year))
        written = f"{year}年{in_words(day.month)}月{in_words(day.day)}日"
    else:
        one, two, three = way
        last = three if way == "年月日" else ""
        written = f"{day.year}{one}{day.month:02}{two}{day.day:02}{last}"
    assert [found.day for found in days(f"于{written}发证")] == [day]


def test_impossible_days_are_no_days() -> None:
    assert days("2026年13月1日 2025.02.30 第2026号") == ()


@given(st.integers(0, 999), DAYS, st.sets(st.integers(0, 16), max_size=4))
def test_look_alikes_in_an_identity_number_are_put_right(
    serial_number: int, born: date, places: set[int]
) -> None:
    number = invented_id(serial_number, born)
    alike = {"0": "O", "1": "l", "8": "B", "5": "S", "2": "Z"}
    slipped = "".join(
        alike.get(sign, sign) if at in places else sign
        for at, sign in enumerate(number)
    )
    assert id_numbers(f"号码：{slipped}")[0].value == number


@given(st.integers(0, 999), DAYS, st.integers(0, 16), st.integers(1, 9))
def test_a_wrong_figure_is_never_put_right_by_guessing(
    serial_number: int, born: date, at: int, more: int
) -> None:
    number = invented_id(serial_number, born)
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    found = id_numbers(wrong)
    assert all(one.value == wrong and not one.fits for one in found)


@given(st.integers(0, 99_999_999))
def test_a_credit_code_survives_the_letters_it_cannot_have(number: int) -> None:
    code = invented_uscc(number)
    slipped = code[:2] + code[2:].replace("0", "O").replace("1", "I")
    assert uscc_codes(slipped)[0].value == code


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for kind in (Kind.ID_BOTH, Kind.DIPLOMA, Kind.LEASE, Kind.BUSINESS_LICENCE):
        for one in extract(kind, page(text, (text, text))):
            assert one.value


@pytest.mark.parametrize(
    ("cut", "text", "value"),
    [
        (person, "兹有我校教师黄清静", "黄清静"),
        (body, "安平县公安局", "安平县公安局"),
        (serial, "编 43O92026364120", "43092026364120"),
    ],
)
def test_values_are_cut_to_what_they_are(cut: Cut, text: str, value: str) -> None:
    found = cut(text)
    assert found is not None
    assert found.value == value


def test_there_are_fifty_six_nationalities() -> None:
    assert len(set(NATIONS)) == 56
