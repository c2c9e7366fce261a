"""`fazhi trend` on real histories of the invented district."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Say
from tests.builders.repositories import commit, git, merge, start, write

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace
from spt_fazhi.text.columns import columns


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in March, half of its records merged in May, the rest in June."""
    root = tmp_path_factory.mktemp("史") / "示范区"
    create_workspace(root, make_workspace(DemoRequest()))
    git(root, "init", "--quiet")
    records = {path: path.read_bytes() for path in sorted((root / "data" / "records").rglob("*")) if path.is_file()}
    shutil.rmtree(root / "data" / "records")
    commit(root, "印发", "2024-03-28")
    for number, (branch, made, merged) in enumerate(
        (("五月", "2024-05-06", "2024-05-20"), ("六月", "2024-06-03", "2024-06-25"))
    ):
        git(root, "checkout", "-q", "-b", branch)
        for path in list(records)[number::2]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(records[path])
        commit(root, branch, made)
        git(root, "checkout", "-q", "main")
        merge(root, branch, day=merged)
    return root


@pytest.fixture
def say(told: Path, capfd: pytest.CaptureFixture[str]) -> Say:
    return Say(capfd, told)


def test_every_sample_is_what_status_said_at_that_commit_on_that_day(say: Say) -> None:
    document = say("trend", "--by", "week", "--json").json
    assert set(document) == {"register", "revision", "by", "samples"}
    assert (document["by"], document["revision"]) == ("week", git(say.root, "rev-parse", "HEAD").strip())
    days = [each["day"] for each in document["samples"]]
    assert (days[0], days[-2], days[-1], len(days)) == ("2024-03-31", "2024-07-07", "2024-07-10", 16)
    for each in document["samples"]:
        status = say("status", "--at", each["day"], "--json", as_of=each["day"]).json
        assert (each["commit"], each["totals"], each["progress"]) == (
            status["revision"],
            status["totals"],
            status["progress"],
        )
    # a branch shows from the day it was merged, not from the day it was made
    done = {each["day"]: each["totals"]["done"] for each in document["samples"]}
    assert done["2024-05-12"] == done["2024-05-19"] < done["2024-05-26"] < done["2024-06-30"]


@pytest.mark.parametrize(
    "filters",
    [("--unit", "各乡镇"), ("--section", "一"), ("--task", "1"), ("--lead", "示范区司法局"), ("--state", "逾期")],
)
def test_filters_are_those_of_status(say: Say, filters: tuple[str, ...]) -> None:
    for each in say("trend", "--json", *filters).json["samples"]:
        status = say("status", "--at", each["day"], "--json", *filters, as_of=each["day"]).json
        assert (each["totals"], each["progress"]) == (status["totals"], status["progress"])


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("--by", "month"), ["2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-10"]),
        (("--by", "按月", "--since", "2024-05-15", "--until", "2024-06-15"), ["2024-05-31", "2024-06-15"]),
        (("--by", "day", "--since", "2024-07-08"), ["2024-07-08", "2024-07-09", "2024-07-10"]),
        (("--since", "2023-01-01", "--until", "2024-03-28"), ["2024-03-28"]),
        (("--branch", "五月", "--until", "2024-05-10"), ["2024-03-31", "2024-04-30", "2024-05-10"]),
        (("--at", "main@{2024-05-25}", "--since", "2024-07-01"), ["2024-07-10"]),
    ],
)  # fmt: skip
def test_the_days_that_were_asked_for(say: Say, words: tuple[str, ...], days: list[str]) -> None:
    assert [each["day"] for each in say("trend", "--json", *words).json["samples"]] == days


def test_another_branch_has_its_own_story(say: Say) -> None:
    own = say("trend", "--branch", "五月", "--since", "2024-05-10", "--until", "2024-05-10", "--json").json["samples"][
        0
    ]
    main = say("trend", "--since", "2024-05-10", "--until", "2024-05-10", "--json").json["samples"][0]
    assert own["totals"]["done"] > main["totals"]["done"]


def test_year_end(say: Say) -> None:
    rows = say("trend", "--since", "2024-12-01", "--json", as_of="2025-02-10").json["samples"]
    assert [each["day"] for each in rows] == ["2024-12-31", "2025-01-31", "2025-02-10"]
    assert rows[0]["totals"]["overdue"] < rows[1]["totals"]["overdue"]
    assert rows[1]["totals"]["due-soon"] == rows[1]["totals"]["pending"] == 0


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_picture_fits(say: Say, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = say("trend")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert "走势（按月，2024年3月31日至2024年7月10日）" in ran.out.replace("\n", "")
    assert len([line for line in lines if line.startswith("2024-")]) == 5
    assert max(map(columns, lines)) <= max(width, 62)
    ran.out.encode("gbk")
    assert "\x1b" not in ran.out
    sample = say("trend", "--json").json["samples"][-1]
    last, found = sample["totals"], sample["rectification"]
    met, owed = last["done"] + last["done-late"], sum(last.values()) - last["waived"]
    closed = f"{found['done'] + found['done-late']}/{sum(found.values()) - found['waived']}"
    findings = f"( +整改 +{closed}( +逾期 +{found['overdue']})?)?"
    said = re.search(rf"完成 +{met}/{owed} +逾期 +{last['overdue']} +报送 +\d+/\d+{findings}$", lines[-1])
    assert said
    assert bool(said[1]) == (width >= 80)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "year"), "--by 没有“year”这种间隔"),
        (("--until", "2024-07-11"), "--until 2024-07-11 还没有到"),
        (("--since", "2024-02-31"), "--since"),
        (("--until", "2024-03-01"), "这段时间的历史里没有台账"),
        (("--since", "2024-06-02", "--until", "2024-06-01"), "这段时间的历史里没有台账"),
        (("--branch", "没有"), "git 里没有“没有”这个版本"),
        (("--branch", "main", "--at", "main"), "只写一个"),
        (("--unit", "没有局"), "没有“没有局”这个单位"),
    ],
)
def test_wrong_words_are_one_clear_line(say: Say, words: tuple[str, ...], said: str) -> None:
    ran = say("trend", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.splitlines()[0]


def test_too_many_samples(say: Say) -> None:
    ran = say("trend", "--by", "day", as_of="2027-07-10")
    assert (ran.code, ran.out) == (2, "")
    assert "太多" in ran.err


@pytest.mark.parametrize("case", ["no repository", "no commit", "no git"])
def test_no_history_is_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    root = start(tmp_path / "仓库")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    if case == "no repository":
        shutil.rmtree(root / ".git")
    elif case == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    for words in ((), ("--json",)):
        ran = Say(capfd, root)("trend", *words)
        said = {"no repository": "不在 git 仓库里", "no commit": "还没有提交", "no git": "没有找到 git"}[case]
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err.splitlines()[0]


@pytest.mark.parametrize("width", [40, 80])
def test_a_new_years_register_is_marked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    root = start(tmp_path / "仓库", waive=None)
    commit(root, "一", "2024-11-01")
    (tmp_path / "2025.txt").write_text(
        "示例区法治政府建设2025年工作要点\n示例区人民政府\n2025年1月9日\n1.任务一。至少开展1次甲事。（牵头单位：甲局）\n",
        "utf-8",
    )
    say = Say(capfd, root)
    assert say("rollover", "2025", "--from", str(tmp_path / "2025.txt"), as_of="2025-01-10").code == 0
    commit(root, "换年度", "2025-01-10")
    lines = say("trend", as_of="2025-02-10").out.splitlines()
    place = lines.index("── 以下是 2025 年的台账，与上面的数字不能相比 ──")
    assert (lines[place - 1][:10], lines[place + 1][:10]) == ("2024-12-31", "2025-01-31")
    assert sum("以下是" in line for line in lines) == 1
    rows = say("trend", "--json", as_of="2025-02-10").json["samples"]
    assert [each["year"] for each in rows] == [2024, 2024, 2025, 2025]
    assert "以下是" not in say("trend", "--until", "2024-12-31", as_of="2025-02-10").out


def totals(document: Any) -> list[Any]:
    return [each["totals"] and sum(each["totals"].values()) for each in document["samples"]]


def test_broken_days_show_as_such_and_say_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = start(tmp_path / "仓库")
    commit(root, "一", "2024-05-01")
    sound = (root / "data/tasks.yaml").read_text()
    write(root, "data/tasks.yaml", "坏了")
    commit(root, "坏了", "2024-06-01")
    write(root, "data/tasks.yaml", sound)
    write(root, "data/records/jia/2024-06-20-1.1-bbbb.yaml", "坏了")
    commit(root, "又好了", "2024-07-01")
    (root / "data/records/jia/2024-06-20-1.1-bbbb.yaml").unlink()
    say = Say(capfd, root)
    assert totals(say("trend", "--json").json) == [2, None, 2]
    ran = say("trend")
    assert ran.code == 0
    assert "2024-06-30  那时的台账读不出来" in ran.out
    assert "有 2 个时点的台账里有数据不能用，没有计入，最近的是 2024-07-10" in ran.err


def test_a_shallow_clone_says_so(told: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", told.as_uri(), "浅")
    ran = Say(capfd, tmp_path / "浅")("trend")
    assert ran.code == 0
    assert len([line for line in ran.out.splitlines() if line.startswith("2024-")]) == 2
    assert "git fetch --unshallow" in ran.err


def test_a_bare_repository_with_the_register_below(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = start(tmp_path / "仓库", "区县/台账")
    commit(root, "一", "2024-05-01")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "台账.git")
    bare = Say(capfd, tmp_path / "台账.git")("trend", "--at", "main", "--json").json
    assert bare["samples"] == Say(capfd, root / "区县/台账")("trend", "--json").json["samples"]
    assert totals(bare) == [2, 2, 2]


def test_a_clock_that_stood_at_the_beginning_makes_no_row_of_decades(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = start(tmp_path / "仓库")
    commit(root, "时钟没调", "1970-01-02 00:00:00 +0000")
    commit(root, "二", "2024-05-01")
    days = [each["day"] for each in Say(capfd, root)("trend", "--json").json["samples"]]
    assert (days[0], days[-1], len(days)) == ("2023-01-31", "2024-07-10", 19)
    days = [each["day"] for each in Say(capfd, root)("trend", "--since", "2022-12-01", "--json").json["samples"]]
    assert days[0] == "2022-12-31"
