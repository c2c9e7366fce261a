"""Contents out of a real object store: any length, any bytes, and one clear sentence when they are not there."""

from __future__ import annotations

import gc
import os
import random
import re
from pathlib import Path

import pytest
from tests.builders.repositories import git

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.git.blobs import Blobs
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.yaml.reader import MAX_BYTES

NOWHERE = "0123456789" * 4
# around the size of a pipe, of a piece, and of what looks like git's own answer
CONTENTS = [
    b"", b"\n", b"x", b"\0", "区司法局\r\n".encode(), b"\xff\xfe\x00", f"{NOWHERE} blob 3\nabc\n".encode(),
    f"{NOWHERE} missing\n".encode(), *(random.Random(size).randbytes(size) for size in (65_535, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 3_000_001)),
]  # fmt: skip


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("对象") / "仓库"
    root.mkdir()
    git(root, "init", "--quiet")
    return root


@pytest.fixture(scope="module")
def oids(repo: Path) -> list[str]:
    return [put(repo, content) for content in CONTENTS]


def put(root: Path, content: bytes) -> str:
    return git(root, "hash-object", "-w", "--stdin", stdin=content).strip()


def test_one_by_one_and_all_at_once_give_the_same(repo: Path, oids: list[str]) -> None:
    blobs = Blobs(Git(repo))
    assert list(blobs.read_many(oids)) == CONTENTS
    assert [blobs.read(oid) for oid in oids] == CONTENTS
    for oid, content in zip(oids, CONTENTS, strict=True):
        with blobs.stream(oid) as stream:
            assert stream.read() == content
            assert stream.seek(0, os.SEEK_END) == len(content)
    assert blobs.contents == 3 * len(CONTENTS)


def test_the_same_one_twice_and_none_at_all(repo: Path, oids: list[str]) -> None:
    blobs = Blobs(Git(repo))
    assert list(blobs.read_many([oids[2], oids[8], oids[2]])) == [CONTENTS[2], CONTENTS[8], CONTENTS[2]]
    assert list(blobs.read_many([])) == []


def test_nothing_runs_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(Blobs(Git(tmp_path)).read_many([])) == []


def test_more_questions_than_a_pipe_holds(repo: Path, oids: list[str]) -> None:
    wanted = [oids[each % 7] for each in range(20_000)]
    assert list(Blobs(Git(repo)).read_many(wanted)) == [CONTENTS[each % 7] for each in range(20_000)]


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("word", ["司法", "blob 3", "x", "\0", "nowhere", "\n"])
def test_contents_are_searched_beside_other_work(repo: Path, oids: list[str], times: int, word: str) -> None:
    """Few are asked one by one, many searched in one answer; of a content it does not matter how often it holds it."""
    wanted = [*oids, put(repo, word.encode() * 3)] * times
    held = [word.encode() in content for content in [*CONTENTS, word.encode()]]
    blobs = Blobs(Git(repo))
    with blobs.search_beside(wanted, re.compile(re.escape(word.encode()))) as found:
        assert blobs.read(oids[4]) == CONTENTS[4]
        assert list(found()) == held * times
    with blobs.search_beside(wanted, re.compile(re.escape(word.encode()))):
        pass  # nobody asked
    assert blobs.contents >= 1


def test_a_search_that_is_left_off_leaves_nothing_behind(repo: Path, oids: list[str]) -> None:
    with Blobs(Git(repo)).search_beside(oids * 10, re.compile(rb".", re.DOTALL)) as found:
        assert next(found()) is False


@pytest.mark.parametrize("what", ["nowhere", "damaged"])
def test_a_search_of_what_cannot_be_read_is_one_clear_sentence(repo: Path, oids: list[str], what: str) -> None:
    lacking = NOWHERE
    if what == "damaged":
        lacking = put(repo, b"spoilt")
        file = repo / ".git" / "objects" / lacking[:2] / lacking[2:]
        file.chmod(0o644)
        file.write_bytes(b"not an object")
    for wanted in ([oids[2], lacking], [*oids * 10, lacking], [lacking, *oids * 10]):
        with (
            Blobs(Git(repo)).search_beside(wanted, re.compile(b"a")) as found,
            pytest.raises(FazhiError, match=r"缺少对象|git cat-file 没有成功"),
        ):
            list(found())


def test_a_huge_content_is_cut_so_that_it_is_refused_but_streams_whole(repo: Path) -> None:
    huge = bytes(MAX_BYTES + (3 << 20)) + "末尾".encode()
    oid, small = put(repo, huge), put(repo, b"small")
    blobs = Blobs(Git(repo))
    assert list(map(len, blobs.read_many([oid, small]))) == [MAX_BYTES + 1, 5]
    assert len(blobs.read(oid)) == MAX_BYTES + 1
    assert blobs.read(small) == b"small"
    with blobs.stream(oid) as stream:
        assert stream.seek(0, os.SEEK_END) == len(huge)
        stream.seek(-6, os.SEEK_END)
        assert stream.read() == "末尾".encode()


@pytest.mark.parametrize("kind", ["nowhere", "tree", "commit"])
def test_what_is_no_content_is_one_clear_sentence(repo: Path, oids: list[str], kind: str) -> None:
    tree = git(repo, "mktree", stdin=f"100644 blob {oids[2]}\ta\n".encode()).strip()
    other = {"nowhere": NOWHERE, "tree": tree, "commit": git(repo, "commit-tree", tree, "-m", "x").strip()}[kind]
    blobs = Blobs(Git(repo))
    for read in (blobs.read, blobs.stream, lambda oid: list(Blobs(Git(repo)).read_many([oids[2], oid]))):
        with pytest.raises(FazhiError, match=f"缺少对象 {other[:12]}"):
            read(other)


def test_a_damaged_object_is_one_clear_sentence(repo: Path) -> None:
    oid = put(repo, b"damaged" * 50_000)
    file = repo / ".git" / "objects" / oid[:2] / oid[2:]
    content = file.read_bytes()
    file.chmod(0o644)
    for spoilt in (content[: len(content) // 2], b"", b"not an object"):
        file.write_bytes(spoilt)
        for read in (
            Blobs(Git(repo)).read,
            Blobs(Git(repo)).stream,
            lambda oid: list(Blobs(Git(repo)).read_many([oid])),
        ):
            with pytest.raises(FazhiError, match="缺少对象"):
                read(oid)


def test_leaving_off_in_the_middle_leaves_nothing_running(repo: Path, oids: list[str]) -> None:
    blobs = Blobs(Git(repo))
    reading = blobs.read_many(oids * 200)
    assert next(reading) == CONTENTS[0]
    reading.close()  # type: ignore[attr-defined]
    blobs.read(oids[0])
    process = blobs._process
    assert process is not None
    assert process.poll() is None
    del blobs, reading
    gc.collect()
    assert process.poll() is not None


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="缺少对象"):
        list(Blobs(Git(tmp_path)).read_many([NOWHERE]))
    with pytest.raises(FazhiError, match="缺少对象"):
        Blobs(Git(tmp_path)).read(NOWHERE)
