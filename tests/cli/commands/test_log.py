"""`fazhi log` on real histories."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Say
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, VOID, VOID_PATH, WAIVE_PATH
from tests.builders.repositories import commit, git, merge, start, write

from spt_fazhi.text.columns import columns

SECOND = "data/records/jia/2024-06-15-1.1-cccc.yaml"
PROGRESS = "data/records/jia/2024-07-03-1-dddd.yaml"
RETURN = "data/decisions/2024-06-20-return-aaab.yaml"
EXTEND = "data/decisions/2024-06-21-extend-aaac.yaml"


def timeline(top: Path, inside: str) -> Path:
    """A plan, a branch with evidence merged, its withdrawal, a decision, a change of the plan; one record uncommitted."""
    root = top / inside
    start(top, inside, record=None, waive=None)
    commit(top, "印发", "2024-04-09", who="周科长")
    git(top, "checkout", "-q", "-b", "甲局")
    write(root, RECORD_PATH, EVIDENCE)
    commit(top, "佐证 1.1", "2024-06-13", who="李干事")
    write(root, SECOND, EVIDENCE.replace("2024-06-12", "2024-06-15").replace("06-13", "06-16") + "amount: 2\n")
    commit(top, "又一条", "2024-06-16", who="李干事")
    git(top, "checkout", "-q", "main")
    merge(top, "甲局", day="2024-06-17", who="王主任")
    write(root, VOID_PATH, VOID)
    write(
        root,
        WAIVE_PATH,
        'kind: waive\nobligation: "1.1"\nunit: 丙镇\napproved_by: 会议\nreason: 无此事项\nrecorded: 2024-06-20\n',
    )
    write(root, RETURN, "kind: return\nrecord: jia/2024-06-15-1.1-cccc\nreason: 材料不全\nrecorded: 2024-06-20\n")
    commit(top, "作废、决定", "2024-06-20", who="周科长")
    write(root, TASKS_PATH, TASKS.replace("2024-12-31", "2024-11-30"))
    commit(top, "改期", "2024-06-25", who="周科长")
    write(root, PROGRESS, "kind: progress\nunit: 甲局\ntask: 1\nperiod: 2024Q2\ndone: 做了\nrecorded: 2024-07-03\n")
    return root


@pytest.fixture(scope="module", params=["", "县区/台账"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("史") / "仓库", request.param)


@pytest.fixture
def say(told: Path, capfd: pytest.CaptureFixture[str]) -> Say:
    return Say(capfd, told)


def short(document: Any) -> list[tuple[Any, ...]]:
    return [
        (each["day"], each["kind"], each["counts"], each["withdrawn_by"], each["commit"] and each["commit"]["author"],
         each["merged"] and each["merged"]["by"])
        for each in document["events"]
    ]  # fmt: skip


def test_a_task_from_its_beginning(say: Say) -> None:
    document = say("log", "1", "--json").json
    assert set(document) == {
        "register",
        "as_of",
        "revision",
        "in_use",
        "subject",
        "history",
        "shallow",
        "total",
        "events",
    }
    assert document["subject"] == {
        "task": 1, "obligation": None, "unit": None, "title": "任务一", "finding": None, "inspection": None,
    }  # fmt: skip
    assert short(document) == [
        ("2024-04-09", "register", True, None, "周科长", None),
        ("2024-06-13", "evidence", False, "jia/2024-06-14-1.1-aaab", "李干事", "王主任"),
        ("2024-06-14", "void", True, None, "周科长", None),
        ("2024-06-16", "evidence", False, "2024-06-20-return-aaab", "李干事", "王主任"),
        ("2024-06-20", "return", True, None, "周科长", None),
        ("2024-06-20", "waive", True, None, "周科长", None),
        ("2024-06-25", "register", True, None, "周科长", None),
        ("2024-07-03", "progress", True, None, None, None),
    ]
    first, second, *_ = document["events"]
    assert (first["title"], document["events"][-2]["title"]) == ("列入台账", "1.1 到期日 2024-12-31 → 2024-11-30")
    assert (second["id"], second["file"], second["unit"], second["obligation"], second["amount"]) == (
        "jia/2024-06-12-1.1-aaaa", RECORD_PATH, "甲局", "1.1", "1次",
    )  # fmt: skip
    assert second["commit"]["id"] == git(say.root, "rev-parse", "甲局~1").strip()
    assert second["merged"]["commit"] == git(say.root, "rev-parse", "main~2").strip()


def test_days_of_entry_are_held_against_those_of_the_commits(say: Say) -> None:
    """The void of 14 June came with a commit of 20 June; what is not committed yet is held against today."""
    early = {each["kind"]: each["days_early"] for each in say("log", "1", "--json").json["events"]}
    assert early == {"register": None, "evidence": None, "void": 6, "return": None, "waive": None, "progress": 7}
    assert "录入日比提交早 6 天" in say("log", "1").out
    assert "录入日比今天早 7 天" in say("log", "1").out
    assert "录入日比今天" not in say("log", "1", as_of="2024-07-06").out
    first = say("log", "1", "--json").json["events"][1]
    assert first["commit"]["committed"] == "2024-06-13T09:00:00+08:00"


def test_what_came_with_the_register_is_its_past(own: Say, tmp_path: Path) -> None:
    """A register that was kept elsewhere before is older than the first commit."""
    root = start(tmp_path / "新仓库")
    commit(root, "移入", "2024-07-01")
    write(root, SECOND, EVIDENCE.replace("2024-06-12", "2024-06-15").replace("06-13", "06-16"))
    commit(root, "又一条", "2024-07-01")
    early = [each["days_early"] for each in Say(own.capfd, root)("log", "1.1", "--json").json["events"]]
    assert early == [None, 15, None, None]


def test_a_waiver_decided_too_late_says_so(own: Say) -> None:
    write(own.root, TASKS_PATH, TASKS.replace("2024-12-31", "2024-06-19"))
    commit(own.root, "到期日", "2024-07-01")
    late = {each["kind"]: each["late_decision"] for each in own("log", "1.1", "--json").json["events"]}
    assert [kind for kind, is_late in late.items() if is_late] == ["waive"]
    assert "逾期后定为不适用" in own("log", "1.1").out
    write(own.root, TASKS_PATH, TASKS.replace("2024-12-31", "2024-06-20"))
    assert "逾期后定为不适用" not in own("log", "1.1").out


def test_an_obligation_and_a_unit(say: Say) -> None:
    kinds = [each["kind"] for each in say("log", "1.1", "--json").json["events"]]
    assert kinds == ["register", "evidence", "void", "evidence", "return", "waive", "register"]
    unit = say("log", "甲", "--json").json
    assert unit["subject"] == {
        "task": None, "obligation": None, "unit": "甲局", "title": "甲局", "finding": None, "inspection": None,
    }  # fmt: skip
    assert [each["kind"] for each in unit["events"]] == ["evidence", "void", "evidence", "return", "progress"]
    assert [each["kind"] for each in say("log", "丙镇", "--json").json["events"]] == ["waive"]
    nothing = say("log", "2")
    assert [each["title"] for each in say("log", "2", "--json").json["events"]] == ["列入台账"]
    assert nothing.code == 0


def test_what_is_read_at_a_revision_knows_no_later(say: Say) -> None:
    document = say("log", "1", "--at", "main~2", "--json").json
    assert document["revision"] == git(say.root, "rev-parse", "main~2").strip()
    assert short(document)[1:] == [
        ("2024-06-13", "evidence", True, None, "李干事", "王主任"),
        ("2024-06-16", "evidence", True, None, "李干事", "王主任"),
    ]
    own = say("log", "1", "--at", "甲局", "--json").json
    assert [each[4:] for each in short(own)[1:]] == [("李干事", None)] * 2


def test_the_last_few(say: Say) -> None:
    assert [each["kind"] for each in say("log", "1", "--limit", "2", "--json").json["events"]] == [
        "register",
        "progress",
    ]
    assert say("log", "1", "--limit", "2", "--json").json["total"] == 8
    assert "共 8 条，下面是最近 2 条" in say("log", "1", "--limit", "2").out
    assert say("log", "1", "--limit", "0").code == 2


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("what", ["1", "1.1", "甲局"])
def test_the_page_fits(say: Say, monkeypatch: pytest.MonkeyPatch, width: int, what: str) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = say("log", what)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(columns, ran.out.splitlines())) <= min(width, 100)
    ran.out.encode("gbk")
    if width < 80:
        return
    joined = ran.out.replace("\n" + " " * 11, "")
    assert "李干事 2024-06-13；王主任 2024-06-17 合并" in joined
    assert "不计入：已由 jia/2024-06-14-1.1-aaab 撤回" in joined
    if what != "1.1":
        assert "未提交" in joined
    if what != "甲局":
        assert "到期日 2024-12-31 → 2024-11-30" in joined


@pytest.mark.parametrize(
    ("what", "said"),
    [("9", "没有任务 9"), ("1.9", "没有“1.9”"), ("没有局", "没有“没有局”这个单位"), ("..", "没有“..”")],
)
def test_what_is_not_there(say: Say, what: str, said: str) -> None:
    ran = say("log", what)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.fixture
def own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Say:
    return Say(capfd, timeline(tmp_path / "仓库", ""))


@pytest.mark.parametrize("case", ["no repository", "no commit", "no git"])
def test_without_a_history_the_story_is_still_told(own: Say, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(own.root.parent))
    if case == "no git":
        monkeypatch.setenv("PATH", str(own.root))
    else:
        shutil.rmtree(own.root / ".git")
    if case == "no commit":
        git(own.root, "init", "--quiet")
    ran = own("log", "1")
    assert ran.code == 0
    assert "录入日比" not in ran.out
    assert "材料不全" in ran.out
    assert "未提交" not in ran.out
    assert ran.err.startswith("提示：")
    assert len(ran.err.splitlines()) == 1
    assert own("log", "1", "--json").json["history"] is False


def test_changed_and_deleted_records_are_told(own: Say) -> None:
    write(own.root, SECOND, (own.root / SECOND).read_text() + "detail: 改\n")
    (own.root / RECORD_PATH).unlink()
    (own.root / VOID_PATH).unlink()
    commit(own.root, "悄悄改", "2024-07-05", who="某人")
    events = {each["id"]: each for each in own("log", "1.1", "--json").json["events"]}
    gone = events["jia/2024-06-12-1.1-aaaa"]
    assert (gone["counts"], [each["how"] for each in gone["changes"]]) == (False, ["deleted"])
    assert [(each["how"], each["author"]) for each in events["jia/2024-06-15-1.1-cccc"]["changes"]] == [
        ("modified", "某人")
    ]
    assert "删除：" in own("log", "1.1").out
    assert "改动：" in own("log", "甲局").out


def test_a_shallow_clone_says_so(own: Say, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", own.root.as_uri(), "浅")
    ran = Say(own.capfd, tmp_path / "浅")("log", "1")
    assert ran.code == 0
    assert "提交在浅克隆以外" in ran.out
    assert "录入日比提交" not in ran.out
    assert "git fetch --unshallow" in ran.err


def test_hostile_words_are_text(own: Say) -> None:
    write(
        own.root,
        EXTEND,
        'kind: extend\nobligation: "1.1"\nunit: 甲局\ndue: 2024-12-20\napproved_by: 会议\nreason: "[red]坏\\e[31m\\u202e"\nrecorded: 2024-06-21\n',
    )
    commit(own.root, "[bold]x[/bold]", "2024-06-21", who="[link=x]\x1b[31m某\u202e人")
    ran = own("log", "1")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "[red]坏[31m" in ran.out
    assert "[link=x][31m某人" in ran.out
