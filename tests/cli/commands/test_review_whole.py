"""`fazhi review` on real repositories, as a process: what passes, what blocks, and what a comment may not do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from tests.builders.command import Ran, fazhi
from tests.builders.processes.terminal import on_console
from tests.builders.repositories import IDENTITY, commit, git, merge

from spt_fazhi.render.review.markdown import MARKER

DAY = ("--as-of", "2024-06-20")
DONE = "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知"


@pytest.fixture
def root(own_demo_in_git: Path) -> Path:
    """The demo on main, and a branch checked out."""
    return own_demo_in_git


def progress(root: Path, done: str = DONE, task: int = 9, name: str = "2024-06-11-9-zzzz") -> str:
    path = f"data/records/sfj/{name}.yaml"
    (root / path).write_text(
        f"kind: progress\nunit: 示范区司法局\ntask: {task}\nperiod: 2024Q2\ndone: {done}\nrecorded: 2024-06-11\n",
        "utf-8",
    )
    return path


def review(root: Path, *args: str, **env: Any) -> Ran:
    return fazhi("review", *DAY, *args, root=root, **IDENTITY, **env)


def test_progress_passes_and_its_effect_is_told_first(root: Path) -> None:
    progress(root)
    commit(root)
    ran = review(root)
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.splitlines()[0] == "新增进展 1 条；报送完成 12 → 13，报送临期 10 → 9。"
    assert "示范区司法局 · 报送 2024Q2：◆ 临期 → √ 已完成" in ran.out
    assert ran.out.splitlines()[-1] == "√ 没有发现问题，可以合并。"
    document = review(root, "--json").json
    status = fazhi("status", *DAY, "--json", root=root).json
    assert document["totals"]["after"] == status["totals"]
    assert document["totals"]["progress_after"] == status["progress"]
    assert document["verdict"] == "pass"
    assert document["revision"] == git(root, "rev-parse", "HEAD").strip()
    assert review(root, "--full").out == ran.out


def edit(root: Path, path: str, old: str, new: str) -> int:
    """Replace the first occurrence; the line it stands on."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def first_record(root: Path, kind: str = "evidence", *, files: bool = False) -> Path:
    return next(
        path for path in sorted(root.glob("data/records/*/*.yaml"))
        if f"kind: {kind}\n" in path.read_text("utf-8") and ("files:" in path.read_text("utf-8")) == files
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("due: 2024-12-31", "due: 2025-01-31", "obligation-weakened"),
        ("count: 1, ", "count: 0.5, ", "obligation-weakened"),
        ("scope: each", "scope: joint", "obligation-weakened"),
        ("text: ", "text: 从速", "task-text"),
        ("issued: 2024-", "issued: 2025-", "plan-weakened"),
        ("grace_days: 10", "grace_days: 30", "plan-weakened"),
    ],
)
def test_a_weaker_plan_blocks_at_its_line_unless_allowed(root: Path, old: str, new: str, rule: str) -> None:
    text = (root / "data/tasks.yaml").read_text("utf-8")
    if old not in text:
        old, new = old.replace("count: 1, ", "{count: 1"), new.replace("count: 0.5, ", "{count: 0.5")
    line = edit(root, "data/tasks.yaml", old, new)
    commit(root)
    found = review(root, "--json")
    assert found.code == 1
    blocks = [(each["rule"], each["file"], each["line"]) for each in found.json["findings"] if each["level"] == "block"]
    assert (rule, "data/tasks.yaml", line) in blocks
    assert found.json["plan_changes"]
    allowed = review(root, "--json", "--allow-register")
    assert rule not in {each["rule"] for each in allowed.json["findings"] if each["level"] == "block"}
    assert rule in {each["rule"] for each in allowed.json["findings"]}


@pytest.mark.parametrize(("old", "new"), [("due: 2024-12-31", "due: 2024-11-30"), ("grace_days: 10", "grace_days: 5")])
def test_a_stricter_plan_does_not_block(root: Path, old: str, new: str) -> None:
    edit(root, "data/tasks.yaml", old, new)
    commit(root)
    found = review(root, "--json")
    assert found.code == 0, found.out
    assert {each["rule"] for each in found.json["findings"]} == {"plan-changed"}


def test_what_is_there_may_neither_change_nor_go(root: Path) -> None:
    record = first_record(root)
    line = edit(root, record.relative_to(root).as_posix(), "title: ", "title: 新")
    gone = first_record(root, "progress")
    gone.unlink()
    decision = min(root.glob("data/decisions/*.yaml"))
    edit(root, decision.relative_to(root).as_posix(), "reason: ", "reason: 新")
    with_file = first_record(root, files=True)
    proof = next(iter(with_file.with_suffix("").iterdir()))
    proof.write_bytes(proof.read_bytes() + b"x")
    commit(root)
    found = review(root, "--json")
    assert found.code == 1
    rules = {(each["rule"], each["file"]): each["line"] for each in found.json["findings"] if each["level"] == "block"}
    assert rules["record-changed", record.relative_to(root).as_posix()] == line
    assert ("record-changed", gone.relative_to(root).as_posix()) in rules
    assert ("decision-changed", decision.relative_to(root).as_posix()) in rules
    assert ("attachment-altered", proof.relative_to(root).as_posix()) in rules


def test_only_unit(root: Path) -> None:
    path = progress(root)
    commit(root)
    assert review(root, "--only-unit", "司法局").code == 0
    found = review(root, "--only-unit", "教育局", "--json")
    assert found.code == 1
    assert [(each["rule"], each["file"], each["line"]) for each in found.json["findings"]] == [("other-unit", path, 2)]
    (root / "README.md").write_text("x", "utf-8")
    commit(root)
    assert {each["rule"] for each in review(root, "--only-unit", "sfj", "--json").json["findings"]} == {"not-the-units"}


def test_errors_of_check_block_only_when_the_branch_brought_them(root: Path) -> None:
    git(root, "switch", "-q", "main")
    progress(root, task=99, name="2024-06-11-99-aaaa")
    commit(root)
    git(root, "switch", "-qC", "pr")
    progress(root)
    commit(root)
    assert review(root).code == 0
    path = progress(root, task=98, name="2024-06-11-98-aaab")
    commit(root)
    found = review(root, "--json")
    assert found.code == 1
    (block,) = [each for each in found.json["findings"] if each["level"] == "block"]
    assert (block["rule"], block["file"], block["line"]) == ("check-error", path, 3)


def test_only_what_the_branch_itself_did(root: Path) -> None:
    """The base moved on, was merged, and the branch renamed."""
    progress(root)
    commit(root)
    git(root, "switch", "-q", "main")
    first_record(root).unlink()
    commit(root)
    git(root, "switch", "-q", "pr")
    assert review(root).code == 0
    merge(root, "main")
    assert review(root).code == 0
    git(root, "branch", "-m", "另一个名字")
    assert review(root, "main").out.startswith("新增进展 1 条；")
    git(root, "switch", "-q", "main")
    assert review(root, "--head", "另一个名字", "main").code == 0
    ran = review(root)
    assert ran.code == 2
    assert "请写明基准" in ran.err


def test_the_work_tree_with_new_changed_and_ignored_files(root: Path) -> None:
    (root / ".gitignore").write_text("data/records/sfj/*tmp*\n", "utf-8")
    commit(root)
    progress(root)
    (root / "data/records/sfj/x.tmp").write_text("x", "utf-8")
    assert review(root).out.startswith("改动 0 个文件") or "没有改动" in review(root).out
    found = review(root, "--worktree", "--json")
    assert found.code == 0, found.out
    assert [(each["action"], each["kind"]) for each in found.json["changes"]] == [("added", "progress")]
    first_record(root).unlink()
    assert review(root, "--worktree").code == 1


HOSTILE = [
    "@everyone 请看", "<img src=x onerror=alert(1)>", "甲 | 乙 | 丙", "![图](https://evil.example/a.png)", "[点我](javascript:alert(1))",
    "# 标题", "https://evil.example/", "www.evil.example", "**粗** `码` ~~删~~", "<!-- fazhi-review -->", "a\\nb", "&lt;b&gt;", "|---|",
    "<details>", "</sub>", "![](//evil.example/x)", "mailto:a@b.example", "$x^2$", "[^1]", "- [x] 完成",
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_the_comment_shows_hostile_words_as_plain_words(root: Path, title: str) -> None:
    quoted = title.replace("'", "''")
    (root / "data/records/sfj/2024-06-11-1.1-zzzz.yaml").write_text(
        f"kind: evidence\nunit: 示范区司法局\nobligation: \"1.1\"\ndate: 2024-06-11\ntitle: '{quoted}'\ndetail: '{quoted}'\n"
        f"recorded: 2024-06-11\n", "utf-8",
    )  # fmt: skip
    commit(root)
    text = review(root, "--format", "markdown").out
    assert text.startswith(f"{MARKER}\n")
    assert text.count(MARKER) == 1
    assert "@" not in text
    page = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).render(text)
    allowed = {
        "h2",
        "h3",
        "p",
        "strong",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "sub",
        "em",
    }
    tags = set(re.findall(r"</?([a-z0-9]+)", page))
    assert tags <= allowed - {"em"}, tags
    assert "<img" not in page
    assert "<a " not in page
    assert page.count("<h2>") == 1


def test_terminal_escapes_and_personal_numbers_never_come_through(root: Path) -> None:
    (root / "data/records/sfj/2024-06-11-1.1-zzzz.yaml").write_text(
        'kind: evidence\nunit: 示范区司法局\nobligation: "1.1"\ndate: 2024-06-11\n'
        'title: "\\e[31m联系 13800001234 办理\\u202e"\nrecorded: 2024-06-11\n', "utf-8",
    )  # fmt: skip
    commit(root)
    for form in ("text", "markdown", "json", "github", "sarif"):
        out = review(root, "--format", form).out
        assert "13800001234" not in out
        assert "\x1b" not in out
        assert form == "json" or "\u202e" not in out


def test_annotations_are_escaped_and_point_from_the_top_of_the_repository(root: Path) -> None:
    record = first_record(root)
    record.unlink()
    commit(root)
    out = review(root, "--format", "github").out
    assert (
        f"::error file={record.relative_to(root).as_posix()},line=1,col=1,title=record-changed::已有的记录被删除%0A→ "
        in out
    )
    assert all(line.startswith("::") for line in out.splitlines())


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_poor_console(root: Path, encoding: str) -> None:
    progress(root)
    commit(root)
    ran = on_console("review", *DAY, root=root, encoding=encoding, **IDENTITY)
    assert ran.code == 0
    assert "Traceback" not in ran.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["没有这个"], "没有“没有这个”这个版本"),
        (["--worktree", "--head", "main"], "不能再写 --head"),
        (["--format", "xml"], "没有“xml”这种格式"),
        (["--only-unit", "没有"], "没有“没有”这个单位"),
    ],
)
def test_wrong_usage(root: Path, args: list[str], said: str) -> None:
    ran = review(root, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
