"""`fazhi inspect`: a visit and its findings entered, added to, listed and shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import errors, workspace
from tests.builders.files import files_below
from tests.builders.repositories import git, in_git

from spt_fazhi.store.yaml.reader import read_tree

DAY = "2024-05-27"
TABLE = """\
2024年第一次实地督察问题整改台账
序号,责任单位,存在问题,问题类型,整改措施,完成时限,严重程度,完成情况
1,东镇、西镇,执法公示不及时,公开公示,补公示,6月底前,,
2,司法局,案卷未附法制审核意见,案卷文书,补正并自查,立行立改,严重,已改
"""
PLAN = """\
      - id: "3.3"
        title: 法治建设实地督察
        quote: 定期开展行政执法案卷评查
        who: [区司法局, 区依法治区办]
        scope: joint
        target: {count: 2, unit: 次}
        due: 2024-12-31
        phrase: 定期
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace with an obligation of two visits a year; nobody writes there."""
    root = workspace(tmp_path_factory.mktemp("inspect") / "区")
    plan = root / "data/tasks.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("  - id: 4\n", f"{PLAN}  - id: 4\n"), "utf-8")
    assert errors(root) == []
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(base, tmp_path / "区")


def new(root: Path, *more: str, **given: str) -> Ran:
    """`inspect new` of a visit of 20 to 24 May; what is given as "" is left out."""
    said = {
        "title": "第一次实地督察",
        "from": "2024-5-20",
        "to": "5月24日",
        "by": "依法治区办",
        "visited": "各镇",
    } | given
    typed = [part for key, value in said.items() if value for part in (f"--{key}", value)]
    return fazhi("inspect", "new", *typed, "--recorded", DAY, *more, root=root)


def written(root: Path) -> dict[str, dict[str, Any]]:
    """The inspections on disk by id."""
    paths = sorted((root / "data/inspections").glob("*.yaml"))
    return {path.stem: read_tree(path.read_text("utf-8")) for path in paths}


def only(root: Path) -> tuple[str, dict[str, Any]]:
    ((name, tree),) = written(root).items()
    return name, tree


def test_a_visit_with_its_findings_is_one_file(root: Path) -> None:
    (root / "台账.csv").write_text(TABLE, "utf-8")
    ran = new(root, "--findings", str(root / "台账.csv"), obligation="3.3", document="示依法办〔2024〕2号")
    assert ran.code == 0, ran.err
    name, tree = only(root)
    assert re.fullmatch(r"2024-05-24-[a-z2-7]{4}", name)
    findings = tree.pop("findings")
    assert tree == {
        "title": "第一次实地督察", "obligation": "3.3", "from": "2024-05-20", "to": "2024-05-24", "by": ["区依法治区办"],
        "visited": ["东镇", "西镇"], "document": "示依法办〔2024〕2号", "recorded": DAY,
    }  # fmt: skip
    assert [(each["id"], each["unit"], each["due"]) for each in findings] == [
        ("1", "东镇", "2024-06-30"), ("2", "西镇", "2024-06-30"), ("3", "区司法局", "2024-05-24"),
    ]  # fmt: skip
    assert findings[2] == {
        "id": "3", "unit": "区司法局", "kind": "案卷文书", "severity": "突出", "problem": "案卷未附法制审核意见",
        "demand": "补正并自查", "due": "2024-05-24",
    }  # fmt: skip
    head = (root / f"data/inspections/{name}.yaml").read_text("utf-8").splitlines()[0]
    assert head == "# yaml-language-server: $schema=../../schema/inspection.schema.json"
    assert errors(root) == []
    letters = name[-4:]
    assert f"已写入 data/inspections/{name}.yaml" in ran.out
    assert "问题 3 个：东镇 1 个、西镇 1 个、区司法局 1 个" in ran.out
    assert "计入 3.3 法治建设实地督察：0/2次 → 1/2次，推进中" in ran.out
    assert f"fazhi inspect show {letters}" in ran.out
    assert f"fazhi record rectify {letters}.1" in ran.out
    assert "各镇展开为 2 家：东镇、西镇" in ran.err
    assert "没有读这些列：完成情况；整改情况由责任单位另报" in ran.err
    assert "区司法局有问题，但不在受访单位里：通报等文稿只写它是问题的责任单位" in ran.err


def test_kind_and_severity_beside_a_table_are_those_of_the_rows_that_say_none(root: Path) -> None:
    table = root.parent / "台账.csv"
    table.write_text(TABLE, "utf-8")
    ran = new(root, "--findings", str(table), obligation="无", kind="公开公示", severity="一般")
    assert (ran.code, "记作“公开公示”" in ran.err) == (0, False), ran.err
    assert "没有写严重程度的 2 个记作“一般”。" in ran.err
    found = only(root)[1]["findings"]
    assert [(each["kind"], each["severity"]) for each in found] == [
        ("公开公示", "一般"), ("公开公示", "一般"), ("案卷文书", "突出"),
    ]  # fmt: skip
    table.write_text("责任单位,问题,整改时限\n东镇,宣传栏陈旧,7月底前\n", "utf-8")
    ran = fazhi(
        "inspect", "add", only(root)[0], "--findings", str(table), "--kind", "公开公示", "--recorded", DAY, root=root
    )
    assert ran.code == 0, ran.err
    assert "没有写问题类型的 1 个记作“公开公示”。" in ran.err
    (added,) = [tree for tree in written(root).values() if "adds_to" in tree]
    assert added["findings"][0]["kind"] == "公开公示"
    for more in (["--kind", "没有的类型"], ["--severity", "很"], ["--kind", "公开公示", "--due", "6月底"]):
        refused = new(root, "--findings", str(table), *more, title="第二次督察", obligation="无")
        assert (refused.code, len(written(root))) == (2, 2), refused.err


def test_a_table_without_a_column_for_kinds_is_remarked_on(root: Path) -> None:
    table = root.parent / "台账.csv"
    table.write_text("责任单位,问题,整改时限\n东镇,宣传栏陈旧,7月底前\n", "utf-8")
    ran = new(root, "--findings", str(table), "--dry-run", obligation="无")
    assert "没有“问题类型”一列" in ran.err
    assert "没有“问题类型”一列" not in new(root, "--findings", str(table), obligation="无", kind="公开公示").err


def test_one_finding_by_options(root: Path) -> None:
    options = ("--unit", "各镇", "--problem", "台账缺页", "--demand", "补齐", "--due", "6月30日", "--task", "任务3",
               "--kind", "其他", "--severity", "一般")  # fmt: skip
    ran = new(root, *options, obligation="无")
    assert ran.code == 0, ran.err
    findings = only(root)[1]["findings"]
    assert [(each["id"], each["unit"], each["task"]) for each in findings] == [("1", "东镇", "3"), ("2", "西镇", "3")]
    assert "写了 2 个单位（东镇、西镇），一个单位登记一个问题" in ran.err
    assert "不计入任何事项" in ran.out


def test_what_a_visit_may_count_for_is_said_and_never_counted_in_silence(root: Path) -> None:
    ran = new(root)
    assert ran.code == 0, ran.err
    said = "没有写 --obligation，这次督察不计入任何事项；可以计入 3.3 法治建设实地督察（--obligation 3.3）"
    assert said in ran.err
    assert "obligation" not in only(root)[1]


def test_what_is_missing_is_named_in_one_line(root: Path) -> None:
    ran = fazhi("inspect", "new", "--by", "司法局", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith("错误：缺少 --title、--from、--to、--visited")
    ran = new(root, "--unit", "东镇")
    assert (ran.code, ran.err.splitlines()[-2]) == (2, "错误：缺少 --problem、--due")
    ran = fazhi("inspect", "add", root=root)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "错误：缺少 督察编号")
    assert new(root).code == 0
    ran = fazhi("inspect", "add", only(root)[0], root=root)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "错误：缺少 --findings（或 --unit、--problem、--due）")


@pytest.mark.parametrize(
    ("given", "more", "said"),
    [
        ({"by": "某局"}, (), "没有“某局”这个单位"),
        ({"by": "各镇"}, (), "“各镇”是一组单位，这里要写一个单位"),
        ({"visited": "某镇"}, (), "没有“某镇”这个单位"),
        ({"to": "5月1日"}, (), "结束日期 2024-05-01 早于开始日期 2024-05-20"),
        ({"from": "五月"}, (), "--from：“五月”没有写哪一天"),
        ({"obligation": "9.9"}, (), "没有“9.9”这个任务或事项"),
        ({"obligation": "1.1"}, (), "都不承担事项 1.1"),
        ({"obligation": "3.3"}, ("--obligation", "无"), "--obligation 写了“无”，就不能再写事项编号"),
        ({}, ("--findings", "x.csv", "--unit", "东镇"), "--findings 和 --unit、--problem、--due 等只用一样"),
        ({}, ("--findings", "不在.xlsx"), "没有“不在.xlsx”这个文件"),
        ({}, ("--unit", "东镇", "--problem", "甲", "--due", "尽快"), "“尽快”不是一个确定的日子"),
        ({}, ("--unit", "东镇", "--problem", "甲", "--due", "6月底", "--kind", "x"), "没有“x”这种问题类型"),
        ({}, ("--dry-run", "--commit"), "--dry-run 不写，不能和 --commit 一起写"),
    ],
)
def test_what_will_not_do_is_refused_with_nothing_written(
    root: Path, given: dict[str, str], more: tuple[str, ...], said: str
) -> None:
    before = files_below(root)
    ran = new(root, *more, **given)
    assert ran.code == 2, ran.out
    assert said in ran.err
    assert ran.err.count("错误：") == 1
    assert files_below(root) == before


def test_what_check_would_refuse_is_refused_at_its_cell(root: Path) -> None:
    number = "110101199003070070"
    (root / "t.csv").write_text(f"责任单位,问题,整改时限\n东镇,甲,6月底\n西镇,当事人{number}未告知,6月底\n", "utf-8")
    before = files_below(root)
    ran = new(root, "--findings", str(root / "t.csv"))
    assert ran.code == 2
    assert "t.csv:3：" in ran.err
    assert number not in ran.err
    assert files_below(root) == before


def test_a_visit_entered_again_is_refused(root: Path) -> None:
    assert new(root, obligation="3.3").code == 0
    before = files_below(root)
    ran = new(root, obligation="3.3")
    assert ran.code == 2
    assert "重复" in ran.err
    assert files_below(root) == before


def test_a_dry_run_says_what_would_be_written(root: Path) -> None:
    before = files_below(root)
    options = ("--unit", "东镇", "--problem", "甲", "--due", "6月底", "--severity", "突出", "--dry-run")
    ran = new(root, *options, obligation="3.3")
    assert ran.code == 0, ran.err
    assert files_below(root) == before
    assert ran.out.splitlines()[:2] == ["没有写入（--dry-run）。会写成：", "  1. 东镇：甲（突出），整改时限 2024-06-30"]
    assert "计入 3.3 法治建设实地督察：0/2次 → 1/2次，推进中" in ran.out
    document = new(root, *options, "--json", obligation="3.3").json
    assert (document["dry_run"], document["inspection"]["id"]) == (True, None)
    assert document["duties"][0]["after"]["achieved"] == 1
    assert files_below(root) == before


def test_later_findings_are_a_file_of_their_own(root: Path) -> None:
    (root / "台账.csv").write_text(TABLE, "utf-8")
    assert new(root, "--findings", str(root / "台账.csv"), obligation="3.3").code == 0
    name, before = only(root)
    options = ("--unit", "东镇", "--problem", "台账缺页", "--due", "7月底", "--recorded", "2024-06-03")
    ran = fazhi("inspect", "add", name[-4:], *options, "--json", root=root)
    assert ran.code == 0, ran.err
    added = ran.json["inspection"]
    assert added["adds_to"] == name
    assert [each["finding"] for each in added["findings"]] == [4]
    assert ran.json["duties"] == []  # counts for nothing once more
    tree = written(root)[added["id"]]
    assert (tree["title"], tree["from"], tree["to"], tree["by"]) == tuple(
        before[key] for key in ("title", "from", "to", "by")
    )
    assert "visited" not in tree
    assert written(root)[name] == before
    again = fazhi("inspect", "add", added["id"][-4:], *options, "--severity", "一般", root=root)
    assert again.code == 2
    assert f"的这个问题与已登记的 {added['id'][-4:]}.4 相同" in again.err
    more = fazhi("inspect", "add", added["id"], *options[:3], "又一个", *options[4:], root=root)
    assert more.code == 0, more.err  # to what was added, it goes to the first
    assert [each["adds_to"] for each in written(root).values() if "adds_to" in each] == [name, name]
    assert sorted(each["id"] for tree in written(root).values() for each in tree["findings"]) == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
    assert errors(root) == []


@pytest.mark.parametrize(("typed", "told"), [("6月2日", " 2024-06-02 "), ("立行立改", "“立行立改”")])
def test_what_is_added_may_not_have_been_due_before_it_was_added(root: Path, typed: str, told: str) -> None:
    assert new(root, obligation="无").code == 0
    name, _ = only(root)
    options = ("--unit", "东镇", "--problem", "台账缺页", "--recorded", "2024-06-03", "--due")
    ran = fazhi("inspect", "add", name[-4:], *options, typed, root=root)
    assert (ran.code, len(written(root))) == (2, 1)
    assert f"补充的问题，整改时限{told}早于补录那天（2024-06-03）" in ran.err
    assert fazhi("inspect", "add", name[-4:], *options, "6月3日", root=root).code == 0


def test_an_inspection_that_is_not_there_is_refused(root: Path) -> None:
    assert new(root, obligation="无").code == 0
    ran = fazhi("inspect", "add", "zzzz", "--unit", "东镇", "--problem", "甲", "--due", "6月底", root=root)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "错误：没有编号为“zzzz”的督察")
    assert fazhi("inspect", "show", "zzzz", root=root).code == 2


def test_a_committed_visit_is_one_commit(root: Path) -> None:
    in_git(root)
    ran = new(root, "--unit", "东镇", "--problem", "甲", "--due", "6月底", "--commit", obligation="3.3")
    assert ran.code == 0, ran.err
    assert git(root, "log", "-1", "--format=%s").strip() == "督察 第一次实地督察（问题 1 个）"
    assert (
        git(root, "show", "--stat", "--format=", "--name-only", "HEAD").strip()
        == f"data/inspections/{only(root)[0]}.yaml"
    )
    ran = new(root, title="第二次", obligation="3.3")
    assert "下一步（送出这份督察登记）" in ran.out
    ran = new(root, "--commit", title="第三次", obligation="无")
    assert "还有以前写的没有提交，别人看不到：2024-05-24-" in ran.out


@pytest.fixture(scope="module")
def inspected(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A visit with three findings and one added later, one of them reported, returned and extended; only read."""
    import shutil

    root = shutil.copytree(base, tmp_path_factory.mktemp("inspected") / "区")
    (root / "台账.csv").write_text(TABLE, "utf-8")
    assert new(root, "--findings", str(root / "台账.csv"), obligation="3.3").code == 0
    letters = only(root)[0][-4:]
    add = ("--unit", "东镇", "--problem", "台账缺页", "--due", "7月底", "--recorded", "2024-06-03")
    steps = (
        ("inspect", "add", letters, *add),
        ("record", "rectify", f"{letters}.1", "--unit", "东镇", "--date", "2024-06-20", "--title", "已补公示",
         "--document", "东政〔2024〕9号", "--recorded", "2024-06-21"),
        ("record", "rectify", f"{letters}.3", "--unit", "司法局", "--date", "2024-05-24", "--title", "已补正",
         "--document", "司发〔2024〕9号", "--recorded", "2024-05-28"),
        ("decide", "close", f"{letters}.3", "--checked-by", "复核组", "--reason", "抽查属实", "--recorded", "2024-06-01"),
        ("issue", "--call", "东镇", "--duty", f"{letters}.1", "--recorded", "2024-06-10"),
    )  # fmt: skip
    for step in steps:
        ran = fazhi(*step, root=root)
        assert ran.code == 0, (step, ran.err)
    return root


def names(root: Path) -> tuple[str, str]:
    """The letters of the first visit and of what was added."""
    trees = written(root)
    first = next(name for name, tree in trees.items() if "adds_to" not in tree)
    added = next(name for name, tree in trees.items() if "adds_to" in tree)
    return first[-4:], added[-4:]


def test_list_says_who_where_and_how_far(inspected: Path) -> None:
    first, added = names(inspected)
    ran = fazhi("inspect", "list", "--as-of", "2024-07-10", root=inspected)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "截至 2024年7月10日 的督察\n共 1 次，问题 4 个\n\n"
        "第一次实地督察（2024年5月20日至24日）\n"
        "  督察单位：区依法治区办\n  受访单位：东镇、西镇（2 家）\n  另有责任单位：区司法局（没有到）\n  计入：3.3 法治建设实地督察\n"
        f"  已完成整改 1 个：{first}.3\n  待销号 1 个：{first}.1\n"
        f"  未报整改 2 个：{first}.2、{added}.4，其中逾期 1 个\n"
        f"  2024-05-24-{first}\n"
    )
    before = fazhi("inspect", "list", "--as-of", "2024-05-01", root=inspected)
    assert before.out == "截至 2024年5月1日 的督察\n没有。登记督察用 fazhi inspect new。\n"


def test_list_takes_the_filters_of_every_query(inspected: Path) -> None:
    first, added = names(inspected)

    def found(*words: str) -> list[list[str]]:
        ran = fazhi("inspect", "list", *words, "--as-of", "2024-07-10", "--json", root=inspected)
        assert ran.code == 0, ran.err
        return [[each["name"] for each in one["findings"]] for one in ran.json["inspections"]]

    whole = [f"{first}.1", f"{first}.2", f"{first}.3", f"{added}.4"]
    assert found() == [whole]
    assert found("--unit", "东镇") == [[f"{first}.1", f"{added}.4"]]
    assert found("--unit", "示范分局") == []
    assert found("--state", "待销号") == [[f"{first}.1"]]
    assert found("--state", "已完成") == [[f"{first}.3"]]
    assert found("--state", "不适用") == []
    assert found("--task", "3.3") == [[]]
    assert found("--task", "1") == []
    late = fazhi("inspect", "list", "--as-of", "2024-07-10", "--fail-on", "逾期", root=inspected)
    assert late.code == 1


def test_show_says_what_was_reported_and_decided(inspected: Path) -> None:
    first, added = names(inspected)
    ran = fazhi("inspect", "show", first, "--as-of", "2024-07-10", root=inspected)
    assert (ran.code, ran.err) == (0, "")
    for said in (
        f"补充：2024-05-24-{added}（问题 4）",
        f"{first}.1  ■ 待销号  东镇  公开公示",
        f"{first}.3  √ 已完成  区司法局  案卷文书 · 突出",
        "整改时限：立行立改；已完成整改",
        "2024-06-20 整改：已补公示",
        "2024-06-01 销号：由复核组复核",
        "另有责任单位：区司法局（没有到）",
        "整改时限：2024年6月30日前；未报整改，逾期10天",
    ):
        assert said in ran.out
    assert fazhi("inspect", "show", added, "--as-of", "2024-07-10", root=inspected).out == ran.out


def test_show_as_json(inspected: Path) -> None:
    first, added = names(inspected)
    document = fazhi("inspect", "show", first, "--as-of", "2024-07-10", "--json", root=inspected).json["inspection"]
    assert document["counts"] == {
        "found": 4, "closed": 1, "waived": 0, "submitted": 1, "partial": 0, "open": 2, "overdue": 1, "at_once": 1,
        "repeated": 0, "returned": 0,
    }  # fmt: skip
    assert (document["counts_for"], document["added"]) == (["3.3"], [f"2024-05-24-{added}"])
    closed = document["findings"][2]
    assert (closed["name"], closed["stage"], closed["closed"]["day"], closed["at_once"]) == (
        f"{first}.3",
        "closed",
        "2024-06-01",
        True,
    )
    assert [each["word"] for each in closed["decisions"]] == ["销号"]
    assert [each["text"] for each in document["findings"][0]["reports"]] == ["已补公示"]


def test_a_visit_that_had_not_ended_is_not_shown(inspected: Path) -> None:
    ran = fazhi("inspect", "show", names(inspected)[0], "--as-of", "2024-05-01", root=inspected)
    assert ran.code == 2
    assert "还没有结束（2024-05-24 结束）" in ran.err


def test_whoever_inspects_is_not_visited_too(root: Path) -> None:
    """A group brings in those that inspect: they are left out; one that was typed itself is refused."""
    ran = new(root, by="依法治区办、司法局", visited="各部门", obligation="无")
    assert ran.code == 0, ran.err
    (tree,) = written(root).values()
    assert "区司法局" not in tree["visited"]
    assert "（督察单位区司法局除外）" in ran.err
    ran = new(root, by="依法治区办、司法局", visited="各镇、司法局", obligation="无", title="又一次")
    assert (ran.code, len(written(root))) == (2, 1)
    assert "区司法局既是督察单位，又是受访单位" in ran.err


def test_what_happened_to_a_finding_is_told_in_order_of_days_with_its_reasons(inspected: Path) -> None:
    first, _ = names(inspected)
    shown = fazhi("inspect", "show", first, "--as-of", "2024-07-10", root=inspected).out
    assert "2024-06-01 销号：由复核组复核，抽查属实" in shown
    part = shown[shown.index(f"{first}.1  ■") : shown.index(f"{first}.2  ")]
    days = re.findall(r"^    (2024-\d\d-\d\d) ", part, re.MULTILINE)
    assert days == ["2024-06-10", "2024-06-20"]
    assert "由复核组复核，抽查属实" in fazhi("log", f"{first}.3", "--as-of", "2024-07-10", root=inspected).out
