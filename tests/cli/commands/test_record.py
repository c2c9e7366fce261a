"""`fazhi record`: what is written, what it says, and what it refuses."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, evidence, files, only, workspace
from tests.builders.processes.terminal import on_console
from tests.builders.repositories import IDENTITY, in_git

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.fixture
def repo(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return in_git(root)


def test_evidence_is_written_as_documented(root: Path, tmp_path: Path) -> None:
    (tmp_path / "签到 表.txt").write_text("到会 35 人")
    ran = evidence(
        root, "--recorded", "2024-06-13", detail="第一段：好\n第二段", document="示司发〔2024〕12号",
        link="https://example.invalid/1", amount="2", file=str(tmp_path / "签到 表.txt"),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (name,) = entries(root)
    assert name.startswith("sfj/2024-06-12-1.1-")
    digest = hashlib.sha256("到会 35 人".encode()).hexdigest()
    assert only(root) == {
        "kind": "evidence", "unit": "区司法局", "obligation": "1.1", "date": "2024-06-12", "amount": "2",
        "title": "专题讲法", "detail": "第一段：好\n第二段", "document": "示司发〔2024〕12号",
        "link": "https://example.invalid/1", "recorded": "2024-06-13",
        "files": [{"name": "签到 表.txt", "sha256": digest, "size": "13"}],
    }  # fmt: skip
    assert (
        (root / f"data/records/{name}.yaml").read_text().startswith("# yaml-language-server: $schema=../../../schema/")
    )
    assert files(root) == [f"records/{name}.yaml", f"records/{name}/签到 表.txt"]
    assert errors(root) == []
    assert f"已写入 data/records/{name}.yaml" in ran.out
    assert "区司法局 · 1.1 主要负责人专题讲法：未启动 → 已完成（2/1次）" in ran.out


def test_today_is_the_day_of_recording(root: Path) -> None:
    assert evidence(root).code == 0
    recorded = date.fromisoformat(only(root)["recorded"])
    assert date.today() - recorded in {timedelta(0), timedelta(1)}  # noqa: DTZ011 - a test may run over midnight
    ran = fazhi("record", "evidence", "1.1", "--recorded", "2999-01-01", root=root)
    assert ran.code == 2
    assert "不能预先录入" in ran.err


def test_rates_are_told_as_reached_and_of(root: Path) -> None:
    ran = evidence(root, about="3.2", reached="35", of="36", title="培训", document="示司发〔2024〕12号")
    assert ran.code == 0, ran.err
    assert "→ 逾期（35/36，97.2%）" in ran.out
    assert (only(root)["reached"], only(root)["of"]) == ("35", "36")
    assert evidence(root, "--recorded", "2024-06-30", about="3.2", reached="1", of="0").code == 2
    ran = evidence(root, about="3.2", title="培训", amount="1")
    assert ran.code == 2
    assert "--reached" in ran.err


def test_figures_of_a_rate_run_to_a_day(root: Path) -> None:
    ran = evidence(
        root,
        "--recorded",
        "2024-06-30",
        about="3.2",
        reached="35",
        of="36",
        through="2024-05-31",
        document="甲〔2024〕1号",
    )
    assert ran.code == 0, ran.err
    assert only(root)["through"] == "2024-05-31"
    later = evidence(root, "--recorded", "2024-06-30", about="3.2", reached="35", of="36", through="2024-07-01")
    assert later.code == 2
    assert "早于 through" in later.err
    assert "--through" in evidence(root, about="1.1", through="2024-05-31").err
    assert evidence(root, about="3.2", reached="1", of="2", through="五月").code == 2
    assert len(entries(root)) == 1


def test_figures_asked_for_besides(root: Path) -> None:
    plan = root / "data/tasks.yaml"
    text = plan.read_text("utf-8")
    figures = "figures: [{name: 听讲人数, unit: 人}, {name: 讲稿}]\n        due: 2024-12-31\n"
    plan.write_text(text.replace("due: 2024-12-31\n", figures, 1), "utf-8")
    ran = evidence(root, "--figure", "听讲人数=36", "--figure", "讲稿＝2", document="甲〔2024〕1号")
    assert ran.code == 0, ran.err
    assert only(root)["figures"] == {"听讲人数": "36", "讲稿": "2"}
    assert errors(root) == []
    for typed, words in (
        (["听讲人数"], "名称=数"), (["人数=3"], "没有要求另报“人数”"), (["讲稿=1", "讲稿=2"], "写了两次"), (["讲稿=几"], "不是确切的数量"),
    ):  # fmt: skip
        wrong = evidence(root, *(part for each in typed for part in ("--figure", each)))
        assert wrong.code == 2
        assert words in wrong.err
    assert len(entries(root)) == 1


def test_a_lead_or_the_holder_files_for_another(root: Path) -> None:
    ran = evidence(root, about="3.2", unit="sffj", reached="3", of="3", by="sfj", document="甲〔2024〕1号")
    assert ran.code == 0, ran.err
    assert (only(root)["unit"], only(root)["by"]) == ("区示范分局", "区司法局")
    assert errors(root) == []
    own = evidence(root, about="3.2", unit="sfj", reached="3", of="3", by="司法局")
    assert own.code == 2
    assert "就是报送单位自己" in own.err
    assert "不能替" in evidence(root, about="3.2", unit="sfj", reached="3", of="3", by="东镇").err
    assert "没有" in evidence(root, about="3.2", unit="sfj", reached="3", of="3", by="某局").err
    assert len(entries(root)) == 1


def test_the_day_of_a_late_entry_has_an_option_of_its_own(root: Path) -> None:
    ran = evidence(root, "--as-of", "2024-06-13")
    assert ran.code == 2
    assert "--recorded 2024-06-13" in ran.err
    assert files(root) == []
    assert "--as-of" not in fazhi("record", "evidence", "--help").out


def test_periods_are_for_obligations_that_have_them(root: Path) -> None:
    assert evidence(root, "--recorded", "2024-07-20", about="3.1", date="2024-07-02", period="2024H1").code == 0
    assert only(root)["period"] == "2024H1"
    assert "--period" in evidence(root, period="2024Q1").err
    wrong = evidence(root, "--recorded", "2024-07-20", about="3.1", date="2024-07-02", period="2024Q3")
    assert wrong.code == 2
    assert "2024H1、2024H2" in wrong.err


def test_json_tells_the_duty_before_and_after(repo: Path) -> None:
    ran = evidence(repo, "--json", "--recorded", "2024-06-13", document="示司发〔2024〕12号")
    assert ran.code == 0, ran.err
    said = ran.json
    assert (repo / said["file"]).is_file()
    assert said["file"] == f"data/records/{said['id']}.yaml"
    assert said["committed"] is None
    duty = said["duty"]
    assert (duty["obligation"], duty["unit"]) == ("1.1", "区司法局")
    assert duty["before"]["state"] == "pending"
    assert duty["after"] == {"state": "done", "due": "2024-12-31", "achieved": 1, "claimed": 1, "records": [said["id"]]}


def test_the_lamp_moves_from_behind(tmp_path: Path) -> None:
    root = tmp_path / "示范"
    create_workspace(root, make_workspace(DemoRequest()))
    behind = [each for each in fazhi("duties", "--json", "--as-of", "2024-06-20", root=root).json["duties"]
              if each["state"] == "behind" and (each["target"] or {}).get("count", 0) > 1]  # fmt: skip
    duty = behind[0]
    unit = duty["unit"] or duty["owners"][0]
    ran = evidence(
        root, "--recorded", "2024-06-20", about=duty["obligation"], unit=unit, amount="12", document="示〔2024〕1号"
    )
    assert ran.code == 0, ran.err
    assert "滞后" in ran.out
    assert "→ 已完成（" in ran.out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"about": "9.9"}, "9.9"),
        ({"about": "1"}, "1.1 主要负责人专题讲法"),
        ({"unit": "镇"}, "东镇"),
        ({"unit": "没有这家"}, "没有"),
        ({"unit": "东镇"}, "不承担事项 1.1"),
        ({"date": "2024-02-30"}, "不存在"),
        ({"date": "6月"}, "没有写哪一天，应写成 5月27日 的样子"),
        ({"date": "2024-06-14"}, "早于"),
        ({"title": " \t "}, "不能为空"),
        ({"amount": "好几次"}, "--amount：“好几次”不是确切的数量，应写成 2、2次、1,200 的样子"),
        ({"amount": "0"}, "大于 0"),
        ({"title": f"身份证 {ID_NUMBER}"}, "身份证号"),
        ({"detail": "秘密★1年"}, "密级标志"),
        ({"file": "没有这个文件.jpg"}, "找不到附件"),
    ],
    ids=str,
)
def test_refusals_write_nothing(root: Path, given: dict[str, str], words: str) -> None:
    ran = evidence(root, "--recorded", "2024-06-13", **given)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""
    assert ID_NUMBER not in ran.err
    assert files(root) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("名单.txt", f"张某 {ID_NUMBER}"), (f"{ID_NUMBER}.txt", "x"), ("函.txt", "机密★长期\n正文")],
    ids=str,
)
def test_attachments_are_scanned_before_they_are_kept(root: Path, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    ran = evidence(root, file=str(tmp_path / name))
    assert ran.code == 2, ran.out
    assert ID_NUMBER not in ran.err
    assert files(root) == []


def test_warnings_do_not_stop_the_clerk(root: Path) -> None:
    ran = evidence(root, detail="联系人 13812345678")
    assert ran.code == 0, ran.err
    assert "手机号" in ran.err
    assert "13812345678" not in ran.err


def test_the_size_limit_is_the_registers(root: Path, tmp_path: Path) -> None:
    tasks = root / "data/tasks.yaml"
    tasks.write_text(tasks.read_text().replace("  progress: ", "  attachment_limit_mib: 1\n  progress: "))
    (tmp_path / "大.bin").write_bytes(b"x" * ((1 << 20) + 1))
    ran = evidence(root, file=str(tmp_path / "大.bin"))
    assert ran.code == 2
    assert "超过 1 MiB" in ran.err
    assert files(root) == []


def test_a_unit_that_is_excused_cannot_report(root: Path) -> None:
    assert (
        fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", "--approved-by", "会议", root=root).code
        == 0
    )
    ran = evidence(root, about="2.1", unit="西镇")
    assert ran.code == 2
    assert "不适用" in ran.err


def test_faults_elsewhere_do_not_stop_a_record(root: Path) -> None:
    (root / "data/records/dz").mkdir(parents=True)
    (root / "data/records/dz/2024-05-20-2.1-aaab.yaml").write_text("kind：坏\n")
    ran = evidence(root)
    assert ran.code == 0, ran.err
    assert "1 处" in ran.err


def test_what_is_typed_twice_is_refused(root: Path) -> None:
    assert evidence(root).code == 0
    again = evidence(root)
    assert (again.code, "重复" in again.err, len(entries(root))) == (2, True, 1)
    assert evidence(root, title="第二场").code == 0


def test_missing_options_are_all_named_at_once(root: Path) -> None:
    ran = fazhi("record", "evidence", "3.2", root=root)
    assert ran.code == 2
    assert "--unit、--date、--title、--reached、--of" in ran.err
    for words in (
        ["record", "progress"],
        ["record", "void"],
        ["decide", "extend"],
        ["decide", "waive"],
        ["decide", "return"],
    ):
        ran = fazhi(*words, root=root)
        assert ran.code == 2
        assert "缺少" in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "text", ["no", "2.10", "- 甲: 乙 # 丙", "'\"", "\u202e反", "a\tb\r\nc", "😀", "{{ 7*7 }}", "[red]甲"]
)
def test_awkward_titles_survive(root: Path, text: str) -> None:
    ran = evidence(root, title=text, detail=f"  {text}\n{text}  ")
    assert ran.code == 0, ran.err
    cleaned = " ".join(text.replace("\u202e", "").split())
    assert only(root)["title"] == cleaned
    assert errors(root) == []


def test_gbk_console(root: Path) -> None:
    ran = on_console("record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲😀",
                     "--document", "示〔2024〕1号", root=root, encoding="gbk")  # fmt: skip
    assert ran.code == 0
    assert "→ 已完成" in ran.out


@pytest.mark.parametrize("words", [["record"], ["record", "evidence"], ["record", "progress"], ["record", "void"],
                                   ["decide"], ["decide", "return"], ["decide", "extend"], ["decide", "waive"]])  # fmt: skip
def test_help_is_chinese(words: list[str]) -> None:
    ran = fazhi(*words, "--help")
    assert ran.code == 0
    assert "用法" in ran.out
    assert "Usage" not in ran.out
