"""`fazhi rollup`: what it answers, from where, in which form, and how it ends."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.builders.command import DAY, fazhi, fazhi_process
from tests.builders.places import REPOSITORY
from tests.builders.registers import exported, place_of, rewrite
from tests.builders.repositories import in_git

from spt_fazhi.store.write.staging import write_tree
from spt_fazhi.views.rollup.answers import QUESTIONS


def rollup(*words: object, day: str = DAY, **env: Any):
    return fazhi("rollup", *map(str, words), "--as-of", day, **env)


@pytest.fixture(scope="module")
def said(exports: Path) -> dict[str, Any]:
    ran = rollup(exports, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def test_json_has_the_head_that_all_json_has(said: dict[str, Any]) -> None:
    assert list(said)[:5] == ["register", "as_of", "revision", "in_use", "year"]
    assert (said["register"], said["as_of"], said["in_use"], said["year"]) == (None, DAY, True, 2024)
    assert [each["name"] for each in said["registers"]] == ["示例县001", "示例县002", "示例县003"]
    assert set(QUESTIONS) <= set(said)
    assert said["refused"] == []


def test_the_figures_are_those_each_district_sees_itself(said: dict[str, Any], districts: Path) -> None:
    for at, row in enumerate(said["totals"], 1):
        own = fazhi("status", "--json", "--as-of", DAY, root=districts / f"示例县{at:03d}").json
        counts, asked = own["totals"], own["invited"]
        assert row["owed"] == sum(counts.values()) - counts["waived"]
        for state, number in counts.items():
            assert row.get(state.replace("-", "_"), 0) == number, state
        assert row["asked"] == sum(asked.values()) - asked["waived"]
        assert row["given"] == asked["done"] + asked["done-late"] + asked["unproved"]
        progress, found = own["progress"], own["rectification"]
        assert row["reported"] == progress["done"] + progress["done-late"]
        assert row["closed"] == found["done"] + found["done-late"]


def test_units_are_ranked_by_the_rule_of_the_district_itself(said: dict[str, Any], districts: Path) -> None:
    """Every unit that is among the worst has the numbers that its own district's ranking has."""
    assert said["worst"]
    for row in said["worst"]:
        ranking = fazhi("report", "ranking", "--json", "--as-of", DAY, root=districts / row["name"]).json
        own = next(each["numbers"] for each in ranking["ranked"] if each["unit"] == row["unit_name"])
        assert (row["due"], row["on_time"], row["late"]) == tuple(
            own[name]["value"] for name in ("due", "on_time", "late")
        )


def test_the_worst_are_all_there_are_and_in_order(exports: Path, districts: Path) -> None:
    rows = rollup(exports, "--json", "--ask", "worst", "--top", "1000").json["worst"]
    shares = [row["on_time"] / row["due"] for row in rows]
    assert shares == sorted(shares)
    ranked = Counter(
        (name, each["unit"])
        for name in ("示例县001", "示例县002", "示例县003")
        for each in fazhi("report", "ranking", "--json", "--as-of", DAY, root=districts / name).json["ranked"]
    )
    assert Counter((row["name"], row["unit_name"]) for row in rows) == ranked


def test_the_trend_is_that_of_status_on_the_last_days_of_months(said: dict[str, Any], districts: Path) -> None:
    for row, day in zip(said["trend"], ("2024-03-31", "2024-04-30", "2024-05-31", DAY), strict=True):
        whole: Counter[str] = Counter()
        for at in (1, 2, 3):
            own = fazhi("status", "--json", "--as-of", day, root=districts / f"示例县{at:03d}").json["totals"]
            whole.update(own)
        assert row["met"] == whole["done"] + whole["done-late"]
        assert row["overdue"] == whole["overdue"]
        assert row["owed"] == whole.total() - whole["waived"]


def test_workspaces_lists_and_exports_give_the_same_figures(said: dict[str, Any], districts: Path) -> None:
    ran = rollup(districts / "名单.yaml", "--json")
    assert ran.code == 0, ran.err
    assert len(ran.json["registers"]) == 4
    for question in ("totals", "on_time"):
        rows = {row["name"]: {**row, "register": ""} for row in ran.json[question]}
        for row in said[question]:
            assert rows[row["name"]] == {**row, "register": ""}


def test_a_bare_repository_is_read_at_a_revision(districts: Path, tmp_path: Path) -> None:
    clone = in_git(Path(shutil.copytree(districts / "示例县001", tmp_path / "a")))
    (clone / ".git").rename(tmp_path / "b.git")
    ran = rollup(tmp_path / "b.git", "--json")
    assert ran.code == 0, ran.err
    (only,) = ran.json["registers"]
    assert len(only["revision"]) == 40
    assert only["name"] == "示例县001"
    ran = rollup(tmp_path / "b.git", "--at", "没有", "--json")
    assert ran.code == 2
    assert "git 里没有“没有”这个版本" in ran.err


def test_a_register_that_cannot_be_read_is_told_and_the_others_are_answered(districts: Path, tmp_path: Path) -> None:
    for at in (1, 2):
        shutil.copytree(districts / f"示例县{at:03d}", tmp_path / f"示例县{at:03d}")
    (tmp_path / "示例县002/data/tasks.yaml").write_text("register: [\n", "utf-8")
    ran = rollup(tmp_path, "--json")
    assert ran.code == 2
    assert [each["name"] for each in ran.json["registers"]] == ["示例县001"]
    (refused,) = ran.json["refused"]
    assert refused["place"].endswith("示例县002")
    assert "台账读不出来" in refused["why"]
    assert "没有计入" in ran.err


def test_an_unused_register_is_counted_and_not_judged(exports: Path, own_exports: Path) -> None:
    write_tree(own_exports, exported(REPOSITORY, "spt", "沙坡头区"), durable=False)
    ran = rollup(own_exports, "--json")
    (own,) = [row for row in ran.json["totals"] if row["register"] == "spt"]
    assert (own["owed"], own["overdue"], own["in_use"]) == (483, 0, False)
    assert "spt" not in {row["register"] for question in ("on_time", "worst") for row in ran.json[question]}
    assert any("尚未启用，只计有多少条" in each for each in ran.json["remarks"])


def of_year(tree: Path, year: int) -> None:
    """The third register says it is of another year."""
    for table in [path.name for path in tree.iterdir()]:
        rewrite(place_of(tree, table, "x3"), f"SELECT * REPLACE ({year} AS year) FROM t", made="other")
        place_of(tree, table, "x3").parents[2].joinpath(f"year={year}").mkdir()
        place_of(tree, table, "x3").parent.rename(tree / table / f"year={year}/register=x3")


def test_another_year_is_told_and_asked_for(own_exports: Path, districts: Path) -> None:
    of_year(own_exports, 2023)
    ran = rollup(own_exports, "--json")
    assert [each["register"] for each in ran.json["registers"]] == ["x1", "x2"]
    assert "只计2024年的台账；另有 2023年 1 本，看哪一年用 --year。" in ran.json["remarks"]
    assert [each["register"] for each in rollup(own_exports, "--json", "--year", "2023").json["registers"]] == ["x3"]
    ran = rollup(own_exports, "--year", "2022")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "错误：没有 2022 年的台账")


def test_who_claims_the_name_of_another_changes_nothing_of_it(exports: Path, tmp_path: Path, districts: Path) -> None:
    """The same mark, or the same name, from elsewhere: the folder that bears the name is believed."""
    for at, (mark, name) in enumerate((("x1", "示例县001"), ("x1", "示例县002"), ("zz", "示例县001"))):
        folder = "示例县001" if at == 0 else f"送来{at}"
        source = districts / f"示例县{at + 1:03d}"
        write_tree(tmp_path / folder, exported(source, mark, name), durable=False)
    ran = rollup(tmp_path, "--json")
    assert ran.code == 2
    assert [each["place"].rpartition("/")[2] for each in ran.json["registers"]] == ["示例县001"]
    assert {each["why"].partition("：")[0] for each in ran.json["refused"]} == {
        "冒用了“示例县002”", "冒用了“示例县001”"
    }  # fmt: skip
    alone = rollup(tmp_path / "示例县001", "--json").json
    assert ran.json["totals"] == alone["totals"]
    assert ran.json["worst"] == alone["worst"]


def test_a_list_decides_and_its_names_are_shown(districts: Path, tmp_path: Path) -> None:
    for folder, mark, name in (("a", "x", "示例县001"), ("b", "x", "示例县002")):
        write_tree(tmp_path / folder, exported(districts / name, mark, name), durable=False)
    (tmp_path / "名单.yaml").write_text(
        "registers:\n  - {name: 某市示例县001, path: a}\n  - {name: 示例县003, path: b}\n", "utf-8"
    )
    ran = rollup(tmp_path / "名单.yaml", "--json")
    assert [each["name"] for each in ran.json["registers"]] == ["某市示例县001"]
    (refused,) = ran.json["refused"]
    assert refused["why"] == "名单上是“示例县003”，里面写的是“示例县002”"


def test_the_same_export_twice_is_counted_once(exports: Path, tmp_path: Path, said: dict[str, Any]) -> None:
    for name in ("a", "b"):
        shutil.copytree(exports, tmp_path / name)
    ran = rollup(tmp_path, "--json")
    assert ran.json["totals"] == said["totals"]
    assert len(ran.json["refused"]) == 3
    assert all("只计一次" in each["why"] for each in ran.json["refused"])


def test_the_screen_has_a_table_for_each_question(exports: Path) -> None:
    ran = rollup(exports)
    assert (ran.code, ran.err.count("\n")) == (0, 2)
    assert ran.out.startswith("2024年 3 本台账汇总（截至2024年6月20日）\n")
    for title in QUESTIONS.values():
        assert f"\n{title}\n" in ran.out
    only = rollup(exports, "--ask", "按时完成率最低的单位", "--ask", "trend").out
    assert [title for title in QUESTIONS.values() if f"\n{title}\n" in only] == ["按时完成率最低的单位", "走势"]


def test_a_question_as_csv_opens_in_a_spreadsheet(exports: Path, tmp_path: Path, said: dict[str, Any]) -> None:
    file = tmp_path / "汇总.csv"
    ran = rollup(exports, "--ask", "totals", "-o", file)
    assert (ran.code, ran.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [row["县区"] for row in rows] == ["示例县001", "示例县002", "示例县003", "合计"]
    assert [int(row["逾期"]) for row in rows[:3]] == [row["overdue"] for row in said["totals"]]
    assert int(rows[3]["责任"]) == sum(row["owed"] for row in said["totals"])
    assert "没有覆盖" in rollup(exports, "--ask", "totals", "-o", file).err
    assert "一个 .csv 文件只放一张表" in rollup(exports, "-o", file, "--force").err


def test_the_board_is_one_file_that_asks_for_nothing(exports: Path, tmp_path: Path) -> None:
    file = tmp_path / "汇总.html"
    ran = rollup(exports, "-o", file)
    assert (ran.code, ran.out) == (0, "")
    text = file.read_text("utf-8")
    assert "示例县003" in text
    assert "script-src &#39;none&#39;" in text
    assert not [part for part in ("http:", "https:", "<script", "url(") if part in text]
    again = tmp_path / "again.html"
    rollup(exports, "-o", again)
    assert again.read_bytes() == file.read_bytes()
    assert "看板各个问题都有" in rollup(exports, "-o", again, "--force", "--ask", "late").err


def test_no_formula_gets_into_a_spreadsheet(districts: Path, tmp_path: Path) -> None:
    """A workspace whose plan holds one is refused as an export would be; a quote that looks like one is only text."""
    own = Path(shutil.copytree(districts / "示例县001", tmp_path / "示例县001"))
    units = own / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace("示例县001教育局", "＝1+1教育局"), "utf-8")
    ran = rollup(tmp_path)
    assert ran.code == 2
    assert "没有导出：单位名称“＝1+1教育局”以“＝”开头" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ask", "没有"), "--ask 没有“没有”这个问题"),
        (("--top", "0"), "--top 不能是 0"),
        (("--memory", "1"), "--memory 不能是 1"),
        (("--threads", "0"), "--threads 不能是 0"),
        (("--json", "-o", "a.csv"), "--json 打印在屏幕上"),
        (("-o", "a.docx"), "生成不了 .docx 文件"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_read(words: tuple[str, ...], said: str) -> None:
    ran = rollup("没有这个文件夹", *words)
    assert ran.code == 2
    assert said in ran.err


def test_without_the_package_one_line_says_how_to_get_it(exports: Path, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden/duckdb.py"
    hidden.parent.mkdir()
    hidden.write_text("raise ImportError\n")
    ran = fazhi_process("rollup", str(exports), PYTHONPATH=f"{hidden.parent}:{sys.path[0]}:{REPOSITORY / 'src'}")
    assert ran.code == 2
    assert 'pip install "spt-fazhi[rollup]"' in ran.err
    assert "Traceback" not in ran.err


def test_what_is_asked_for_with_little_memory_is_answered_all_the_same(exports: Path, said: dict[str, Any]) -> None:
    assert rollup(exports, "--json", "--memory", "64", "--threads", "1").json["totals"] == said["totals"]


def test_what_was_checked_is_kept_as_exports_that_give_the_same_answers(
    districts: Path, exports: Path, own_exports: Path, tmp_path: Path
) -> None:
    """From a list, under its names and marks; what was refused is not there; other tools find what is one thing."""
    place_of(own_exports, "duties", "x2").write_bytes(b"x")
    ran = rollup(own_exports, "--json", "--keep", tmp_path / "核过的")
    assert ran.code == 2
    kept = {path.name for path in (tmp_path / "核过的/duties/year=2024").iterdir()}
    assert kept == {"register=x1", "register=x3"}
    again = rollup(tmp_path / "核过的", "--json")
    assert (again.code, again.json["totals"]) == (0, ran.json["totals"])
    listed = rollup(districts / "名单.yaml", "--json", "--yes", "--keep", tmp_path / "b").json
    second = rollup(tmp_path / "b", "--json", "--yes").json
    for question in ("on_time", "sections", "worst", "late", "trend"):
        assert second[question] == listed[question]
    assert {each["name"] for each in second["registers"]} == {f"示例县00{at}" for at in range(1, 5)}
    file = str(tmp_path / "b/alike/data.parquet")
    topics = duckdb.sql("SELECT count(DISTINCT topic), count(*) FROM read_parquet($1)", params=[file]).fetchall()
    assert topics == [(2, 6)]
    ran = rollup(exports, "--keep", tmp_path / "核过的")
    assert ran.code == 2
    assert "没有覆盖" in ran.err
    for force in ((), ("--force",)):
        ran = rollup(exports, "--keep", tmp_path / "b", *force)
        assert ran.code == 2
        assert "里还有这次没有的台账" in ran.err
        assert not (tmp_path / "b/duties/year=2024/register=x1").exists()
    assert rollup(exports, "--keep", tmp_path / "核过的", "--force").code == 0


def test_who_is_even_stands_as_listed_or_by_name(districts: Path, tmp_path: Path) -> None:
    """Two copies of a district under other names, once as a list has them, once as folders."""
    names = ("乙区", "甲县", "丁市")
    lines = []
    for at, name in enumerate(names):
        place = tmp_path / f"{at}/{name}"
        place.parent.mkdir()
        words = ("-o", str(place), "--name", name, "--register", f"r{at}", "--as-of", DAY)
        assert fazhi("export", "parquet", *words, root=districts / "示例县001").code == 0
        lines.append(f"  - {{name: {name}, path: {at}/{name}, register: {'cba'[at]}}}\n")
    listed = tmp_path / "名单.yaml"
    listed.write_text("registers:\n" + "".join(lines), "utf-8")
    for source, wanted in ((listed, list(names)), (tmp_path, sorted(names))):
        said = rollup(source, "--json").json
        assert [each["name"] for each in said["on_time"]] == wanted
        assert [each["name"] for each in said["totals"]] == wanted


def test_a_district_that_cannot_be_read_whole_is_not_judged(districts: Path, tmp_path: Path) -> None:
    place = tmp_path / "市"
    for name in ("示例县001", "示例县002"):
        shutil.copytree(districts / name, place / name)
    whole = rollup(place, "--json").json
    record = next((place / "示例县002/data/records").rglob("*.yaml"))
    record.write_text("不是记录\n", "utf-8")
    ran = rollup(place, "--json")
    assert ran.code == 0
    assert [row["register"] for row in ran.json["on_time"]] == [whole["totals"][0]["register"]]
    assert {row["name"] for row in ran.json["worst"]} == {"示例县001"}
    assert ran.json["late"] == []
    (first, second) = ran.json["totals"]
    assert first == whole["totals"][0]
    assert (second["unusable"], second["owed"], second["done"], second["overdue"]) == (
        1,
        whole["totals"][1]["owed"],
        0,
        0,
    )
    assert "示例县002的台账里有数据不能用，数字不全，只计有多少条，不作评价" in "".join(ran.json["remarks"])
    text = fazhi("report", "rollup", str(place), "--as-of", DAY).out
    assert "汇总2个县区，其中示例县002的台账数据不全，暂不评价。其他县区共有责任" in text
    assert f"| 示例县002 | {second['owed']} | 数据不全，暂不评价 | | | | | | |" in text
    assert "重新报来" in text
    shown = rollup(place, "--ask", "totals").out
    assert "示例县002＊" in shown
    assert "标＊的尚未启用或数据不全，不评价，不在合计里" in shown
    assert re.search(rf"合计\s+{first['owed']} ", shown)


def test_a_day_that_is_typed_does_not_change_exports(exports: Path, districts: Path) -> None:
    said = "示例县001、示例县002、示例县003是导出，数据截至导出时定的那天，--as-of 对它不起作用"
    assert said in rollup(exports, day="2024-05-31").err
    assert "不起作用" not in rollup(exports).err
    assert "不起作用" not in rollup(districts / "示例县001", "--ask", "totals", day="2024-05-31").err


def test_after_the_year_it_is_said_that_it_is_over(districts: Path) -> None:
    said = "2024年度已经结束，是年后的结存情况"
    assert said in rollup(districts / "示例县001", "--ask", "totals", day="2025-02-01").err
    assert said not in rollup(districts / "示例县001", "--ask", "totals", day="2024-12-31").err


def test_a_row_of_states_adds_up_on_the_screen(exports: Path) -> None:
    lines = rollup(exports, "--ask", "totals").out.splitlines()
    rows = [list(map(int, line.split()[1:])) for line in lines if line.startswith(("示例县", "合计"))]
    assert len(rows) == 4
    for owed, *states in rows:
        assert owed == sum(states)


def test_what_is_due_is_told_apart_from_what_was_due_before(said: dict[str, Any]) -> None:
    shares = {row["register"]: row for row in said["on_time"]}
    for row in said["totals"]:
        share = shares[row["register"]]
        assert share["due"] == share["on_time"] + share["late"] + share["missing"]
        # what is overdue is reckoned or was due before the plan was issued
        assert row["overdue"] - row["early_overdue"] <= share["missing"]
        assert row["early"] > 0


def test_a_table_without_rows_has_its_heads(exports: Path, tmp_path: Path) -> None:
    file = tmp_path / "空.csv"
    place = tmp_path / "一个"
    for table in exports.iterdir():
        shutil.copytree(table / "year=2024/register=x1", place / table.name / "year=2024/register=x1")
    assert rollup(place, "--ask", "late", "-o", file).code == 0
    assert file.read_text("utf-8-sig").splitlines() == [
        "事项,县区数,逾期的县区数,逾期的县区,责任,逾期,按时完成率,相似度,原文"
    ]


def test_nothing_is_left_behind(exports: Path, tmp_path: Path) -> None:
    assert rollup(exports, TMPDIR=str(tmp_path), TEMP=str(tmp_path)).code == 0
    assert list(tmp_path.iterdir()) == []


def late(ran: Any) -> dict[str, tuple[int, int]]:
    """By title of what several districts are late with, how many have it and how alike it is, in per cent."""
    return {row["title"]: (row["registers"], int(100 * row["likeness"])) for row in ran.json["late"]}


PUBLISHED = "向社会公开年度报告"
"""The obligation that every second district words a little otherwise."""


def test_what_is_not_sure_is_told_and_counted_apart(exports: Path) -> None:
    ran = rollup(exports, "--json", "--ask", "late")
    assert late(ran)[PUBLISHED] == (2, 100)
    assert [each["same"] for each in ran.json["doubts"]] == [None] * 3
    assert "有 3 对引句像又不全像，没有当成一件事" in ran.err


def test_who_is_late_is_named_in_the_order_of_all(exports: Path, districts: Path, tmp_path: Path) -> None:
    ran = rollup(exports, "--json", "--yes", "--top", "100")
    names = [row["name"] for row in ran.json["totals"]]
    own = {name: fazhi("duties", "--json", "--as-of", DAY, root=districts / name).json["duties"] for name in names}
    overdue = {name: {each["title"] for each in own[name] if each["state"] == "overdue"} for name in names}
    assert ran.json["late"]
    for row in ran.json["late"]:
        assert len(row["late_in"]) == row["late_registers"]
        assert row["late_in"] == [name for name in names if name in row["late_in"]]
        assert all(row["title"] in overdue[name] for name in row["late_in"])
    published = next(row for row in ran.json["late"] if row["title"] == PUBLISHED)
    assert published["late_in"] == [name for name in names if PUBLISHED in overdue[name]]
    file = tmp_path / "逾期.csv"
    assert rollup(exports, "--yes", "--ask", "late", "-o", file).code == 0
    heads, *rows = csv.reader(io.StringIO(file.read_text("utf-8-sig")))
    assert {row[heads.index("逾期的县区")] for row in rows} >= {"、".join(published["late_in"])}


def test_what_is_likely_is_taken_with_yes(exports: Path) -> None:
    ran = rollup(exports, "--json", "--ask", "late", "--yes")
    assert late(ran)[PUBLISHED] == (3, 82)
    assert sorted(str(each["same"]) for each in ran.json["doubts"]) == ["None", "None", "True"]


def test_a_file_of_answers_decides_and_one_beside_is_found(own_exports: Path, tmp_path: Path) -> None:
    said = "".join(
        f"  - {{one: {each['quotes'][0]}, other: {each['quotes'][1]}, same: true}}\n"
        for each in rollup(own_exports, "--json").json["doubts"]
    )
    file = tmp_path / "答.yaml"
    file.write_text(f"answers:\n{said}", "utf-8")
    ran = rollup(own_exports, "--json", "--answers", file)
    assert ran.json["doubts"] == []
    assert late(ran)[PUBLISHED] == (3, 82)
    file.rename(own_exports / "同一事项.yaml")
    assert late(rollup(own_exports, "--json"))[PUBLISHED] == (3, 82)
    text = fazhi("report", "rollup", str(own_exports), "--as-of", DAY).out
    assert f"{PUBLISHED}，3个县区都逾期" in text
    (own_exports / "同一事项.yaml").write_text("answers: [", "utf-8")
    assert rollup(own_exports).code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_on_a_terminal_each_is_asked_and_the_answers_are_kept(exports: Path, tmp_path: Path) -> None:
    from tests.builders.processes.terminal import converse

    file = tmp_path / "答.yaml"
    words = ["rollup", str(exports), "--ask", "late", "--as-of", DAY, "--answers", str(file)]
    ran = converse(None, words, [("[1/3]", "好\n"), ("请写", "是\n"), ("[2/3]", "\n"), ("[3/3]", "退出\n")])
    assert ran.code == 0, ran.out
    assert "是一件事吗" in ran.out
    assert f"回答已写入 {file}" in ran.out.replace("\r\n", "")
    assert [line.rpartition("same: ")[2] for line in file.read_text("utf-8").splitlines()[2:]] == ["true}", "false}"]
    again = rollup(exports, "--json", "--answers", file)
    assert late(again)[PUBLISHED] == (3, 82)
    assert [each["same"] for each in again.json["doubts"]].count(None) == 1


def test_what_one_district_says_of_quotes_does_not_bind_the_others(districts: Path, tmp_path: Path) -> None:
    """Its file is not read where it is one of several folders, as a shell writes them out; a broken one stops nobody."""
    for each in ("示例县001", "示例县002"):
        shutil.copytree(districts / each, tmp_path / each)
    (tmp_path / "示例县002/同一事项.yaml").write_text("answers: [\n", "utf-8")
    ran = fazhi("rollup", str(tmp_path / "示例县001"), str(tmp_path / "示例县002"), "--json", "--as-of", DAY)
    assert (ran.code, len(ran.json["registers"])) == (0, 2)


def test_one_register_of_a_later_year_does_not_decide_for_all(own_exports: Path) -> None:
    of_year(own_exports, 2025)
    said = rollup(own_exports, "--json").json
    assert (said["year"], [each["register"] for each in said["registers"]]) == (2024, ["x1", "x2"])
