"""A finding, an inspection and words, shown and followed by what is typed for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import write
from tests.builders.repositories import IDENTITY, commit, in_git
from tests.builders.worlds.inspected import DAY, FIRST, SECOND, inspected, names, said


def events(place: Path, *words: str) -> list[tuple[str, str | None, bool]]:
    document = said(place, "log", *words, "--json").json
    return [(each["kind"], each["finding"], each["counts"]) for each in document["events"]]


@pytest.mark.parametrize("typed", ["k7q2.9", f"{FIRST}.9", "K7Q2．9", "整改k7q2.9", "问题 k7q2.9"])
def test_a_finding_is_shown_however_it_is_typed(place: Path, typed: str) -> None:
    document = said(place, "show", typed, "--json").json
    assert document["finding"] == {
        "id": f"{FIRST}.9", "name": "k7q2.9", "stage": "open", "at_once": False, "measures": [], "closed": None,
        "returned": "2024-06-14", "earlier": None, "kindred": None, "later": [],
    }  # fmt: skip
    assert [(each["state"], each["unit"], each["task"]) for each in document["duties"]] == [("returned", "东镇", None)]
    assert [each["withdrawn"] for each in document["records"]] == ["2024-06-14-return-bbcc"]
    assert [each["word"] for each in document["decisions"]] == ["退回"]
    assert document["inspection"]["id"] == FIRST


def test_a_closed_finding_says_by_whom_and_what_came_again(place: Path) -> None:
    document = said(place, "show", "k7q2.4", "--json").json["finding"]
    assert document["stage"] == "closed"
    assert document["at_once"] is True
    assert document["closed"] == {
        "decision": "2024-05-30-close-bbca", "day": "2024-05-30", "checked_by": "复核组", "report": "sfj/2024-05-23-k7q2.4-bbbc",
    }  # fmt: skip
    assert document["later"] == [f"{SECOND}.1"]
    assert said(place, "show", "m3p5.1", "--json").json["finding"]["earlier"]["id"] == f"{FIRST}.4"


def test_what_was_found_later_says_so(place: Path) -> None:
    ran = said(place, "show", "k7q2.10")
    assert ran.out.startswith("问题 m5n6.10  ☆ 商请\n")
    assert "补充：第一次实地督察补充的问题（2024-05-28-m5n6）" in ran.out


@pytest.mark.parametrize("typed", [FIRST, "k7q2", f"data/inspections/{FIRST}.yaml", "2024-05-28-m5n6"])
def test_an_inspection_is_shown_like_inspect_show(place: Path, typed: str) -> None:
    assert said(place, "show", typed).out == said(place, "inspect", "show", FIRST).out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("k7q2.77", f"督察 {FIRST} 没有编号为 77 的问题"),
        ("zzzz.1", "没有编号为“zzzz”的督察"),
        ("2024-05-24-zzzz", "没有编号为“2024-05-24-zzzz”的督察"),
        ("zzzz", "没有“zzzz”这个任务或事项"),
        ("2345.1", "没有“2345.1”这个任务或事项"),
    ],
)
def test_what_names_none_is_refused(place: Path, typed: str, message: str) -> None:
    for command in ("show", "log"):
        ran = said(place, command, typed)
        assert ran.code == 2
        assert message in ran.err or (command == "log" and typed == "zzzz")


def test_before_it_was_found_there_is_no_page(place: Path) -> None:
    ran = said(place, "show", "k7q2.1", as_of="2024-05-23")
    assert (ran.code, ran.out) == (2, "")
    assert "到 2024-05-23 还没有问题 k7q2.1" in ran.err


def test_figures_alone_are_the_plan_s_unless_an_inspection_bears_them(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    for code in ("2222", "2223"):
        text = (root / f"data/inspections/{SECOND}.yaml").read_text("utf-8")
        write(root, f"data/inspections/2024-06-12-{code}.yaml", text)
    assert said(root, "show", "2222.1").out.startswith("问题 2222.1")
    assert said(root, "show", "2.1").out.startswith("二、任务 2")
    assert "没有任务 2345" in said(root, "show", "2345").err


def test_words_find_visits_findings_reports_and_closings(place: Path) -> None:
    hits = said(place, "show", "案卷", "--json").json["hits"]
    assert [(each["kind"], each["id"]) for each in hits] == [
        ("inspection", SECOND), ("finding", f"{SECOND}.1"), ("finding", f"{FIRST}.1"), ("finding", f"{FIRST}.4"),
    ]  # fmt: skip
    assert [(each["kind"], each["field"]) for each in said(place, "show", "执法记录仪", "--json").json["hits"]] == [
        ("record", "title"), ("finding", "demand"),
    ]  # fmt: skip
    assert {each["field"] for each in said(place, "show", "复核组", "--json").json["hits"]} == {"checked_by"}


def test_an_obligation_shows_the_inspections_that_count_for_it(place: Path) -> None:
    document = said(place, "show", "2.3", "--json").json
    assert [each["id"] for each in document["inspections"]] == [FIRST]
    assert document["duties"][0]["records"] == [FIRST]
    whole = said(place, "show", "2", "--json").json
    assert names(whole["duties"]) == ["k7q2.1", "k7q2.2", "k7q2.6", "k7q2.8"]
    assert said(place, "show", "2.3", "--json", as_of="2024-05-23").json["inspections"] == []


def test_the_log_of_a_finding_begins_with_its_visit(place: Path) -> None:
    assert events(place, "k7q2.6") == [
        ("inspection", None, True), ("rectify", f"{FIRST}.6", True), ("close", f"{FIRST}.6", True),
    ]  # fmt: skip
    assert events(place, "k7q2.9") == [
        ("inspection", None, True), ("rectify", f"{FIRST}.9", False), ("return", None, True),
    ]  # fmt: skip
    assert events(place, "k7q2.8") == [("inspection", None, True), ("extend", f"{FIRST}.8", True)]
    assert said(place, "log", "k7q2", "--json").json["subject"]["inspection"] == FIRST
    assert len(events(place, "2024-05-28-m5n6")) == len(events(place, FIRST)) == 13


def test_a_closing_that_rests_on_nothing_any_more_does_not_count(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    back = "kind: return\nrecord: dz/2024-06-17-k7q2.6-bbbd\nreason: 照片不实\nrecorded: 2024-06-19\n"
    write(root, "data/decisions/2024-06-19-return-bbcf.yaml", back)
    assert [counts for _, _, counts in events(root, "k7q2.6")] == [True, False, False, True]


def test_a_letter_that_tells_of_a_finding_is_in_its_log_and_no_report_is_taken_for_a_visit(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    about = f"duties:\n  - {{inspection: {FIRST}, finding: 9, unit: 东镇}}\nfiles:\n  - {{name: 函.docx, sha256: {'0' * 64}, size: 1}}\n"
    for name, to in (("notify", "东镇"), ("inspection", "各乡镇"), ("call", "东镇")):
        files = about if name != "call" else about.partition("files:")[0]
        text = f"name: {name}\nto: [{to}]\nas_of: 2024-05-28\n{files}recorded: 2024-05-28\n"
        write(root, f"data/issued/2024-05-28-{name}-bbcz.yaml", text)
    found = [kind for kind, _, _ in events(root, "k7q2.9")]
    assert found == ["inspection", "notify", "call", "issued", "rectify", "return"]
    assert "已催办 1 次（最近 5月28日）" in said(root, "show", "k7q2.9").out
    assert "整改通知 东镇" in said(root, "show", "k7q2.9").out


def test_what_goes_back_by_the_name_of_its_finding_is_named(tmp_path: Path) -> None:
    """A finding has several reports; the clerk is told which of them it was."""
    root = inspected(tmp_path / "区")
    ran = fazhi("decide", "return", "k7q2.2", "--reason", "不全", "--recorded", DAY, root=root, **IDENTITY)
    assert ran.code == 0, ran.err
    assert "退回的是2024年" in ran.out + ran.err
    assert "的整改完成报告“" in ran.out + ran.err


def test_a_deleted_inspection_stays_in_the_log(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    in_git(root)
    (root / f"data/inspections/{SECOND}.yaml").unlink()
    commit(root, "删除", "2024-06-19")
    found = fazhi("log", "司法局", "--as-of", DAY, "--json", root=root, **IDENTITY).json["events"]
    (gone,) = [each for each in found if each["id"] == SECOND]
    assert (gone["kind"], gone["counts"], [each["how"] for each in gone["changes"]]) == (
        "inspection",
        False,
        ["deleted"],
    )


def test_every_query_works_at_a_revision(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    in_git(root)
    write(
        root,
        "data/decisions/2024-06-19-close-bbcg.yaml",
        f"kind: close\ninspection: {FIRST}\nfinding: 2\nchecked_by: 复核组\nrecorded: 2024-06-19\n",
    )
    commit(root, "销号", "2024-06-19")
    for at, state in (("HEAD~1", "submitted"), ("HEAD", "done")):
        ran = fazhi("show", "k7q2.2", "--at", at, "--as-of", DAY, "--json", root=root, **IDENTITY)
        assert ran.json["duties"][0]["state"] == state, ran.err
    screen = fazhi("status", "--at", "HEAD~1", "--as-of", DAY, root=root, **IDENTITY).out
    assert "待销号 2 个" in screen
    assert "fazhi decide close" not in screen  # nothing is decided in the past
    samples = fazhi("trend", "--by", "day", "--as-of", DAY, "--json", root=root, **IDENTITY).json["samples"]
    assert samples[-1]["rectification"]["done"] == 2
    assert samples[-1]["invited_rectification"]["submitted"] == 1


def test_what_was_found_is_printed_as_text_and_not_at_any_length(tmp_path: Path) -> None:
    root = inspected(tmp_path / "区")
    file = f"data/inspections/{FIRST}.yaml"
    text = (root / file).read_text("utf-8")
    long = "很长的问题" * 100
    text = text.replace("problem: 6件处罚案卷未附法制审核意见", f'problem: "[red]红\\n\\e[31m\\u202e{long}"')
    write(root, file, text.replace("title: 2024年第一次", 'title: "[b]\\e[1m第一次"  # '))
    for words in (
        ("status",),
        ("overdue", "--detail"),
        ("calls",),
        ("duties",),
        ("unit", "东镇"),
        ("show", "k7q2.1"),
        ("log", "k7q2.1"),
        ("show", "很长"),
    ):
        ran = said(root, *words)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
        assert (ran.out.count("很长的问题") > 50) == (words == ("show", "k7q2.1"))
    assert "[red]红" in said(root, "show", "k7q2.1").out
