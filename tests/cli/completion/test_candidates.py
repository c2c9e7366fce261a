"""What the shell is offered: by what the word stands for, only what fits, and nothing where there is nothing to read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.entries import workspace
from tests.builders.files import write
from tests.builders.places import SRC
from tests.builders.repositories import committed, git

from spt_fazhi.cli.app import run
from spt_fazhi.cli.completion.candidates import is_completed, is_safe
from spt_fazhi.cli.lazy_group import build, command_names

Ask = Callable[[str], list[str]]
FREE = {
    "文字",
    "名称=数",
    "代号",
    "日期",
    "数量",
    "数",
    "天数",
    "年度",
    "条数",
    "数字",
    "附件",
    "文号",
    "网址",
    "依据",
    "姓名 <邮箱>",
    "负责人",
    "谁",
    "家数",
}  # whatever the clerk likes


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """The answers to a line typed up to here, as `value<tab>help`; nothing on stderr, exit code 0."""

    def answers(line: str, shell: str = "zsh") -> list[str]:
        monkeypatch.setenv("_FAZHI_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_LINE", line)
        assert run([]) == 0
        shown = capfd.readouterr()
        assert shown.err == ""
        return [each.removeprefix("plain\t") for each in shown.out.splitlines()]

    return answers


@pytest.fixture
def in_demo(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_ROOT", str(demo))


def words(answers: list[str]) -> list[str]:
    return [each.split("\t")[0] for each in answers]


def test_commands_come_in_the_order_of_the_help_with_their_help(ask: Ask) -> None:
    found = ask("fazhi ")
    assert set(words(found)) == set(command_names())
    assert found[0] == "status\t看全局：各部分进度、逾期、临期、未报送"
    assert ask("fazhi st") == found[:1]
    assert words(ask("fazhi record ")) == ["evidence", "progress", "rectify", "table", "void"]
    assert ask("fazhi decide w") == ["waive\t定为不适用：这个事项不适合该单位，不再要求"]


def test_options_come_with_their_help(ask: Ask) -> None:
    assert "--json\t输出 JSON，供其他程序使用" in ask("fazhi status --")
    assert ask("fazhi status --js") == ["--json\t输出 JSON，供其他程序使用"]
    assert words(ask("fazhi record evidence --re")) == ["--reached", "--recorded"]
    assert {"--help", "--install-completion", "--show-completion"} <= set(words(ask("fazhi --")))


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("fazhi unit 示范区司", ["示范区司法局\tsfj"]),
        ("fazhi unit 司法", ["司法局\t示范区司法局"]),
        ("fazhi unit sf", ["sfj\t示范区司法局"]),
        ("fazhi status --unit 示范区司", ["示范区司法局\tsfj"]),
        ("fazhi status --unit=示范区司", ["--unit=示范区司法局\tsfj"]),
        ('fazhi unit "示范区司', ["示范区司法局\tsfj"]),
        ("fazhi status --lead 各乡", ["各乡镇\t单位组"]),
        ("fazhi record evidence 6.1 --unit 示范东", ["示范东镇\tdongz"]),
        ("fazhi record evidence --unit 各乡", ["各乡镇\t单位组"]),
        ("fazhi record void --unit 各乡", []),
        ("fazhi show 6.1", ["6.1\t报送矛盾纠纷排查情况"]),
        ("fazhi list --state 待补", ["待补录\tbackfill"]),
        ("fazhi list --fail-on overd", ["overdue\t逾期"]),
        ("fazhi status --section 一", ["一\t加强法治建设组织领导"]),
        ("fazhi report q", ["quarter\t季度通报"]),
        ("fazhi report quarter --period 2024H", ["2024H1\t", "2024H2\t"]),
        ("fazhi trend --by w", ["week\t"]),
        ("fazhi init x --forge git", ["github\t", "gitea\t", "gitlab\t"]),
        ("fazhi codeowners --forge gite", ["gitea\t"]),
        ("fazhi review --format j", ["json\t"]),
        ("fazhi check --format s", ["sarif\t"]),
        ("fazhi intake 要", ["file\t要\t"]),
        ("fazhi status --root d", ["dir\td\t"]),
        ("fazhi --install-completion p", ["powershell\t"]),
        ("fazhi record evidence --title 讲", []),
    ],
)
def test_what_is_offered(ask: Ask, line: str, expected: list[str]) -> None:
    assert ask(line) == expected


@pytest.mark.usefixtures("in_demo")
def test_ids_are_those_of_the_register(ask: Ask, demo: Path) -> None:
    document = fazhi("status", "--as-of", DAY, "--json", root=demo).json
    tasks = [str(each["id"]) for each in document["tasks"]]
    obligations = list(dict.fromkeys(each["obligation"] for each in document["duties"] if each["obligation"]))
    assert words(ask("fazhi record progress ")) == tasks
    assert words(ask("fazhi show ")) == tasks
    assert words(ask("fazhi record evidence ")) == obligations
    assert words(ask("fazhi decide waive ")) == obligations
    records = words(ask("fazhi decide return "))
    assert records
    assert all((demo / "data" / "records" / f"{each}.yaml").is_file() for each in records)
    assert words(ask(f"fazhi record void {records[0][:6]}")) == [each for each in records if each[:6] == records[0][:6]]


def test_visits_and_findings_are_offered(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = workspace(tmp_path / "w")
    text = "title: 督察\nfrom: 2024-05-20\nto: 2024-05-24\nby: [区司法局]\nvisited: [东镇]\nrecorded: 2024-05-27\n"
    finding = "findings:\n- {id: %s, unit: 东镇, problem: 公示不及时, due: 2024-06-30}\n"
    write(root, "data/inspections/2024-05-24-k7q2.yaml", text + finding % 1)
    write(root, "data/inspections/2024-05-24-m3p4.yaml", text + "adds_to: 2024-05-24-k7q2\n" + finding % 2)
    monkeypatch.setenv("FAZHI_ROOT", str(root))
    assert ask("fazhi inspect show ") == ["2024-05-24-k7q2\t督察"]
    assert ask("fazhi inspect add k7") == ["k7q2\t督察"]
    assert words(ask("fazhi decide close ")) == ["m3p4.2", "k7q2.1"]
    assert ask("fazhi decide close 2024-05-24-k") == ["2024-05-24-k7q2.1\t东镇 公示不及时"]
    assert words(ask("fazhi decide extend k7")) == ["k7q2.1"]
    assert words(ask("fazhi inspect new --kind ")) == ["执法程序", "案卷文书", "公开公示", "制度建设", "其他"]
    assert words(ask("fazhi inspect new --severity ")) == ["一般", "突出"]
    assert words(ask("fazhi inspect "))[:4] == ["new", "add", "list", "show"]


@pytest.mark.usefixtures("in_demo")
def test_bash_gets_what_follows_the_equals_sign(ask: Ask) -> None:
    assert words(ask("fazhi status --unit=示范区司", "bash")) == ["示范区司法局"]  # type: ignore[call-arg]


def test_units_are_read_from_the_root_that_was_typed(ask: Ask, tmp_path: Path, demo: Path) -> None:
    assert ask("fazhi unit --root /nowhere ") == []
    assert "示范区司法局" in words(ask(f"fazhi unit --root '{demo}' "))


def test_branches_and_tags_are_offered(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path / "w")
    git(root, "tag", "v1.0")
    monkeypatch.setenv("FAZHI_ROOT", str(root))
    assert words(ask("fazhi status --at ")) == ["main", "v1.0"]
    assert words(ask("fazhi review ")) == ["main", "v1.0"]
    assert words(ask("fazhi trend --branch ")) == ["main"]


@pytest.mark.parametrize("line", ["fazhi unit ", "fazhi show ", "fazhi review ", "fazhi report quarter --period "])
def test_without_a_workspace_nothing_is_said(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask(line) == []


@pytest.mark.parametrize("text", ["tasks: [", "\x00", "register: {format: 99}\n", "- a\n- b\n", ""])
def test_with_broken_data_nothing_is_said(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    root = workspace(tmp_path / "w")
    (root / "data" / "tasks.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("FAZHI_ROOT", str(root))
    assert ask("fazhi show ") == []


@pytest.mark.parametrize("line", ["fazhi nonsense --x", "fazhi record nonsense ", "fazhi due --within "])
def test_a_line_that_makes_no_sense_is_no_error(ask: Ask, line: str) -> None:
    assert ask(line) == []


def test_an_unknown_question_is_no_error(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for asked in ("tcsh_complete", "bash", "bash_", "bash_nonsense", "_", "x"):
        monkeypatch.setenv("_FAZHI_COMPLETE", asked)
        assert run(["status"]) == 0
        assert capfd.readouterr() == ("", "")


def test_hostile_words_are_not_offered(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = workspace(tmp_path / "w")
    units = root / "data" / "units.yaml"
    text = units.read_text("utf-8")
    hostile = "  - {name: '$(touch x)局', code: evil, kind: government, aliases: ['-rf', '`x`', \"甲 乙\", '丙;丁']}\n"
    units.write_text(text.replace("units:\n", "units:\n" + hostile, 1), "utf-8")
    monkeypatch.setenv("FAZHI_ROOT", str(root))
    found = words(ask("fazhi unit "))
    assert found
    assert all(is_safe(each) for each in found)
    assert words(ask("fazhi unit evi")) == ["evil"]
    assert words(ask("fazhi unit 丙")) == []
    assert "\x1b" not in "".join(ask("fazhi unit evi"))


@pytest.mark.parametrize("word", ["区司法局", "6.1", "sfj/2024-06-12-6.1-k7q2", "main", "局（筹）", "2024Q2"])
def test_ordinary_words_are_safe(word: str) -> None:
    assert is_safe(word)


@pytest.mark.parametrize("word", ["", "-x", "~x", "a b", "a\tb", "$x", "`x`", "a;b", "a|b", "*", "a'b", 'a"b', "\u202ea", "\x1b[0m", "a\\b", "!x", "a>b"])  # fmt: skip
def test_words_that_a_shell_would_act_on_are_not(word: str) -> None:
    assert not is_safe(word)


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    group = build()
    context = click.Context(group)
    for name in command_names():
        command = group.get_command(context, name)
        assert command is not None
        for each in getattr(command, "commands", {"": command}).values():
            yield from ((f"{name} {each.name}", param) for param in each.params if not getattr(param, "hidden", False))


@pytest.mark.parametrize(("path", "param"), list(parameters()), ids=lambda each: getattr(each, "name", each))
def test_every_parameter_is_completed_or_free(path: str, param: click.Parameter, ask: Ask) -> None:
    assert param.metavar or getattr(param, "is_flag", False), path
    if param.metavar and not is_completed(param.metavar) and param.metavar not in FREE:
        assert param.shell_complete(click.Context(build()), ""), f"{path} {param.metavar} is offered nothing"


def test_completing_a_name_loads_nothing_heavy(demo: Path, tmp_path: Path) -> None:
    import os
    import subprocess
    import time

    script = (
        "import sys; from spt_fazhi.cli.app import run; run([]);"
        "print(sorted({'pydantic', 'yaml', 'jinja2'} & set(sys.modules)))"
    )
    base = {**os.environ, "FAZHI_ROOT": str(demo), "FAZHI_CACHE": str(tmp_path), "_FAZHI_COMPLETE": "fish_complete"}
    base["PYTHONPATH"] = str(SRC)
    newest = max(path.stat().st_ctime for path in demo.rglob("*.yaml"))
    while time.time() <= newest + 2.1:  # what was changed just now is not kept
        time.sleep(0.1)
    for line in ("fazhi st", "fazhi unit 示范区司", "fazhi unit 示范区司"):  # the first that reads fills the cache
        env = {**base, "COMP_LINE": line}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
        first, *_, last = done.stdout.splitlines()
        assert first.startswith("plain\t")
        loaded = last
    assert loaded == "[]"
