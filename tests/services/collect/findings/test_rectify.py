"""The sheet of findings that came back: what was typed is the report that is recorded, once, in every figure."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, files
from tests.builders.forms import Filled, forms
from tests.builders.worlds.inspected import FIRST

CASES = f"{FIRST}.1"
LAW = f"{FIRST}.3"
COURT = f"{FIRST[:7]}-28-m5n6.10"
WHOLE = {"整改日期": "6月18日", "整改情况": "6件案卷已补正", "是否已完成整改": "全部完成", "文号": "东政发〔2024〕9号"}


def made(root: Path, unit: str, day: date = date(2024, 6, 20)) -> Any:
    return forms(root, day)[unit]


def new(root: Path, before: dict[str, Any]) -> dict[str, Any]:
    return {id_: tree for id_, tree in entries(root).items() if id_ not in before}


def states(root: Path, on: str = "2024-06-20") -> dict[str, str]:
    found = fazhi("duties", "--json", "--as-of", on, root=root).json["duties"]
    return {f"{each['inspection']}.{each['finding']}": each["state"] for each in found if each.get("finding")}


def test_what_was_typed_is_what_is_recorded(root: Path, inbox: Path, collect: Any) -> None:
    before, wrong = entries(root), errors(root)
    (inbox / "案卷照片.JPG").write_bytes(b"photo")
    more = {"详情": "逐卷核对\n并开展自查", "网址": "https://x.gov.cn/9", "附件文件名": "案卷照片"}
    east = made(root, "东镇")
    Filled(east).write(CASES, {**WHOLE, **more}).save(inbox / "改过名字.xlsx")
    ran = collect()
    assert (ran.code, ran.err) == (0, "")
    assert f"改过名字.xlsx（东镇 {east.id}）：填了 7 格，写入 1 条" in ran.out
    assert "注意" not in ran.out
    ((id_, report),) = new(root, before).items()
    assert id_.startswith("dz/2024-06-18-k7q2.1-")
    assert report["files"][0].pop("sha256")
    assert report == {
        "kind": "rectify", "unit": "东镇", "inspection": FIRST, "finding": "1", "date": "2024-06-18", "title": "6件案卷已补正",
        "detail": "逐卷核对\n并开展自查", "document": "东政发〔2024〕9号", "link": "https://x.gov.cn/9",
        "files": [{"name": "案卷照片.JPG", "size": "5"}], "form": east.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert states(root)[CASES] == "submitted"
    assert errors(root) == wrong
    assert CASES not in {key.subject for key in made(root, "东镇").keys}
    again = collect(on="2024-06-25")
    assert (again.code, len(new(root, before))) == (0, 1)
    assert "1 条早已录入" in again.out


def test_a_part_leaves_the_finding_open_and_it_is_asked_for_again(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    part = {**WHOLE, "整改情况": "已拟制度", "是否已完成整改": "阶段性完成"}
    Filled(made(root, "教育局")).write(LAW, part).save(inbox / "教育局.xlsx")
    assert collect().code == 0
    (report,) = new(root, before).values()
    assert (report["stage"], report["title"]) == ("partial", "已拟制度")
    assert states(root)[LAW] == "due-soon"
    (row,) = [row for sheet in made(root, "教育局").sheets if sheet.name == "rectify" for row in sheet.rows]
    assert row.told["so_far"].splitlines() == [
        "阶段性整改", "6月18日 已拟制度（东政发〔2024〕9号）", "6月5日 已聘请法律顾问（缺佐证）"
    ]  # fmt: skip


def test_a_unit_outside_the_government_is_only_asked(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    form = made(root, "区法院")
    filled = Filled(form)
    assert [each for each in filled.columns("整改") if each in {"问题", "整改要求", "整改时限", "有关情况", "商请时间"}] == [
        "有关情况", "商请时间"
    ]  # fmt: skip
    assert "商请就下列问题提供整改情况" in str(filled.book["整改"]["B1"].value)
    asked = dict(zip(("办理日期", "办理情况", "是否已办结", "文号"), WHOLE.values(), strict=True))
    filled.write(COURT, asked).save(inbox / "法院.xlsx")
    ran = collect()
    assert (ran.code, ran.err) == (0, "")
    assert [each["unit"] for each in new(root, before).values()] == ["区法院"]


@pytest.mark.parametrize("said", [{"文号": "无"}, {"文号": ""}])
def test_a_report_without_proof_is_recorded_and_told(
    root: Path, inbox: Path, collect: Any, said: dict[str, str]
) -> None:
    Filled(made(root, "东镇")).write(CASES, {**WHOLE, **said}).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert "没有文号、网址或附件，复核时无据可查" in ran.out + ran.err
    assert states(root)[CASES] == "submitted"


def test_proof_that_nobody_can_look_up_is_told_while_the_form_is_at_hand(root: Path, inbox: Path, collect: Any) -> None:
    Filled(made(root, "东镇")).write(CASES, {**WHOLE, "文号": "见附件"}).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert "文号“见附件”" in ran.out


def test_a_report_on_a_finding_that_waits_for_closing_is_told(root: Path, inbox: Path, collect: Any) -> None:
    old = made(root, "西镇", date(2024, 6, 7))  # before 西镇 reported on k7q2.2 by hand
    before = entries(root)
    Filled(old).write(f"{FIRST}.2", {**WHOLE, "是否已完成整改": "阶段性"}).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert "问题 k7q2.2 已报整改、正待销号（xz/2024-06-08-k7q2.2-bbba），仍按待销号算" in ran.out
    assert len(new(root, before)) == 1
    assert states(root)[f"{FIRST}.2"] == "submitted"


def test_what_was_entered_by_hand_already_is_the_same(root: Path, inbox: Path, collect: Any) -> None:
    old = made(root, "西镇", date(2024, 6, 7))
    before = files(root)
    said = {"整改日期": "2024-6-8", "整改情况": "执法结果已补公示", "是否已完成整改": "是", "文号": "西政发〔2024〕5号"}
    Filled(old).write(f"{FIRST}.2", said).save(inbox / "a.xlsx")
    assert (collect().code, files(root)) == (0, before)
    Filled(old).write(f"{FIRST}.2", {**said, "文号": "西政发〔2024〕6号"}).save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (0, before)
    assert "与 xz/2024-06-08-k7q2.2-bbba 同一天、同样的标题，当作同一件事" in ran.out


def test_proof_for_a_report_without_it_takes_its_place(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    said = {
        "整改日期": "6月5日",
        "整改情况": "已聘请法律顾问",
        "是否已完成整改": "阶段性完成",
        "文号": "教发〔2024〕7号",
    }
    Filled(made(root, "教育局")).write(LAW, said).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert "给 jyj/2024-06-05-k7q2.3-bbbb 补了佐证" in ran.out
    assert sorted(each["kind"] for each in new(root, before).values()) == ["rectify", "void"]


def test_a_form_of_findings_alone(root: Path, inbox: Path, collect: Any) -> None:
    shutil.rmtree(root / "data/records/dz")
    for path in (root / "data/decisions").glob("*close-bbcb*"):
        path.unlink()
    plan = (root / "data/tasks.yaml").read_text("utf-8").replace("东镇]", "]").replace("东镇, ", "")
    (root / "data/tasks.yaml").write_text(plan.replace("every: quarter, of: unmeasured", "every: none"), "utf-8")
    units = root / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace("kind: township, tags: [执法]", "kind: township"), "utf-8")
    form = made(root, "东镇")
    assert [sheet.name for sheet in form.sheets] == ["rectify"]
    assert form.title.endswith("整改情况报送表")
    text = "\n".join(form.guide)
    assert "3个问题的整改，按截至" in text
    assert "这些问题还没有收到整改情况。" in text
    for word in ("数量", "数据截至", "每个事项有两行"):
        assert word not in text
    Filled(form).write(CASES, WHOLE).save(inbox / "a.xlsx")
    assert collect().code == 0
    assert states(root)[CASES] == "submitted"


def visit(root: Path, unit: str, stem: str = "2024-06-14-h5h5") -> str:
    """One more visit with one finding; the finding in full."""
    text = "title: 专项检查\nfrom: 2024-06-13\nto: 2024-06-14\nby: [司法局]\nrecorded: 2024-06-14\nfindings:\n"
    text += f"  - {{id: 1, unit: {unit}, problem: 公文没有合法性审查意见, demand: 补审, due: 2024-07-31}}\n"
    (root / f"data/inspections/{stem}.yaml").write_text(text, "utf-8")
    return f"{stem}.1"


def test_a_unit_is_reached_at_the_desk_it_acts_through(root: Path, inbox: Path, collect: Any) -> None:
    before, finding = entries(root), visit(root, "区政府")
    form = made(root, "政府办")
    (row,) = next(sheet for sheet in form.sheets if sheet.name == "rectify").rows
    assert (row.told["unit"], row.key.code) == ("区政府", "qzf")
    Filled(form).write(finding, WHOLE).save(inbox / "政府办.xlsx")
    assert collect().code == 0
    ((id_, report),) = new(root, before).items()
    assert (id_.partition("/")[0], report["unit"]) == ("qzf", "区政府")
    assert states(root)[finding] == "submitted"


def test_a_successor_is_asked_and_reports(root: Path, inbox: Path, collect: Any) -> None:
    before, finding = entries(root), visit(root, "西镇")
    units = root / "data/units.yaml"
    text = units.read_text("utf-8")
    ended = "{name: 西镇, code: xz, kind: township, until: 2024-06-16, succeeded_by: 东镇}"
    units.write_text(text.replace("{name: 西镇, code: xz, kind: township}", ended), "utf-8")
    made_forms = forms(root, date(2024, 6, 20))
    assert "西镇" not in made_forms
    form = made_forms["东镇"]
    rows = {row.told["finding"]: row for sheet in form.sheets if sheet.name == "rectify" for row in sheet.rows}
    assert "原由西镇承担" in rows["h5h5.1"].told["problem"]
    filled = Filled(form).write(finding, WHOLE)
    filled.save(inbox / "东镇.xlsx")
    ran = collect()
    assert ran.code == 0, ran.out
    ((id_, report),) = new(root, before).items()
    assert (id_.partition("/")[0], report["unit"]) == ("dz", "东镇")
    assert states(root)[finding] == "submitted"
    assert (collect().code, len(new(root, before))) == (0, 1)
    filled.book.remove(filled.book["fazhi"])
    at = filled.rows("整改", finding)[0]
    filled.book["整改"].cell(at, filled.columns("整改")["编号"]).value = None
    filled.save(inbox / "东镇.xlsx")
    assert (collect("--yes").code, len(new(root, before))) == (0, 1)
