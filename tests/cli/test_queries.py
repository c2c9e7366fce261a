"""The query commands: what the screen says is what the JSON says, filters and exit codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import DAY, fazhi

from spt_fazhi.engine.states import STATES
from spt_fazhi.text.columns import columns
from spt_fazhi.views.wording import SIGNS


def counts_on_screen(text: str, label: str) -> dict[str, int]:
    """The lamps and numbers of the line(s) that begin with `label`."""
    block = re.search(rf"^{label} \d+ [项条](.*(?:\n {{4,}}.*)*)", text, re.MULTILINE)
    assert block, text
    found: dict[str, int] = {}
    for state, word in STATES.items():
        hit = re.search(rf"[^逾]{word} (\d+)" if word == "已完成" else rf" {word} (\d+)", block[1])
        if hit:
            found[state] = int(hit[1])
    return found


@pytest.mark.parametrize(
    "filters", [[], ["--unit", "司法局"], ["--section", "二"], ["--state", "逾期"], ["--lead", "司法局"]]
)
def test_status_screen_equals_json(demo: Path, filters: list[str]) -> None:
    screen = fazhi("status", "--as-of", DAY, *filters, root=demo)
    document = fazhi("status", "--as-of", DAY, *filters, "--json", root=demo).json
    assert screen.code == 0
    nonzero = {state: number for state, number in document["totals"].items() if number}
    assert counts_on_screen(screen.out, "责任") == nonzero
    judged = [each for each in document["duties"] if not each["invited"]]
    assert sum(document["totals"].values()) == sum(each["kind"] == "obligation" for each in judged)
    assert sum(document["progress"].values()) == sum(each["kind"] == "progress" for each in judged)
    asked = [each["kind"] for each in document["duties"] if each["invited"]]
    assert sum(document["invited"].values()) == asked.count("obligation")
    assert sum(document["invited_progress"].values()) == asked.count("progress")
    if any(document["progress"].values()):
        assert counts_on_screen(screen.out, "报送") == {s: n for s, n in document["progress"].items() if n}
    for state, number in document["totals"].items():
        assert number == sum(task["counts"][state] for task in document["tasks"])
        assert document["invited"][state] == sum(task["invited"][state] for task in document["tasks"])
    given = sum(document["invited"][state] for state in ("done", "done-late", "unproved"))
    said = re.search(r"^商请 (\d+) 条(.*(?:\n {4,}.*)*)", screen.out, re.MULTILINE)
    assert (said is not None) == any(document["invited"].values())
    if said:
        assert int(said[1]) == sum(document["invited"].values())
        assert ("已提供" in said[2]) == bool(given)
        assert not given or f"已提供 {given}" in said[2]


def test_status_json_has_the_keys_of_the_contract(demo: Path) -> None:
    document = fazhi("status", "--as-of", DAY, "--json", root=demo).json
    assert list(document) == [
        "register",
        "as_of",
        "revision",
        "in_use",
        "duties",
        "tasks",
        "totals",
        "invited",
        "progress",
        "invited_progress",
        "rectification",
        "invited_rectification",
    ]
    assert document["as_of"] == DAY
    assert document["revision"] is None
    duty = document["duties"][0]
    assert set(duty) >= {
        "kind", "task", "obligation", "unit", "invited", "period", "due", "assumed", "state", "late_decision", "target",
        "achieved", "claimed", "through", "records",
    }  # fmt: skip
    progress = next(each for each in document["duties"] if each["kind"] == "progress")
    assert progress["obligation"] is None
    assert set(document["totals"]) == set(STATES)
    assert list(document["tasks"][0]) == [
        "id",
        "section",
        "title",
        "state",
        "counts",
        "invited",
        "progress",
        "invited_progress",
    ]


def test_every_state_occurs_in_the_demo(demo: Path) -> None:
    document = fazhi("status", "--as-of", DAY, "--json", root=demo).json
    seen = {state for key in ("totals", "invited") for state, number in document[key].items() if number}
    assert set(STATES) - seen == {"submitted"}  # of rectification alone


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "command", [["status"], ["overdue"], ["overdue", "--detail"], ["due"], ["calls"], ["notice"], ["list", "--assumed"], ["list"], ["list", "--units"], ["duties"], ["show", "6"], ["show", "6.1"],
                ["unit", "司法局"], ["unit", "西镇"], ["show", "k7q2.2"], ["show", "k7q2"], ["log", "k7q2"], ["inspect", "list"]]
)  # fmt: skip
def test_no_line_is_wider_than_the_terminal(demo: Path, command: list[str], width: int) -> None:
    ran = fazhi(*command, "--as-of", DAY, root=demo, COLUMNS=str(width))
    assert ran.code == 0, ran.err
    wide = [line for line in ran.out.splitlines() if columns(line.rstrip()) > width and "data/records/" not in line]
    assert wide == []


def test_status_fits_a_screen(demo: Path) -> None:
    lines = fazhi("status", "--as-of", DAY, root=demo).out.splitlines()
    assert len(lines) <= 60  # fifty, and ten for findings


@pytest.mark.parametrize("command", [["overdue", "--detail"], ["due", "--detail"], ["duties"]])
def test_listing_shows_as_many_rows_as_the_json(demo: Path, command: list[str]) -> None:
    screen = fazhi(*command, "--as-of", DAY, root=demo, COLUMNS="200")
    document = fazhi(*command, "--as-of", DAY, "--json", root=demo).json
    duties = document["duties"] + document.get("asked", [])
    judged = [each["kind"] == "rectification" for each in duties if not each["invited"]]
    assert f"共 {judged.count(False)} 条" in screen.out
    assert (f"共 {judged.count(True)} 个" in screen.out) is any(judged)
    rows = re.findall(f"^[{''.join(SIGNS.values())}] ", screen.out, re.MULTILINE)
    assert len(rows) == len(duties)


@pytest.mark.parametrize("command", ["overdue", "due"])
def test_a_line_a_unit_holds_what_the_json_says_of_it(demo: Path, command: str) -> None:
    screen = fazhi(command, "--as-of", DAY, root=demo, COLUMNS="200").out
    document = fazhi(command, "--as-of", DAY, "--json", root=demo).json
    assert document["units"]
    for each in document["units"]:
        assert re.search(rf"^{each['unit']} +{each['number']} ", screen, re.MULTILINE)
    owed = [each for each in document["duties"] if each["kind"] != "rectification"]
    assert f"{len(document['units'])} 家单位，共 {len(owed)} 条" in screen


def test_overdue_lists_exactly_the_overdue_duties(demo: Path) -> None:
    everything = fazhi("duties", "--as-of", DAY, "--json", root=demo).json["duties"]
    late = fazhi("overdue", "--as-of", DAY, "--json", root=demo).json["duties"]
    key = ["task", "obligation", "unit", "period"]
    expected = sorted(str([each[k] for k in key]) for each in everything if each["state"] == "overdue")
    assert expected == sorted(str([each[k] for k in key]) for each in late)
    assert expected


def test_due_within_is_inclusive(demo: Path) -> None:
    found = fazhi("due", "--within", "10", "--as-of", DAY, "--json", root=demo).json["duties"]
    assert {each["due"] for each in found} >= {"2024-06-30"}
    assert all(DAY <= each["due"] <= "2024-06-30" for each in found)
    sooner = fazhi("due", "--within", "9", "--as-of", DAY, "--json", root=demo).json["duties"]
    assert all(each["due"] < "2024-06-30" for each in sooner)


def test_fail_on(demo: Path) -> None:
    assert fazhi("status", "--as-of", DAY, "--fail-on", "overdue", root=demo).code == 1
    assert fazhi("status", "--as-of", DAY, "--fail-on", "逾期", root=demo).code == 1
    assert fazhi("status", "--as-of", DAY, root=demo).code == 0
    assert fazhi("duties", "--as-of", DAY, "--state", "done", "--fail-on", "overdue", root=demo).code == 0


def test_a_group_is_all_its_units_and_narrows_what_a_unit_would_show(demo: Path) -> None:
    def found(*words: str) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = fazhi("duties", "--as-of", DAY, *words, "--json", root=demo).json["duties"]
        return listed

    towns = found("--group", "各乡镇")
    assert towns == found("--group", "乡镇") == found("--unit", "各乡镇")
    assert {each["unit"] for each in towns} - {None} == {"示范东镇", "示范西镇", "示范南镇"}
    both = found("--group", "各乡镇", "--unit", "示范东镇")
    assert both == [each for each in towns if "示范东镇" in each["owners"]]
    assert found("--group", "各乡镇", "--unit", "示范区法院", "--task", "4.1") == []


def test_show_marks_every_quote(demo: Path) -> None:
    document = fazhi("show", "6", "--as-of", DAY, "--json", root=demo).json
    screen = fazhi("show", "6", "--as-of", DAY, root=demo).out
    flat = re.sub(r"\s+", "", screen)
    for obligation in document["obligations"]:
        assert f"】（{obligation['id']}）" in flat
    assert document["task"]["text"].replace(" ", "") in re.sub(r"【|】（[\d.]+）", "", flat)


def test_unit_may_be_typed_in_many_ways(demo: Path) -> None:
    for typed in ("示范区司法局", "司法局", "sfj", "SFJ"):
        assert fazhi("unit", typed, "--as-of", DAY, "--json", root=demo).json["unit"]["code"] == "sfj"


def test_year_over_is_said(demo: Path) -> None:
    assert "2024年度已经结束" in fazhi("status", "--as-of", "2025-01-01", root=demo).out
    assert "已经结束" not in fazhi("status", "--as-of", "2024-12-31", root=demo).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["status", "--unit", "不存在局"], "没有“不存在局”这个单位"),
        (["status", "--unit", "镇"], "可能是好几个单位"),
        (["status", "--section", "九九"], "没有“九九”这一部分"),
        (["status", "--task", "999"], "没有任务 999"),
        (["show", "6.99"], "没有“6.99”这个任务或事项"),
        (["status", "--state", "绿"], "没有“绿”这个状态"),
        (["status", "--group", "示范东镇"], "没有“示范东镇”这个单位组"),
        (["status", "--as-of", "2024-02-30"], "这一天不存在"),
        (["status", "--as-of", "上周"], "不是日期"),
        (["status", "--at", "HEAD"], "不在 git 仓库里"),
        (["due", "--within", "x"], "应是整数"),
        (["due", "--within", "-1"], "超出范围"),
        (["show"], "缺少参数"),
        (["show", "1", "2"], "多了不认识的内容"),
        (["stauts"], "是不是 fazhi status"),
        (["status", "--jsn"], "没有“--jsn”这个选项"),
        (["status", "--unit"], "后面要跟一个值"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence(demo: Path, args: list[str], said: str) -> None:
    ran = fazhi(*args, root=demo)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.startswith("错误：")
    assert "Traceback" not in ran.err
