"""Proposals for the real document, held against the register a person made of it: how many are found, how many are right.

The figures are printed on every run (and kept as properties of the test); the bounds lie just under what is reached.
All of the 79 are proposed. Five more are: what the person took for exhortation (全覆盖, 应公开尽公开) and is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from tests.builders.places import REPOSITORY

from spt_fazhi.engine.directory import Directory
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals, propose
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target, Task
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

HARD = (1, 2, 4, 6, 13, 15, 19, 23, 30, 34)


@pytest.fixture(scope="module")
def register() -> Register:
    found = load(WorkTree(REPOSITORY), use_cache=False).register
    assert found is not None
    return found


@pytest.fixture(scope="module")
def units(register: Register) -> Directory:
    return Directory(register.units, register.groups)


def read(task: Task, register: Register, units: Directory) -> Proposals:
    """With the units and groups that units.yaml knows."""
    groups = {each.name: tuple(unit.name for unit in units.members(each.name)) for each in register.groups}
    names = [name for unit in register.units for name in (unit.name, *unit.aliases)]
    return propose(
        task.text,
        task=task.id,
        year=register.info.year,
        lead=task.lead,
        responsible=task.responsible,
        groups=groups,
        names=names,
    )


def read_alone(task: Task, register: Register, _units: Directory) -> Proposals:
    """As on the first day: no units.yaml yet, only the names in the document's own lists."""
    listed = dict.fromkeys(name for each in register.tasks for name in (*each.lead, *each.responsible))
    groups: dict[str, tuple[str, ...]] = {name: () for name in listed if name.startswith("各")}
    return propose(
        task.text, task=task.id, year=register.info.year, lead=task.lead, responsible=task.responsible,
        groups=groups, names=[name for name in listed if name not in groups],
    )  # fmt: skip


class Pair(NamedTuple):
    """An obligation as a person wrote it, and the proposal whose quote overlaps it most."""

    task: Task
    made: Obligation
    proposed: Proposal


def pairs(task: Task, found: Proposals) -> Iterator[Pair]:
    """One to one, the best overlap (shared characters over all characters of both) first."""
    overlaps = []
    for index, made in enumerate(task.obligations):
        start = task.text.index(made.quote)
        end = start + len(made.quote)
        for place, each in enumerate(found.obligations):
            shared = min(end, each.end) - max(start, each.start)
            if shared > 0:
                overlaps.append((shared / (max(end, each.end) - min(start, each.start)), -index, -place))
    made_taken, found_taken = set(), set()
    for _, index, place in sorted(overlaps, reverse=True):
        if index not in made_taken and place not in found_taken:
            made_taken.add(index)
            found_taken.add(place)
            yield Pair(task, task.obligations[-index], found.obligations[-place])


def same_target(made: Target | None, proposed: Target | None) -> bool:
    """Count and measure word, or rate and how it is settled; what a rate is of is for a person to word."""
    if isinstance(made, RateTarget) and isinstance(proposed, RateTarget):
        return (made.rate, made.settle) == (proposed.rate, proposed.settle)
    return made == proposed


def owers(names: tuple[str, ...], task: Task, units: Directory) -> set[str]:
    return set(units.expand(names or (*task.lead, *task.responsible)))


def measure(
    register: Register, units: Directory, how: Callable[[Task, Register, Directory], Proposals]
) -> dict[str, float]:
    found = {task.id: how(task, register, units) for task in register.tasks}
    matched = [pair for task in register.tasks for pair in pairs(task, found[task.id])]
    made = sum(len(task.obligations) for task in register.tasks)
    proposed = sum(len(each.obligations) for each in found.values())
    right = {
        "due": sum((each.made.due, each.made.every) == (each.proposed.due, each.proposed.every) for each in matched),
        "target": sum(same_target(each.made.target, each.proposed.target) for each in matched),
        "scope": sum(each.made.scope == each.proposed.scope for each in matched),
        "who": sum(owers(each.made.who, each.task, units) == owers(each.proposed.who, each.task, units) for each in matched),
        "who, of the sure ones": sum(
            owers(each.made.who, each.task, units) == owers(each.proposed.who, each.task, units)
            for each in matched if each.proposed.confidence == "sure"
        ),
    }  # fmt: skip
    return {
        "made by hand": made, "proposed": proposed, "matched": len(matched),
        "sure": sum(each.proposed.confidence == "sure" for each in matched),
        "recall": len(matched) / made, "precision": len(matched) / proposed, **right,
        "unread": sum(len(each.unread) for each in found.values()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("how", "bounds"),
    [
        (read, {"recall": 1, "precision": 0.93, "due": 77, "target": 78, "scope": 56, "who": 50}),
        (read_alone, {"recall": 1, "precision": 0.93, "due": 77, "target": 78, "scope": 56, "who": 44}),
    ],
    ids=["with units.yaml", "without units.yaml"],
)
def test_precision_and_recall(
    register: Register, units: Directory, how: Callable[[Task, Register, Directory], Proposals], bounds: dict[str, float],
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    figures = measure(register, units, how)
    for name, figure in figures.items():
        record_property(name, figure)
    with capsys.disabled():
        shown = ", ".join(
            f"{name} {figure:.3f}" if isinstance(figure, float) else f"{name} {figure}"
            for name, figure in figures.items()
        )
        print(f"\nproposals against data/tasks.yaml ({request.node.callspec.id}): {shown}")  # noqa: T201  # the figures belong to what a test run says
    for name, bound in bounds.items():
        assert figures[name] >= bound, f"{name} fell to {figures[name]}"
    assert figures["unread"] == 0


YEAR_END = date(2024, 12, 31)
FIGURES: list[tuple[int, str, tuple[str, ...], str, object, date | str]] = [
    (1, "专题讲法不少于1次", ("政府组成部门",), "each", (1, "次"), YEAR_END),
    (2, "3月1日前,区政府", ("区政府",), "each", None, date(2024, 3, 1)),
    (2, "各乡镇、部门向区委和政府", ("各乡镇", "各部门"), "each", None, date(2024, 3, 1)),
    (2, "4月1日前通过报刊", ("区政府", "各乡镇", "各部门"), "each", None, date(2024, 4, 1)),
    (4, "实地督察至少2次", ("区纪委监委", "区委依法治区办", "区委巡察办"), "joint", (2, "次"), YEAR_END),
    (6, "开展1次旁听", ("区政府", "各部门"), "each", (1, "次"), YEAR_END),
    (6, "1次法治专题脱产培训", ("各行政执法部门", "各乡镇"), "each", (1, "次"), YEAR_END),
    (6, "不少于60学时", ("各行政执法部门", "各乡镇"), "each", Decimal(1), YEAR_END),
    (6, "一次学法用法考试", ("区委组织部", "区司法局"), "joint", (1, "次"), YEAR_END),
    (13, "至少对1件", ("区司法局",), "each", (1, "件"), YEAR_END),
    (15, "第一季度前要公开", ("区政府", "各部门", "各乡镇"), "each", None, date(2024, 3, 31)),
    (19, "2024年底前,各乡镇", ("各乡镇", "各行政执法部门"), "each", None, YEAR_END),
    (23, "2024年底,基本建成", ("区司法局",), "each", None, YEAR_END),
    (23, "定期公布", ("区司法局",), "each", None, "half"),
    (30, "出庭应诉率、", ("区政府办公室", "各乡镇", "各部门"), "each", Decimal(1), YEAR_END),
    (30, "出庭应诉“发声率”达到100%", ("区政府办公室", "各乡镇", "各部门"), "each", Decimal(1), YEAR_END),
    (30, "逐案分析通报", ("区司法局", "区人民法院"), "joint", Decimal(1), YEAR_END),
    (34, "各部门按规定定期", ("各部门",), "each", None, YEAR_END),
    (34, "按期办复率达100%", ("各部门", "各乡镇"), "each", Decimal(1), YEAR_END),
]


@pytest.mark.parametrize(("number", "words", "who", "scope", "target", "when"), FIGURES)
def test_every_hard_figure(
    register: Register, units: Directory, number: int, words: str, who: tuple[str, ...], scope: str, target: object,
    when: date | str,
) -> None:  # fmt: skip
    task = next(each for each in register.tasks if each.id == number)
    fits = [each for each in read(task, register, units).obligations if words in each.quote]
    found = min(fits, key=lambda each: len(each.quote))
    assert owers(found.who, task, units) == owers(who, task, units)
    assert found.scope == scope
    assert (found.due or found.every) == when
    if isinstance(target, Decimal):
        assert isinstance(found.target, RateTarget) and found.target.rate == target
    else:
        assert (
            found.target and isinstance(found.target, CountTarget) and (found.target.count, found.target.unit)
        ) == target


def test_the_tasks_with_hard_figures_are_these(register: Register, units: Directory) -> None:
    """The other tasks have no number and no day; what is proposed for them says so."""
    for task in register.tasks:
        hard = any(
            (isinstance(each.target, CountTarget | RateTarget) and "张" not in str(each.target))
            or (each.phrase and "定期" not in each.phrase)
            for each in read(task, register, units).obligations
        )
        assert hard == (task.id in HARD), task.id
