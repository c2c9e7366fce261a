"""Days, periods, numbers and amounts may be typed as people write them, wherever a command takes one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import evidence, fazhi_here, files, only, workspace
from tests.builders.repositories import commit, git

from spt_fazhi.cli.session import parse_date_option


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.mark.parametrize(
    "typed", ["2024-5-7", "2024/5/7", "2024.5.7", "2024年5月7日", "5月7日", "５．７", "五月七日", "20240507"]
)
def test_the_day_of_a_query(root: Path, typed: str) -> None:
    ran = fazhi("status", "--as-of", typed, "--json", root=root)
    assert (ran.code, ran.json["as_of"]) == (0, "2024-05-07")


def test_today_is_today_and_yesterday_the_day_before(root: Path) -> None:
    before = parse_date_option(None)
    told = [
        date.fromisoformat(fazhi("status", "--as-of", each, "--json", root=root).json["as_of"])
        for each in ("今天", "昨天")
    ]
    assert told[0] - before in {timedelta(0), timedelta(1)}  # a test may run over midnight
    assert told[1] - before in {timedelta(-1), timedelta(0)}


def test_a_day_without_its_year_is_of_the_register_and_not_of_today(root: Path) -> None:
    assert fazhi("status", "--as-of", "2月29日", "--json", root=root).json["as_of"] == "2024-02-29"
    plan = root / "data" / "tasks.yaml"
    plan.write_text(re.sub(r"(?m)^  year: 2024$", "  year: 2023", plan.read_text("utf-8")), "utf-8")
    ran = fazhi("status", "--as-of", "2月29日", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert "--as-of “2月29日”这一天不存在，2023年2月只有 28 天" in ran.err
    assert fazhi("status", "--as-of", "3月1日", "--json", root=root).json["as_of"] == "2023-03-01"


def test_where_no_plan_can_be_read_the_year_is_the_clerks(root: Path) -> None:
    (root / "data" / "tasks.yaml").write_text("register: {year: 2024\n", "utf-8")
    ran = fazhi("check", "--as-of", "3月1日", root=root)
    assert ran.code == 1
    assert "data/tasks.yaml:" in ran.out


def test_a_day_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    ran = fazhi("status", "--as-of", "13月1日", root=tmp_path / "没有")
    assert (ran.code, "一年只有 1 到 12 月" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "found"), [("６．１", "6.1"), ("6。1", "6.1"), ("任务6", None), ("第六条", None), ("6", None)]
)
def test_numbers_of_tasks_and_obligations(demo: Path, typed: str, found: str | None) -> None:
    shown = fazhi("show", typed, "--json", root=demo).json
    assert shown["task"]["id"] == 6
    listed = fazhi("duties", "--task", typed, "--json", root=demo).json["duties"]
    assert {each["task"] for each in listed} == {6}
    assert found is None or {each["obligation"] for each in listed} == {found}
    logged = fazhi("log", typed, "--json", root=demo).json["subject"]
    assert (logged["task"], logged["obligation"]) == (6, found)


def test_a_number_that_is_none_is_refused_as_it_was_typed(demo: Path) -> None:
    ran = fazhi("show", "６．９９", root=demo)
    assert (ran.code, "没有“６．９９”这个任务或事项" in ran.err) == (2, True)
    ran = fazhi("show", "第九百条", root=demo)
    assert (ran.code, "没有任务 900" in ran.err) == (2, True)


@pytest.mark.parametrize("typed", ["2024Q2", "二季度", "2季度", "第二季度", "2024年二季度", "２０２４年第２季度", "q2"])
def test_the_period_of_a_report(demo: Path, typed: str) -> None:
    ran = fazhi("report", "quarter", "--period", typed, "--as-of", "2024-07-10", root=demo)
    assert ran.code == 0
    assert ran.out == fazhi("report", "quarter", "--period", "2024Q2", "--as-of", "2024-07-10", root=demo).out


def test_a_period_of_another_year_or_of_none(demo: Path) -> None:
    assert "不在本计划年度" in fazhi("report", "quarter", "--period", "2023年二季度", root=demo).err
    assert "一年只有四个季度" in fazhi("report", "quarter", "--period", "五季度", root=demo).err


def test_evidence_is_kept_as_the_files_write_it(root: Path) -> None:
    ran = evidence(root, "--recorded", "6月20日", about="第1条第1项", date="６月１２日", amount="两次")
    assert ran.code == 0, ran.err
    tree = only(root)
    assert [tree[key] for key in ("obligation", "date", "amount", "recorded")] == [
        "1.1",
        "2024-06-12",
        "2",
        "2024-06-20",
    ]
    assert "-1.1-" in files(root)[0]


def test_figures_of_a_rate_and_periods(root: Path) -> None:
    assert evidence(root, about="3.2", reached="三十五人", of="３６ 人", title="培训").code == 0
    tree = only(root)
    assert (tree["reached"], tree["of"]) == ("35", "36")
    assert evidence(root, "--recorded", "7月20日", about="3.1", date="7月2日", period="上半年").code == 0
    wrong = evidence(root, "--recorded", "7月20日", about="3.1", date="7月2日", period="三季度")
    assert (wrong.code, "2024H1、2024H2" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"date": "2月30日"}, "--date：“2月30日”这一天不存在"),
        ({"amount": "100%"}, "--amount：“100%”是比率，这里要写数量"),
        ({"amount": "2场"}, "--amount：“2场”：这里按“次”计"),
        ({"amount": "0"}, "数量应大于 0"),
        ({"about": "3.2", "reached": "100%", "of": "36"}, "--reached：“100%”是比率"),
        ({"about": "3.2", "reached": "2.5", "of": "36"}, "--reached：“2.5”不是整数"),
        ({"about": "3.1", "period": "13月"}, "--period：“13月”没有这一期"),
    ],
)
def test_what_is_ambiguous_or_impossible_writes_nothing(root: Path, given: dict[str, str], said: str) -> None:
    ran = evidence(root, **given)
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    assert said in ran.err
    assert ran.err.count("错误：") == 1


def test_decisions_and_progress(root: Path) -> None:
    ran = fazhi("decide", "extend", "３．１", "--unit", "司法局", "--period", "上半年", "--due", "8月底", "--approved-by", "会议",
                "--reason", "因故受灾", "--recorded", "2024/6/13", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    tree = only(root)
    assert (tree["period"], tree["due"], tree["recorded"]) == ("2024H1", "2024-08-31", "2024-06-13")
    ran = fazhi(
        "record", "progress", "第一条", "--unit", "司法局", "--period", "二季度", "--done", "做了不少工作", root=root
    )
    assert ran.code == 0, ran.err
    assert "period: 2024Q2" in next((root / "data" / "records").rglob("*.yaml")).read_text("utf-8")


def test_a_record_may_be_named_in_full_width(root: Path) -> None:
    assert evidence(root, "--recorded", "2024-06-20").code == 0
    (name,) = (path.stem for path in (root / "data" / "records").rglob("*.yaml"))
    wide = name.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))
    assert fazhi("record", "void", wide, "--reason", "录错了单位", "--recorded", "6月21日", root=root).code == 0


def test_the_span_of_a_trend_and_the_day_of_a_review(own_demo_in_git: Path) -> None:
    ran = fazhi("trend", "--since", "4月1日", "--until", "2024年6月底", "--json", root=own_demo_in_git)
    assert ran.code == 0, ran.err
    assert ran.json["samples"][-1]["day"] == "2024-06-30"
    plain = fazhi("trend", "--since", "2024-04-01", "--until", "2024-06-30", "--json", root=own_demo_in_git)
    assert ran.json == plain.json
    root = own_demo_in_git
    assert fazhi_here(root, "record", "evidence", "1.1", "--unit", "示范区司法局", "--date", "6月12日", "--title", "专题讲法",
                      "--recorded", "6月20日") == 0  # fmt: skip
    git(root, "add", "-A")
    commit(root, "录入")
    told = fazhi("review", "main", "--as-of", "6月20日", root=root)
    assert (told.code, told.out) == (0, fazhi("review", "main", "--as-of", "2024-06-20", root=root).out)


def test_words_are_searched_and_exact_numbers_shown_as_before(demo: Path) -> None:
    told = fazhi("show", "督察", "--json", root=demo).json
    assert told["query"] == "督察"
    assert {hit["kind"] for hit in told["hits"]} == {"task", "obligation", "record", "inspection"}
    screen = fazhi("show", "督察", root=demo)
    assert screen.code == 0
    assert all(hit["file"] in screen.out for hit in told["hits"] if hit["file"])
    assert "task" in fazhi("show", "3", "--json", root=demo).json


def test_words_that_stand_nowhere_are_refused_with_a_hint(demo: Path) -> None:
    ran = fazhi("show", "没有的字", root=demo)
    assert (ran.code, ran.out) == (2, "")
    assert "没有“没有的字”这个任务或事项，标题、原文、记录、决定和督察里也没有这些字" in ran.err
    assert "运行 fazhi list 看全部" in ran.err
    assert fazhi("show", "", root=demo).code == 2


def test_words_that_are_a_unit_lead_to_its_page(root: Path) -> None:
    assert "看单位用 fazhi unit 区司法局" in fazhi("show", "sfj", root=root).err


@pytest.mark.parametrize("typed", ["示范区市场监管局", "市监局", "市场局", "scjgj", "市场监管", "ｓｃｊｇｊ"])
def test_a_unit_by_parts_and_initials(demo: Path, typed: str) -> None:
    wanted = fazhi("unit", "示范区市场监管局", "--json", root=demo).json["unit"]
    assert fazhi("unit", typed, "--json", root=demo).json["unit"] == wanted
    listed = fazhi("duties", "--unit", typed, "--json", root=demo).json["duties"]
    assert listed
    assert all(wanted["name"] in each["owners"] for each in listed)


def test_a_group_where_a_unit_is_wanted(demo: Path) -> None:
    ran = fazhi("unit", "乡镇", root=demo)
    assert (ran.code, ran.out) == (2, "")
    assert "“各乡镇”是一组单位，这里要写一个单位" in ran.err
    assert "示范东镇（" in ran.err
    whole = fazhi("duties", "--unit", "各乡镇", "--json", root=demo).json["duties"]
    assert whole == fazhi("duties", "--unit", "乡镇", "--json", root=demo).json["duties"]
