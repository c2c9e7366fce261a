"""A start with what earlier runs left gives what a start without it gives, whatever became of the files meanwhile."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, UNITS, VOID, VOID_PATH, build, write

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.later import Later
from spt_fazhi.store.workspace import fact_cache as module
from spt_fazhi.store.workspace import reading
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.yaml.reader import read_tree

WAIVE_PATH = "data/decisions/2024-06-20-waive-aaaa.yaml"
ISSUED_PATH = "data/issued/2024-06-20-call-aaaa.yaml"
ISSUED = 'name: call\nto: [甲局]\nduties:\n- obligation: "1.1"\n  unit: 甲局\nrecorded: 2024-06-20\n'


@pytest.fixture(autouse=True)
def settled(tmp_path, monkeypatch):
    """A cache of its own, and a clock by which nothing was changed just now."""
    monkeypatch.setenv("FAZHI_CACHE", str(tmp_path / "cache"))
    for variable in ("XDG_STATE_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "state"))
    monkeypatch.setattr(module, "_SETTLED", -3_600_000_000_000)


@pytest.fixture
def root(tmp_path):
    """A sound workspace."""
    return build(tmp_path / "w")


@pytest.fixture
def parsed(monkeypatch):
    """The texts that are parsed."""
    texts: list[str] = []

    def noted(text):
        texts.append(text)
        return read_tree(text)

    monkeypatch.setattr(reading, "read_tree", noted)
    return texts


def loaded(root, **more):
    found = load(WorkTree(root), **more)
    return found.problems, found.unusable, found.partial, found.lacking, found.files


def same(root):
    """Load with what is kept and without it: the same both times. What there is."""
    warm, cold = loaded(root), loaded(root, use_cache=False)
    assert warm == cold
    return warm[2]


def test_nothing_is_parsed_twice(root, parsed):
    first = same(root)
    assert len(parsed) == 2 * 4  # with and without
    parsed.clear()
    found = load(WorkTree(root))
    assert isinstance(found.register.records, Later)
    assert (found.register, found.problems, found.unusable) == (first, [], 0)
    assert parsed == []


def test_one_changed_file_is_parsed_alone(root, parsed):
    write(root, VOID_PATH, VOID)
    same(root)
    parsed.clear()
    write(root, RECORD_PATH, EVIDENCE.replace("开展甲事", "开展乙事件"))
    found = load(WorkTree(root)).register
    assert [entry.value.title for entry in found.records[:1]] == ["开展乙事件"]
    assert len(parsed) == 1
    parsed.clear()
    assert load(WorkTree(root)).register == found
    assert parsed == []


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell when a file was changed, only when its content was")
def test_an_edit_is_noticed_even_of_the_same_length_and_time(root):
    same(root)
    times = (root / RECORD_PATH).stat()
    (root / RECORD_PATH).write_text(EVIDENCE.replace("开展甲事", "开展乙事"), encoding="utf-8")
    os.utime(root / RECORD_PATH, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert same(root).records[0].value.title == "开展乙事"


def test_a_file_in_the_place_of_another_is_noticed(root):
    same(root)
    times = (root / RECORD_PATH).stat()
    other = root / "other"
    other.write_text(EVIDENCE.replace("开展甲事", "开展乙事"), encoding="utf-8")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(root / RECORD_PATH)
    assert same(root).records[0].value.title == "开展乙事"


def test_what_was_changed_just_now_is_not_kept(root, parsed, monkeypatch):
    monkeypatch.setattr(module, "_SETTLED", 2_000_000_000)
    future = time.time_ns() + 3_600_000_000_000
    os.utime(root / RECORD_PATH, ns=(future, future))
    for _ in range(2):
        same(root)
    assert EVIDENCE in parsed[4:]
    assert not isinstance(load(WorkTree(root)).register.records, Later)


def test_files_that_come_and_go_are_noticed(root):
    same(root)
    write(root, VOID_PATH, VOID)
    assert len(same(root).records) == 2
    (root / RECORD_PATH).unlink()
    (root / VOID_PATH).unlink()
    assert same(root).records == ()
    write(root, RECORD_PATH, EVIDENCE)
    assert len(same(root).records) == 1


def test_a_file_that_breaks_is_told_warm_as_cold(root):
    same(root)
    write(root, TASKS_PATH, TASKS.replace("year: 2024", "year: x"))
    write(root, RECORD_PATH, b"\xff")
    write(root, "data/records/jia/nonsense.yaml", EVIDENCE)
    for _ in range(3):
        same(root)
    assert len(load(WorkTree(root)).problems) == 3


def test_a_byte_order_mark_is_told_on_every_start(root):
    write(root, RECORD_PATH, b"\xef\xbb\xbf" + EVIDENCE.encode())
    for _ in range(3):
        assert [problem.rule for problem in load(WorkTree(root)).problems] == ["bom"]


def test_a_link_is_told_on_every_start(root):
    (root / RECORD_PATH).rename(root / "elsewhere.yaml")
    (root / RECORD_PATH).symlink_to(root / "elsewhere.yaml")
    for _ in range(3):
        same(root)
    assert load(WorkTree(root)).unusable == 1


def test_a_link_that_comes_beside_sound_files_is_told(root):
    same(root)
    (root / VOID_PATH).symlink_to(root / RECORD_PATH)
    for _ in range(2):
        same(root)
    assert load(WorkTree(root)).unusable == 1


def test_a_plan_of_another_format_is_told_on_every_start(root):
    same(root)
    write(root, TASKS_PATH, TASKS.replace("format: 2", "format: 3"))
    for _ in range(3):
        assert load(WorkTree(root)).other_format is not None


def test_what_was_issued_is_kept_too(root, parsed):
    write(root, ISSUED_PATH, ISSUED)
    same(root)
    parsed.clear()
    assert [entry.id for entry in load(WorkTree(root)).register.issued] == ["2024-06-20-call-aaaa"]
    assert parsed == []


def test_records_are_not_read_before_they_are_asked_for(root):
    first = same(root)
    found = load(WorkTree(root)).register
    assert found.in_use
    (root / RECORD_PATH).write_bytes(b"broken:")
    assert len(found.records) == 1
    assert found == first  # as they were when the workspace was looked at


def test_records_that_break_before_they_are_read_are_no_result(root, tmp_path):
    same(root)
    found = load(WorkTree(root)).register
    (root / RECORD_PATH).write_bytes(b"broken:")
    for kept in (tmp_path / "cache").rglob("files-*"):
        kept.unlink()
    with pytest.raises(FazhiError, match="被改动"):
        list(found.records)


def test_losing_part_of_what_was_kept_costs_only_time(root, tmp_path):
    write(root, VOID_PATH, VOID)
    write(root, ISSUED_PATH, ISSUED)
    first = same(root)
    kept = sorted((tmp_path / "cache").rglob("*.json"))
    for lost in kept:
        lost.unlink()
        assert same(root) == first
    assert sorted((tmp_path / "cache").rglob("*.json")) == kept


def test_copying_what_was_kept_to_another_workspace_gives_nothing_false(root, tmp_path):
    other = build(tmp_path / "other", record=EVIDENCE.replace("开展甲事", "开展乙事"))
    same(root)
    (of_root,) = (tmp_path / "cache").iterdir()
    same(other)
    (of_other,) = (each for each in (tmp_path / "cache").iterdir() if each != of_root)
    for file in of_root.iterdir():
        (of_other / file.name).write_bytes(file.read_bytes())
    assert same(other).records[0].value.title == "开展乙事"


def test_a_workspace_never_holds_the_cache(root):
    before = sorted(root.rglob("*"))
    same(root)
    assert sorted(root.rglob("*")) == before


CONTENTS = [EVIDENCE, EVIDENCE.replace("开展甲事", "开展丙事"), VOID, "", "a: b\n", "\ufeff" + EVIDENCE, "- x\n"]
PATHS = [RECORD_PATH, VOID_PATH, WAIVE_PATH, ISSUED_PATH, TASKS_PATH, "data/units.yaml", "data/records/yi/x.yaml"]
SOUND = {TASKS_PATH: TASKS, "data/units.yaml": UNITS, RECORD_PATH: EVIDENCE, ISSUED_PATH: ISSUED}
STEP = st.tuples(
    st.sampled_from(PATHS), st.sampled_from([*CONTENTS, TASKS, UNITS, ISSUED, "gone", "sound"]), st.booleans()
)


@given(st.lists(STEP, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_any_course_of_changes_is_told_warm_as_cold(tmp_path, steps):
    root = build(tmp_path / f"w{time.time_ns()}")
    same(root)
    for path, content, looked in steps:
        file = root / path
        if content == "gone":
            file.unlink(missing_ok=True)
        else:
            write(root, path, SOUND.get(path, VOID) if content == "sound" else content)
        if looked:
            same(root)
    same(root)
