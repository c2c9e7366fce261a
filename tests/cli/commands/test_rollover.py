"""`fazhi rollover` as the clerk types it: what it asks for, keeps and refuses; and `init`, which asks for the same."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, UNITS, build, write
from tests.builders.processes.terminal import converse
from tests.builders.trees import tree

from spt_fazhi.cli import COMPLETE_VAR
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import RefusedError
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.model.plan import Obligation
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.record import record
from spt_fazhi.services.workspace.workspace import Workspace

LINKED = """沙坡头区法治政府建设2025年工作要点

一、强化组织领导

1.强化培训。各部门年底前至少开展1次培训。（牵头单位：示范区司法局；责任单位：各部门）
"""
BARE = "1.任务一。至少开展1次甲事。（牵头单位：甲局）\n"
WHOLE = f"示例区法治政府建设2025年工作要点\n示例区人民政府\n2025年4月9日\n一、第一部分\n{BARE}"
SETTINGS = """\
  format: 2
  year: 2024
  # 标题照抄文件
  title: 示例区法治政府建设2024年工作要点
  issuer: 示例区人民政府   # 落款
  issued: 2024-04-09
  # 本区定为 20 天
  due_soon_days: 20   # 会上定的
  backfill_until: 2024-10-31  # 补录到十月
  office: 甲局
  signature: 示例区委依法治区办
  progress:
    every: quarter
    of: all
    grace_days: 5
  attachment_limit_mib: 50
  review:
    # 只看三十天以上的
    late_days: 30

    copied_percent: 0
  letters: {urge_after: 3, supervise_after: 20}
  number: 示依法办〔{year}〕{n}号
  addressees: [各乡镇]
  finding_kinds: [执法程序, 其他]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path / "台账", record=None, waive=None, tasks=TASKS.replace("count: 1", "count: 2"))


def document(root: Path, text: str) -> str:
    place = root.parent / "新要点.txt"
    place.write_text(text, "utf-8")
    return str(place)


def plan(root: Path) -> str:
    return (root / "data/tasks.yaml").read_text("utf-8")


def test_a_linked_archive_is_refused(root: Path) -> None:
    """The case that was reported: data/ was moved to wherever the link led."""
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "archive").symlink_to(outside)
    before = tree(root.parent)
    words = ["rollover", "2025", "--from", document(root, LINKED), "--issuer", "区政府", "--issued", "2025-04-09"]
    ran = fazhi(*words, root=root)
    assert ran.code == 2
    assert "archive 是一个链接" in ran.err
    assert tree(outside) == {}
    assert {path: data for path, data in tree(root.parent).items() if path != "新要点.txt"} == before
    (root / "archive").unlink()
    assert fazhi(*words, root=root).code == 0
    assert (root / "archive/2024/data/tasks.yaml").exists()


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        (LINKED, ["--issuer", "--issued"]),
        (LINKED.replace("要点\n", "要点\n示例区人民政府\n"), ["--issued"]),
        (f"一、第一部分\n{BARE}", ["--title", "--issuer", "--issued"]),
        (WHOLE, []),
    ],
)
@pytest.mark.parametrize("command", ["rollover", "init"])
def test_what_the_document_does_not_tell_must_be_typed(root: Path, text: str, lacking: list[str], command: str) -> None:
    own = {"--title": "示例区2025年要点", "--issuer": "示例区政府", "--issued": "2025-03-18"}
    words = {
        "rollover": ["rollover", "2025", "--root", str(root)],
        "init": ["init", str(root.parent / "新"), "--no-git", "--year", "2025"],
    }[command]
    words += ["--from", document(root, text)]
    place = root if command == "rollover" else root.parent / "新"
    before = tree(root.parent)
    for number in range(len(lacking)):
        given = [part for option in lacking[:number] for part in (option, own[option])]
        ran = fazhi(*words, *given)
        assert ran.code == 2
        named = ran.err.split("请在命令里加上")[1]
        assert [option for option in own if option in named] == lacking[number:]
        assert tree(root.parent) == before
    ran = fazhi(*words, *(part for option in lacking for part in (option, own[option])))
    assert ran.code == 0, ran.err
    written = plan(place)
    assert "01-01" not in written
    assert "待填" not in written
    expected = {
        "title": own["--title"] if "--title" in lacking else None,
        "issuer": own["--issuer"] if "--issuer" in lacking else "示例区人民政府",
        "issued": own["--issued"] if "--issued" in lacking else "2025-04-09",
    }
    for key, value in expected.items():
        assert value is None or f"  {key}: {value}\n" in written
    assert fazhi("check", root=place).code == 0


@pytest.mark.parametrize("command", ["rollover", "init"])
@pytest.mark.parametrize(
    ("option", "typed"), [("--issued", "2025-02-30"), ("--issued", "去年"), ("--issuer", " "), ("--title", "")]
)
def test_what_is_typed_must_be_sound(root: Path, command: str, option: str, typed: str) -> None:
    before = tree(root)
    words = {"rollover": ["rollover", "2025", "--root", str(root)], "init": ["init", str(root.parent / "新")]}[command]
    ran = fazhi(*words, "--from", document(root, WHOLE), option, typed)
    assert (ran.code, tree(root)) == (2, before)
    assert f"{option}：" in ran.err
    assert not (root.parent / "新").exists()
    blank = fazhi("init", str(root.parent / "新"), option, typed)
    assert (blank.code, (root.parent / "新").exists()) == (2, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal")
def test_on_a_terminal_it_is_asked_for(root: Path) -> None:
    ran = converse(
        root,
        ["rollover", "2025", "--from", document(root, LINKED)],
        [
            ("印发单位：", "\n"),
            ("印发单位：", "示例区政府\n"),
            ("印发日期（如 2025-03-18）：", "三月\n"),
            ("印发日期（如", "2025-03-20\n"),
        ],
    )
    assert ran.code == 0, ran.out
    assert "  issuer: 示例区政府\n  issued: 2025-03-20\n" in plan(root)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal")
def test_given_up_at_a_question_nothing_is_written(root: Path) -> None:
    before = tree(root)
    ran = converse(root, ["rollover", "2025", "--from", document(root, LINKED)], [("印发单位：", "\x03")])
    assert (ran.code, tree(root)) == (130, before)


def test_a_document_of_another_year_is_refused(root: Path) -> None:
    text = WHOLE.replace("2025", "2024")
    before = tree(root)
    words = ["rollover", "2025", "--from", document(root, text)]
    ran = fazhi(*words, root=root)
    assert (ran.code, tree(root)) == (2, before)
    assert "文件写的是 2024 年，不是 2025 年" in ran.err
    assert fazhi(*words, "--title", "示例区2026年工作要点", root=root).code == 2
    assert fazhi(*words, "--title", "示例区2025年工作要点", root=root).code == 0
    assert "  title: 示例区2025年工作要点\n" in plan(root)


def test_init_refuses_a_document_of_another_year_than_the_one_typed(tmp_path: Path) -> None:
    place = tmp_path / "新"
    words = ["init", str(place), "--no-git", "--from", document(place, WHOLE)]
    ran = fazhi(*words, "--year", "2024")
    assert (ran.code, place.exists()) == (2, False)
    assert "文件写的是 2025 年，不是 2024 年" in ran.err
    assert fazhi(*words, "--year", "2025").code == 0


def test_init_asks_for_a_year_that_no_document_tells(tmp_path: Path) -> None:
    place = tmp_path / "新"
    words = ["init", str(place), "--no-git", "--from", document(place, BARE)]
    head = ["--title", "工作要点", "--issuer", "区政府", "--issued", "2025-03-18"]
    ran = fazhi(*words, *head)
    assert (ran.code, place.exists()) == (2, False)
    assert "没有读出年度" in ran.err
    assert fazhi(*words, *head, "--year", "2025").code == 0
    assert "  year: 2025\n" in plan(place)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal")
@pytest.mark.parametrize(("answer", "code"), [("是", 0), ("否", 2)])
def test_on_a_terminal_another_year_is_asked_about(root: Path, answer: str, code: int) -> None:
    before = tree(root)
    text = document(root, WHOLE.replace("要点", "要点（2024年修订）").replace("2025年工作", "工作"))
    question = "文件写的是 2024 年，确实是 2025 年度的文件吗（是/否）："
    ran = converse(root, ["rollover", "2025", "--from", text], [(question, "也许\n"), (question, f"{answer}\n")])
    assert ran.code == code, ran.out
    assert (tree(root) == before) == (code == 2)


def test_a_blank_workspace_dates_nothing_to_new_years_day(tmp_path: Path) -> None:
    assert fazhi("init", str(tmp_path / "甲"), "--no-git").code == 0
    text = plan(tmp_path / "甲")
    assert f"  issued: {parse_date_option(None)}  # 请填" in text
    assert fazhi("init", str(tmp_path / "乙"), "--no-git", "--year", "2024", "--issued", "2024-04-09").code == 0
    assert "  issued: 2024-04-09\n" in plan(tmp_path / "乙")


def test_the_offices_own_settings_outlive_the_year(root: Path) -> None:
    old = plan(root)
    head = old[old.index("  format:") : old.index("sections:")]
    write(root, "data/tasks.yaml", old.replace(head, SETTINGS))
    before = Workspace.read(root, date(2024, 12, 31)).register.info
    assert fazhi("rollover", "2025", "--from", document(root, WHOLE), root=root).code == 0
    now = Workspace.read(root, date(2025, 12, 31)).register.info
    changed = {"year": 2025, "title": "示例区法治政府建设2025年工作要点", "issued": date(2025, 4, 9)}
    changed |= {"source": now.source, "backfill_until": date(2025, 10, 31)}
    assert now == replace(before, **changed)
    kept = SETTINGS[SETTINGS.index("  # 本区定为") :].replace("2024-10-31", "2025-10-31")
    assert kept in plan(root)
    assert "标题照抄文件" not in plan(root)


HEAD = ["format: 2", "year: 2024", "title: 甲", "issuer: 乙", "issued: 2024-04-09"]
OWN = ["due_soon_days: 20", "review: {late_days: 30}"]
LONG = ["title: 甲\n    又一行", "review:\n    late_days: 30"]


@pytest.mark.parametrize(
    "written",
    [
        f"register: {{{', '.join((*HEAD, *OWN))}}}\n",
        "register:\n" + "".join(f"      {line}\n" for line in (*HEAD, *OWN)),
        '"register":\n' + "".join(f"  {line}\n" for line in (*HEAD, *OWN)),
        "register:\n" + "\n".join(f"  {line}" for line in (OWN[0], *HEAD[:2], LONG[0], *HEAD[3:], LONG[1])),
    ],
    ids=["in braces", "deeper", "a quoted key", "another order"],
)
def test_settings_however_they_are_written(root: Path, written: str) -> None:
    old = plan(root)
    write(root, "data/tasks.yaml", old[old.index("sections:") :].rstrip() + "\n" + written)
    assert fazhi("rollover", "2025", "--from", document(root, WHOLE), root=root).code == 0
    info = Workspace.read(root, date(2025, 12, 31)).register.info
    assert (info.due_soon_days, info.review.late_days, info.year) == (20, 30, 2025)
    assert info.title == "示例区法治政府建设2025年工作要点"


def test_units_and_groups_keep_every_field_and_comment(root: Path) -> None:
    own = UNITS.replace(
        "  - {name: 丙镇", "  # 撤镇以前\n  - {name: 丁局, code: ding, kind: government, full_name: 示例区丁局, verified: true,"
        " tags: [执法], owners: ['@ding']}  # 已核\n  - {name: 丙镇",
    )  # fmt: skip
    write(root, "data/units.yaml", own)
    text = WHOLE.replace("牵头单位：甲局", "牵头单位：甲局；责任单位：戊局")
    assert fazhi("rollover", "2025", "--from", document(root, text), root=root).code == 0
    made = (root / "data/units.yaml").read_text("utf-8")
    assert [line for line in own.splitlines() if line not in made.splitlines()] == []
    before = Workspace.read(root / "archive/2024", date(2024, 12, 31)).register
    now = Workspace.read(root, date(2025, 12, 31)).register
    assert now.units[: len(before.units)] == before.units
    assert now.groups == before.groups
    assert [unit.name for unit in now.units[len(before.units) :]] == ["戊局"]


SINCE = WHOLE.replace("至少开展1次甲事", "本要点印发后15日内报送实施方案")


@pytest.mark.parametrize("said", ["2025年4月9日\n", ""], ids=["another day in the document", "none in the document"])
@pytest.mark.parametrize("command", ["rollover", "init"])
def test_days_after_the_issue_are_counted_from_the_day_that_is_typed(root: Path, command: str, said: str) -> None:
    text = SINCE.replace("2025年4月9日\n", said)
    words = ["2025", "--from"] if command == "rollover" else [str(root.parent / "新"), "--no-git", "--from"]
    ran = fazhi(
        command, *words, document(root, text), "--issued", "2025-03-20", root=root if command == "rollover" else None
    )
    assert ran.code == 0, ran.err
    made = Workspace.read(root if command == "rollover" else root.parent / "新", date(2025, 4, 9)).register
    (owed,) = (each for task in made.tasks if task.carried_from is None for each in task.obligations)
    assert (made.info.issued, owed.due) == (date(2025, 3, 20), date(2025, 4, 4))


@pytest.mark.parametrize(
    ("text", "phrase", "due", "kept"),
    [
        ("6月底前至少开展1次甲事。", "6月底前", "2024-06-30", True),
        ("2024年6月底前至少开展1次甲事。", "2024年6月底前", "2024-06-30", False),
        ("年底前至少开展1次甲事。", "年底前", "2024-12-31", True),
        ("适时至少开展1次甲事。", "适时", "2024-10-31", True),
        ("至少开展1次甲事。", "年底前", "2024-12-31", False),
    ],
)
def test_a_phrase_that_no_longer_fits_is_dropped(root: Path, text: str, phrase: str, due: str, kept: bool) -> None:
    changed = plan(root).replace("    text: 至少开展1次甲事。", f"    text: {text}")
    write(root, "data/tasks.yaml", changed.replace("due: 2024-12-31", f"due: {due}, phrase: {phrase}"))
    ran = fazhi("rollover", "2025", "--from", document(root, WHOLE), "--carry", "1.1", root=root)
    assert ran.code == 0, ran.err
    (carried,) = (
        each
        for task in Workspace.read(root, date(2025, 1, 1)).register.tasks
        if task.carried_from == 2024
        for each in task.obligations
    )
    assert str(carried.due) == due.replace("2024", "2025")
    assert carried.phrase == (phrase if kept else None)
    assert not [line for line in fazhi("check", root=root).out.splitlines() if "时限用语" in line]


def test_a_record_begun_before_the_year_was_turned_is_refused(root: Path) -> None:
    """Somebody answers questions at a terminal while somebody else turns the year."""
    begun = Workspace.read(root, date(2024, 12, 31))
    obligation = begun.register.tasks[0].obligations[0]
    assert isinstance(obligation, Obligation)
    new = new_file.evidence(
        begun,
        obligation=obligation,
        unit=begun.unit("甲局"),
        day=date(2024, 12, 30),
        title="开展甲事",
        more={},
        files=(),
    )
    assert fazhi("rollover", "2025", "--from", document(root, WHOLE), root=root).code == 0
    before = tree(root)
    with pytest.raises(RefusedError, match="2024 年刚刚归档"):
        record(begun, new)
    assert tree(root) == before


def test_an_archive_of_the_same_year_does_not_stop_a_record(root: Path) -> None:
    write(root, "archive/2024/说明.txt", "x")
    words = ["--unit", "甲局", "--date", "2024-06-12", "--title", "开展甲事"]
    assert fazhi("record", "evidence", "1.1", *words, root=root).code == 0


def half_turned(root: Path) -> None:
    """A `rollover` killed when the old year had been moved away and the new one was not there yet."""
    staging = root / ".fazhi-new-0123abcd"
    write(staging, "data/tasks.yaml", plan(root).replace("2024", "2025"))
    write(staging, "data/units.yaml", UNITS)
    (staging / "2024").mkdir()
    (root / "data").rename(staging / "2024/data")
    write(root, MARKER_FILE, f'{{"staging": "{staging.name}", "old_year": 2024, "new_year": 2025}}')


@pytest.mark.parametrize(
    "words",
    [
        ["status"], ["check"], ["list"], ["duties", "--json"], ["show", "1"], ["report", "breakdown"], ["schema"],
        ["record", "evidence", "1.1", "--unit", "甲局", "--date", "2025-06-12", "--title", "开展甲事", "--recorded", "2025-06-13"],
        ["rollover", "2026", "--from", "没有.txt"], ["trend"], ["log", "1"], ["codeowners"], ["review"],
        ["intake", "没有.txt"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("inside", [False, True], ids=["named", "from a folder below"])
def test_every_command_brings_a_cut_off_turn_to_its_end(
    root: Path, words: list[str], inside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_turned(root)
    (root / "docs").mkdir()
    if inside:
        monkeypatch.chdir(root / "docs")
    ran = fazhi(*words, root=None if inside else root)
    said = "上次换年度中断在半路，已接着做完：2024 年归档在 archive/2024，现在是 2025 年的台账。"
    assert ran.err.splitlines()[0] == said
    assert "2025" in plan(root)
    assert "2024" in plan(root / "archive/2024")
    assert fazhi("status", root=root).err == ""


def test_completion_of_a_line_changes_nothing(root: Path) -> None:
    half_turned(root)
    before = tree(root)
    line: dict[str, Any] = {COMPLETE_VAR: "zsh_complete", "COMP_LINE": "fazhi show "}
    fazhi(root=root, **line)
    assert tree(root) == before
    assert fazhi("status", root=root).code == 0
    assert "任务一" in fazhi(root=root, **line).out  # it is this workspace that was asked for


def test_a_query_on_a_disk_that_is_read_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_turned(root)
    before = tree(root)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "x")

    with monkeypatch.context() as broken:
        broken.setattr(os, "rename", refuse)
        ran = fazhi("status", root=root)
    assert (ran.code, ran.out, tree(root)) == (2, "", before)
    assert "磁盘是只读的" in ran.err
    shown = ran.err.split("--root ")[1].strip()
    assert fazhi("status", root=Path(shown)).code == 0
    shutil.copytree(root / ".fazhi-new-0123abcd/2024/data", root / "data")
    with monkeypatch.context() as broken:
        broken.setattr(os, "rename", refuse)
        ran = fazhi("status", root=root)
    assert ran.code == 0
    assert ran.out
    assert ran.err.startswith("注意：上次换年度没有做完，现在收拾不了：磁盘是只读的")
    assert len(ran.err.splitlines()) == 1


def test_what_a_kill_left_does_not_count_as_data(root: Path) -> None:
    write(root, RECORD_PATH, EVIDENCE)
    plain = fazhi("status", "--json", root=root)
    write(root, ".fazhi-new-0123abcd/data/records/jia/2024-06-12-1.1-bbbb.yaml", EVIDENCE)
    assert fazhi("status", "--json", root=root) == plain
    assert fazhi("check", root=root).code == 0
