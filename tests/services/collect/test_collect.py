"""Forms that came back: what was typed is what is recorded, once; every fault at its cell; nothing else is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import DAY, Filled, forms
from tests.builders.repositories import git, in_git

from spt_fazhi.errors import FazhiError
from spt_fazhi.services.collect import writing

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
REPORT = {"日期": date(2024, 2, 20), "做了什么": "报送报告", "文号": "东镇发〔2024〕1号"}


def record_of(root: Path, about: str) -> dict[str, Any]:
    (found,) = [tree for tree in entries(root).values() if str(tree.get("obligation") or tree.get("task")) == about]
    return found


def test_what_was_typed_is_what_is_recorded(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "签到表.JPG").write_bytes(b"photo")
    form = forms(root)["区司法局"]
    Filled(form).write("1.1", {**LECTURE, "附件文件名": "签到表"}).write(
        "3.2",
        {"日期": date(2024, 6, 1), "做了什么": "培训", "达到数": "３５人", "总数": 36, "数据截至": "2024.6.10", "网址": "https://x.gov.cn/1"},
    ).write("3.1", {"日期": "20240615", "做了什么": "评查", "文号": "无", "网址": "https://x.gov.cn/2"}).write(
        "3", {"做法和成效": "做了\n许多", "存在的问题": "人手少", "问题可否公开": "可以", "下一步": "继续"}
    ).save(inbox / "改过名字.xlsx")  # fmt: skip
    ran = collect()
    assert (ran.code, ran.err) == (0, "")
    assert f"改过名字.xlsx（区司法局 {form.id}）：填了 19 格，写入 4 条" in ran.out
    lecture = record_of(root, "1.1")
    assert lecture["files"][0].pop("sha256")
    assert lecture == {
        "kind": "evidence", "unit": "区司法局", "obligation": "1.1", "date": "2024-06-12", "amount": "1", "title": "专题讲法",
        "document": "示司〔2024〕3号", "files": [{"name": "签到表.JPG", "size": "5"}], "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert record_of(root, "3.2") == {
        "kind": "evidence", "unit": "区司法局", "obligation": "3.2", "date": "2024-06-01", "reached": "35", "of": "36",
        "through": "2024-06-10", "title": "培训", "link": "https://x.gov.cn/1", "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert record_of(root, "3.1").get("period") is None
    assert record_of(root, "3") == {
        "kind": "progress", "unit": "区司法局", "task": "3", "period": "2024Q2", "done": "做了\n许多", "problems": "人手少",
        "publish_problems": "yes", "next": "继续", "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert errors(root) == []


def test_every_fault_of_every_form_and_the_others_are_written(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)
    Filled(made["东镇"]).write("2.1", {"日期": "2月30日", "文号": "x", "附件文件名": "没有.pdf"}).save(
        inbox / "东镇.xlsx"
    )
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    Filled(made["区司法局"]).write("3.2", {"日期": "6月31日", "做了什么": "培训", "达到数": "92%"}).write("1.1", LECTURE).write(
        "3", {"下一步": "继续"}
    ).save(inbox / "司法局.xlsx")  # fmt: skip
    ran = collect()
    assert ran.code == 1
    for said in (
        "东镇.xlsx 佐证!G3：“2月30日”这一天不存在", "东镇.xlsx 佐证!H3：“做了什么”是空的", "东镇.xlsx 佐证!K3：找不到附件“没有.pdf”",
        "“6月31日”这一天不存在", "“92%”是比率，这里要写数量", "“总数”是空的", "司法局.xlsx 进展!", "“做法和成效”是空的；请写做法和成效",
        "有 3 处要改，没有写入",
    ):  # fmt: skip
        assert said in ran.out
    assert [tree["unit"] for tree in entries(root).values()] == ["西镇"]
    assert ran.err == ""


def test_the_good_rows_alone(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("3.2", {"日期": "6月31日", "做了什么": "培训"}).write("1.1", LECTURE).save(
        inbox / "a.xlsx"
    )
    ran = collect("--skip-bad")
    assert ran.code == 1
    assert [tree["obligation"] for tree in entries(root).values()] == ["1.1"]
    assert (collect("--skip-bad").code, len(entries(root))) == (1, 1)


def test_what_check_would_refuse_is_at_its_cell_too(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "做了什么": "接待11010519491231002X来访"}).write(
        "2.1", REPORT
    ).save(inbox / "a.xlsx")  # fmt: skip
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "错：a.xlsx 佐证!" in ran.out
    assert "身份证号" in ran.out
    assert "11010519491231002X" not in ran.out
    assert (collect("--skip-bad").code, len(entries(root))) == (1, 1)


def test_only_looking_writes_nothing(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", LECTURE).save(inbox / "司法局.xlsx")
    Filled(forms(root)["东镇"]).write("2.1", {"日期": "x"}).save(inbox / "东镇.xlsx")
    ran = collect("--dry-run")
    assert ran.code == 1
    assert "会写入 1 条" in ran.out
    assert files(root) == []
    assert sorted(path.name for path in inbox.iterdir()) == ["东镇.xlsx", "司法局.xlsx"]


def test_a_commit_for_each_form_and_what_was_left_uncommitted_goes_along(root: Path, inbox: Path, collect: Any) -> None:
    in_git(root)
    made = forms(root)
    Filled(made["区司法局"]).write("1.1", LECTURE).save(inbox / "司法局.xlsx")
    assert collect().code == 0  # as if killed before the commit
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    ran = collect("--commit")
    assert ran.code == 0, ran.err
    assert git(root, "log", "--format=%s", "-2").split("\n")[:2] == [
        f"收表 西镇（{made['西镇'].id}）：佐证 1 条", f"收表 区司法局（{made['区司法局'].id}）：佐证 1 条"
    ]  # fmt: skip
    assert git(root, "status", "--porcelain", "data") == ""
    head = git(root, "rev-parse", "HEAD")
    assert collect("--commit").code == 0
    assert git(root, "rev-parse", "HEAD") == head


def test_json_and_who_has_answered(root: Path, inbox: Path, collect: Any) -> None:
    out = root.parent / "发出"
    assert (
        fazhi_here(
            root,
            "form",
            "--group",
            "各镇",
            "-o",
            str(out),
            "--issue",
            "--as-of",
            "2024-06-20",
            "--recorded",
            "2024-06-20",
        )
        == 0
    )
    east = next(path for path in out.iterdir() if "东镇" in path.name)
    Filled(east.read_bytes()).write("2.1", REPORT).save(inbox / "东镇.xlsx")
    ran = collect("--json")
    assert ran.code == 0, ran.err
    assert ran.json["answered"] == {"东镇": 3}
    assert ran.json["missing"] == ["西镇"]
    (form,) = ran.json["forms"]
    assert (form["unit"], form["cells"], form["same"], form["faults"], len(form["written"])) == ("东镇", 3, 0, [], 1)
    assert "发了表还没有报来的有 1 家：西镇" in collect().out


def test_an_empty_form_says_so_and_is_no_answer(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["东镇"]).save(inbox / "东镇.xlsx")
    ran = collect("--json")
    assert (ran.code, ran.json["answered"], files(root)) == (0, {}, [])
    assert "什么也没有填" in collect().out


@pytest.mark.parametrize("options", [("--dry-run", "--commit")])
def test_options_that_exclude_each_other(root: Path, inbox: Path, collect: Any, options: tuple[str, ...]) -> None:
    ran = collect(*options)
    assert (ran.code, ran.out) == (2, "")


def test_nothing_there(root: Path, inbox: Path, collect: Any) -> None:
    assert "里没有表格文件" in collect().err
    assert "没有“" in collect(what=inbox / "没有").err
    Filled(forms(root)["区司法局"]).write("1.1", LECTURE).save(inbox / "a.xlsx")
    ran = collect(str(inbox / "没有.xlsx"))
    assert (ran.code, files(root)) == (2, [])  # what was typed is looked at before anything is written


def test_the_day_of_the_form_is_not_the_day_of_entry(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root, DAY)["区司法局"]).write("1.1", {**LECTURE, "日期": "6月25日"}).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "2024-06-25 在收表的日子（2024-06-20）之后" in ran.out
    assert collect(on="2024-06-25").code == 0


def test_what_the_disk_refuses_is_told_with_the_form(
    root: Path, inbox: Path, collect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", LECTURE).save(inbox / "a.xlsx")

    def full(*_: object, **__: object) -> None:
        raise FazhiError("磁盘满了", "请清理磁盘")

    monkeypatch.setattr(writing, "record_all", full)
    ran = collect()
    assert (ran.code, files(root)) == (2, [])
    assert "a.xlsx 没有写入：磁盘满了" in ran.err


def test_a_day_outside_the_period_of_its_row_is_told(root: Path, inbox: Path, collect: Any) -> None:
    said = {"日期": "6月15日", "做了什么": "评查", "文号": "示司〔2024〕5号"}
    filled = Filled(forms(root)["区司法局"])
    filled.write("3.1", said, period="2024H1").save(inbox / "a.xlsx")
    ran = collect(on="2024-07-05")
    assert (ran.code, "不在" in ran.out) == (0, False)
    filled.write("3.1", {**said, "日期": "7月2日"}, slot=2, period="2024H1").save(inbox / "a.xlsx")
    ran = collect(on="2024-07-05")
    assert (ran.code, len(entries(root))) == (0, 2)
    assert "2024-07-02 不在2024年上半年内，按2024年上半年的录入" in ran.out
    assert "不在" not in collect(on="2024-07-05").out  # it was told


def test_the_end_of_a_month_is_no_day_of_a_deed_but_numbers_may_be_as_of_it(
    root: Path, inbox: Path, collect: Any
) -> None:
    training = {
        "日期": "5月底",
        "做了什么": "培训",
        "达到数": 35,
        "总数": 36,
        "数据截至": "5月底",
        "文号": "示司〔2024〕5号",
    }
    filled = Filled(forms(root)["区司法局"]).write("3.2", training)
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "：“5月底”没有写是哪一天，应写成 6月20日 的样子" in ran.out
    assert ran.out.count("5月底") == 1
    filled.write("3.2", {"日期": "5月28日"}).save(inbox / "a.xlsx")
    assert collect().code == 0
    assert (record_of(root, "3.2")["date"], record_of(root, "3.2")["through"]) == ("2024-05-28", "2024-05-31")


@pytest.mark.parametrize("more", [{"文号": "示司〔2024〕4号"}, {"做了什么": "另一讲", "附件文件名": "签到"}])
def test_two_rows_that_say_the_same_are_told_of_each_other(
    root: Path, inbox: Path, collect: Any, more: dict[str, str]
) -> None:
    (inbox / "签到.pdf").write_bytes(b"signed" * 50)
    first = {**LECTURE, "附件文件名": "签到"} if "附件文件名" in more else LECTURE
    filled = Filled(forms(root)["区司法局"]).write("1.1", first).write("1.1", {**LECTURE, **more}, slot=2)
    filled.save(inbox / "a.xlsx")
    one, two = filled.rows("佐证", "1.1")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert [each for each in collect("--dry-run").out.split("\n") if "错：" in each] == [
        each for each in ran.out.split("\n") if "错：" in each
    ]
    assert f"与本表第 {one} 行重复：" in ran.out or f"与本表第 {two} 行重复：" in ran.out
    assert "同一件事只留一行" in ran.out
    assert "sfj/" not in ran.out
    filled.write("1.1", {**LECTURE, **more, "做了什么": "另一讲", "附件文件名": None}, slot=2).save(inbox / "a.xlsx")
    assert (collect().code, len(entries(root))) == (0, 2)


def test_a_deed_of_last_year_is_told_as_it_is_counted(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["东镇"]).write("2.1", {**REPORT, "日期": date(2023, 12, 20)}).save(inbox / "a.xlsx")
    assert "早于计划年度 2024 年；" in collect("--dry-run").out
    ran = collect()
    assert ran.code == 0
    assert "早于计划年度 2024 年；请核对年份；年份不错的照样计入，不该算到本年度的请作废" in ran.out
    assert "→已完成" in ran.out.replace(" ", "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"文号": "正在办理"}, "文号“正在办理”不像能查到的文件，又没有别的佐证材料；请写全文号或网址"),
        ({"文号": "见附件"}, "文号“见附件”不像能查到的文件"),
        ({"文号": None, "网址": "网站"}, "链接“网站”不像能查到的文件"),
        ({"文号": None, "网址": "区政务网站上已公开"}, "链接“区政务网站上已公开”不像能打开的网址"),
        ({"文号": None, "附件文件名": "空.txt"}, "附件“空.txt”只有 1 字节"),
        ({"文号": "0", "网址": "０", "附件文件名": "0"}, "没有文号、网址或附件，不能证明"),
        ({"文号": "正在办理", "附件文件名": "签到.pdf"}, ""),
        ({"文号": None, "网址": "www.x.gov.cn:8080/1"}, ""),
    ],
)
def test_proof_that_proves_nothing_is_told_while_the_form_is_at_hand(
    root: Path, inbox: Path, collect: Any, said: dict[str, str | None], told: str
) -> None:
    (inbox / "空.txt").write_bytes(b"x")
    (inbox / "签到.pdf").write_bytes(b"signed" * 50)
    Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, **said}).save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, len(entries(root))) == (0, 1), ran.out
    assert told in ran.out
    assert ("注意" in ran.out) == bool(told)
    assert "注意" not in collect().out


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///C:/a.doc", "D:\\材料\\a.doc", "ＦＴＰ://x.cn/a"])
def test_what_no_browser_opens_is_no_link(root: Path, inbox: Path, collect: Any, link: str) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "网址": link}).save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "不是别人能打开的网址，应写成 https://" in ran.out
