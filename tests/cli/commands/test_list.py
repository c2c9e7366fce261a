"""`list --assumed` and `report assumptions` say the same; `list --units` keeps those who are only asked apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.worlds.district import DAY, district

KEYS = ["obligation", "group", "unit", "field", "value", "reason", "quote"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"))


def test_everything_assumed_with_quote_value_and_reason(root: Path) -> None:
    document = fazhi("list", "--assumed", "--json", "--as-of", DAY, root=root).json
    assert [list(each) for each in document["assumed"]] == [KEYS] * 7
    assert [(each["obligation"], each["group"], each["unit"], each["field"], each["value"]) for each in document["assumed"]] == [
        ("1.1", None, None, "due", "2024年12月31日前"), ("1.2", None, None, "who", "各部门、区法院"),
        ("1.4", None, None, "every", "每季度"), ("2.1", None, None, "target", "执法人员100%达到60学时"),
        (None, "各部门", None, "members", "司法局、教育局"), (None, None, "政府办", "kind", "政府部门"),
        (None, None, None, "progress", "没有具体事项的任务由牵头单位每季度报送一次进展，每期结束后10日内报"),
    ]  # fmt: skip
    text = re.sub(r"\s", "", fazhi("list", "--assumed", "--as-of", DAY, root=root).out)
    for each in document["assumed"]:
        mark = "办公室要求" if each["field"] == "progress" else "推定"
        assert f"{each['value']}（{mark}）。{each['reason']}" in text
        assert not each["quote"] or f"原文：{each['quote']}" in text


def test_the_report_lists_the_same_and_has_a_column_to_sign(root: Path) -> None:
    listed = fazhi("list", "--assumed", "--json", "--as-of", DAY, root=root).json["assumed"]
    assert fazhi("report", "assumptions", "--json", "--as-of", DAY, root=root).json["assumed"] == listed
    text = fazhi("report", "assumptions", "--as-of", DAY, root=root).out
    assert text.count(" | 审定意见 |\n") == 4
    assert len(re.findall(r"^\| \d+ \|.*\|  \|$", text, re.MULTILINE)) == len(listed)
    assert "审定人：" in text
    for each in listed:
        assert f" | {each['value']} | {each['reason']} |  |" in text


def test_filters_of_what_was_assumed(root: Path) -> None:
    found = fazhi("list", "--assumed", "--json", "--task", "2", "--as-of", DAY, root=root).json["assumed"]
    assert [each["obligation"] or each["group"] for each in found] == ["2.1", "各部门"]
    assert (
        "没有推定的内容" in fazhi("list", "--assumed", "--task", "2.2", "--unit", "西镇", "--as-of", DAY, root=root).out
    )


def test_one_list_at_a_time(root: Path) -> None:
    ran = fazhi("list", "--units", "--assumed", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "只写一个" in ran.err


def test_units_that_are_only_asked_have_a_table_of_their_own(root: Path) -> None:
    wide = fazhi("list", "--units", "--as-of", "2025-02-01", root=root, COLUMNS="120").out
    judged, _, asked = wide.partition("\n商请（")
    assert "类别" not in fazhi("list", "--units", "--as-of", "2025-02-01", root=root).out
    assert not {"区法院", "区委宣传部"} & set(re.findall(r"区\S+", judged))
    assert "区委依法治区" in judged  # the office
    assert "政府部门（推定）" in judged
    assert re.search(r"^fy +区法院 +法院检察院 +1 +2 +1 +3 +0$", asked, re.MULTILINE)
    units = fazhi("list", "--units", "--json", "--as-of", "2025-02-01", root=root).json["units"]
    outside = [each for each in units if each["name"] in {"区法院", "区委宣传部"}]
    assert all(not any(each["totals"].values()) for each in outside)
    assert sum(sum(each["invited"].values()) for each in outside) == 3  # the joint one too


def test_a_task_that_only_others_are_asked_for_shows_what_they_gave(root: Path) -> None:
    text = fazhi("list", "--unit", "区法院", "--task", "1.3", "--as-of", DAY, root=root).out
    assert "已提供1/1" in text
