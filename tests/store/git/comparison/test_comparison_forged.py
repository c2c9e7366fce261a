"""What a branch itself changed cannot be hidden by forged objects, attributes or the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, write
from tests.builders.repositories import NEW, TEXT, branch, commit, git
from tests.builders.texts import changed, signed

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.git.comparison import compare

# forged objects


def tree(repo: Path, lines: str) -> str:
    """A tree of whatever lines, as git itself would not write it."""
    unit = b""
    for line in lines.splitlines():
        mode, oid, name = line.split(" ", 2)
        unit += f"{mode} {name}".encode() + b"\0" + bytes.fromhex(oid)
    path = repo / ".git" / "伪造"
    path.write_bytes(unit)
    return git(repo, "hash-object", "-t", "tree", "-w", "--literally", str(path)).strip()


def forged(repo: Path, lines: str) -> str:
    """A commit after main with this folder `data/records/jia`."""
    inner = tree(repo, f"40000 {tree(repo, lines)} jia")
    listing = [each.split() for each in git(repo, "ls-tree", "main:data").splitlines()]
    data = "\n".join(
        f"{mode.lstrip('0')} {inner if name == 'records' else oid} {name}" for mode, _, oid, name in listing
    )
    top = tree(repo, f"40000 {tree(repo, data)} data")
    return git(repo, "commit-tree", "-p", "main", "-m", "伪造", top).strip()


def blob(repo: Path, text: str) -> str:
    path = repo / ".git" / "内容"
    path.write_text(text)
    return git(repo, "hash-object", "-w", str(path)).strip()


def test_two_files_of_one_name_in_a_tree(repo: Path) -> None:
    name = Path(RECORD_PATH).name
    good, bad = blob(repo, EVIDENCE), blob(repo, EVIDENCE + "detail: 改\n")
    for first, second in ((good, bad), (bad, good)):
        with pytest.raises(FazhiError, match="同名的文件"):
            compare(repo, "main", forged(repo, f"100644 {first} {name}\n100644 {second} {name}"))


def test_a_tree_out_of_order_hides_no_change(repo: Path) -> None:
    name, bad = Path(RECORD_PATH).name, blob(repo, EVIDENCE + "detail: 改\n")
    commit_ = forged(repo, f"100644 {blob(repo, TEXT)} {Path(NEW).name}\n100644 {bad} {name}")
    assert changed(repo, "main", commit_) == [("~", RECORD_PATH), ("+", NEW)]


def test_replaced_objects_and_grafts_are_not_believed(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={RECORD_PATH: EVIDENCE + "detail: 改\n"})
    git(repo, "replace", git(repo, "rev-parse", f"HEAD:{RECORD_PATH}").strip(),
        git(repo, "rev-parse", f"main:{RECORD_PATH}").strip())  # fmt: skip
    git(repo, "replace", git(repo, "rev-parse", "HEAD^{tree}").strip(), git(repo, "rev-parse", "main^{tree}").strip())
    assert changed(repo) == [("~", RECORD_PATH)]
    assert b"\xe6\x94\xb9" in (compare(repo, None, None).new.read(RECORD_PATH) or b"")


def test_attributes_and_mailmap_do_not_hide_a_change(repo: Path) -> None:
    branch(repo, "报送")
    hostile = "*.yaml binary -diff -text filter=x linguist-generated working-tree-encoding=GBK\n"
    commit(repo, files={RECORD_PATH: EVIDENCE + "detail: 改\n"})
    write(repo, ".git/info/attributes", hostile)
    assert changed(repo) == [("~", RECORD_PATH)]
    (repo / ".git/info/attributes").unlink()
    commit(repo, files={".gitattributes": "*.yaml -diff -text\n", ".mailmap": "甲 <a@example.invalid>\n"})
    found = compare(repo, None, None)
    assert signed(found) == [("~", RECORD_PATH)]
    assert found.outside == (".gitattributes", ".mailmap")


def test_names_that_lead_out_of_the_workspace_stay_names(repo: Path) -> None:
    oid = blob(repo, "x")
    commit_ = forged(repo, f"40000 {tree(repo, f'100644 {oid} passwd')} ..")
    found = compare(repo, "main", commit_)
    assert ("+", "data/records/jia/../passwd") in signed(found)
    git(repo, "update-ref", "refs/heads/坏", commit_)
    git(repo, "symbolic-ref", "HEAD", "refs/heads/坏")
    assert "data/records/jia/../passwd" not in compare(repo, "main", None, worktree=True).new.tree


def test_environment_of_another_repository(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / "别处"))
    found = compare(repo, None, None)
    assert signed(found) == [("+", NEW)]
