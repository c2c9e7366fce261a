"""What a branch itself changed, on real repositories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, SOUND, TASKS, TASKS_PATH, WAIVE_PATH, write
from tests.builders.repositories import IDENTITY, NEW, TEXT, branch, commit, committed, git, merge

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.comparison import Comparison, compare

OTHER = "data/records/jia/2024-06-21-1.1-cccc.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return committed(tmp_path / "仓库 一")


def told(found: Comparison) -> list[tuple[str, str]]:
    """`+` added, `-` deleted, `~` modified."""
    return [("+" if each.old is None else "-" if each.new is None else "~", each.path) for each in found.changes]


def changed(
    root: Path, base: str | None = None, head: str | None = None, *, worktree: bool = False
) -> list[tuple[str, str]]:
    found = compare(root, base, head, worktree=worktree)
    for each in found.changes:  # both sides agree with the list
        assert found.old.tree.get(each.path) == each.old
        assert found.new.tree.get(each.path) == each.new
    return told(found)


# the base


def test_main_is_the_default(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT, RECORD_PATH: EVIDENCE + "detail: 改\n", WAIVE_PATH: None})
    found = compare(repo, None, None)
    assert told(found) == [("-", WAIVE_PATH), ("~", RECORD_PATH), ("+", NEW)]
    assert (found.base_name, found.head_name, found.outside) == ("main", "HEAD", ())
    assert found.base == git(repo, "rev-parse", "main").strip()
    assert found.head == git(repo, "rev-parse", "HEAD").strip()
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    assert found.old.read(NEW) is None
    assert found.new.read(NEW) == TEXT.encode()


def test_master_and_no_main_branch(repo: Path) -> None:
    git(repo, "branch", "-m", "main", "master")
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    assert changed(repo) == [("+", NEW)]
    git(repo, "branch", "-D", "master")
    with pytest.raises(UsageError, match="找不到主分支"):
        compare(repo, None, None)


def test_a_branch_called_master_beside_main_is_not_its_own_base(repo: Path, tmp_path: Path) -> None:
    branch(repo, "master")
    commit(repo, **{NEW: TEXT})
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", str(repo), str(clone))  # its origin/HEAD is master, which was checked out
    git(clone, "remote", "set-head", "origin", "main")
    git(clone, "switch", "-q", "--detach", "origin/master")
    assert changed(clone) == [("+", NEW)]
    git(clone, "remote", "set-head", "origin", "--delete")
    assert changed(clone) == [("+", NEW)]
    assert compare(clone, None, None).base_name == "origin/main"


def test_the_main_branch_of_the_remote(repo: Path, tmp_path: Path) -> None:
    git(repo, "branch", "-m", "main", "主干")
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", str(repo), str(clone))
    branch(clone, "报送")
    commit(clone, **{NEW: TEXT})
    assert changed(clone) == [("+", NEW)]
    assert compare(clone, None, None).base_name == "origin/主干"
    git(clone, "switch", "-q", "主干")
    merge(clone, "报送")  # on the main branch itself, ahead of the remote
    assert changed(clone) == [("+", NEW)]


def test_on_the_main_branch(repo: Path) -> None:
    commit(repo, **{NEW: TEXT})
    with pytest.raises(UsageError, match="现在就在主分支上"):
        compare(repo, None, None)
    assert changed(repo, "HEAD~1") == [("+", NEW)]
    assert changed(repo, worktree=True) == []


def test_detached_and_named_in_other_ways(repo: Path) -> None:
    branch(repo, "报送")
    git(repo, "tag", "-a", "v1", "-m", "甲")
    tip = commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "--detach", "main")
    assert changed(repo) == []
    assert changed(repo, head="报送") == changed(repo, "v1", tip) == changed(repo, "main", "报送~0") == [("+", NEW)]
    git(repo, "switch", "-q", "--detach", tip)
    assert changed(repo) == [("+", NEW)]


def test_a_tag_of_the_same_name_as_the_base_is_refused(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    git(repo, "tag", "main")
    for base in ("main", "main~0"):
        with pytest.raises(UsageError, match="有好几个意思"):
            compare(repo, base, None)
    assert changed(repo, "refs/heads/main") == changed(repo) == [("+", NEW)]
    git(repo, "tag", "-f", "main", "refs/heads/main")
    assert changed(repo, "main") == [("+", NEW)]


@pytest.mark.parametrize("name", ["没有", "-x", "", "a\0b", "@{u}"])
def test_unknown_revisions(repo: Path, name: str) -> None:
    with pytest.raises(UsageError):
        compare(repo, name, None)
    with pytest.raises(UsageError):
        compare(repo, "main", name or "没有")


def test_worktree_and_head_exclude_each_other(repo: Path) -> None:
    with pytest.raises(UsageError, match="--worktree"):
        compare(repo, None, "main", worktree=True)


# histories


def test_the_base_moved_on(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, **{OTHER: TEXT, RECORD_PATH: EVIDENCE + "detail: 主分支改的\n", WAIVE_PATH: None})
    assert changed(repo, head="报送") == [("+", NEW)]
    git(repo, "branch", "-m", "报送", "换了名字")
    assert changed(repo, head="换了名字") == [("+", NEW)]


def test_main_merged_into_the_branch_and_the_branch_merged_several_times(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, **{TASKS_PATH: TASKS + "# 主分支\n"})
    git(repo, "switch", "-q", "报送")
    merge(repo, "main")
    assert changed(repo) == [("+", NEW)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    git(repo, "switch", "-q", "报送")
    assert changed(repo) == []
    commit(repo, **{OTHER: TEXT})
    assert changed(repo) == [("+", OTHER)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    commit(repo, **{WAIVE_PATH: None})
    assert changed(repo, head="报送") == []


def test_a_merge_that_drops_what_main_did(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, **{OTHER: TEXT})
    git(repo, "switch", "-q", "报送")
    merge(repo, "main", "-s", "ours")
    assert changed(repo) == [("+", NEW), ("-", OTHER)]


def criss_cross(repo: Path, *, evil: bool) -> None:
    """Main and branch each take in the other's first commit; then both are merge bases."""
    branch(repo, "报送")
    one = commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "main")
    two = commit(repo, **{OTHER: TEXT})
    merge(repo, one)
    git(repo, "switch", "-q", "报送")
    merge(repo, two, *(["-s", "ours"] if evil else []))
    assert len(git(repo, "merge-base", "--all", "main", "报送").split()) == 2


def test_criss_cross(repo: Path) -> None:
    criss_cross(repo, evil=False)
    assert changed(repo) == []
    third = "data/records/jia/2024-06-22-1.1-dddd.yaml"
    commit(repo, **{third: TEXT, NEW: TEXT + "detail: 改\n"})
    assert changed(repo) == [("~", NEW), ("+", third)]


def test_criss_cross_that_drops_what_one_side_did(repo: Path) -> None:
    """The file is as in one of the merge bases; merging the branch would delete it all the same."""
    criss_cross(repo, evil=True)
    assert changed(repo) == [("-", OTHER)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    assert not (repo / OTHER).exists()


@pytest.mark.parametrize("evil", [False, True])
def test_criss_cross_where_both_changed_the_plan(repo: Path, *, evil: bool) -> None:
    first, second = TASKS.replace("title: 任务一", "title: 任务甲"), TASKS.replace("title: 任务二", "title: 任务乙")
    both = first.replace("title: 任务二", "title: 任务乙")
    branch(repo, "报送")
    one = commit(repo, **{TASKS_PATH: first})
    git(repo, "switch", "-q", "main")
    two = commit(repo, **{TASKS_PATH: second})
    merge(repo, one, "-X", "ours")
    commit(repo, **{TASKS_PATH: both})
    git(repo, "switch", "-q", "报送")
    merge(repo, two, "-X", "ours")
    commit(repo, **{TASKS_PATH: first if evil else both})
    assert changed(repo) == ([("~", TASKS_PATH)] if evil else [])
    if evil:
        assert compare(repo, None, None).old.read(TASKS_PATH) == both.encode()


def test_criss_cross_twice_over(repo: Path) -> None:
    criss_cross(repo, evil=False)
    late = "data/records/jia/2024-06-23-1.1-eeee.yaml"
    one = commit(repo, **{RECORD_PATH.replace("aaaa", "ffff"): TEXT})
    git(repo, "switch", "-q", "main")
    two = commit(repo, **{late: TEXT})
    merge(repo, one)
    git(repo, "switch", "-q", "报送")
    merge(repo, two)
    assert changed(repo) == []
    commit(repo, **{late: None})
    assert changed(repo) == [("-", late)]


def test_unrelated_histories(repo: Path) -> None:
    git(repo, "switch", "-q", "--orphan", "另起")
    for path, content in SOUND.items():
        write(repo, path, content)
    commit(repo)
    with pytest.raises(UsageError, match="没有共同的历史"):
        compare(repo, None, None)


def test_a_shallow_clone(repo: Path, tmp_path: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo)
    shallow = tmp_path / "浅"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{repo}", str(shallow))
    with pytest.raises(UsageError) as caught:
        compare(shallow, "origin/main", "origin/报送")
    assert "git fetch --unshallow" in caught.value.hint
    git(shallow, "fetch", "-q", "--unshallow")
    assert changed(shallow, "origin/main", "origin/报送") == [("+", NEW)]


@pytest.mark.parametrize("prefix", ["", "县区台账/二〇二四/"])
def test_a_bare_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    work = tmp_path / "工作"
    committed(work, prefix)
    branch(work, "报送")
    commit(work, **{prefix + NEW: TEXT})
    bare = tmp_path / "裸.git"
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    assert changed(bare, "main", "报送") == [("+", NEW)]
    with pytest.raises(FazhiError):
        compare(bare, "main", None, worktree=True)


def test_a_workspace_moved_in_a_bare_repository_is_not_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    work = tmp_path / "工作"
    committed(work, "甲/")
    branch(work, "报送")
    git(work, "mv", "甲", "乙")
    commit(work, **{f"乙/{RECORD_PATH}": EVIDENCE + "detail: 改写了\n"})
    bare = tmp_path / "裸.git"
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    with pytest.raises(UsageError, match="移到了 乙/"):
        compare(bare, "main", "报送")


def test_the_first_commit_adds_the_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "仓库"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, **{"README.md": "空的\n"})
    branch(root, "起步")
    commit(root, **SOUND)
    assert [each[0] for each in changed(root)] == ["+"] * len(SOUND)


def test_outside_a_repository_and_without_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for path, content in SOUND.items():
        write(tmp_path, path, content)
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        compare(tmp_path, None, None)
    git(tmp_path, "init", "-q")
    with pytest.raises(UsageError, match="还没有提交"):
        compare(tmp_path, None, None)


# places


def test_a_workspace_below_the_top_and_files_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "仓库"
    inner = committed(root, "县区 台账/")
    branch(root, "报送")
    commit(root, **{f"县区 台账/{NEW}": TEXT, "县区 台账/说明.md": "x", "程序.py": "x", "data/tasks.yaml": "别的台账"})
    found = compare(inner, None, None)
    assert told(found) == [("+", NEW)]
    assert found.outside == ("data/tasks.yaml", "县区 台账/说明.md", "程序.py")
    assert found.prefix == "县区 台账/"
    write(inner, OTHER, TEXT)
    write(inner, "说明.md", "改了")
    found = compare(inner, None, None, worktree=True)
    assert told(found) == [("+", NEW), ("+", OTHER)]
    assert found.new.read(OTHER) == TEXT.encode()
    assert "县区 台账/说明.md" in found.outside


@pytest.mark.parametrize("worktree", [False, True])
def test_names_with_spaces_quotes_and_line_breaks(repo: Path, *, worktree: bool) -> None:
    folder = RECORD_PATH.removesuffix(".yaml")
    names = [
        f"{folder}/{name}"
        for name in ("甲 乙.txt", '"引".txt', "a\nb.txt", "c\r", "tab\t.txt", "-x", "*[1]?.txt", "\\n")
    ]
    branch(repo, "报送")
    for name in names:
        write(repo, name, f"内容{name}")
    if not worktree:
        commit(repo)
    found = compare(repo, None, None, worktree=worktree)
    assert sorted(each.path for each in found.changes) == sorted(names)
    for name in names:
        assert found.new.read(name) == f"内容{name}".encode()


def test_a_workspace_whose_name_begins_with_a_quote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    inner = committed(tmp_path / "仓库", '"台账"/')
    write(inner, NEW, TEXT)
    assert changed(inner, worktree=True) == [("+", NEW)]


def test_links_modes_and_submodules(repo: Path) -> None:
    branch(repo, "报送")
    (repo / RECORD_PATH).chmod(0o755)
    commit(repo)
    assert changed(repo) == []
    (repo / RECORD_PATH).unlink()
    (repo / RECORD_PATH).symlink_to("/etc/passwd")
    commit(repo)
    assert changed(repo) == [("~", RECORD_PATH)]
    found = compare(repo, None, None)
    assert found.new.read(RECORD_PATH) is None
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    head = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},data/records/yi")
    git(repo, "commit", "-qm", "子模块")
    assert changed(repo) == [("~", RECORD_PATH), ("+", "data/records/yi")]


def test_a_renamed_record_is_one_deleted_and_one_added(repo: Path) -> None:
    branch(repo, "报送")
    git(repo, "mv", RECORD_PATH, RECORD_PATH.replace("aaaa", "zzzz"))
    commit(repo)
    assert changed(repo) == [("-", RECORD_PATH), ("+", RECORD_PATH.replace("aaaa", "zzzz"))]


# the work tree


def test_the_work_tree_as_git_would_commit_it(repo: Path) -> None:
    commit(repo, **{".gitignore": "*.tmp\n", "README.md": "x", OTHER: TEXT})
    branch(repo, "报送")
    write(repo, NEW, TEXT)  # untracked
    write(repo, RECORD_PATH, EVIDENCE + "detail: 改\n")  # modified
    (repo / WAIVE_PATH).unlink()  # deleted
    write(repo, "data/records/jia/忽略.tmp", "x")  # ignored
    write(repo, "data/records/jia/.fazhi-tmp-2024-06-20-1.1-gggg", "x")  # a write under way
    write(repo, TASKS_PATH, TASKS + "# 暂存\n")
    git(repo, "add", TASKS_PATH)
    write(repo, TASKS_PATH, TASKS + "# 又改\n")  # staged, then changed again
    write(repo, OTHER, TEXT + "#\n")
    git(repo, "add", OTHER)
    write(repo, OTHER, TEXT)  # staged, then put back
    write(repo, "README.md", "改了")
    (repo / "data/units.yaml").touch()  # only looks changed
    found = compare(repo, None, None, worktree=True)
    assert told(found) == [("-", WAIVE_PATH), ("~", RECORD_PATH), ("+", NEW), ("~", TASKS_PATH)]
    assert found.outside == ("README.md",)
    assert (found.head, found.head_name) == (None, "工作区")
    assert found.new.read(TASKS_PATH) == (TASKS + "# 又改\n").encode()
    assert dict(found.new.read_many([NEW, RECORD_PATH, OTHER])) == {
        NEW: TEXT.encode(), RECORD_PATH: (EVIDENCE + "detail: 改\n").encode(), OTHER: TEXT.encode(),
    }  # fmt: skip
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    assert told(compare(repo, None, None)) == []


def test_the_work_tree_against_a_base_that_moved_on(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, **{OTHER: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, **{WAIVE_PATH: None})
    git(repo, "switch", "-q", "报送")
    write(repo, NEW, TEXT)
    (repo / OTHER).unlink()  # added by the branch, gone again
    assert changed(repo, worktree=True) == [("+", NEW)]


def test_links_in_the_work_tree_lead_nowhere(repo: Path, tmp_path: Path) -> None:
    away = tmp_path / "别处"
    (repo / "data/records/jia").rename(away)
    (repo / "data/records/jia").symlink_to(away)  # the same content, but outside the workspace
    (repo / NEW.replace("jia", "bing")).parent.mkdir()
    (repo / NEW.replace("jia", "bing")).symlink_to(away / Path(RECORD_PATH).name)
    found = compare(repo, None, None, worktree=True)
    assert told(found) == [
        ("+", NEW.replace("jia", "bing")), ("+", "data/records/jia"), ("-", RECORD_PATH),
    ]  # fmt: skip
    assert found.new.read(RECORD_PATH) is None
    assert found.new.read(NEW.replace("jia", "bing")) is None


def test_line_endings_that_git_undoes_are_no_change(repo: Path) -> None:
    git(repo, "config", "core.autocrlf", "true")
    write(repo, RECORD_PATH, EVIDENCE.replace("\n", "\r\n"))
    assert changed(repo, worktree=True) == []
    git(repo, "config", "core.autocrlf", "false")
    assert changed(repo, worktree=True) == [("~", RECORD_PATH)]


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
    commit(repo, **{RECORD_PATH: EVIDENCE + "detail: 改\n"})
    git(repo, "replace", git(repo, "rev-parse", f"HEAD:{RECORD_PATH}").strip(),
        git(repo, "rev-parse", f"main:{RECORD_PATH}").strip())  # fmt: skip
    git(repo, "replace", git(repo, "rev-parse", "HEAD^{tree}").strip(), git(repo, "rev-parse", "main^{tree}").strip())
    assert changed(repo) == [("~", RECORD_PATH)]
    assert b"\xe6\x94\xb9" in (compare(repo, None, None).new.read(RECORD_PATH) or b"")


def test_attributes_and_mailmap_do_not_hide_a_change(repo: Path) -> None:
    branch(repo, "报送")
    hostile = "*.yaml binary -diff -text filter=x linguist-generated working-tree-encoding=GBK\n"
    commit(repo, **{RECORD_PATH: EVIDENCE + "detail: 改\n"})
    write(repo, ".git/info/attributes", hostile)
    assert changed(repo) == [("~", RECORD_PATH)]
    (repo / ".git/info/attributes").unlink()
    commit(repo, **{".gitattributes": "*.yaml -diff -text\n", ".mailmap": "甲 <a@example.invalid>\n"})
    found = compare(repo, None, None)
    assert told(found) == [("~", RECORD_PATH)]
    assert found.outside == (".gitattributes", ".mailmap")


def test_names_that_lead_out_of_the_workspace_stay_names(repo: Path) -> None:
    oid = blob(repo, "x")
    commit_ = forged(repo, f"40000 {tree(repo, f'100644 {oid} passwd')} ..")
    found = compare(repo, "main", commit_)
    assert ("+", "data/records/jia/../passwd") in told(found)
    git(repo, "update-ref", "refs/heads/坏", commit_)
    git(repo, "symbolic-ref", "HEAD", "refs/heads/坏")
    assert "data/records/jia/../passwd" not in compare(repo, "main", None, worktree=True).new.tree


def test_environment_of_another_repository(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    branch(repo, "报送")
    commit(repo, **{NEW: TEXT})
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / "别处"))
    found = compare(repo, None, None)
    assert told(found) == [("+", NEW)]
