"""`--at` on every command: the same answer as a check-out of that commit, read without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.command import Ran
from tests.builders.places import REPOSITORY
from tests.builders.repositories import commit, git, start, write

from spt_fazhi.cli.app import run
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.services.workspace.skeleton import git_settings
from spt_fazhi.store.write.new_workspace import create_workspace

DAY = "2024-06-20"
QUERIES: tuple[tuple[str, ...], ...] = (
    ("status",), ("status", "--section", "一", "--state", "逾期"), ("overdue",), ("due", "--within", "60"), ("duties",), ("duties", "--unit", "各乡镇"), ("list",),
    ("list", "--units"), ("show", "1"), ("show", "1.1"), ("unit", "示范区司法局"), ("check",),
    ("report", "quarter", "--period", "2024Q2"), ("report", "breakdown"), ("report", "unit", "示范区司法局"), ("report", "list"),
)  # fmt: skip
Say = Callable[..., Ran]


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Say:
    def asked(*words: str) -> Ran:
        code = run([*words, "--as-of", DAY] if words[0] != "schema" else words)
        return Ran(code, *capfd.readouterr())

    return asked


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Five commits of the invented district, each with more, less, changed or broken files; and their ids."""
    root = tmp_path_factory.mktemp("史") / "示范区"
    create_workspace(root, {**make_workspace(DemoRequest()), **git_settings()})
    git(root, "init", "--quiet")
    records = sorted((root / "data" / "records").rglob("*.yaml"))
    later = {path: path.read_bytes() for path in records[::2]}
    for path in later:
        path.unlink()
    ids = [commit(root, "印发", "2024-04-10")]
    for path, content in later.items():
        path.write_bytes(content)
    ids.append(commit(root, "二季度记录", "2024-05-10"))
    tasks = (root / "data" / "tasks.yaml").read_text("utf-8")
    write(root, "data/tasks.yaml", tasks.replace("due_soon_days: 30", "due_soon_days: 90"))
    records[0].unlink()
    write(root, "data/records/换\n行 'q\".txt", "怪")
    write(root, "templates/breakdown.md.j2", "改过的模板\n")
    ids.append(commit(root, "改台账", "2024-05-20"))
    records[1].write_text("kind: evidence\nkind: evidence\n")
    (root / "data" / "records" / "链接").symlink_to("..")
    for file in (path for path in (root / "data" / "records").rglob("*") if path.suffix != ".yaml" and path.is_file()):
        file.write_bytes(file.read_bytes() + b"changed")
    ids.append(commit(root, "坏的", "2024-06-01"))
    (root / "data" / "tasks.yaml").write_text("坏了")
    ids.append(commit(root, "读不出", "2024-06-10"))
    return root, ids


@pytest.fixture(scope="module")
def checkouts(history: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Each commit as git itself checks it out, in a clone of its own."""
    root, ids = history
    folders = []
    for number, each in enumerate(ids):
        folder = tmp_path_factory.mktemp("出") / str(number)
        git(root, "clone", "--quiet", "--no-checkout", str(root), str(folder))
        git(folder, "checkout", "--quiet", each)
        folders.append(folder)
    shutil.rmtree(root / "data")  # the work tree plays no part in what follows
    write(root, "data/tasks.yaml", "另一个\n")
    return folders


def told(text: str) -> Any:
    """JSON without the one key that must differ; other text without the commands that say where it was asked."""
    if not text.startswith("{"):
        return text.partition("下一步可以运行")[0]
    document = json.loads(text)
    for holder in (document, document.get("head", {})):
        holder.pop("revision", None)
    return document


@pytest.mark.no_cover
@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
@pytest.mark.parametrize("as_json", [True, False])
def test_the_answer_is_that_of_a_check_out(
    history: tuple[Path, list[str]], checkouts: list[Path], query: tuple[str, ...], as_json: bool, say: Say
) -> None:
    root, ids = history
    more = ["--json"] if as_json else []
    for commit_id, folder in zip(ids, checkouts, strict=True):
        past = say(*query, *more, "--root", str(root), "--at", commit_id)
        present = say(*query, *more, "--root", str(folder))
        assert (past.code, past.err) == (present.code, present.err)
        if query[0] == "report" and not as_json:
            past = past._replace(out=past.out.replace(commit_id[:10], ""))
        # the commands that are suggested name the folder and the revision they are for
        past = past._replace(out=past.out.replace(f" --at {commit_id}", "").replace(str(root), "X"))
        present = present._replace(out=present.out.replace(str(folder), "X"))
        assert told(past.out) == told(present.out)
        if as_json and query[0] not in {"check", "report"} and past.out:
            assert past.json["revision"] == commit_id


def test_a_report_names_its_revision_and_uses_its_templates(
    history: tuple[Path, list[str]], checkouts: list[Path], say: Say
) -> None:
    root, ids = history
    assert checkouts
    before = say("report", "breakdown", "--root", str(root), "--at", ids[1])
    after = say("report", "breakdown", "--root", str(root), "--at", ids[2])
    assert "改过的模板" not in before.out
    assert after.out.startswith("改过的模板")


def test_attachments_are_hashed_at_the_revision(
    history: tuple[Path, list[str]], checkouts: list[Path], say: Say
) -> None:
    root, ids = history
    assert checkouts
    rules = [
        {each["rule"] for each in say("check", "--json", "--root", str(root), "--at", found).json["problems"]}
        for found in (ids[1], ids[3])
    ]
    assert "attachment-changed" not in rules[0]
    assert "attachment-changed" in rules[1]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    root = start(tmp_path / "仓库", "区县/台账")
    commit(root, "一", "2024-05-01")
    git(root, "tag", "v1")
    monkeypatch.delenv("FAZHI_ROOT", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    yield root
    monkeypatch.undo()


@pytest.mark.parametrize("inside", ["区县/台账", "区县/台账/data/records/jia"])
def test_from_a_deeper_folder(small: Path, inside: str, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    monkeypatch.chdir(small / inside)
    assert say("list", "--at", "v1", "--json").json["revision"] == git(small, "rev-parse", "HEAD").strip()


def test_a_workspace_gone_from_the_work_tree_is_found_from_where_it_was(
    small: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    shutil.rmtree(small / "区县" / "台账" / "data")
    (small / "区县" / "台账" / "里面").mkdir()
    monkeypatch.chdir(small / "区县" / "台账" / "里面")
    assert say("list", "--at", "HEAD").code == 0
    monkeypatch.chdir(small)
    ran = say("list", "--at", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "里没有 data/tasks.yaml" in ran.err


def test_a_bare_repository_without_a_folder_of_its_own(small: Path, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    git(small.parent, "clone", "--quiet", "--bare", str(small), "台账.git")
    monkeypatch.chdir(small.parent / "台账.git")
    for words in ((), ("--root", str(small.parent / "台账.git"))):
        assert say("duties", "--at", "v1", "--json", *words).json["duties"]


@pytest.mark.parametrize("typed", ["没有", "-x", "--json", "\x1b[2J", "a\nb", "", "2024-01-01", "HEAD~9", "2024-02-31"])
def test_an_unknown_revision_is_one_clear_line(small: Path, typed: str, say: Say) -> None:
    ran = say("status", "--root", str(small / "区县/台账"), f"--at={typed}")
    assert (ran.code, ran.out) == (2, "")
    first, *hints = ran.err.splitlines()
    assert first.startswith("错误：")
    assert all(hint.startswith("  → ") for hint in hints)
    assert len(hints) <= 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("case", ["no repository", "no commit", "no git", "no folder", "deleted folder"])
def test_what_cannot_be_read_is_one_clear_line(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, say: Say
) -> None:
    root = small / "区县/台账"
    if case == "no repository":
        shutil.rmtree(small / ".git")
    elif case == "no commit":
        shutil.rmtree(small / ".git")
        git(small, "init", "--quiet")
    elif case == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif case == "deleted folder":
        (tmp_path / "没了").mkdir()
        monkeypatch.chdir(tmp_path / "没了")
        (tmp_path / "没了").rmdir()
    given_root = {"no folder": ["--root", str(root / "没有")], "deleted folder": []}.get(case, ["--root", str(root)])
    ran = say("status", *given_root, "--at", "HEAD")
    said = {"no repository": "不在 git 仓库里", "no commit": "还没有提交", "no git": "没有找到 git",
            "no folder": "没有这个文件夹", "deleted folder": "当前文件夹已被删除"}[case]  # fmt: skip
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.splitlines()[0]


WORDS = st.text(st.sampled_from("HEADmainv1@{}^~:/-. 0123456789区\n\0\x1b"), max_size=12)


@given(WORDS)
def test_whatever_is_typed_is_an_answer_or_one_clear_line(typed: str) -> None:
    code = run(["list", "--root", str(REPOSITORY), f"--at={typed}", "--json"])
    assert code in {0, 2}


@pytest.mark.parametrize(
    ("typed", "as_of", "day"),
    [
        ("main@{2024-06-30}", None, "2024-06-30"), ("2024-06-30", None, "2024-06-30"), ("@{2024-7-1 12:00}", None, "2024-07-01"),
        ("main@{2024-06-30}", "2024-08-01", "2024-08-01"), ("v1", None, None), ("HEAD", None, None),
    ],
)  # fmt: skip
def test_a_revision_that_names_a_day_is_judged_as_of_that_day(
    small: Path, capfd: pytest.CaptureFixture[str], typed: str, as_of: str | None, day: str | None
) -> None:
    root = small / "区县/台账"
    asked = ["--as-of", as_of] if as_of else []
    run(["status", "--root", str(root), "--at", typed, "--json", *asked])
    document = json.loads(capfd.readouterr().out)
    assert document["as_of"] == day or (day is None and document["as_of"] > "2024-12-31")
    run(["status", "--root", str(root), "--at", typed, *asked])
    proposed = capfd.readouterr().out.partition("下一步可以运行")[2]
    assert proposed.count("--at") == proposed.count("\n  fazhi ") > 0
    assert proposed.count("--as-of") == (proposed.count("--at") if as_of else 0)
