"""`fazhi calls` on the screen and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.worlds.district import DAY, district


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(tmp_path_factory.mktemp("区"))


def test_number_line_and_sentence(root: Path) -> None:
    text = fazhi("calls", "--as-of", DAY, root=root).out
    assert "逾期 3 条，这 2 个电话说的是其中 3 条。" in text
    assert "1. 司法局  未登记电话" in text
    assert "逾期 2 条，最久 10 天" in text
    flat = "".join(line.strip() for line in text.splitlines())
    assert "“制定目录”，时限是2024年6月10日前，没有收到材料；" in flat
    assert "请尽快把佐证（培训通知和签到表）报区委依法治区办，电话0955-7000001。" in flat


def test_a_unit_that_acts_through_another_is_rung_there_and_only_the_judged_are_rung(root: Path) -> None:
    document = fazhi("calls", "--as-of", "2025-02-01", "--json", root=root).json
    called = {each["unit"]: each for each in document["calls"]}
    assert (called["政府办"]["for"], called["政府办"]["phone"]) == (["区政府"], "0955-7000002")
    assert not called.keys() & {"区法院", "区委宣传部", "区委依法治区办", "区政府"}
    for each in document["calls"]:  # the document's duties, the office's own reports, what is left over; what is wanted
        kinds = {duty["kind"] for duty in each["duties"]}
        assert each["sentence"].count("。") in ([2] if kinds == {"obligation"} else [2, 3, 4])
        assert each["sentence"].split("。")[-2].startswith("请尽快把")
    assert sum(each["number"] for each in document["calls"]) == document["removed"] <= document["overdue"]


def test_filters_narrow_what_is_said(root: Path) -> None:
    document = fazhi("calls", "--as-of", DAY, "--unit", "东镇", "--json", root=root).json
    assert [(each["unit"], each["number"]) for each in document["calls"]] == [("东镇", 1)]


def test_nothing_overdue(root: Path) -> None:
    assert "没有逾期，不用打电话。" in fazhi("calls", "--as-of", "2024-01-02", root=root).out


def test_it_may_fail_for_a_scheduler(root: Path) -> None:
    assert fazhi("calls", "--as-of", DAY, "--fail-on", "overdue", root=root).code == 1
