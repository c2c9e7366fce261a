"""`fazhi board`: what is written, for whom, and what is refused with nothing written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.repositories import commit, git, in_git

DAY = "2024-06-30"
MOBILE = "13812345678"
REGISTER = Path(__file__).resolve().parents[3] / "data"


def board(root: Path, out: Path, *args: str, day: str = DAY) -> Ran:
    return fazhi("board", "-o", str(out), "--as-of", day, *args, root=root)


def test_it_is_written_and_how_to_send_it_is_said(demo_in_git: Path, tmp_path: Path) -> None:
    ran = board(demo_in_git, tmp_path / "看板.html")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("已写入 ")
    assert ran.err.endswith("双击就能打开，不用联网；发给别人只发这一个文件。\n")
    page = (tmp_path / "看板.html").read_text("utf-8")
    assert git(demo_in_git, "rev-parse", "HEAD")[:12] in page
    assert "有未提交的改动" not in page


def test_the_same_register_gives_the_same_bytes(demo_in_git: Path, tmp_path: Path) -> None:
    for name, more in (("一.html", ()), ("二.html", ()), ("三.html", ("--at", "HEAD"))):
        assert board(demo_in_git, tmp_path / name, *more).code == 0
    assert len({each.read_bytes() for each in tmp_path.iterdir()}) == 1


def test_as_json(demo_in_git: Path, tmp_path: Path) -> None:
    out = tmp_path / "看板.html"
    said = board(demo_in_git, out, "--json").json
    assert said["written"] == str(out)
    assert said["bytes"] == out.stat().st_size
    assert (said["edition"], said["unit"], said["since"], said["saved"]) == ("office", None, None, True)
    assert said["commit"] == git(demo_in_git, "rev-parse", "HEAD").strip()
    assert said["as_of"] == DAY


def test_the_board_of_the_real_register_stays_small(tmp_path: Path) -> None:
    """A file to send: with a code on every page, and without."""
    shutil.copytree(REGISTER, tmp_path / "data")
    assert board(tmp_path, tmp_path / "看板.html").code == 0
    assert (tmp_path / "看板.html").stat().st_size < 350_000
    in_git(tmp_path)
    assert board(tmp_path, tmp_path / "有码.html", "--at", "HEAD").code == 0
    assert 100_000 < (tmp_path / "有码.html").stat().st_size < 400_000


def test_what_is_not_committed_is_said(own_demo_in_git: Path, demo: Path, tmp_path: Path) -> None:
    plan = own_demo_in_git / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8") + "# 改\n", "utf-8")
    ran = board(own_demo_in_git, tmp_path / "a.html")
    assert "有没提交的改动" in ran.err
    ran = board(demo, tmp_path / "b.html")
    assert ran.code == 0
    assert "不在 git 里" in ran.err
    assert "没有走势" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--watch", "--at", "HEAD"), "--watch"),
        (("--watch", "--json"), "--json"),
        (("--unit", "没有的局"), "没有“没有的局”这个单位"),
        (("--unit", "示范区人民法院", "--public"), "政府以外的单位"),
        (("--since-issued",), "还没有登记过印发通报"),
    ],
)
def test_what_is_refused(demo_in_git: Path, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    ran = board(demo_in_git, tmp_path / "看板.html", *args)
    assert ran.code == 2
    assert said in ran.err
    assert not list(tmp_path.iterdir())


def test_other_names_and_files_that_are_there(demo: Path, tmp_path: Path) -> None:
    assert board(demo, tmp_path / "看板.docx").code == 2
    out = tmp_path / "看板.html"
    out.write_text("原来的", "utf-8")
    assert board(demo, out).code == 2
    assert out.read_text("utf-8") == "原来的"
    assert board(demo, out, "--force").code == 0


def test_one_unit(demo_in_git: Path, tmp_path: Path) -> None:
    whole, own = tmp_path / "全.html", tmp_path / "东镇.html"
    board(demo_in_git, whole)
    assert board(demo_in_git, own, "--unit", "东镇").code == 0
    page = own.read_text("utf-8")
    assert "示范东镇" in page
    assert own.stat().st_size < whole.stat().st_size
    assert "示范区教育局" not in re.sub(r"<[^>]*>", "", page)


def test_a_unit_outside_is_asked_and_never_late(demo_in_git: Path, tmp_path: Path) -> None:
    out = tmp_path / "法院.html"
    assert board(demo_in_git, out, "--unit", "示范区人民法院", day="2024-12-31").code == 0
    shown = re.sub(r"(?s)<(style|script|select)\b.*?</\1>|<[^>]*>", " ", out.read_text("utf-8"))
    assert "商请" in shown
    assert "已逾期" not in shown


def test_a_unit_that_owes_nothing(own_demo: Path, tmp_path: Path) -> None:
    units = own_demo / "data/units.yaml"
    text = units.read_text("utf-8")
    new = "  - name: 示范区闲置局\n    code: xzj\n    kind: party\n"
    units.write_text(re.sub(r"(?m)^units:\n", f"units:\n{new}", text), "utf-8")
    ran = board(own_demo, tmp_path / "a.html", "--unit", "闲置局")
    assert ran.code == 2
    assert "没有责任" in ran.err
    assert not list(tmp_path.glob("*.html"))


def test_unusable_data_is_said_and_the_code_is_2(own_demo: Path, tmp_path: Path) -> None:
    record = next((own_demo / "data/records").rglob("*.yaml"))
    record.write_text("kind: evidence\n", "utf-8")
    ran = board(own_demo, tmp_path / "a.html")
    assert ran.code == 2
    assert "数据不能用" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "shown"),
    [(f"联系人电话{MOBILE}", "138******78"), ("工作秘密", "工作秘密")],
)
def test_the_public_edition_is_refused(own_demo_in_git: Path, tmp_path: Path, written: str, shown: str) -> None:
    record = min((own_demo_in_git / "data/records").rglob("*.yaml"))
    text = re.sub(r"(?m)^(title|done): ", lambda found: f"{found[0]}{written}", record.read_text("utf-8"), count=1)
    record.write_text(text, "utf-8")
    out = tmp_path / "公开版.html"
    out.write_text("上一份", "utf-8")
    ran = board(own_demo_in_git, out, "--public", "--force")
    assert ran.code == 1
    assert re.search(rf"^{record.relative_to(own_demo_in_git).as_posix()}:\d+:\d+: .*{re.escape(shown)}", ran.out)
    assert "→ " in ran.out
    assert MOBILE not in ran.out + ran.err
    assert "没有写" in ran.err
    assert out.read_text("utf-8") == "上一份"
    said = board(own_demo_in_git, out, "--public", "--force", "--json").json
    assert said["written"] is None
    assert len(said["problems"]) == 1
    assert board(own_demo_in_git, out, "--force").code == 0  # the office's own edition is
    assert board(own_demo_in_git, out, "--force", "--public", "--at", "HEAD").code == 0  # as it was


def test_the_public_edition_says_what_it_leaves_out(demo_in_git: Path, tmp_path: Path) -> None:
    out = tmp_path / "公开版.html"
    ran = board(demo_in_git, out, "--public")
    assert ran.code == 0
    assert "公开版没有列：" in ran.err
    said = board(demo_in_git, out, "--public", "--force", "--json").json
    assert said["edition"] == "public"
    assert said["left_out"]


def test_since_the_last_bulletin(own_demo_in_git: Path, tmp_path: Path) -> None:
    paper = tmp_path / "通报.md"
    made = ("--as-of", "2024-06-20", "--period", "2024Q1")
    assert fazhi("report", "quarter", "-o", str(paper), "--number", "5", *made, root=own_demo_in_git).code == 0
    entered = fazhi(
        "issue",
        str(paper),
        "--report",
        "quarter",
        *made,
        "--recorded",
        "2024-06-20",
        "--number",
        "5",
        root=own_demo_in_git,
    )
    assert entered.code == 0, entered.err
    commit(own_demo_in_git, "印发", "2024-06-20")
    out = tmp_path / "看板.html"
    said = board(own_demo_in_git, out, "--since-issued", "--json")
    assert said.code == 0, said.err
    assert said.json["since"].startswith("2024-06-20-quarter-")
    assert "以来的变化" in out.read_text("utf-8")
    assert fazhi("verify", str(out), root=own_demo_in_git).code == 0
    early = board(own_demo_in_git, tmp_path / "早.html", "--since-issued", day="2024-06-19")
    assert early.code == 2  # it was not sent yet


def test_what_cannot_be_read_is_not_published(own_demo: Path, tmp_path: Path) -> None:
    record = next((own_demo / "data/records").rglob("*.yaml"))
    record.write_bytes(b"\xff\xfe")
    out = tmp_path / "a.html"
    ran = fazhi("board", "-o", str(out), "--public", "--as-of", "2024-06-30", root=own_demo)
    assert ran.code == 2
    assert "公开版没有写" in ran.err
    assert not out.exists()


def test_a_name_that_no_browser_opens_is_refused(demo: Path, tmp_path: Path) -> None:
    ran = fazhi("board", "-o", str(tmp_path / "看板"), "--as-of", "2024-06-30", root=demo)
    assert ran.code == 2
    assert ".html" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_public_edition_says_that_a_scan_proves_nothing(demo: Path, tmp_path: Path) -> None:
    ran = fazhi("board", "-o", str(tmp_path / "a.html"), "--public", "--as-of", "2024-06-30", root=demo)
    assert ran.code == 0
    assert "查不出来不等于没有" in ran.err
