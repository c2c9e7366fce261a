"""Whatever a table holds: it is read or refused in words, every number once, no text lost in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.record.inspections.tables import BEGAN, read, reader, sheet

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.references import LAST_FINDING
from spt_fazhi.services.record.inspections.findings import Given, NewFinding, numbered

VALID = {
    "责任单位": ["东镇", "西镇、东镇", "各镇", "司法局"],
    "问题": ["甲", "乙", "丙", "丁\n戊"],
    "整改时限": ["6月底前", "立行立改", "2024-07-01", "二季度末"],
    "编号": ["", "1", "3", "7."],
    "序号": ["1", "2", "3", "一"],
    "整改要求": ["", "补正", "/"],
    "整改措施": ["", "公示"],
    "严重程度": ["", "一般", "严重"],
    "任务": ["", "3"],
    "备注": ["", "见附件"],
}
NEEDED = ("责任单位", "问题", "整改时限")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Heads in any order and rows below them, now and then with a cell that says something else."""
    more = draw(st.lists(st.sampled_from([head for head in VALID if head not in NEEDED]), max_size=4, unique=True))
    heads = draw(st.permutations([*NEEDED, *more]))
    odd = draw(st.sampled_from([None, None, None, "", "二、部门", "=1+1", "\x00"]))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        row = [draw(st.sampled_from(VALID[head])) for head in heads]
        if odd is not None and draw(st.booleans()):
            row[draw(st.integers(0, len(row) - 1))] = odd
        rows.append(row)
    return heads, rows


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_is_read_or_refused_in_words(table: tuple[list[str], list[list[str]]]) -> None:
    heads, rows = table
    try:
        found = read(sheet(heads, *rows))
    except FazhiError:
        return
    assert found.findings
    numbers = [each.number for each in found.findings]
    assert len(set(numbers)) == len(numbers)
    assert all(1 <= each <= LAST_FINDING for each in numbers)
    assert all(each.problem and each.due >= BEGAN for each in found.findings)
    problems = {each.problem for each in found.findings}
    at = heads.index("问题")
    lost = [row[at] for row in rows if row[at] and "".join(row[at].split()) not in problems]
    assert not lost or any(remark.startswith("没有读这些行") for remark in found.remarks)


def test_such_tables_are_read_as_a_rule() -> None:
    heads = list(VALID)
    rows = [[VALID[head][at] for head in heads] for at in (0,)]
    assert [each.problem for each in read(sheet(heads, *rows)).findings] == ["甲"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 1, 2, 5, 9]), max_size=8), st.frozensets(st.integers(1, 12), max_size=4))
def test_numbers_are_given_once_and_those_that_were_typed_are_kept(typed: list[int], used: frozenset[int]) -> None:
    unit = reader().workspace.unit("东镇")
    findings = [
        NewFinding(unit=unit, problem=f"问题{at}", due=BEGAN, number=number, place=f"表1!{at}")
        for at, number in enumerate(typed)
    ]
    found, faults = numbered(findings, Given(numbers=used))
    clash = any(number in used for number in typed if number) or len({*filter(None, typed)}) < sum(map(bool, typed))
    assert bool(faults) == clash
    if not faults:
        numbers = [each.number for each in found]
        assert len({*numbers, *used}) == len(numbers) + len(used)
        assert all(new == old for new, old in zip(numbers, typed, strict=True) if old)
        fresh = [new for new, old in zip(numbers, typed, strict=True) if not old]
        assert fresh == sorted(fresh)
        assert all(each > max([*used, *filter(None, typed)], default=0) for each in fresh)
