"""A bulletin is short, both editions print the same figures, and every digit that is no figure has another reason."""

from __future__ import annotations

import dataclasses
import math
import re
import shutil
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.builders import world
from tests.builders.files import write
from tests.builders.places import DATA
from tests.builders.worlds.district import district
from tests.builders.worlds.year import CODES, ENDS, year_workspace

from spt_fazhi.model.entries.record import Evidence, Progress
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.quarter import QuarterValues
from spt_fazhi.services.report import marked_markdown, report_markdown, report_values
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import marked_in, replace_marks, without_marks
from spt_fazhi.views.wording import asked_text

LINES, CHARACTERS, PAGES = 22, 28, 3
REAL_DAY = date(2024, 7, 15)
REAL_RECORDS = {
    "sfj/2024-06-12-6.4-aaaa": ("区司法局", "6.4", "2024-06-12", "document: 沙司发〔2024〕12号\namount: 1\n"),
    "czj/2024-06-13-6.4-aaab": ("区财政局", "6.4", "2024-06-13", ""),
    "sfj/2024-06-30-6.6-aaac": ("区司法局", "6.6", "2024-06-30", "reached: 9\nof: 14\ndocument: 学时台账\n"),
    "yfzqb/2024-05-24-4.1-aaad": ("区委依法治区办", "4.1", "2024-05-24", "document: 督察通报\n"),
    "zzb/2024-06-20-6.2-aaae": ("区委组织部", "6.2", "2024-06-20", "document: 培训通知\n"),
}


class Case(NamedTuple):
    """One bulletin: the workspace's name, the period and the day."""

    place: str
    period: str
    day: date


CASES = [
    Case("demo", "2024Q2", date(2024, 7, 12)), Case("demo", "2024H1", date(2024, 7, 12)), Case("demo", "2024", date(2025, 1, 15)),
    Case("demo", "2024-05", date(2024, 6, 3)), Case("district", "2024Q2", date(2024, 7, 12)),
    *(Case("year", period, date.fromisoformat(day)) for period, day in ENDS.items()),
    Case("real", "2024Q2", REAL_DAY), Case("bare", "2024Q2", REAL_DAY),
]  # fmt: skip


@pytest.fixture(scope="module")
def places(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workspaces; `real` is the plan of the repository with invented records, `bare` the same without any."""
    folder = tmp_path_factory.mktemp("通报")
    found = {"demo": demo, "district": district(folder / "区"), "year": year_workspace(folder / "年")}
    for name in ("real", "bare"):
        found[name] = folder / name
        shutil.copytree(DATA, found[name] / "data")
    for name, (unit, obligation, day, more) in REAL_RECORDS.items():
        text = f'kind: evidence\nunit: {unit}\nobligation: "{obligation}"\ndate: {day}\ntitle: 办理情况\n{more}recorded: {day}\n'
        write(found["real"], f"data/records/{name}.yaml", text)
    told = (
        "kind: progress\nunit: 区人民法院\ntask: 34\nperiod: 2024H1\ndone: 向监察机关移送线索\nrecorded: 2024-07-01\n"
    )
    write(found["real"], "data/records/fy/2024-07-01-34-aaaf.yaml", told)
    return found


def read(places: dict[str, Path], case: Case) -> tuple[Workspace, QuarterValues, str]:
    workspace = Workspace.read(places[case.place], case.day, use_cache=False)
    values = report_values(workspace, catalog()["quarter"], None, case.period)
    return workspace, values, marked_markdown(workspace, catalog()["quarter"], values)


def before_annexes(text: str) -> str:
    return re.split(r"^## 附件", text, maxsplit=1, flags=re.MULTILINE)[0]


def lines_of(text: str) -> int:
    """Lines on paper of 28 characters, a row of a table counted as one."""
    found = 0
    for line in text.splitlines():
        if re.fullmatch(r"[| :-]*", line):
            continue
        shown = re.sub(r"^(#+|>) |\*\*", "", line)
        width = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in shown)
        found += 1 if shown.startswith("|") else math.ceil((width + 2) / CHARACTERS)
    return found


def paper_lines(text: str) -> float:
    """Lines as Word prints them where every digit is as wide as a character: rows of a table and annexes are closer."""
    found = 5.0  # what stands free around number, title, annexes and signature
    for line in text.splitlines():
        shown = re.sub(r"^(#+|>) |\*\*", "", line)
        if shown and not re.fullmatch(r"[| :-]*", line):
            close = 0.65 if shown.startswith("|") else 0.8 if re.match(r"(附件：)?\d\.", shown) else 0
            found += close or math.ceil((len(shown) + 2) / CHARACTERS)
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_text_has_at_most_three_pages(places: dict[str, Path], case: Case) -> None:
    text = before_annexes(without_marks(read(places, case)[2]))
    assert lines_of(text) <= LINES * PAGES
    assert paper_lines(text) <= LINES * PAGES


def test_however_much_came_in_and_however_little_was_done_there_are_three_pages(
    places: dict[str, Path], tmp_path: Path
) -> None:
    busy = Path(shutil.copytree(places["year"], tmp_path / "年"))
    told = "".join(f"第{number}次召开专题会议，研究部署重点任务，逐项明确责任。" for number in range(1, 30))
    for place, (unit, code) in enumerate(CODES.items()):
        for task in range(1, 10):
            text = f"kind: progress\nunit: {unit}\ntask: {task}\nperiod: 2024H1\ndone: {unit}{told}\nrecorded: 2024-07-03\n"
            write(busy, f"data/records/{code}/2024-07-03-{task}-zz{world.suffix(place)[2:]}.yaml", text)
    for root, case in (
        (busy, Case("", "2024Q2", date(2024, 7, 12))),
        (places["real"], Case("", "2024", date(2025, 3, 5))),
    ):
        _, values, marked = read({"": root}, case)
        text = before_annexes(without_marks(marked))
        assert LINES < lines_of(text) <= LINES * PAGES
        assert values.news
        assert all(len(each.text) <= 40 for each in values.problems)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_table_is_in_the_text_and_every_section_with_news_has_its_sentence(
    places: dict[str, Path], case: Case
) -> None:
    workspace, values, marked = read(places, case)
    section = {task.id: task.section for task in workspace.register.tasks}
    told = {section[each.id] for each in (*values.news, *values.more_news)}
    assert values.table.rows
    in_text = "| 方面 | 应完成 |" in before_annexes(without_marks(marked))
    assert in_text == values.table.fits
    assert in_text or (values.in_short and values.numbers.sections), "the visits take its room, said in a sentence"
    assert {section[each.id] for each in values.news} == told


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_editions_print_the_same_figures(places: dict[str, Path], case: Case) -> None:
    workspace, values, marked = read(places, case)
    known = figures_in(values)
    printed = marked_in(marked)
    assert printed
    assert all(known[each.key].printed == each.text for each in printed)
    notes = iter(report_markdown(workspace, catalog()["quarter"], values, "check").splitlines())
    checked = "\n".join(notes)
    text = checked.partition("\n## 核对说明")[0]
    assert re.sub(r"\[\^r\d+\]", "", text).rstrip() == without_marks(marked).rstrip()
    assert len(re.findall(r"\[\^r\d+\]", text)) >= len(printed)
    assert all(f"\n- {said}" in checked.replace("\\", "") for said in values.left_out)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_digit_is_a_figure_or_is_quoted(places: dict[str, Path], case: Case) -> None:
    """What is left without figures: days, periods, numbers of tasks, annexes and papers, words of the register."""
    workspace, _, marked = read(places, case)
    left = replace_marks(marked, lambda key, text: "").replace("\\", "")
    for quoted in sorted(_quoted(workspace), key=len, reverse=True):
        left = left.replace(quoted, "")
    for known in (r"\d{4}年(\d+月(\d+日)?)?", r"\d+月\d+日", r"\d+月", r"附件\d+", r"^\S*\d+\.(?=\S)", r"〔\d{4}〕",
                  r"(?<=\| )\d+\.(\d+ )?", r"每月\d+日前", r"至\d+日"):  # fmt: skip
        left = re.sub(known, "", left, flags=re.MULTILINE)
    assert re.findall(r".{0,20}\d.{0,20}", left) == []


def _quoted(workspace: Workspace) -> Iterable[str]:
    register = workspace.register
    yield register.info.title
    for task in register.tasks:
        yield task.title
        for obligation in task.obligations:
            yield obligation.title
            yield obligation.phrase or obligation.title
            reached = getattr(obligation.target, "reached", None)
            yield reached or obligation.title
            yield f"要求{asked_text(obligation)}"
    for entry in register.records:
        if isinstance(entry.value, Progress):
            yield from re.split("[。；，]", entry.value.done)
            yield from re.split("[。；，]", entry.value.problems or "")
        elif isinstance(entry.value, Evidence):
            yield entry.value.title
    for visit in register.inspections:
        yield visit.value.title
        yield from (text for each in visit.value.findings for text in (each.problem, each.demand) if text)


def test_on_the_real_plan_nobody_is_named_who_is_only_asked(places: dict[str, Path]) -> None:
    workspace, values, marked = read(places, Case("real", "2024Q2", REAL_DAY))
    text = without_marks(marked)
    register = workspace.register
    outside = [each for each in register.units if workspace.assessment.matching.directory.is_outside(each.name)]
    titles = {task.title for task in register.tasks}
    titles |= {each.title for task in register.tasks for each in task.obligations}
    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, "")
    named = {each.name for each in outside if each.name in text} - {register.info.office}
    assert len(outside) > 10
    assert named == set()
    assert "序时" not in text.replace("慢于序时进度", "")
    assert values.totals.pending.value > 200
    assert re.search(r"未启动\d+、", without_marks(marked))
    assert "14名行政执法人员中9名达到60学时" in without_marks(marked)
    assert "监察" not in before_annexes(text)


def test_a_bulletin_has_what_a_paper_has(places: dict[str, Path]) -> None:
    text = without_marks(read(places, Case("year", "2024Q2", date(2024, 7, 12)))[2])
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## 一、总体情况", "## 二、主要进展", "## 三、存在问题", "## 四、下一步要求", "## 附件1　其他进展",
        "## 附件2　未按期完成清单", "## 附件3　进度滞后清单", "## 附件4　待佐证和退回待重报清单", "## 附件5　待补录清单",
        "## 附件6　未报进展清单",
    ]  # fmt: skip
    assert "\n各乡镇、各部门、各执法单位、有关单位：\n" in text
    assert before_annexes(text).rstrip().endswith("中共示范区委全面依法治区委员会办公室\n\n2024年7月12日")
    assert "项次未按期完成，主要集中在" in text
    assert not re.search("警力紧张|区委组织部|区法院", text)
    assert "窗口人员变动较多" in text
    assert "| 方面 | 应完成 |" in before_annexes(text)
    referred = dict.fromkeys(int(number) for number in re.findall(r"附件(\d+)", before_annexes(text)))
    assert list(referred) == list(range(1, 7))


def test_every_bulletin_of_the_year_differs_in_its_figures(places: dict[str, Path]) -> None:
    done = [
        read(places, Case("year", period, date.fromisoformat(day)))[1].totals.done.value for period, day in ENDS.items()
    ]
    assert done == sorted(set(done))
    fields = {field.name for field in dataclasses.fields(QuarterValues)}
    assert {"totals", "classes", "table"} <= fields
