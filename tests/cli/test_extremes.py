"""The ends of the calendar and paths no file can have: an answer or a clear line, never a defect."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.repositories import commit, git

from spt_fazhi.cli.app import run
from spt_fazhi.cli.lazy_group import _load, command_names

pytestmark = pytest.mark.no_cover  # what is run here is run elsewhere, once
ENDS = ["0001-01-01", "9999-12-31"]
WORDS: dict[str, list[str]] = {
    "show": ["6"], "unit": ["示范东镇"], "log": ["6"], "report": ["quarter"], "rollover": ["2025", "--from", "没有.txt"],
    "review": ["HEAD"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_DEBUG", "1")  # a defect is raised and not written to a file


@pytest.fixture(scope="module")
def repository(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    root = Path(shutil.copytree(demo, tmp_path_factory.mktemp("库") / "工作区"))
    git(root, "init", "--quiet")
    commit(root, "开始")
    return root


def with_day() -> list[str]:
    """Every command that takes `--as-of`."""
    return [name for name in command_names() if any("--as-of" in param.opts for param in _load(name).params)]


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("name", with_day())
def test_every_command_at_the_ends_of_the_calendar(repository: Path, name: str, day: str) -> None:
    assert run([name, *WORDS.get(name, []), "--as-of", day, "--root", str(repository)]) in {0, 1, 2}


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize(
    "args",
    [
        ["due", "--within", "3660"],
        ["report", "unit", "示范东镇"],
        ["report", "quarter", "--period", "2024"],
        ["status", "--json"],
        ["check", "--json"],
        ["trend", "--since", "0001-01-01"],
        ["trend", "--by", "day", "--since", "9999-12-31"],
        ["trend", "--until", "0001-01-01", "--by", "week"],
    ],
    ids=" ".join,
)
def test_every_way_of_counting_days(repository: Path, args: list[str], day: str) -> None:
    assert run([*args, "--as-of", day, "--root", str(repository)]) in {0, 1, 2}


@pytest.mark.parametrize(
    "args",
    [
        ["due", "--within", "99999999"],
        ["due", "--within", "9" * 5000],
        ["due", "--within", "-1"],
        ["log", "6", "--limit", "0"],
        ["init", "新的", "--year", "99999"],
        ["init", "新的", "--year", "9999"],
        ["init", "新的", "--year", "-5"],
        ["rollover", "99999999999999999999", "--from", "没有.txt"],
        ["demo", "新的", "--tasks", "9" * 40],
        ["status", "--as-of", "10000-01-01"],
        ["status", "--as-of", "0000-01-01"],
        ["status", "--as-of", "２０２４-13-01"],
        ["trend", "--since", "99999-01-01"],
        ["report", "quarter", "--period", "9999Q4"],
        ["report", "quarter", "--period", "0000"],
        [
            "record",
            "evidence",
            "6.2",
            "--unit",
            "示范东镇",
            "--date",
            "9999-12-31",
            "--title",
            "做了",
            "--recorded",
            "2024-06-20",
        ],
        ["record", "progress", "5", "--unit", "示范区司法局", "--period", "9999Q4", "--done", "做了"],
        [
            "decide",
            "extend",
            "5.1",
            "--unit",
            "示范区教育局",
            "--due",
            "10000-01-01",
            "--reason",
            "灾",
            "--approved-by",
            "批",
        ],
    ],
)
def test_numbers_and_days_beyond_all_bounds(
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
) -> None:
    monkeypatch.setenv("FAZHI_ROOT", str(repository))
    monkeypatch.chdir(tmp_path)
    assert run(args) == 2
    assert capsys.readouterr().err.startswith("错误：")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("end", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("year", ["1000", "2024", "2999"])
def test_data_at_the_ends_of_the_calendar(own_demo: Path, end: str, year: str) -> None:
    plan = own_demo / "data/tasks.yaml"
    text = plan.read_text("utf-8").replace("due: 2024-12-31", f"due: {end}").replace("year: 2024", f"year: {year}")
    text = text.replace("due_soon_days: 30", "due_soon_days: 731")
    plan.write_text(text.replace("grace_days: 10", "grace_days: 731"), "utf-8")
    for file in (own_demo / "data").glob("*/**/*.yaml"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        changed = [
            f"{line.split(':')[0]}: {end}\n" if line.startswith(("due:", "recorded:", "date:")) else line
            for line in lines
        ]
        file.write_text("".join(changed), "utf-8")
    for args in (["status"], ["overdue"], ["due"], ["check"], ["report", "quarter"], ["report", "unit", "示范东镇"], ["unit", "示范东镇"]):  # fmt: skip
        for day in (*ENDS, "2024-06-20"):
            assert run([*args, "--as-of", day, "--root", str(own_demo)]) in {0, 1, 2}


BAD_PATHS = {
    "no such user": "~nobody-of-this-name/x",
    "a zero": "a\0b",
    "half a character": "a\ud800b",
    "a long name": "长" * 100,
    "a long path": "d/" * 2500 + "x",
    "empty": "",
    "blank": "  ",
}
PATH_OPTIONS: dict[str, list[str]] = {
    "--root": ["status", "--root"],
    "--root --at": ["status", "--at", "HEAD", "--root"],
    "review --root": ["review", "HEAD", "--root"],
    "report -o": ["report", "quarter", "-o"],
    "board -o": ["board", "-o"],
    "codeowners -o": ["codeowners", "-o"],
    "codeowners --check -o": ["codeowners", "--check", "-o"],
    "record --file": [
        "record", "evidence", "6.2", "--unit", "示范东镇", "--date", "2024-06-12", "--title", "做了", "--recorded",
        "2024-06-20", "--file",
    ],
    "record --done-file": ["record", "progress", "5", "--unit", "示范区司法局", "--period", "2024Q2", "--done-file"],
    "record table": ["record", "table"],
    "inspect --findings": [
        "inspect", "new", "--title", "督察", "--from", "2024-06-01", "--to", "2024-06-02", "--by", "示范区司法局",
        "--visited", "示范东镇", "--obligation", "无", "--recorded", "2024-06-20", "--findings",
    ],
    "issue": ["issue"],
    "notice -o": ["notice", "-o"],
    "typeset": ["typeset"],
    "typeset -o": ["typeset", "要点.txt", "-o"],
    "intake": ["intake"],
    "intake --units": ["intake", "要点.txt", "--units"],
    "intake --out": ["intake", "要点.txt", "--out"],
    "init": ["init"],
    "init --from": ["init", "新", "--from"],
    "demo": ["demo"],
    "rollover --from": ["rollover", "2025", "--from"],
    "schema --out": ["schema", "--out"],
    "rollup --answers": ["rollup", ".", "--answers"],
    "rollup --keep": ["rollup", ".", "--keep"],
}  # fmt: skip


@pytest.mark.parametrize("path", BAD_PATHS.values(), ids=BAD_PATHS)
@pytest.mark.parametrize("args", PATH_OPTIONS.values(), ids=PATH_OPTIONS)
def test_a_path_no_file_can_have(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str], path: str
) -> None:  # fmt: skip
    (tmp_path / "要点.txt").write_text(
        "某区2025年工作要点\n一、加强\n1.学习。年底前至少开展1次学习。（牵头单位：区司法局）\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_ROOT", str(repository))
    if args[-1] == "--root" and not path:
        return  # an empty --root is none, so that FAZHI_ROOT counts
    before = git(repository, "status", "--porcelain")
    assert run([*args, path]) == 2
    said = capsys.readouterr().err
    assert said.startswith("错误：")
    assert len(said) < 400
    assert [each.name for each in tmp_path.iterdir()] == ["要点.txt"]
    assert git(repository, "status", "--porcelain") == before


@pytest.mark.parametrize("path", ["~nobody-of-this-name/x", "长" * 100])
def test_the_workspace_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    monkeypatch.setenv("FAZHI_ROOT", path)
    assert run(["status"]) == 2
    assert "FAZHI_ROOT" in capsys.readouterr().err


def test_no_path_option_is_forgotten() -> None:
    """Options and arguments whose placeholder says file or folder are all in the table above."""
    asked = {argument for args in PATH_OPTIONS.values() for argument in args}
    for name in command_names():
        loaded = _load(name)
        for sub, command in getattr(loaded, "commands", {"": loaded}).items():
            for param in command.params:
                if param.metavar in {"文件", "文件夹"} and param.param_type_name == "option":
                    assert not asked.isdisjoint(param.opts), f"{name} {param.opts}"
                elif param.metavar in {"文件", "文件夹"}:
                    assert [*filter(None, (name, sub))] in PATH_OPTIONS.values(), f"{name} {sub}"
