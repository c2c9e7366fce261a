"""`fazhi intake`, `init`, `rollover`: from a document to a register, as the clerk types it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import REPOSITORY
from tests.builders.repositories import IDENTITY, commit, git
from tests.intake.corpus import SAMPLES

from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.yaml.splice import with_new_units

TEXT = SAMPLES[0].text.replace("各乡镇,各部门", "区教育局").replace("责任单位:各部门", "责任单位:区财政局")


def plan_in(folder: Path) -> Path:
    """The plan as a text file."""
    file = folder / "要点.txt"
    file.write_text(f"示例区人民政府\n2024年4月9日\n{TEXT}", "utf-8")
    return file


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_in(tmp_path)


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and ".git/" not in f"{p}/"
    }


def test_a_draft_is_a_register_that_loads_and_checks(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "w/data"
    ran = fazhi("intake", str(plan), "--out", str(out))
    assert ran.code == 0, ran.err
    assert "1 个部分，2 条任务" in ran.out
    assert sorted(files(out)) == [
        "source/示例区法治政府建设2024年工作要点.txt",
        "tasks.yaml",
        "units.yaml",
        "待核清单.md",
    ]
    register = load(WorkTree(tmp_path / "w"), use_cache=False).register
    assert register is not None
    assert [task.title for task in register.tasks] == ["强化学习", "公开清单"]
    checked = fazhi("check", root=tmp_path / "w")
    assert checked.code == 0, checked.out
    todo = (out / "待核清单.md").read_text("utf-8")
    assert todo.startswith("# 待核清单：示例区法治政府建设2024年工作要点\n")
    assert "- [ ] 第 " in todo
    for line in (out / "tasks.yaml").read_text("utf-8").splitlines():
        if "# 待核：" in line and "register" not in line:
            assert line.split("待核：")[1].rstrip("。")[:10].replace("[", "\\[") in todo


def test_what_the_document_does_not_tell_is_left_open_and_check_asks_for_it(plan: Path, tmp_path: Path) -> None:
    bare = tmp_path / "没有落款.txt"
    bare.write_text(plan.read_text("utf-8").split("2024年4月9日\n")[1], "utf-8")
    assert fazhi("intake", str(bare), "--out", str(tmp_path / "w/data")).code == 0
    text = (tmp_path / "w/data/tasks.yaml").read_text("utf-8")
    assert "  issued: （待填）\n" in text
    assert "01-01" not in text
    checked = fazhi("check", root=tmp_path / "w")
    assert checked.code == 1
    assert "“（待填）”不是日期" in checked.out


def test_without_a_year_nothing_is_written_and_no_day_is_shown(plan: Path, tmp_path: Path) -> None:
    bare = tmp_path / "没有年度.txt"
    bare.write_text(plan.read_text("utf-8").split("2024年4月9日\n")[1].replace("2024年", ""), "utf-8")
    for more in ([], ["--json"]):
        ran = fazhi("intake", str(bare), "--out", str(tmp_path / "w"), *more)
        assert (ran.code, ran.out) == (2, "")
        assert "没有读出年度" in ran.err
        assert "--year" in ran.err
        assert not (tmp_path / "w").exists()
        shown = fazhi("intake", str(bare), *more)
        assert shown.code == 0
        assert not re.search("0001-|9999|2000-", shown.out)
    assert fazhi("intake", str(bare), "--year", "2025", "--out", str(tmp_path / "w")).code == 0


def test_a_draft_that_was_edited_is_never_overwritten(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "草稿"
    assert fazhi("intake", str(plan), "--out", str(out)).code == 0
    before = files(out)
    again = fazhi("intake", str(plan), "--out", str(out))
    assert (again.code, files(out)) == (0, before)
    assert "完全一样" in again.err
    tasks = out / "tasks.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("title: 强化学习", "title: 加强法治学习") + "# 我的话\n", "utf-8")
    (out / "待核清单.md").write_text("- [x] 核完了\n", "utf-8")
    mine = files(out)
    again = fazhi("intake", str(plan), "--out", str(out))
    assert (again.code, files(out)) == (0, mine)
    assert "没有覆盖" in again.err
    assert "修改任务 1 的 title：“强化学习”→“加强法治学习”" in again.out
    tasks.write_text("title: [", "utf-8")
    ran = fazhi("intake", str(plan), "--out", str(out))
    assert (ran.code, tasks.read_text("utf-8")) == (0, "title: [")
    assert "YAML 有错" in ran.err


def test_standard_input_json_and_known_units(plan: Path, own_demo: Path) -> None:
    command = [shutil.which("python3") or "python3"]
    del command
    ran = fazhi("intake", str(plan), "--json", root=own_demo)
    assert ran.code == 0
    assert [task["title"] for task in ran.json["tasks"]] == ["强化学习", "公开清单"]
    new = {each["name"] for each in ran.json["units"] if each["new"]}
    assert new == {"区司法局", "区教育局", "区委编办", "区财政局"}
    ran = fazhi("intake", str(plan), "--json", "--units", str(own_demo / "data/units.yaml"))
    assert any(each["name"] == "示范区司法局" and not each["new"] for each in ran.json["units"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["没有.docx"], "没有“没有.docx”这个文件"),
        (["."], "是文件夹"),
        (["{plan}", "--units", "没有.yaml"], "没有“没有.yaml”这个文件"),
        (["{plan}", "--year", "24"], "不像年份"),
        (["{plan}", "--diff", "--root", "没有"], "没有这个文件夹"),
        (["-"], "是空的"),
        (["{units}"], "里读出任务"),
    ],
)
def test_wrong_usage_is_one_clear_line(plan: Path, args: list[str], said: str) -> None:
    ran = fazhi("intake", *(each.replace("{plan}", str(plan)).replace("{units}", __file__) for each in args))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_init_makes_a_whole_workspace(plan: Path, tmp_path: Path) -> None:
    place = tmp_path / "示例区台账"
    ran = fazhi("init", str(place), "--from", str(plan), "--forge", "gitlab", **IDENTITY)
    assert ran.code == 0, ran.err
    assert "照 data/待核清单.md 核对" in ran.err
    names = set(files(place))
    assert {".gitlab-ci.yml", "integrations/post_review.py", ".vscode/settings.json", "schema/tasks.schema.json",
            "templates/quarter.md.j2", "data/tasks.yaml", "data/records/.gitkeep", ".gitattributes"} <= names  # fmt: skip
    assert fazhi("check", root=place).code == 0
    assert fazhi("status", root=place).code == 0
    assert fazhi("report", "breakdown", root=place).code == 0
    commit(place, "x")
    assert git(place, "status", "--porcelain") == ""
    ran = fazhi("init", str(place))
    assert ran.code == 2
    assert "已经有内容" in ran.err


@pytest.mark.parametrize("forge", ["github", "gitea", "forgejo", "none"])
def test_a_blank_workspace_checks(tmp_path: Path, forge: str) -> None:
    place = tmp_path / "空白"
    ran = fazhi("init", str(place), "--forge", forge, "--no-git")
    assert (ran.code, "待核清单" in ran.err) == (0, False)
    assert not (place / ".git").exists()
    assert fazhi("check", root=place).code == 0
    assert fazhi("status", root=place).code == 0
    workflows = [name for name in files(place) if "workflows" in name]
    assert bool(workflows) == (forge != "none")


def test_init_refuses_an_unknown_forge(tmp_path: Path) -> None:
    ran = fazhi("init", str(tmp_path / "x"), "--forge", "svn")
    assert (ran.code, (tmp_path / "x").exists()) == (2, False)


@pytest.fixture(scope="module")
def first_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of 2024 in git as `init` makes it from a plan; tests copy it."""
    folder = tmp_path_factory.mktemp("年")
    assert fazhi("init", str(folder / "台账"), "--from", str(plan_in(folder)), **IDENTITY).code == 0
    commit(folder / "台账", "2024")
    return folder / "台账"


@pytest.fixture
def running(first_year: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(first_year, tmp_path / "台账"))


def next_year(plan: Path) -> Path:
    file = plan.with_name("2025.txt")
    text = plan.read_text("utf-8").replace("2024", "2025").replace("6月底前", "9月底前").replace("区财政局", "区数据局")
    file.write_text(text.replace("1.强化学习", "1.强化学习培训"), "utf-8")
    return file


def test_diff_tells_kept_reworded_new_gone_and_moved(running: Path, plan: Path) -> None:
    ran = fazhi("intake", str(plan), "--diff", "--json", root=running)
    assert [each["fate"] for each in ran.json["tasks"]] == ["kept", "kept"]
    ran = fazhi("intake", str(next_year(plan)), "--diff", root=running)
    assert "任务：保留 0，改写 2，新增 0，不再有 0" in ran.out
    assert "2024-06-30 → 2025-09-30" in ran.out
    other = plan.with_name("other.txt")
    other.write_text("示例区2025年工作要点\n1.植树造林。全区种树一万棵。(牵头单位:区林草局)\n", "utf-8")
    ran = fazhi("intake", str(other), "--diff", root=running)
    assert "新增 1，不再有 2" in ran.out


def test_rollover_archives_the_year_and_begins_the_next(running: Path, plan: Path) -> None:
    units = running / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace("# 由 fazhi intake", "# 我的注释\n# 由 fazhi intake"), "utf-8")
    old = files(running / "data")
    ran = fazhi("rollover", "2025", "--from", str(next_year(plan)), root=running)
    assert (ran.code, files(running / "data")) == (2, old)
    assert "没有提交的改动" in ran.err
    git(running, "commit", "-qam", "x")
    ran = fazhi(
        "rollover", "2025", "--from", str(next_year(plan)), "--carry-unfinished", "--as-of", "2024-12-20", root=running
    )
    assert ran.code == 0, ran.err
    assert "2024 年已归档：archive/2024" in ran.err
    assert files(running / "archive/2024/data") == old
    assert fazhi("status", "--json", root=running / "archive/2024").json["register"]["year"] == 2024
    register = load(WorkTree(running), use_cache=False).register
    assert register is not None
    assert register.info.year == 2025
    assert [unit.name for unit in register.units][-1] == "区数据局"
    assert "# 我的注释" in units.read_text("utf-8")
    carried = [task for task in register.tasks if task.carried_from == 2024]
    assert [task.section for task in carried] == ["结转"] * len(carried)
    assert carried
    assert "原到期日 2024-" in (running / "data/tasks.yaml").read_text("utf-8")
    checked = fazhi("check", root=running)
    assert checked.code == 0, checked.out
    assert fazhi("rollover", "2025", "--from", str(plan), root=running).code == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["2024", "--from", "{plan}"], "应在本年度 2024 之后"),
        (["2025", "--from", "没有.txt"], "没有“没有.txt”"),
        (["2025", "--from", "{plan}", "--carry", "9.9"], "没有“9.9”"),
        (["2025"], "缺少"),
    ],
)
def test_a_rollover_that_cannot_be_changes_nothing(running: Path, plan: Path, args: list[str], said: str) -> None:
    before = files(running)
    ran = fazhi("rollover", *(each.replace("{plan}", str(plan)) for each in args), root=running)
    assert ran.code == 2
    assert said in ran.err
    assert files(running) == before


def test_new_units_are_added_to_a_list_as_people_wrote_it() -> None:
    register = load(WorkTree(REPOSITORY), use_cache=False).register
    assert register is not None
    text = (REPOSITORY / "data/units.yaml").read_text("utf-8")
    made = with_new_units(text, [], [], {})
    assert made == text
    from spt_fazhi.model.unit import Group, GroupMembers, Unit

    unit = Unit(name="示例局", code="shilij", kind="government")
    group = Group(name="示例组", members=GroupMembers(units=("示例局",)))
    made = with_new_units(text, [unit], [group], {"示例局": ("是不是同一家",)})
    assert made is not None
    assert set(text.splitlines()) <= set(made.splitlines())
    assert "  # 待核：是不是同一家\n  - name: 示例局\n" in made
    assert with_new_units("units: [{name: 甲局, code: jia, kind: government}]\n", [unit], [], {}) is None
