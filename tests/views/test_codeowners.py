"""The lines of CODEOWNERS, judged by what they match: git itself reads the patterns, `re` the regular expressions."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from spt_fazhi.model.unit import Unit
from spt_fazhi.views.codeowners import HEADER, CodeOwners, codeowners, text_of

BUREAU = ("@ju/fazhi",)
UNITS = (
    Unit(name="区司法局", code="sfj", kind="government", owners=("@sfj-1", "@sfj/all")),
    Unit(name="区司法局二", code="sfj-2", kind="government", owners=("@other",)),
    Unit(name="某镇", code="mz", kind="township"),
    Unit(name="邮箱局", code="yxj", kind="government", owners=("a.b@c.cn", "@a/b/c")),
)
PREFIXES = ["", "台账/", "a b/c#d [2024]!/", "(x+y)$^.|{z}/", "!begin/", "#begin/", "star*q?back\\slash/"]
FILES = ["data/records/sfj/2024-06-12-6.1-k7q2.yaml", "data/records/sfj/2024-06-12-6.1-k7q2/照 片#1.jpg",
         "data/records/sfj-2/2024-06-12-6.1-k7q2.yaml", "data/records/mz/x.yaml", "data/records/yxj/x.yaml",
         "data/decisions/2024-06-18-return-aaaa.yaml", "data/inspections/2024-05-24-k7q2.yaml",
         "data/tasks.yaml", "data/units.yaml", "templates/quarter.md.j2",
         "data/source/要点.txt", "data/tasksXyaml"]  # fmt: skip
TOP = [".github/workflows/fazhi.yml", ".gitlab-ci.yml", "integrations/post_review.py", "CODEOWNERS", "README.md"]


def git_matches(pattern: str, paths: list[str], folder: Path) -> set[str]:
    """The paths that git takes the one pattern to mean."""
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "exclude").write_text(f"{pattern}\n", "utf-8")
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin", "-z"], input="\0".join(paths).encode(),
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    return set(done.stdout.decode().rstrip("\0").split("\0")) - {""}


def last_match(found: CodeOwners, paths: list[str], folder: Path) -> dict[str, tuple[str, ...]]:
    """Whose review each path needs on GitHub and GitLab: the last line that matches."""
    owners: dict[str, tuple[str, ...]] = {}
    for line in found.lines:
        assert not line.pattern.startswith(("#", "!")), "GitHub cannot escape these"
        owners |= dict.fromkeys(git_matches(line.pattern, paths, folder), line.owners)
    return owners


def tokens(line: str) -> list[str]:
    """How Gitea and Forgejo split a line: a backslash takes the next character as it is, # begins a remark."""
    found, token, escaped = [], "", False
    for char in line.strip():
        if escaped:
            token, escaped = token + char, False
        elif char == "\\":
            escaped = True
        elif char == "#":
            break
        elif char == " ":
            found += [token] if token else []
            token = ""
        else:
            token += char
    return [*found, token] if token else found


def all_matches(text: str, path: str) -> set[str]:
    """Whose review Gitea and Forgejo ask for: of every line whose whole expression matches, or does not after a `!`."""
    asked: set[str] = set()
    for rule, *owners in filter(None, map(tokens, text.splitlines())):
        negative = rule.startswith("!")
        if bool(re.fullmatch(rule.removeprefix("!"), path)) != negative:
            asked |= set(owners)
    return asked


def expected(path: str) -> tuple[str, ...]:
    parts = path.split("/")
    known = {"sfj": UNITS[0].owners, "sfj-2": UNITS[1].owners}
    return known.get(parts[2], BUREAU) if parts[:2] == ["data", "records"] else BUREAU


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("patterns")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_last_line_that_matches_is_the_right_one(forge, prefix, repository) -> None:
    found = codeowners(UNITS, BUREAU, forge, prefix)
    paths = [prefix + path for path in FILES] + TOP
    owners = last_match(found, paths, repository)
    mail = {"github": ("a.b@c.cn",), "gitlab": ("a.b@c.cn", "@a/b/c")}[forge]
    for path in FILES:
        wanted = mail if "/yxj/" in path else expected(path)
        assert owners[prefix + path] == wanted, path
    assert all(owners[path] == BUREAU for path in TOP)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_regular_expressions_of_gitea_mean_the_same(prefix: str) -> None:
    text = text_of(codeowners(UNITS, BUREAU, "gitea", prefix))
    for path in FILES:
        assert all_matches(text, prefix + path) == set(expected(path)), path
    assert all(all_matches(text, path) == set(BUREAU) for path in TOP)


def test_a_code_that_begins_like_another_has_its_own_people(repository: Path) -> None:
    lines = {line.owners: line.pattern for line in codeowners(UNITS, (), "github").lines}
    assert git_matches(lines["@sfj-1", "@sfj/all"], FILES, repository) == set(FILES[:2])


def test_owners_the_forge_does_not_understand_are_named_and_left_out() -> None:
    assert codeowners(UNITS, BUREAU, "gitlab").unfit == ()
    assert codeowners(UNITS, BUREAU, "github").unfit == ("@a/b/c",)
    gitea = codeowners(UNITS, BUREAU, "gitea")
    assert gitea.unfit == ("a.b@c.cn", "@a/b/c")
    assert [unit.code for unit in gitea.without] == ["mz", "yxj"]


def test_without_a_default_only_the_folders_are_listed() -> None:
    assert [line.remark for line in codeowners(UNITS, (), "github").lines] == ["区司法局", "区司法局二", "邮箱局"]
    assert codeowners((), (), "gitea").lines == ()
    assert codeowners((), BUREAU, "gitea").lines[0].pattern == ".*"


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
def test_nothing_in_a_name_or_folder_adds_a_line(forge) -> None:
    unit = Unit(name="某局\n* @evil", code="mj", kind="government", owners=("@mj",))
    text = text_of(codeowners([unit], BUREAU, forge, "x\n* @evil\u2028\t/"))
    assert text.startswith(HEADER)
    assert not [line for line in text.split("\n") if line.startswith("* @evil")]
    assert len(text.splitlines()) == len(text_of(codeowners([unit], BUREAU, forge)).splitlines())
    assert text == text_of(codeowners([unit], BUREAU, forge, "x\n* @evil\u2028\t/"))
