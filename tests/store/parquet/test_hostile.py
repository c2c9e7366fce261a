"""Exports that somebody made wrong, or to do harm: each is refused with its name and why, and changes no other's figures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import DAY, fazhi
from tests.builders.registers import figures, place_of, rewrite

Harm = Callable[[Path], Any]


def rollup(*sources: Path):
    return fazhi("rollup", *map(str, sources), "--json", "--top", "1000", "--as-of", DAY)


@pytest.fixture(scope="module")
def sound(exports: Path) -> dict[str, Any]:
    """What is said of each of the three as they are."""
    ran = rollup(exports)
    assert (ran.code, ran.json["refused"]) == (0, [])
    return figures(ran.json)


def replaced(table: str, columns: str, where: str = "") -> Harm:
    return lambda tree: rewrite(place_of(tree, table), f"SELECT * REPLACE ({columns}) FROM t {where}")


def query(table: str, query: str, **marks: str) -> Harm:
    return lambda tree: rewrite(place_of(tree, table), query, **marks)


def written(table: str, data: bytes) -> Harm:
    return lambda tree: place_of(tree, table).write_bytes(data)


def cut(table: str, size: int) -> Harm:
    return lambda tree: place_of(tree, table).write_bytes(place_of(tree, table).read_bytes()[:size])


def overwritten(tree: Path) -> None:
    """Bytes in the middle are other ones, head and foot are as they were."""
    file = place_of(tree, "duties")
    data = bytearray(file.read_bytes())
    data[200:1200] = bytes(1000)
    file.write_bytes(data)


def twice(tree: Path) -> None:
    """Rows twice, with their number told so."""
    rewrite(place_of(tree, "units"), "FROM t UNION ALL FROM t")
    rewrite(place_of(tree, "registers"), "SELECT * REPLACE (2 * units_rows AS units_rows) FROM t")


def many_times(tree: Path) -> None:
    """Each duty that was met in time a second time, numbered on, with its number told so."""
    rewrite(
        place_of(tree, "duties"),
        "FROM t UNION ALL SELECT * REPLACE (CAST((SELECT max(duty) FROM t) + row_number() OVER () AS INTEGER) AS duty) "
        "FROM t WHERE state = 'done' AND unit IS NOT NULL",
    )
    number = f"(SELECT count(*) FROM read_parquet('{place_of(tree, 'duties')}'))"
    rewrite(
        place_of(tree, "registers"),
        f"SELECT * REPLACE (CAST({number} AS INTEGER) AS duties_rows) FROM t",
    )


HARM: dict[str, tuple[Harm, str]] = {
    "another version": (query("duties", "FROM t", version="2"), "导出格式不是第 1 版"),
    "another version in the row": (replaced("registers", "2 AS version"), "导出格式不是第 1 版"),
    "no export of ours": (query("units", "FROM t", fazhi="others"), "units 表不是 fazhi export parquet 写的"),
    "tables of two exports": (query("tasks", "FROM t", made="another"), "几张表不是同一次导出的"),
    "a table in the place of another": (
        lambda tree: shutil.copyfile(place_of(tree, "tasks"), place_of(tree, "units")), "放错了表"
    ),
    "columns swapped": (
        query("duties", "SELECT year, register, duty, kind, obligation, task, * EXCLUDE (year, register, duty, kind, obligation, task) FROM t"),
        "duties 表的列与第 1 版不符",
    ),
    "names of columns swapped": (
        query("duties", "SELECT * RENAME (reckoned AS on_time, on_time AS reckoned) FROM t"), "duties 表的列与第 1 版不符"
    ),
    "another type": (replaced("duties", "CAST(chased AS VARCHAR) AS chased"), "duties 表的列与第 1 版不符"),
    "a column more": (query("records", "SELECT *, 1 AS more FROM t"), "records 表的列与第 1 版不符"),
    "a column less": (query("units", "SELECT * EXCLUDE (phone) FROM t"), "units 表的列与第 1 版不符"),
    "a formula": (replaced("units", "'=HYPERLINK(\"x\")' AS name", "LIMIT 14"), "units 表的 name 有表格软件会当成公式的"),
    "a formula after spaces": (replaced("tasks", "'　 ＋1+1' AS title"), "tasks 表的 title 有表格软件会当成公式的"),
    "a formula after a wide space": (replaced("tasks", "chr(8195) || '=1+1' AS title"), "有表格软件会当成公式的"),
    "a name with a tag": (replaced("units", "'甲' || chr(917569) AS name"), "units 表的 name 有看不见的字符或换行"),
    "a huge text": (replaced("tasks", "repeat('长', 200000) AS title"), "tasks 表的 title 有超过 500 个字的"),
    "a text larger than memory": (replaced("tasks", "repeat('a', 270000000) AS title", "LIMIT 1"), "tasks 表读不出来：太大"),
    "a turned name": (replaced("registers", "'示例' || chr(8238) || '县' AS name"), "registers 表的 name 有看不见的字符或换行"),
    "a name of two lines": (replaced("units", "'甲' || chr(10) || '乙' AS name"), "units 表的 name 有看不见的字符或换行"),
    "no name": (replaced("registers", "' ' AS name"), "registers 表的 name 有空白的"),
    "nothing where something must be": (replaced("units", "CAST(NULL AS VARCHAR) AS name"), "units 表的 name 有空着的"),
    "rows of another register": (replaced("duties", "'x1' AS register"), "duties 表里有别的年度或台账的行"),
    "one row of another register": (
        replaced("samples", "CASE WHEN number = 1 THEN 'x1' ELSE register END AS register"),
        "samples 表里有别的年度或台账的行",
    ),
    "rows of another year": (replaced("records", "2023 AS year"), "records 表里有别的年度或台账的行"),
    "an unknown state": (replaced("duties", "'<b>完成</b>' AS state"), "duties 表的 state 有不认识的词"),
    "a negative number": (replaced("samples", "-1 AS number"), "samples 表的 number 有负数或太大的数"),
    "no number": (replaced("duties", "CAST('nan' AS DOUBLE) AS achieved"), "duties 表的 achieved 有负数或太大的数"),
    "an endless number": (replaced("duties", "CAST('inf' AS DOUBLE) AS achieved"), "duties 表的 achieved 有负数或太大的数"),
    "a day that cannot be": (replaced("duties", "DATE '9999-12-31' AS due"), "duties 表的 due 的日期不对"),
    "a code that is a path": (replaced("records", "'../../x 1' AS record"), "records 表的 record 的写法不对"),
    "an outsider compared": (replaced("units", "true AS compared"), "units 表里拿政府以外的单位来比较"),
    "a unit of the government excused": (replaced("units", "true AS asked, false AS compared"), "units 表里把政府的单位写成只商请的"),
    "an invited duty judged": (replaced("duties", "true AS judged"), "duties 表里评价只商请的责任"),
    "an outsider judged": (
        replaced("duties", "false AS asked, true AS judged, CASE WHEN state = 'invited' THEN 'done' ELSE state END AS state"),
        "duties 表里评价了只商请的单位",
    ),
    "an outsider answers": (replaced("shares", "'fy' AS unit", "LIMIT 1"), "shares 表的行数与 registers 表写的不符"),
    "reckoned and not judged": (replaced("duties", "true AS reckoned"), "duties 表里"),
    "on time and not met": (replaced("duties", "reckoned AS on_time"), "duties 表里按时完成的不合规则"),
    "reckoned before it was due": (
        replaced("duties", "judged AS reckoned, judged AND state = 'done' AS on_time"), "duties 表里该不该计入按时完成率与时限、状态不符"
    ),
    "late and not reckoned": (
        replaced("duties", "reckoned AND state <> 'overdue' AS reckoned"), "duties 表里该不该计入按时完成率与时限、状态不符"
    ),
    "nobody judged": (
        replaced("duties", "false AS judged, false AS reckoned, false AS on_time"), "duties 表里该评价的没有评价"
    ),
    "overdue before it is due": (
        replaced("duties", "CASE WHEN judged AND due > DATE '2024-06-20' THEN 'overdue' ELSE state END AS state"),
        "duties 表里逾期的责任时限还没有过",
    ),
    "duties of the government asked for": (
        replaced("duties", "CASE WHEN state = 'overdue' THEN true ELSE asked END AS asked, judged AND state <> 'overdue' AS judged, "
                           "reckoned AND state <> 'overdue' AS reckoned"),
        "对要评价的单位只是商请",
    ),
    "outsiders that are no outsiders": (
        replaced("units", "CASE WHEN kind = 'township' THEN 'party' ELSE kind END AS kind, compared AND kind <> 'township' AS compared"),
        "units 表里把政府以外的单位写成要评价的",
    ),
    "one duty many times": (many_times, "duties 表有重复的责任"),
    "shares of a duty that one unit owes": (
        lambda tree: rewrite(
            place_of(tree, "shares"),
            "SELECT * REPLACE ((SELECT list(duty ORDER BY duty) "
            f"FROM read_parquet('{place_of(tree, 'duties')}') WHERE unit IS NOT NULL)[row_number() OVER ()] AS duty) FROM t",
        ),
        "shares 表里有不是共同完成的责任",
    ),
    "a course that does not end where the duties are": (replaced("samples", "number + 1 AS number"), "samples 表里 as_of 那天的条数与 duties 表不符"),
    "a course of thousands": (
        replaced("samples", "CASE WHEN day < DATE '2024-06-20' THEN 1000000 ELSE number END AS number"),
        "samples 表里有一天的条数比责任多得多",
    ),
    "a year far from its days": (
        replaced("registers", "DATE '2020-01-01' AS issued"),
        "registers 表的印发日期和计划年度对不上",
    ),
    "a day far ahead": (replaced("registers", "DATE '2199-12-31' AS as_of"), "registers 表的数据截至日和计划年度对不上"),
    "one's own words under the mark of others": (
        replaced("obligations", "'24638186a5e29a37' AS quote_key"), "obligations 表的 quote_key 不是引句的指纹"
    ),
    "judged and not in use": (replaced("registers", "false AS in_use"), "台账还没有启用或者有数据不能用，却评价了单位"),
    "samples that contradict themselves": (replaced("samples", "number + 1 AS reckoned"), "samples 表里"),
    "rows twice": (query("units", "FROM t UNION ALL FROM t"), "units 表的行数与 registers 表写的不符"),
    "rows twice, and counted": (
        twice,
        "units 表有重复的行",
    ),
    "rows left out": (query("duties", "FROM t WHERE state <> 'overdue'"), "duties 表的行数与 registers 表写的不符"),
    "two registers in one": (query("registers", "FROM t UNION ALL FROM t"), "registers 表不是一行"),
    "no register": (query("registers", "FROM t WHERE false"), "registers 表不是一行"),
    "a duty twice": (replaced("duties", "least(duty, 100) AS duty"), "duties 表的序号不是从 1 起一个一行"),
    "a unit of nobody": (replaced("duties", "CASE WHEN unit = 'sfj' THEN 'x' ELSE unit END AS unit"), "duties 表的 unit 在 units 表里没有"),
    "no Parquet": (written("units", b"not a table"), "units 表读不出来：不是 Parquet，或者已损坏"),
    "nothing at all": (written("duties", b""), "duties 表读不出来：不是 Parquet，或者已损坏"),
    "cut in two": (cut("duties", 3000), "duties 表读不出来：不是 Parquet，或者已损坏"),
    "bytes overwritten": (overwritten, "duties 表"),
    "a table missing": (lambda tree: place_of(tree, "records").unlink(), "缺 records 表"),
    "too large": (
        lambda tree: os.truncate(place_of(tree, "records"), (64 << 20) + 1), "超过 64 MiB"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is said of the three sound ones and of everything harmed, each in a folder of its own, in one run."""
    place = tmp_path_factory.mktemp("hostile")
    shutil.copytree(exports, place / "sound")
    for at, (harm, _) in enumerate(HARM.values()):
        own = place / f"harm{at:02d}"
        shutil.copytree(exports, own, ignore=shutil.ignore_patterns("register=x1", "register=x3"))
        harm(own)
    ran = rollup(place)
    assert ran.code == 2
    assert f"注意：有 {len(HARM)} 处没有计入：" in ran.err
    return ran.json


@pytest.mark.parametrize("name", HARM)
def test_what_is_wrong_is_refused_by_name(name: str, judged: Any) -> None:
    at = list(HARM).index(name)
    (refused,) = [each for each in judged["refused"] if each["place"].endswith(f"harm{at:02d}")]
    assert HARM[name][1] in refused["why"]
    assert refused["name"] == "x2（2024年）"


def test_what_is_sound_is_answered_as_if_nothing_else_were_there(judged: Any, sound: dict[str, Any]) -> None:
    assert figures(judged) == sound
    assert len(judged["refused"]) == len(HARM)


def test_several_kinds_of_harm_at_once_leave_the_one_that_is_sound(own_exports: Path, sound: dict[str, Any]) -> None:
    place_of(own_exports, "duties", "x1").write_bytes(b"x")
    rewrite(place_of(own_exports, "units", "x3"), "SELECT * REPLACE (true AS compared) FROM t")
    ran = rollup(own_exports)
    assert [each["name"] for each in ran.json["refused"]] == ["x1（2024年）", "x3（2024年）"]
    assert figures(ran.json) == {"x2": sound["x2"]}


def test_nothing_sound_at_all_is_an_error_with_the_reasons(own_exports: Path) -> None:
    for mark in ("x1", "x2", "x3"):
        place_of(own_exports, "tasks", mark).write_bytes(b"x")
    ran = rollup(own_exports)
    assert (ran.code, ran.out) == (2, "")
    assert "没有一本台账读得出来" in ran.err
    assert "tasks 表读不出来" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("what", ["file", "register", "year", "table"])
def test_no_link_is_followed(own_exports: Path, sound: dict[str, Any], what: str) -> None:
    file = place_of(own_exports, "duties")
    moved = {"file": file, "register": file.parent, "year": file.parents[1], "table": file.parents[2]}[what]
    elsewhere = own_exports.parent / "别处"
    moved.rename(elsewhere)
    moved.symlink_to(elsewhere)
    ran = rollup(own_exports)
    assert ran.code == 2
    if what in {"file", "register"}:
        (refused,) = ran.json["refused"]
        assert "是链接" in refused["why"]
        assert figures(ran.json) == {mark: said for mark, said in sound.items() if mark != "x2"}
    else:
        assert "缺 duties 表" in ran.err


@pytest.mark.parametrize("folder", ["register=..%2Fx1", "register=X1", "register=", "x1", "register=x1 "])
def test_a_folder_that_names_no_register_is_told_and_not_read(
    own_exports: Path, sound: dict[str, Any], folder: str
) -> None:
    file = place_of(own_exports, "duties")
    (file.parents[1] / folder).mkdir()
    shutil.copyfile(file, file.parents[1] / folder / "data.parquet")
    ran = rollup(own_exports)
    assert ran.code == 0
    assert any("不是导出的文件，没有读" in each for each in ran.json["remarks"])
    assert figures(ran.json) == sound


def test_what_systems_leave_in_folders_is_no_fault(own_exports: Path, sound: dict[str, Any]) -> None:
    (own_exports / "duties/.DS_Store").write_bytes(b"x")
    (place_of(own_exports, "duties").parent / "._data.parquet").write_bytes(b"x")
    ran = rollup(own_exports)
    assert (ran.code, figures(ran.json)) == (0, sound)


def test_a_process_that_dies_takes_no_other_register_with_it(
    own_exports: Path, sound: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that looks at exports is killed whenever one of them is among those it looks at."""
    from spt_fazhi.store.documents.apart import process
    from spt_fazhi.store.parquet import gather

    asked = process.read_apart

    def read(module: str, arguments: Any, data: bytes, *more: Any, **limits: Any) -> dict[str, Any]:
        if b'"x2"' in data:
            raise process.StoppedError("stopped")
        return asked(module, arguments, data, *more, **limits)

    monkeypatch.setattr(gather, "read_apart", read)
    ran = rollup(own_exports)
    (refused,) = ran.json["refused"]
    assert (refused["name"], refused["why"]) == ("x2（2024年）", "读的时候出错或者太大，读不下来")
    assert figures(ran.json) == {mark: said for mark, said in sound.items() if mark != "x2"}
