"""The cache gives what a cold start gives, or nothing."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, UNITS, VOID, VOID_PATH, build, write

from spt_fazhi.store.workspace.cache import MAX_FILES, TreeCache
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for the cache."""
    monkeypatch.setenv("FAZHI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path):
    """A sound workspace."""
    return build(tmp_path / "w")


def register_of(root, **more):
    found = load(WorkTree(root), **more)
    assert found.problems == []
    return found.register


def cold(root):
    return register_of(root, use_cache=False)


def stored(folder):
    (file,) = folder.iterdir()
    return file, json.loads(file.read_bytes())


def rewrite(folder, change):
    """Change the trees in the cache file, as nobody should."""
    file, (head, files) = stored(folder)
    change(files)
    file.write_text(json.dumps([head, files]), encoding="utf-8")


def test_a_warm_start_gives_what_a_cold_one_gives(root, folder):
    first = register_of(root)
    file, (_, files) = stored(folder)
    assert set(files) == {
        "data/tasks.yaml",
        "data/units.yaml",
        RECORD_PATH,
        "data/decisions/2024-06-20-waive-aaaa.yaml",
    }
    before = file.stat().st_mtime_ns
    assert register_of(root) == first == cold(root)
    assert file.stat().st_mtime_ns == before


def test_a_warm_start_really_uses_the_cache(root, folder):
    register_of(root)
    rewrite(folder, lambda files: files[RECORD_PATH][1].update(title="来自缓存"))
    assert register_of(root).records[0].value.title == "来自缓存"
    assert cold(root).records[0].value.title == "开展甲事"


def test_an_edit_is_noticed_even_of_the_same_length_and_time(root, folder):
    register_of(root)
    times = (root / RECORD_PATH).stat()
    write(root, RECORD_PATH, EVIDENCE.replace("开展甲事", "开展乙事"))
    os.utime(root / RECORD_PATH, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert register_of(root).records[0].value.title == "开展乙事"
    assert register_of(root) == cold(root)


def test_files_that_come_and_go_are_noticed(root, folder):
    register_of(root)
    write(root, VOID_PATH, VOID)
    assert len(register_of(root).records) == 2
    (root / RECORD_PATH).unlink()
    (root / VOID_PATH).unlink()
    assert register_of(root).records == ()
    assert set(stored(folder)[1][1]) == {
        "data/tasks.yaml",
        "data/units.yaml",
        "data/decisions/2024-06-20-waive-aaaa.yaml",
    }


def test_a_file_that_breaks_is_told_warm_as_cold(root, folder):
    register_of(root)
    write(root, TASKS_PATH, TASKS.replace("year: 2024", "year: x"))
    write(root, RECORD_PATH, b"\xff")
    warm, fresh = (load(WorkTree(root), use_cache=use) for use in (True, False))
    assert (warm.problems, warm.unusable, warm.partial) == (fresh.problems, fresh.unusable, fresh.partial)


def test_a_byte_order_mark_is_told_on_every_start(root, folder):
    write(root, RECORD_PATH, b"\xef\xbb\xbf" + EVIDENCE.encode())
    for _ in range(2):
        assert [problem.rule for problem in load(WorkTree(root)).problems] == ["bom"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"null", b"[]", b"[1,2]", b"[[],{}]", b'{"a": 1, "b": 2}', b"[" * 100_000, b"7", b'"ab"'],
)
def test_a_corrupt_cache_is_ignored_and_replaced(root, folder, content):
    register_of(root)
    file, _ = stored(folder)
    file.write_bytes(content)
    assert register_of(root) == cold(root)
    assert len(stored(folder)[1][1]) == 4


def test_a_cache_cut_short_is_ignored(root, folder):
    register_of(root)
    file, _ = stored(folder)
    whole = file.read_bytes()
    for end in range(0, len(whole), 97):
        file.write_bytes(whole[:end])
        assert register_of(root) == cold(root)


@pytest.mark.parametrize("position", range(4))
def test_the_cache_of_another_format_version_model_or_workspace_is_ignored(root, folder, position):
    register_of(root)
    file, (head, files) = stored(folder)
    files[RECORD_PATH][1]["title"] = "来自缓存"
    head[position] = "another"
    file.write_text(json.dumps([head, files]), encoding="utf-8")
    assert register_of(root) == cold(root)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["evidence", "2024-06-30", "1.1", "甲局"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "unit", "files", "title", "register", "tasks", "x"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@given(JSON, st.sampled_from([RECORD_PATH, TASKS_PATH, "data/units.yaml"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_trees_never_crash_a_start(root, folder, tree, path):
    register_of(root)
    rewrite(folder, lambda files: files[path].__setitem__(1, tree))
    assert register_of(root) == cold(root)


@pytest.mark.parametrize("entry", [None, 1, "ab", [], [EVIDENCE], [EVIDENCE, {}, 1], {"0": EVIDENCE}, [1, {}]])
def test_hostile_entries_never_crash_a_start(root, folder, entry):
    register_of(root)
    rewrite(folder, lambda files: files.__setitem__(RECORD_PATH, entry))
    assert register_of(root) == cold(root)


@pytest.mark.parametrize(
    "part", [["files"], ["kind", "x"], {"unit": {}}, {"date": 5}, {"nokey": ""}, {"kind": ["evidence"]}]
)
def test_trees_that_no_longer_fit_are_read_again(root, folder, part):
    register_of(root)
    rewrite(
        folder,
        lambda files: files[RECORD_PATH].__setitem__(
            1, {**files[RECORD_PATH][1], **part} if isinstance(part, dict) else part
        ),
    )
    assert register_of(root) == cold(root)
    assert stored(folder)[1][1][RECORD_PATH][1]["title"] == "开展甲事"


def test_a_folder_that_cannot_be_written_does_not_matter(root, tmp_path, monkeypatch):
    write(tmp_path, "file", "not a folder")
    for unusable in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("FAZHI_CACHE", str(unusable))
        assert register_of(root) == cold(root)
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder_does_not_matter(root, folder):
    folder.mkdir()
    folder.chmod(0o500)
    assert register_of(root) == cold(root)
    assert list(folder.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_leaves_no_rubbish(root, folder):
    register_of(root)
    file, _ = stored(folder)
    file.unlink()
    file.mkdir()
    assert register_of(root) == cold(root)
    assert list(folder.iterdir()) == [file]


def test_two_workspaces_do_not_share(tmp_path, root, folder):
    other = build(tmp_path / "other", record=EVIDENCE.replace("开展甲事", "另一区的事"))
    for _ in range(2):
        assert register_of(root).records[0].value.title == "开展甲事"
        assert register_of(other).records[0].value.title == "另一区的事"
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("word", ["off", "0", "NO"])
def test_it_can_be_turned_off(root, monkeypatch, tmp_path, word):
    monkeypatch.setenv("FAZHI_CACHE", word)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert register_of(root) == cold(root)
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own place")
def test_it_lies_in_the_users_cache_folder_and_never_in_the_workspace(root, monkeypatch, tmp_path):
    monkeypatch.delenv("FAZHI_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    before = sorted(path for path in root.rglob("*"))
    register_of(root)
    assert [path.suffix for path in (tmp_path / "home" / "fazhi").iterdir()] == [".json"]
    assert sorted(path for path in root.rglob("*")) == before
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.chdir(root)
    register_of(root)
    assert sorted(path for path in root.rglob("*")) == before


def test_a_large_workspace_keeps_no_cache(tmp_path):
    cache = TreeCache("/w", tmp_path)
    for number in range(MAX_FILES + 1):
        cache.put(f"f{number}", "", {})
    cache.save()
    assert list(tmp_path.iterdir()) == []


def test_text_that_cannot_be_written_is_not_cached(tmp_path):
    cache = TreeCache("/w", tmp_path)
    cache.put("f", "\ud800", {})
    cache.save()
    assert list(tmp_path.iterdir()) == []
    assert TreeCache("/w", tmp_path).get("f", "\ud800") is None


def test_only_exactly_the_text_that_was_validated_counts(tmp_path: Path):
    cache = TreeCache("/w", tmp_path)
    cache.put("f", UNITS, {"a": "b"})
    cache.save()
    again = TreeCache("/w", tmp_path)
    assert again.get("f", UNITS) == {"a": "b"}
    assert again.get("f", UNITS + "\n") is None
    assert again.get("g", UNITS) is None
    assert TreeCache("/other", tmp_path).get("f", UNITS) is None


def test_what_was_issued_is_kept_too(root, folder):
    path = "data/issued/2024-06-20-call-aaaa.yaml"
    text = 'name: call\nto: [甲局]\nduties:\n- obligation: "1.1"\n  unit: 甲局\nrecorded: 2024-06-20\n'
    write(root, path, text)
    first = register_of(root)
    assert [entry.id for entry in first.issued] == ["2024-06-20-call-aaaa"]
    assert path in stored(folder)[1][1]
    assert register_of(root) == cold(root) == first
