"""Which names mean several units, and which surely one."""

from __future__ import annotations

import pytest

from spt_fazhi.intake.obligations.who.groups import core_of_group, is_clear, is_group

GROUPS = [
    "县政府各部门",
    "各乡镇人民政府",
    "街道办事处",
    "县直有关部门",
    "县级行政执法部门",
    "县普法成员单位",
    "乡镇人民政府",
    "县直各单位",
    "各县（市、区）",
    "各园区",
    "市直有关单位",
    "相关部门",
    "各行业主管部门",
    "乡镇（街道）",
    "各成员单位",
    "驻县各单位",
    "中省驻区单位",
    "各级各部门",
    "全县各学校",
    "各科室",
    "村（社区）",
    "乡镇",
    "镇（街道）",
    "镇街",
    "县（市、区）人民政府",
    "市县人民政府",
    "区直机关",
    "县属国有企业",
    "金融机构",
    "人民团体",
    "苏木乡镇",
    "各苏木镇",
    "旗直各部门",
    "各旗县区",
    "社区居委会",
    "村委会",
    "村（居）委会",
    "中小学校",
    "派出所",
    "全县中小学",
    "其他责任单位",
    "示例县各镇",
    "示例区街道办事处",
    "区直部委办局",
    "两级法院",
    "县人民政府各部门",
    "县政府直属机构",
    "行政执法机关",
    "乡（镇）",
    "县级人民政府",
    "学校",
]
ONES = [
    "示例镇人民政府",
    "县政府办公室",
    "县委办公室",
    "东街街道办事处",
    "县司法局",
    "金乡镇人民政府",
    "东乡镇",
    "新市镇人民政府",
    "城区街道办事处",
    "县人民政府",
    "区政府",
    "县总工会",
    "县乡镇企业局",
    "县中小企业服务中心",
    "县直机关工委",
    "县机关事务中心",
    "县委党校",
    "示例县第一中学",
    "县人民医院",
    "县供销社",
    "县气象台",
    "县工业园区",
    "高新区",
    "人民银行示例县支行",
    "县农商行",
    "县档案馆",
    "县广播电视台",
    "县妇联",
    "县残联",
    "县工商联",
    "县人大常委会",
    "县政协",
    "东镇司法所",
    "县各界人士联合会",
    "县消防救援大队",
    "国网示例县供电公司",
    "县委编办",
    "团县委",
    "示例苏木",
    "东关社区",
    "县村镇建设服务中心",
    "经济开发区管委会",
    "市生态环境局示例县分局",
    "县纪委监委",
]


@pytest.mark.parametrize("name", GROUPS)
def test_a_general_name_is_a_group(name: str) -> None:
    assert is_group(name)


@pytest.mark.parametrize("name", ONES)
def test_a_name_of_its_own_is_one_unit(name: str) -> None:
    assert (is_group(name), is_clear(name)) == (False, True)


@pytest.mark.parametrize(
    "name", ["县公安机关", "园区管委会", "镇人民政府", "县委书记", "甲", "县高质量发展", "局" * 90]
)
def test_what_is_not_sure_is_neither(name: str) -> None:
    assert (is_group(name), is_clear(name)) == (False, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县政府各部门", "各部门"), ("各乡镇人民政府", "乡镇人民政府"), ("县直有关部门", "相关部门"), ("街道办事处", "各街道"),
    ],
)  # fmt: skip
def test_two_names_of_one_group_say_the_same(one: str, other: str) -> None:
    assert core_of_group(one) == core_of_group(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("有关部门", "各部门"), ("驻县各单位", "县直各单位"), ("政府组成部门", "各部门")]
)
def test_other_groups_do_not(one: str, other: str) -> None:
    assert core_of_group(one) != core_of_group(other)
