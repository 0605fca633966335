"""Every data item of GB/T 39046-2020 table 4 “事项管理” has its home in the tables."""

from django.db import models

from yichuang.catalogue.models import (
    Citation,
    Faq,
    FeeLine,
    Item,
    ItemVersion,
    Paper,
    Step,
)
from yichuang.organisation.models import Department

V, P, D = ItemVersion, Paper, Department
TABLE_4: tuple[tuple[int, str, type[models.Model], str], ...] = (
    (1, "事项名称", V, "name"),
    (2, "基本编码", V, "base_code"),
    (3, "实施编码", V, "task_code"),
    (4, "事项类型", V, "kind_code"),
    (5, "事项类型代码", V, "kind_code"),
    (6, "设定依据", Citation, "text"),
    (7, "行使层级", V, "level_code"),
    (8, "行使层级代码", V, "level_code"),
    (9, "权限划分", V, "power_division"),
    (10, "行使内容", V, "exercise_content"),
    (11, "实施主体", V, "authority_name"),
    (12, "实施主体代码", V, "authority_code"),
    (13, "实施主体性质", V, "authority_nature_code"),
    (14, "实施主体性质代码", V, "authority_nature_code"),
    (15, "法定办结时限", V, "statutory_n"),
    (16, "法定办结时限单位", V, "statutory_unit"),
    (17, "法定办结时限说明", V, "statutory_note"),
    (18, "承诺办结时限", V, "promise_n"),
    (19, "承诺办结时限单位", V, "promise_unit"),
    (20, "承诺办结时限说明", V, "promise_note"),
    (21, "受理条件", V, "conditions"),
    (22, "办理流程", Step, "name"),
    (23, "共同实施部门", V, "joint_bodies"),
    (24, "共同实施部门代码", V, "joint_body_codes"),
    (25, "承办机构", D, "name"),
    (26, "承办机构代码", D, "uscc"),
    (27, "中介服务", V, "intermediary"),
    (28, "数量限制", V, "quantity_limit"),
    (29, "结果名称", V, "result_name"),
    (30, "结果样本", V, "result_sample"),
    (31, "是否收费", V, "fee_charged"),
    (32, "收费依据", FeeLine, "basis"),
    (33, "通办范围代码", V, "reach_code"),
    (34, "服务对象", V, "audience_codes"),
    (35, "服务对象代码", V, "audience_codes"),
    (36, "服务主题", V, "person_themes"),
    (37, "法人服务主题代码", V, "legal_themes"),
    (38, "自然人服务主题代码", V, "person_themes"),
    (39, "办理形式", V, "channel_codes"),
    (40, "办理形式代码", V, "channel_codes"),
    (41, "特别程序", V, "special_procedures"),
    (42, "行政管辖", V, "jurisdiction_name"),
    (43, "行政管辖代码", V, "jurisdiction_code"),
    (44, "是否支持预约办理", V, "bookable"),
    (45, "是否支持网上支付", V, "online_payment"),
    (46, "是否支持物流快递", V, "courier"),
    (47, "是否网办", V, "online"),
    (48, "网办地址", V, "online_address"),
    (49, "运行系统层级", V, "system_level"),
    (50, "办理地点", V, "place"),
    (51, "办理时间", V, "hours"),
    (52, "咨询方式", V, "consult_way"),
    (53, "咨询电话", V, "consult_phone"),
    (54, "监督电话", V, "complaint_phone"),
    (55, "常见问题", Faq, "question"),
    (56, "材料名称", P, "name"),
    (57, "出具机构", P, "issuer"),
    (58, "出具时间要求", P, "issue_time"),
    (59, "材料办理说明", P, "handling"),
    (60, "材料办理地点", P, "handling_place"),
    (61, "材料使用说明", P, "usage"),
    (62, "原件份数", P, "originals"),
    (63, "复印件份数", P, "copies"),
    (64, "是否必备材料", P, "need"),
)


def test_all_sixty_four_have_a_column() -> None:
    assert [number for number, *_ in TABLE_4] == list(range(1, 65))
    for _number, _name, model, column in TABLE_4:
        assert model._meta.get_field(column).column


def test_the_tables_hang_together() -> None:
    assert Item._meta.get_field("department").related_model is Department
    for model in (Paper, Step, Citation, FeeLine, Faq):
        assert model._meta.get_field("version").related_model is ItemVersion


def test_texts_the_standard_allows_fit_their_columns() -> None:
    """Lengths of the standard: name 200, papers 200, notes 500, codes 18 and 31."""
    wanted = {
        (V, "name"): 200,
        (V, "authority_name"): 100,
        (V, "authority_code"): 18,
        (V, "result_name"): 100,
        (V, "quantity_limit"): 200,
        (V, "hours"): 150,
        (V, "online_address"): 50,
        (V, "consult_phone"): 18,
        (P, "name"): 200,
        (P, "issuer"): 100,
        (P, "issue_time"): 150,
        (P, "handling"): 500,
        (P, "handling_place"): 400,
        (P, "usage"): 500,
        (Citation, "text"): 1000,
    }
    for (model, column), least in wanted.items():
        assert (model._meta.get_field(column).max_length or 10**6) >= least
