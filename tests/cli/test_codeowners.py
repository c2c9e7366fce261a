"""`fazhi codeowners`: who must look at which folder, in the words of each forge."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from spt_fazhi.errors import UsageError
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.codeowners import MARK, codeowners
from tests.cli.support import fazhi

UNITS = (
    Unit(name="示例区教育局", code="jyj", kind="government", owners=("@shili/jyj", "lao-wang@example.org")),
    Unit(name="示例镇", code="shilz", kind="township"),
)


def owners_of(text: str, path: str) -> str:
    """Who owns a path by the rules of GitHub and GitLab (those of .gitignore, the last line that fits), asked of git."""
    found = ""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, _, owners = re.sub(r"\\ ", "\0", line).partition(" ")
            if matches(pattern.replace("\0", "\\ "), path):
                found = owners
    return found


def matches(pattern: str, path: str) -> bool:
    Path(".git/info/exclude").write_text(f"{pattern}\n", "utf-8")
    return subprocess.run(["git", "check-ignore", "--no-index", "-q", path], check=False).returncode == 0


@pytest.fixture(autouse=True)
def _empty_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "空"
    place.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=place, check=True)
    monkeypatch.chdir(place)


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize("prefix", ["", "台账/", "my register/"])
def test_the_last_line_that_fits_names_the_owner(forge: str, prefix: str) -> None:
    text = codeowners(UNITS, ["@shili/sfj"], forge, prefix)
    unit, bureau = "@shili/jyj lao-wang@example.org", "@shili/sfj"
    assert owners_of(text, f"{prefix}data/records/jyj/2024-06-12-4.2-k7q2.yaml") == unit
    assert owners_of(text, f"{prefix}data/records/jyj/2024-06-12-4.2-k7q2/照片.jpg") == unit
    for other in ("data/records/shilz/a.yaml", "data/tasks.yaml", "data/units.yaml", "data/decisions/a.yaml",
                  "templates/quarter.md.j2", "data/records/jyj2/a.yaml"):  # fmt: skip
        assert owners_of(text, f"{prefix}{other}") == bureau, other
    assert owners_of(text, "README.md") == bureau


def test_gitea_takes_regular_expressions_and_every_line_counts() -> None:
    lines = [
        line.split(" ", 1)
        for line in codeowners(UNITS, ["@sfj"], "gitea", "台.账/").splitlines()
        if line[:1] != "#" and line
    ]
    fits = lambda path: {owner for pattern, owner in lines if re.fullmatch(pattern, path)}  # noqa: E731
    assert fits("台.账/data/records/jyj/a.yaml") == {"@shili/jyj lao-wang@example.org"}
    assert fits("台.账/data/records/shilz/a.yaml") == {"@sfj"}
    assert fits("台.账/data/tasks.yaml") == {"@sfj"}
    assert fits("台x账/data/tasks.yaml") == set()


def test_what_a_forge_cannot_write_is_refused() -> None:
    with pytest.raises(UsageError, match="GitHub 的 CODEOWNERS 写不了"):
        codeowners(UNITS, [], "github", "a[b]/")
    assert owners_of(codeowners(UNITS, ["@a"], "gitlab", "a[b]/"), "a[b]/data/tasks.yaml") == "@a"


def test_without_owners_there_is_only_what_is_known() -> None:
    assert codeowners(UNITS[1:], [], "github").splitlines()[0] == MARK
    assert [line for line in codeowners(UNITS[1:], [], "github").splitlines() if line and line[0] != "#"] == []


@pytest.fixture
def root(own_demo: Path) -> Path:
    units = own_demo / "data/units.yaml"
    units.write_text(
        units.read_text("utf-8").replace("    code: jyj\n", '    code: jyj\n    owners: ["@jyj"]\n'), "utf-8"
    )
    return own_demo


def test_printed_written_kept_current(root: Path, tmp_path: Path) -> None:
    ran = fazhi("codeowners", "--default", "@sfj", root=root)
    assert ran.code == 0
    assert "/data/records/jyj/ @jyj\n" in ran.out
    assert "没有写 owners 的单位：示范区政府办公室" in ran.err
    file = tmp_path / "CODEOWNERS"
    options = ("codeowners", "--default", "@sfj", "-o", str(file))
    assert fazhi(*options, "--check", root=root).code == 1
    assert fazhi(*options, root=root).code == 0
    assert file.read_text("utf-8") == ran.out
    assert fazhi(*options, "--check", root=root).code == 0
    assert fazhi(*options, root=root).code == 0, "its own file may be written anew"
    file.write_text("* @me\n", "utf-8")
    ran = fazhi(*options, root=root)
    assert (ran.code, file.read_text("utf-8")) == (2, "* @me\n")
    assert "--force" in ran.err
    assert fazhi(*options, "--force", root=root).code == 0


def test_a_workspace_in_a_subfolder(root: Path) -> None:
    subprocess.run(["git", "init", "-q", root.parent], check=True)
    assert f"/{root.name}/data/records/jyj/ @jyj\n" in fazhi("codeowners", root=root).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--forge", "svn"], "没有“svn”这种平台"),
        (["--check"], "--check 要和 -o"),
        (["--default", "司法局"], "不能作负责人"),
        (["--default", "@a b"], "不能作负责人"),
    ],
)
def test_wrong_usage(root: Path, args: list[str], said: str) -> None:
    ran = fazhi("codeowners", *args, root=root)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_bad_owner_is_a_problem_with_its_place(root: Path) -> None:
    units = root / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace('"@jyj"', '"教育局 老王"'), "utf-8")
    ran = fazhi("check", root=root)
    assert ran.code == 1
    assert "不能作负责人" in ran.out
    assert "data/units.yaml:" in ran.out
