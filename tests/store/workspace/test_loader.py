"""Reading a workspace: whatever is broken, the rest is there, and what is not used is counted and told."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.files import (
    EVIDENCE,
    RECORD_PATH,
    SOUND,
    TASKS,
    TASKS_PATH,
    UNITS,
    UNITS_PATH,
    VOID,
    VOID_PATH,
    WAIVE_PATH,
    build,
    write,
)  # fmt: skip

from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.entries import EntryFiles
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.places import place_problems
from spt_fazhi.store.workspace.sources import WorkTree

CONFLICT = "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n"
BROKEN = {
    "empty": b"",
    "not utf-8": "单位: 甲局".encode("gbk"),
    "utf-16": "kind: evidence".encode("utf-16"),
    "conflict": CONFLICT.encode(),
    "tab": b"kind:\tevidence\n",
    "list": b"- a\n",
    "deep": b"[" * 50_000,
    "alias": b"a: &x 1\nb: *x\n",
    "unknown kind": b"kind: proof\n",
    "no kind": b"unit: x\n",
    "kind is a list": b"kind: [evidence]\n",
    "missing keys": b"kind: evidence\n",
    "bad day": EVIDENCE.replace("2024-06-12", "2024-06-31").encode(),
    "full-width colon": EVIDENCE.replace("title: ", "title\uff1a").encode(),
    "too large": b"#" * (16 * 1024 * 1024 + 1),
}


def loaded(root, **more):
    return load(WorkTree(root), use_cache=False, **more)


def rules(found):
    return sorted({(problem.file, problem.rule) for problem in found.problems})


def test_a_sound_workspace_gives_everything_and_no_problem(tmp_path):
    found = loaded(build(tmp_path))
    assert (found.problems, found.unusable, found.lacking) == ([], 0, frozenset())
    assert [task.id for task in found.register.tasks] == [1, 2]
    assert [unit.code for unit in found.register.units] == ["jia", "bing"]
    assert [(entry.id, entry.file, entry.code) for entry in found.register.records] == [
        ("jia/2024-06-12-1.1-aaaa", RECORD_PATH, "jia")
    ]
    assert [(entry.id, entry.folder) for entry in found.register.decisions] == [
        ("2024-06-20-waive-aaaa", WAIVE_PATH.removesuffix(".yaml"))
    ]
    assert found.partial == found.register


def test_a_workspace_without_records_is_sound(tmp_path):
    found = loaded(build(tmp_path, record=None, waive=None))
    assert (found.problems, found.unusable, found.files) == ([], 0, EntryFiles())
    assert isinstance(found.register, Register)


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_or_decision_hides_nothing_else(tmp_path, content):
    build(tmp_path)
    write(tmp_path, VOID_PATH, VOID)
    for path in ("data/records/bing/2024-06-12-1.1-aaaa.yaml", "data/decisions/2024-01-01-return-aaaa.yaml"):
        write(tmp_path, path, content)
    found = loaded(tmp_path)
    assert {problem.file for problem in found.problems} == {
        "data/records/bing/2024-06-12-1.1-aaaa.yaml",
        "data/decisions/2024-01-01-return-aaaa.yaml",
    }
    assert all(problem.severity == "error" for problem in found.problems)
    assert found.unusable == 2
    assert [entry.file for entry in found.register.records] == [RECORD_PATH, VOID_PATH]
    assert [entry.file for entry in found.register.decisions] == [WAIVE_PATH]


@pytest.mark.parametrize("content", [None, *BROKEN.values()], ids=["missing", *BROKEN])
@pytest.mark.parametrize(("path", "word"), [(TASKS_PATH, "plan"), (UNITS_PATH, "units")])
def test_without_plan_or_units_the_rest_is_still_read(tmp_path, content, path, word):
    build(tmp_path)
    write(tmp_path, VOID_PATH, "kind: void\n")
    if content is None:
        (tmp_path / path).unlink()
    else:
        write(tmp_path, path, content)
    found = loaded(tmp_path)
    assert found.register is None
    assert found.lacking == {word}
    assert {problem.file for problem in found.problems} == {path, VOID_PATH}
    assert found.unusable == 2
    assert [entry.file for entry in found.partial.records] == [RECORD_PATH]
    assert bool(found.partial.tasks) == (word == "units")
    assert bool(found.partial.units) == (word == "plan")


def test_a_broken_task_leaves_the_others_in_their_place(tmp_path):
    found = loaded(build(tmp_path, tasks=TASKS.replace("quote: 至少开展1次甲事", 'quote: ""')))
    assert [task.id for task in found.register.tasks] == [2]
    assert found.register.place.tasks == (1,)
    assert found.register.unreadable_tasks == {1}
    assert found.unusable == 1
    assert rules(found) == [(TASKS_PATH, "bad-value")]
    assert [entry.file for entry in found.register.records] == [RECORD_PATH]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: 2", "id: " + "9" * 5000),
        ("id: 2", "id: ²"),
        ("id: 2", "id: [2]"),
        ("  - {id: 一, title: 第一部分}", "  - {id: 一}"),
        ("tasks:\n", "note: x\ntasks:\n"),
        ("sections:", "secctions:"),
        ("tasks:", "task:"),
    ],
)
def test_any_fault_of_the_plan_is_counted_so_that_no_query_ends_as_if_all_were_well(tmp_path, old, new):
    found = loaded(build(tmp_path, tasks=TASKS.replace(old, new)))
    assert found.register is not None
    assert found.unusable == 1
    assert {file for file, _ in rules(found)} == {TASKS_PATH}


def test_a_broken_head_leaves_no_register_but_names_every_fault(tmp_path):
    found = loaded(build(tmp_path, tasks=TASKS.replace("year: 2024", "year: x").replace("id: 2", "id: 二")))
    assert (found.register, found.lacking) == (None, {"plan"})
    assert len(found.problems) == 2


def test_a_broken_unit_leaves_the_others_and_is_remembered_by_all_its_names(tmp_path):
    found = loaded(build(tmp_path, units=UNITS.replace("code: jia", "code: JIA")))
    assert [unit.name for unit in found.register.units] == ["丙镇"]
    assert found.register.unreadable_units == {"甲局", "甲", "JIA"}
    assert (found.unusable, found.register.place.units) == (1, (1,))
    group = loaded(build(tmp_path, units=UNITS.replace("kinds: [township]", "kinds: [towship]")))
    assert [unit.name for unit in group.register.units] == ["甲局", "丙镇"]
    assert group.register.groups == ()
    assert group.register.unreadable_units == {"各乡镇"}
    assert group.unusable == 1


def test_a_byte_order_mark_is_a_warning_and_the_file_is_used(tmp_path):
    found = loaded(build(tmp_path, record=b"\xef\xbb\xbf" + EVIDENCE.encode()))
    assert [(problem.rule, problem.severity, problem.line) for problem in found.problems] == [("bom", "warning", 1)]
    assert (found.unusable, len(found.register.records)) == (0, 1)


def test_a_full_width_colon_is_told_and_the_other_faults_with_it(tmp_path):
    record = EVIDENCE.replace("date: 2024-06-12", "date: x") + "detail: |\n  title\uff1a乙\n"
    found = loaded(build(tmp_path, record=record))
    assert rules(found) == [(RECORD_PATH, "bad-value"), (RECORD_PATH, "full-width-colon")]


@pytest.mark.parametrize(
    "name",
    [
        "x.yaml",
        "2024-06-12-1.1-aaa1.yaml",
        "2024-06-12-1.1-AAAA.yaml",
        "2024-06-12-1.1.yaml",
        "2024-06-12-1.1-aaaa.2.yaml",
    ],
)
def test_a_file_with_a_wrong_name_is_told_and_not_used(tmp_path, name):
    build(tmp_path)
    write(tmp_path, f"data/records/jia/{name}", EVIDENCE)
    write(tmp_path, f"data/decisions/{name}", EVIDENCE)
    found = loaded(tmp_path)
    assert rules(found) == [(f"data/decisions/{name}", "file-name"), (f"data/records/jia/{name}", "file-name")]
    assert (found.unusable, len(found.register.records)) == (2, 1)


def test_attachments_and_strays_are_listed_and_not_read_as_records(tmp_path):
    build(tmp_path)
    strays = [
        "data/records/jia/2024-06-12-1.1-aaaa/附件.yaml",
        "data/records/2024-06-12-1.1-aaaa.yaml",
        "data/records/jia/notes.txt",
        "data/decisions/deep/2024-06-20-waive-aaaa.yaml",
    ]
    for path in strays:
        write(tmp_path, path, EVIDENCE)
    found = loaded(tmp_path)
    assert (found.problems, found.unusable, len(found.register.records)) == ([], 0, 1)
    assert {info.path for info in found.files.others} == set(strays)
    assert found.files.entries == {RECORD_PATH, WAIVE_PATH}


def test_links_are_never_followed_and_are_counted_where_a_record_could_be(tmp_path):
    root, outside = tmp_path / "w", tmp_path / "outside"
    build(root)
    write(outside, "secret.yaml", EVIDENCE)
    write(outside, "folder/2024-06-12-1.1-aaaa.yaml", EVIDENCE)
    (root / "data/records/jia/2024-07-01-1.1-aaaa.yaml").symlink_to(outside / "secret.yaml")
    (root / "data/records/bing").symlink_to(outside / "folder")
    (root / "data/decisions/2024-07-01-waive-aaaa.yaml").symlink_to("nowhere")
    write(root, "data/records/jia/2024-06-12-1.1-aaaa/a.txt", "x")
    (root / "data/records/jia/2024-06-12-1.1-aaaa/b.txt").symlink_to(outside / "secret.yaml")
    found = loaded(root)
    assert [entry.file for entry in found.register.records] == [RECORD_PATH]
    assert found.unusable == 3
    assert sum(info.is_link for info in found.files.others) == 4


@pytest.mark.parametrize("path", [TASKS_PATH, UNITS_PATH, "data"])
def test_the_plan_itself_is_not_read_through_a_link(tmp_path, path):
    root = build(tmp_path / "w")
    (root / path).rename(tmp_path / "moved")
    (root / path).symlink_to(tmp_path / "moved")
    found = loaded(root)
    assert found.register is None
    assert found.unusable >= 1


def test_a_folder_in_the_place_of_a_file(tmp_path):
    build(tmp_path, units=None)
    (tmp_path / UNITS_PATH).mkdir()
    (tmp_path / "data/records/jia/2024-06-13-1.1-aaaa.yaml").mkdir()
    found = loaded(tmp_path)
    assert rules(found) == [(UNITS_PATH, "missing-file")]
    assert len(found.partial.records) == 1


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_file_without_permission_is_one_fault(tmp_path):
    build(tmp_path)
    write(tmp_path, VOID_PATH, VOID)
    (tmp_path / VOID_PATH).chmod(0)
    found = loaded(tmp_path)
    assert rules(found) == [(VOID_PATH, "missing-file")]
    assert found.unusable == 1


def test_records_come_in_order_of_their_ids(tmp_path):
    build(tmp_path, record=None)
    paths = [f"data/records/{code}/2024-0{n}-01-1.1-aaaa.yaml" for code in ("jia", "bing") for n in (3, 1, 2)]
    for path in paths:
        write(tmp_path, path, EVIDENCE.replace("06-12", "01-01"))
    assert [entry.file for entry in loaded(tmp_path).register.records] == sorted(paths)


def test_problems_get_line_and_column_and_come_in_order(tmp_path):
    build(
        tmp_path,
        tasks=b"\xef\xbb\xbf" + TASKS.replace("id: 2", "id: 零").replace("year: 2024", "year: x").encode(),
        record=EVIDENCE.replace("甲局", '""'),
    )
    found = loaded(tmp_path)
    placed = place_problems([*found.problems, *found.problems], WorkTree(tmp_path))
    assert [(problem.file, problem.line, problem.column, problem.rule) for problem in placed] == [
        (RECORD_PATH, 2, 7, "bad-value"),
        (TASKS_PATH, 1, 1, "bom"),
        (TASKS_PATH, 3, 9, "bad-value"),
        (TASKS_PATH, 18, 9, "bad-value"),
    ]


TEXTS = list(SOUND.items())


@given(st.sampled_from(TEXTS), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_changed_in_a_file_the_other_files_are_read(tmp_path, chosen, data):
    path, text = chosen
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    piece = data.draw(
        st.one_of(st.text(max_size=6), st.sampled_from(["\t", ": ", "- ", "\n  ", "]", "'", "：", "&a", "\ufeff"]))
    )
    build(tmp_path)
    write(tmp_path, path, (text[:start] + piece + text[end:]).encode(errors="surrogatepass"))
    found = loaded(tmp_path)
    assert {problem.file for problem in found.problems} <= {path}
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert bool(errors) == bool(found.unusable)
    kept = {entry.file for entry in (*found.partial.records, *found.partial.decisions)}
    assert {RECORD_PATH, WAIVE_PATH} - {path} <= kept
