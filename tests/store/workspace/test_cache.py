"""Kept documents: those of this user, this workspace and this program, or none."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from spt_fazhi.store.workspace import cache as module
from spt_fazhi.store.workspace.cache import Cache, cache_of

NAME = "files-0123.json"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of its own for the key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "state"))
    return tmp_path / "state" / "fazhi"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for the cache."""
    monkeypatch.setenv("FAZHI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def test_what_was_put_is_got(folder):
    document = {"a": ["一", 1, None, {"b": ""}]}
    cache_of("/w").put(NAME, document)
    assert cache_of("/w").get(NAME) == document
    assert cache_of("/w").get("files-4567.json") is None
    assert cache_of("/v").get(NAME) is None


def test_a_later_document_takes_the_place_of_an_earlier_one(folder):
    cache = cache_of("/w")
    cache.put(NAME, 1)
    cache.put(NAME, 2)
    assert cache.get(NAME) == 2
    assert len(files(folder)) == 1


@pytest.mark.parametrize("at", [0, 5, 31, 32, 33, -1])
@pytest.mark.parametrize("mask", [1, 32])
def test_a_document_with_one_bit_changed_is_none(folder, at, mask):
    cache = cache_of("/w")
    cache.put(NAME, {"title": "开展甲事"})
    (file,) = files(folder)
    data = bytearray(file.read_bytes())
    data[at] ^= mask
    file.write_bytes(data)
    assert cache_of("/w").get(NAME) is None


def test_a_document_that_is_altered_inside_sound_json_is_none(folder):
    cache = cache_of("/w")
    cache.put(NAME, {"state": "overdue"})
    (file,) = files(folder)
    file.write_bytes(file.read_bytes().replace(b"overdue", b"done   "))
    assert cache_of("/w").get(NAME) is None


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"null", b"0" * 32, b"0" * 32 + b"1", b"[" * 100_000])
def test_rubbish_is_none_and_is_replaced(folder, content):
    cache = cache_of("/w")
    cache.put(NAME, 1)
    (file,) = files(folder)
    file.write_bytes(content)
    assert cache_of("/w").get(NAME) is None
    cache_of("/w").put(NAME, 2)
    assert cache_of("/w").get(NAME) == 2


def test_a_document_cut_short_is_none(folder):
    cache = cache_of("/w")
    cache.put(NAME, ["一"] * 5)
    (file,) = files(folder)
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        assert cache_of("/w").get(NAME) is None


def test_a_document_under_another_name_or_in_another_place_is_none(folder):
    cache_of("/w").put(NAME, 1)
    (file,) = files(folder)
    (file.parent / "files-4567.json").write_bytes(file.read_bytes())
    assert cache_of("/w").get("files-4567.json") is None
    cache_of("/v").put(NAME, 2)
    (other,) = (each for each in files(folder) if each.parent != file.parent)
    other.write_bytes(file.read_bytes())
    assert cache_of("/v").get(NAME) is None


def test_a_document_of_another_user_is_none(folder, home):
    cache_of("/w").put(NAME, 1)
    (home / "cache.key").write_bytes(b"x" * 32)
    assert cache_of("/w").get(NAME) is None


@pytest.mark.parametrize("change", ["__version__", "_FORMAT", "_build_stamp"])
def test_a_document_of_another_program_is_none(folder, monkeypatch, change):
    cache_of("/w").put(NAME, 1)
    monkeypatch.setattr(module, change, (lambda: 1) if change == "_build_stamp" else "another")
    assert cache_of("/w").get(NAME) is None


def test_an_edit_of_the_code_is_another_program():
    src = Path(module.__file__).parents[2]
    newest = max(path.stat().st_mtime_ns for part in module._PARTS for path in (src / part).glob("*.py"))
    assert module._build_stamp() == newest
    assert all((src / part / "__init__.py").is_file() for part in module._PARTS)


def test_a_program_without_its_code_beside_it_has_one_version_alone(monkeypatch, tmp_path):
    for part in module._PARTS[:2]:  # some folders are there, with nothing of Python in them
        (tmp_path / part).mkdir(parents=True)
    monkeypatch.setattr(module, "__file__", str(tmp_path / "store" / "workspace" / "cache.py"))
    assert module._build_stamp() == 0


def test_the_key_is_the_users_own_and_never_beside_the_documents(folder, home):
    cache_of("/w").put(NAME, 1)
    key = home / "cache.key"
    assert len(key.read_bytes()) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        (below,) = folder.iterdir()
        assert stat.S_IMODE(below.stat().st_mode) == 0o700
    assert not list(folder.rglob("*.key"))


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_key_that_is_none_keeps_nothing(folder, home, content):
    home.mkdir(parents=True)
    (home / "cache.key").write_bytes(content)
    cache_of("/w").put(NAME, 1)
    assert cache_of("/w").get(NAME) is None
    assert files(folder) == []


def test_without_a_place_for_the_key_nothing_is_kept(folder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    for variable in ("XDG_STATE_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "file"))
    cache_of("/w").put(NAME, 1)
    assert cache_of("/w").get(NAME) is None
    assert files(folder) == []


@pytest.mark.parametrize("word", ["off", "0", "NO"])
def test_it_can_be_turned_off(monkeypatch, word):
    monkeypatch.setenv("FAZHI_CACHE", word)
    assert cache_of("/w") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own place")
def test_it_lies_in_the_users_cache_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("FAZHI_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    cache_of("/w").put(NAME, 1)
    assert len(files(tmp_path / "home" / "fazhi")) == 1
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # as the specification has it: not to be used
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    cache_of("/w").put(NAME, 1)
    assert len(files(tmp_path / "elsewhere" / ".cache" / "fazhi")) == 1


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    for unusable in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("FAZHI_CACHE", str(unusable))
        cache_of("/w").put(NAME, 1)
        assert cache_of("/w").get(NAME) is None
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder_does_not_matter(folder):
    folder.mkdir()
    folder.chmod(0o500)
    cache_of("/w").put(NAME, 1)
    assert list(folder.iterdir()) == []


def test_a_folder_in_the_place_of_a_document_leaves_no_rubbish(folder):
    cache_of("/w").put(NAME, 1)
    (file,) = files(folder)
    file.unlink()
    file.mkdir()
    cache_of("/w").put(NAME, 1)
    assert cache_of("/w").get(NAME) is None
    assert sorted(file.parent.iterdir()) == [file.with_name("CACHEDIR.TAG"), file]


def test_text_that_cannot_be_written_is_not_kept(folder):
    cache_of("/w").put(NAME, "\ud800")
    assert cache_of("/w").get(NAME) is None
    assert files(folder) == []


def test_workspaces_unused_for_long_leave_when_there_are_too_many_bytes(folder, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 2500)
    for number, name in enumerate(("/a", "/b", "/c")):
        cache = Cache(name, folder)
        cache.put(NAME, "x" * 1000)
        os.utime(cache._folder, (number, number))
    Cache("/b", folder).used()  # unused for longer than a day, and now used again
    Cache("/d", folder).put(NAME, 1)
    assert [Cache(name, folder).get(NAME) is not None for name in ("/a", "/b", "/c", "/d")] == [False, True, True, True]


def test_a_link_among_the_workspaces_is_not_followed(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 0)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("x" * 100)
    folder.mkdir()
    (folder / "link").symlink_to(precious)
    Cache("/a", folder).put(NAME, 1)
    assert (precious / "file").exists()


def test_nothing_but_caches_is_ever_removed(folder, monkeypatch):
    """The folder that was named may be the user's own."""
    monkeypatch.setattr(module, "MAX_BYTES", 0)
    named_alike = folder / "0123456789abcdef"
    for place in (folder / "照片", folder / "文件", named_alike):
        place.mkdir(parents=True)
        (place / "重要.txt").write_text("x" * 100)
        os.utime(place, (1, 1))
    Cache("/a", folder).put(NAME, 1)
    within = Cache("/a", folder)._folder / "别的"
    within.mkdir()
    (within / "重要.txt").write_text("x")
    Cache("/b", folder).put(NAME, 1)
    assert Cache("/a", folder).get(NAME) is None
    assert len(list(folder.rglob("重要.txt"))) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize("what", ["pipe", "link", "endless", "long"])
def test_what_is_no_document_is_not_waited_for(folder, tmp_path, what):
    cache_of("/w").put(NAME, 1)
    (file,) = files(folder)
    sealed = file.read_bytes()
    file.unlink()
    if what == "pipe":
        os.mkfifo(file)
    elif what == "link":
        (tmp_path / "there").write_bytes(sealed)
        file.symlink_to(tmp_path / "there")
    elif what == "endless":
        file.symlink_to("/dev/zero")
    else:
        file.write_bytes(sealed)
        os.truncate(file, 3 << 40)
    assert cache_of("/w").get(NAME) is None


def test_a_document_that_is_too_long_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr(module, "MAX_DOCUMENT", 100)
    cache_of("/w").put(NAME, "x" * 100)
    assert files(folder) == []
    cache_of("/w").put(NAME, "x" * 60)
    assert cache_of("/w").get(NAME) == "x" * 60


def test_a_folder_of_the_home_is_named_with_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("FAZHI_CACHE", "~/存")
    cache_of("/w").put(NAME, 1)
    assert len(files(tmp_path / "存")) == 1


WRITER = """
import sys
from spt_fazhi.store.workspace.cache import cache_of
cache = cache_of("/w")
for number in range(200):
    cache.put("files-1.json", [sys.argv[1]] * 1000)
    found = cache.get("files-1.json")
    assert found in (["a"] * 1000, ["b"] * 1000), found
"""


def test_two_processes_at_once_leave_one_whole_document(folder):
    running = [subprocess.Popen([sys.executable, "-c", WRITER, word]) for word in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    assert len(files(folder)) == 1
    assert json.loads(files(folder)[0].read_bytes()[32:]) == cache_of("/w").get("files-1.json")
