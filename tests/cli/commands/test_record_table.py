"""`fazhi record table`: a row is a piece of evidence; every fault of every row at once, all or nothing, one commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi, fazhi_process
from tests.builders.entries import entries, errors, evidence, files, workspace
from tests.builders.pages.spreadsheets import Day, Formula, table, xlsx
from tests.builders.repositories import IDENTITY, git, in_git

DAY = "2024-06-20"
HEADS = ("单位", "事项", "日期", "标题", "文号", "达到数", "总数")
FIGURES = "figures: [{name: 听讲人数, unit: 人}]\n        due: 2024-12-31\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def record(root: Path, data: bytes | str, *options: str, name: str = "报送.csv") -> Ran:
    file = root.parent / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return fazhi("record", "table", str(file), "--recorded", DAY, *options, root=root)


def book(*rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    return xlsx({"表1": table(heads, *rows)})


def kept(root: Path, *keys: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(tree.get(key)) for key in keys) for tree in entries(root).values())


SOUND = """\
标题,日期,事项,单位,文号,数量
专题讲法,6月12日,第1条第1项,司法局,示法〔2024〕1号,1次
报送报告,2024/2/20,2。1,各镇,示法〔2024〕2号,
"""


def test_columns_in_any_order_typed_as_people_do(root: Path) -> None:
    ran = record(root, SOUND)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("已写入 3 个文件：")
    assert kept(root, "unit", "obligation", "date", "document", "amount") == [
        ("东镇", "2.1", "2024-02-20", "示法〔2024〕2号", "None"),
        ("区司法局", "1.1", "2024-06-12", "示法〔2024〕1号", "1"),
        ("西镇", "2.1", "2024-02-20", "示法〔2024〕2号", "None"),
    ]
    assert errors(root) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_what_a_spreadsheet_program_saves_as_csv(root: Path, encoding: str) -> None:
    assert record(root, SOUND.encode(encoding)).code == 0
    assert len(entries(root)) == 3


def test_english_keys_and_heads_with_remarks_of_their_own(root: Path) -> None:
    ran = record(root, "填报表,,,,\n序号,unit（必填）,Obligation,日期*,标题：,备注\n1,sfj,1.1,6月12日,讲法,随便写\n")
    assert ran.code == 0, ran.err
    assert kept(root, "unit", "title") == [("区司法局", "讲法")]


@pytest.mark.parametrize("written", ["45455", "45455.5", "４５４５５"])
def test_what_a_spreadsheet_makes_of_a_day_is_that_day(root: Path, written: str) -> None:
    assert record(root, SOUND.replace("6月12日", written)).code == 0
    assert ("区司法局", "2024-06-12") in kept(root, "unit", "date")


@pytest.mark.parametrize("number", ["12", "19999", "70000", "145455"])
def test_another_number_is_no_day(root: Path, number: str) -> None:
    ran = record(root, SOUND.replace("6月12日", number))
    assert ran.code == 2
    assert "报送.csv:2" in ran.err
    assert entries(root) == {}


@pytest.mark.parametrize(
    ("mark", "said"), [("，", "“，”"), ("、", "“、”"), ("；", "“；”"), ("|", "“|”"), (" ", "空格")], ids=str
)
def test_heads_in_one_cell_are_told_with_what_stands_between(root: Path, mark: str, said: str) -> None:
    ran = record(root, SOUND.replace(",", mark))
    assert ran.code == 2
    assert f"报送.csv:1：列名都在一格里，中间是{said}" in ran.err
    assert "各列之间要用半角逗号隔开" in ran.err
    assert entries(root) == {}


def test_a_spreadsheet_of_days_and_numbers(root: Path) -> None:
    ran = record(root, book(("司法局", "3.2", Day(45455), "培训", "文1", 35, 36), (), ("示范分局", "3.2", "6月1日", "培训", "文2", "３人", 3)),
                 name="报送.xlsx")  # fmt: skip
    assert ran.code == 0, ran.err
    assert kept(root, "unit", "date", "reached", "of") == [
        ("区司法局", "2024-06-12", "35", "36"), ("区示范分局", "2024-06-01", "3", "3")
    ]  # fmt: skip


def test_every_fault_of_every_row_is_said_with_its_cell_and_nothing_is_written(root: Path) -> None:
    ran = record(
        root,
        book(
            ("司法局", "1.1", "6月12日", "讲法", "文1", None, None),
            ("没有局", "1.1", "2月30日", None, None, None, None),
            ("东镇", "1.1", Formula("A1"), "讲法", None, 3, None),
            ("司法局", "3.2", "6月12日", "培训", None, "很多", None),
            ("司法局", "9.9", "6月12日", "接待11010519491231002X来访", None, None, None),
            ("司法局", "1.1", "2024-06-21", "讲法二", "文2", None, None),
        ),
        name="报送.xlsx",
    )
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    for place, said in (
        ("A3", "没有“没有局”这个单位"), ("C3", "“2月30日”这一天不存在"), ("D3", "“标题”是空的"),
        ("A4", "“东镇”不承担事项 1.1"), ("C4", "“日期”是没有算过的公式，读不出结果"), ("F4", "事项 1.1 不按比率考核，不写达到数"),
        ("F5", "“很多”不是确切的数量"), ("G5", "“总数”是空的"), ("B6", "没有“9.9”这个任务或事项"), ("7", "recorded（录入日）2024-06-20 早于 date"),
    ):  # fmt: skip
        assert f"表1!{place}：{said}" in ran.err
    assert "请在表格软件里打开、保存一次，或直接写结果" in ran.err
    assert ran.err.count("错误：") == 1


def test_what_check_would_refuse_is_told_by_its_cell_too(root: Path) -> None:
    rows = "单位,事项,日期,标题\n司法局,1.1,6月12日,接待11010519491231002X来访\n司法局,2.1,6月12日,报告\n司法局,2.1,6月12日,报告\n"
    ran = record(root, rows)
    assert (ran.code, files(root)) == (2, [])
    assert "报送.csv:2：" in ran.err
    assert "身份证号" in ran.err
    assert "报送.csv:4：" in ran.err  # the same evidence twice


def test_sound_rows_may_be_written_alone(root: Path) -> None:
    rows = "单位,事项,日期,标题,文号\n司法局,1.1,6月12日,讲法,文1\n没有局,1.1,6月12日,讲法,文2\n各镇,2.1,2月20日,11010519491231002X,文3\n"
    ran = record(root, rows, "--skip-bad", "--json")
    assert ran.code == 2
    assert [each["file"].startswith("data/records/sfj/") for each in ran.json["files"]] == [True]
    assert [each["place"] for each in ran.json["skipped"]] == ["报送.csv:3", "报送.csv:4", "报送.csv:4"]
    assert set(ran.json["skipped"][0]) == {"place", "message", "hint"}
    assert "有 2 行没有写入：报送.csv:3：没有“没有局”这个单位" in ran.err
    assert kept(root, "unit") == [("区司法局",)]
    assert errors(root) == []


def test_of_a_table_without_a_sound_row_nothing_is_written(root: Path) -> None:
    ran = record(root, "单位,事项,日期,标题\n没有局,1.1,6月12日,讲法\n", "--skip-bad")
    assert (ran.code, files(root)) == (2, [])
    assert "没有“没有局”这个单位" in ran.err
    assert "表里没有一行可写" in record(root, "单位,事项,日期,标题\n").err


def test_one_commit_and_json(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    in_git(root)
    before = int(git(root, "rev-list", "--count", "HEAD"))
    ran = record(root, SOUND, "--commit", "--json")
    assert ran.code == 0, ran.err
    assert list(ran.json) == ["files", "paths", "duties", "committed", "skipped"]
    assert ran.json["committed"] == git(root, "rev-parse", "HEAD").strip()
    assert ran.json["skipped"] == []
    assert int(git(root, "rev-list", "--count", "HEAD")) == before + 1
    assert git(root, "log", "-1", "--pretty=%s").strip() == "佐证 3 条：报送.csv"
    assert git(root, "status", "--porcelain") == ""


def test_attachments_lie_beside_the_table_and_nowhere_else(root: Path, tmp_path: Path) -> None:
    (tmp_path / "照片 1.jpg").write_bytes(b"\xff\xd8 1")
    (tmp_path / "资料").mkdir()
    (tmp_path / "资料" / "纪要.txt").write_text("纪要", "utf-8")
    rows = "单位,事项,日期,标题,附件\n司法局,1.1,6月12日,讲法,照片 1.jpg；资料/纪要.txt\n"
    assert record(root, rows).code == 0
    (tree,) = entries(root).values()
    assert [each["name"] for each in tree["files"]] == ["照片 1.jpg", "纪要.txt"]
    (tmp_path.parent / "外面.txt").write_text("x")
    for name in ("没有.jpg", "../外面.txt", str(tmp_path.parent / "外面.txt"), "资料"):
        ran = record(root, f"单位,事项,日期,标题,附件\n司法局,1.1,6月13日,讲法,{name}\n")
        assert (ran.code, len(entries(root))) == (2, 1)
        assert "报送.csv:2：找不到附件“" in ran.err


def test_figures_besides_who_filed_it_and_the_day_they_run_to(root: Path) -> None:
    plan = root / "data" / "tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("due: 2024-12-31\n", FIGURES, 1), "utf-8")
    rows = "单位,事项,日期,标题,文号,听讲人数,填报单位,达到数,总数,截至\n示范分局,1.1,6月12日,讲法,文1,36人,司法局,,,\n司法局,3.2,6月12日,培训,文2,,司法局,3,3,5月31日\n"
    ran = record(root, rows)
    assert ran.code == 0, ran.err
    assert kept(root, "unit", "figures", "by", "through") == [
        ("区司法局", "None", "None", "2024-05-31"), ("区示范分局", "{'听讲人数': '36'}", "区司法局", "None")
    ]  # fmt: skip
    ran = record(root, rows.replace("培训,文2,,", "培训二,文3,4,").replace("讲法,文1", "讲法二,文4"))
    assert (ran.code, "报送.csv:3：事项 3.2 没有要求另报“听讲人数”" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("单位,事项,日期,标题,达到书", "认不出这些列：“达到书”"),
        ("单位,事项,日期,标题,日期", "报送.csv:1 第3列“日期”、报送.csv:1 第5列“日期”都是“日期”"),
        ("单位,事项,标题", "缺少这些列：日期"),
        ("事项", "没有找到列名"),
        ("一,二,三", "没有找到列名"),
    ],
)
def test_heads_that_cannot_be_told(root: Path, head: str, said: str) -> None:
    ran = record(root, f"{head}\n司法局,1.1,6月12日,讲法,1\n")
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    assert said in ran.err


def test_sheets_without_heads_are_passed_over_and_said(root: Path) -> None:
    sheets = {
        "说明": table(("请先看这里",)),
        "表1": table(HEADS, ("司法局", "1.1", "6月12日", "讲法", "文1", None, None)),
    }
    ran = record(root, xlsx(sheets), name="报送.xlsx")
    assert ran.code == 0, ran.err
    assert "注意：没有读“说明”：没有列名。" in ran.err


def test_a_number_that_may_have_lost_its_last_zero(root: Path) -> None:
    plan = root / "data" / "tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace('id: "3.2"', 'id: "1.10"'), "utf-8")
    ran = record(root, book(("司法局", 1.1, "6月12日", "讲法", "文1", None, None)), name="报送.xlsx")
    assert (ran.code, "表1!B2：“1.1”在表里是数字，分不清是 1.1 还是 1.10" in ran.err) == (2, True)
    assert record(root, book(("司法局", "1.1", "6月12日", "讲法", "文1", None, None)), name="报送.xlsx").code == 0


def test_a_title_beside_the_number_and_several_numbers(root: Path) -> None:
    rows = "单位,事项,日期,标题\n司法局,1.1 主要负责人专题讲法,6月12日,讲法\n司法局,1.1、2.1,6月13日,会议\n"
    ran = record(root, rows)
    assert ran.code == 0, ran.err
    assert kept(root, "obligation", "title") == [("1.1", "会议"), ("1.1", "讲法"), ("2.1", "会议")]


def test_members_of_a_group_that_do_not_owe_it_are_said_with_the_row(root: Path) -> None:
    plan = root / "data" / "tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("who: [各镇, 各部门]", "who: [东镇, 各部门]"), "utf-8")
    ran = record(root, "单位,事项,日期,标题\n各镇,2.1,2月20日,报告\n")
    assert ran.code == 0
    assert "注意：报送.csv:2：西镇不承担事项 2.1，不写。" in ran.err


def test_what_does_not_prove_is_named_by_its_row_and_what_it_is_about(root: Path) -> None:
    ran = record(root, SOUND.replace("示法〔2024〕2号", "") + "又一次,6月13日,1.1,司法局,示法〔2024〕3号,1\n")
    said = "报送.csv:3（东镇 2.1）、报送.csv:3（西镇 2.1）：没有文号、网址或附件，不能证明，显示为待佐证"
    assert (ran.code, ran.err.replace("\n", "").count("注意：")) == (0, 1)
    assert f"注意：{said}" in ran.err.replace("\n", "")
    assert "没有文号、网址或附件" not in record(root, SOUND.replace("讲法", "讲课"), name="又.csv").err


def test_what_stands_already_is_refused_with_the_row(root: Path) -> None:
    assert evidence(root, "--recorded", DAY, about="1.1", date="2024-06-12", title="专题讲法").code == 0
    ran = record(root, SOUND)
    assert (ran.code, len(entries(root))) == (2, 1)
    assert "报送.csv:2：" in ran.err


def test_a_table_from_standard_input(root: Path) -> None:
    ran = fazhi_process("record", "table", "-", "--recorded", DAY, root=root, stdin=SOUND.encode())
    assert ran.code == 0, ran.err
    assert len(entries(root)) == 3
