"""Every screen of the terminal as it came out last time, 80 columns wide, of the invented district."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import DAY, fazhi, on_day
from tests.builders.places import TESTS
from tests.builders.repositories import IDENTITY, commit, git, write

from spt_fazhi.text.columns import columns

GOLDEN = TESTS / "render" / "terminal" / "golden"
UNIT = "示范区司法局"
SCREENS: dict[str, tuple[str, ...]] = {
    "status": ("status",), "status-of-a-unit": ("status", "--unit", UNIT), "status-by-state": ("status", "--state", "逾期"),
    "overdue": ("overdue",), "overdue-detail": ("overdue", "--detail"), "calls": ("calls",), "notice": ("notice",), "due": ("due", "--within", "30"), "list": ("list",), "list-units": ("list", "--units"),
    "show-a-task": ("show", "6"), "show-an-obligation": ("show", "6.1"), "show-words": ("show", "督察"), "unit": ("unit", UNIT), "duties": ("duties",),
    "check": ("check",), "report-list": ("report", "list"), "codeowners": ("codeowners", "--default", "@ju"),
    "inspect-plan": ("inspect", "plan"), "log": ("log", "6"), "trend": ("trend",), "review": ("review",),
    "record-evidence": ("record", "evidence", "1.1", "--unit", "示范区教育局", "--date", "2024-06-12", "--title", "专题讲法"),
    "record-progress": ("record", "progress", "9", "--unit", UNIT, "--period", "2024Q2", "--done", "已督察三个镇。"),
    "decide-waive": ("decide", "waive", "4.1", "--unit", "示范东镇", "--approved-by", "示办〔2024〕1号", "--reason", "没有行政执法人员"),
    "record-evidence-that-proves": (
        "record", "evidence", "1.1", "--unit", "示范区教育局", "--date", "2024-06-12", "--title", "专题讲法", "--document", "示教发〔2024〕1号"
    ),
    "usage": ("stauts",), "unknown-unit": ("status", "--unit", "不存在局"), "missing-options": ("record", "evidence", "6.2"),
}  # fmt: skip
Golden = Callable[[Path, str], None]


def shown(text: str, root: Path, *, written: bool = False) -> str:
    """A text with what differs from run to run left out: the folder, ids of commits, the chance part of new ids."""
    for known in git(root, "rev-list", "--all").split() if (root / ".git").exists() else ():
        text = text.replace(known, "<commit>").replace(known[:8], "<commit>")  # one of figures alone looks like a day
    text = re.sub(r"\b[0-9a-f]{40}\b|\b(?=[0-9]*[a-f])[0-9a-f]{8}\b", "<commit>", text.replace(str(root), "工作区"))
    return re.sub(r"(?<=-)[a-z2-7]{4}(?=[.\s\"'])", "____", text) if written else text


@pytest.mark.parametrize("name", SCREENS)
def test_screen(own_demo_in_git: Path, name: str, golden: Golden) -> None:
    words = SCREENS[name]
    if name == "review":
        changed(own_demo_in_git)
    more = () if name in {"codeowners", "usage"} else on_day(words)
    ran = fazhi(*words, *more, root=own_demo_in_git, tty=True, **IDENTITY)
    text = ran.out + ("--- stderr\n" + ran.err if ran.err else "")
    text = shown(text, own_demo_in_git, written=words[0] in {"record", "decide"})
    golden(GOLDEN / f"{name}.txt", f"{' '.join(('$ fazhi', *words))}\n{text}--- {ran.code}\n")
    if name != "codeowners":
        unwrapped = (
            "data/" if words[0] != "record" else " → "
        )  # a path; what became of a duty, which the terminal wraps
        long = [line for line in text.splitlines() if columns(line.rstrip()) > 80]
        assert [line for line in long if unwrapped not in line and "data/" not in line] == []


def changed(root: Path) -> None:
    """A branch with a little of everything: new records, a record altered, the plan weakened, another file."""
    altered = min(root.glob("data/records/*/*.yaml")).relative_to(root).as_posix()
    plan = (root / "data/tasks.yaml").read_text("utf-8")
    text = "kind: progress\nunit: 示范区司法局\ntask: 9\nperiod: 2024Q2\ndone: 已督察三个镇，发现问题七个。\nrecorded: 2024-06-11\n"
    write(root, "data/records/sfj/2024-06-11-9-zzzz.yaml", text)
    write(root, altered, (root / altered).read_text("utf-8").replace("title: ", "title: 改过的"))
    write(root, "data/tasks.yaml", plan.replace("due: 2024-12-31", "due: 2025-04-30", 1))
    write(root, "说明.md", "别的文件\n")
    commit(root, "报送", "2024-06-12")


FAULTS = (
    (r"unit: .*", "unit: 没有局"), (r"date: .*", "date: 2024-02-30"), ("kind: ", "kind："), ("title: ", "\ttitle: "),
    (r"obligation: .*", 'obligation: "9.9"'), ("title: ", "标题: "), (r"recorded: .*", "recorded: 2024-01-01"),
    (r"title: .*", "title: 联系13800001234"),
)  # fmt: skip


def test_check_of_faults(own_demo: Path, golden: Golden) -> None:
    files = [
        file for file in sorted(own_demo.glob("data/records/*/*.yaml")) if "kind: evidence" in file.read_text("utf-8")
    ]
    for file, (found, put) in zip(files[:: len(files) // len(FAULTS)], FAULTS, strict=False):
        file.write_text(re.sub(found, put, file.read_text("utf-8"), count=1), "utf-8")
    ran = fazhi("check", "--as-of", DAY, root=own_demo, tty=True)
    assert ran.code == 1
    golden(GOLDEN / "check-of-faults.txt", ran.out)


@pytest.mark.parametrize("form", ["markdown", "github", "json"])
def test_review_in_another_form(own_demo_in_git: Path, form: str, golden: Golden) -> None:
    changed(own_demo_in_git)
    ran = fazhi("review", "--format", form, "--as-of", DAY, root=own_demo_in_git, **IDENTITY)
    assert ran.code == 1, ran.err
    ending = {"markdown": "md", "github": "txt", "json": "json"}[form]
    golden(TESTS / "render" / "review" / "golden" / f"review-{form}.{ending}", shown(ran.out, own_demo_in_git))
