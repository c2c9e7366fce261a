"""`fazhi verify board.html`: every change is found, what cannot be compared is said in one line."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.repositories import commit, git

from spt_fazhi import __version__

DAY = "2024-06-30"


@pytest.fixture(scope="module")
def page(demo_in_git: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("board") / "看板.html"
    assert fazhi("board", "-o", str(out), "--as-of", DAY, root=demo_in_git).code == 0
    return out.read_bytes().decode()


def verify(root: Path, folder: Path, text: str | bytes, *args: str) -> Ran:
    file = folder / "看板.html"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return fazhi("verify", str(file), *args, root=root)


def account(page: str) -> dict[str, Any]:
    found = re.search(r'<meta name="fazhi-board" content="([^"]*)">', page)
    assert found
    said: dict[str, Any] = json.loads(html.unescape(found[1]))
    return said


def with_account(page: str, said: object) -> str:
    text = said if isinstance(said, str) else json.dumps(said, sort_keys=True)
    content = html.escape(text).replace("\\", "\\\\")
    return re.sub(r'(<meta name="fazhi-board" content=")[^"]*', rf"\g<1>{content}", page)


def test_the_same_bytes(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    ran = verify(demo_in_git, tmp_path, page)
    assert (ran.code, ran.err) == (0, "")
    assert "逐字节一致" in ran.out
    said = verify(demo_in_git, tmp_path, page, "--json").json
    assert (said["same"], said["compared"], said["first"]) == (True, "bytes", None)
    assert said["commit"] == git(demo_in_git, "rev-parse", "HEAD").strip()


def test_it_is_made_again_whatever_the_data_are_now(own_demo_in_git: Path, tmp_path: Path, page: str) -> None:
    shutil.rmtree(own_demo_in_git / "data/records")
    commit(own_demo_in_git, "删了", "2024-06-01")
    (own_demo_in_git / "data/tasks.yaml").write_text("坏", "utf-8")
    assert verify(own_demo_in_git, tmp_path, page).code == 0


@pytest.mark.parametrize("more", [("--unit", "东镇"), ("--public",), ("--unit", "示范区人民法院")])
def test_every_edition(demo_in_git: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    out = tmp_path / "a.html"
    assert fazhi("board", "-o", str(out), "--as-of", DAY, *more, root=demo_in_git).code == 0
    assert "逐字节一致" in fazhi("verify", str(out), root=demo_in_git).out
    other = with_account(out.read_text("utf-8"), account(out.read_text("utf-8")) | {"unit": "示范西镇"})
    assert verify(demo_in_git, tmp_path, other).code == 1


def test_written_down_otherwise(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    other = page.replace("\n", "\r\n").replace("&#34;", "&quot;").replace("<main id=", "<MAIN  id=")
    other = other.replace('<meta charset="utf-8">', "<meta charset='utf-8' />")
    assert other != page
    ran = verify(demo_in_git, tmp_path, "\ufeff" + other)
    assert ran.code == 0
    assert "写法不同" in ran.out
    assert verify(demo_in_git, tmp_path, other, "--json").json["compared"] == "page"


def _number(page: str) -> str:
    at = page.index('class="num">', page.index("<main")) + len('class="num">')
    return f"{page[:at]}9{page[at:]}"


def _lamp(page: str) -> str:
    at = page.index("<main")
    return page[:at] + re.sub(r'<li class="o"', '<li class="d"', page[at:], count=1)


CHANGES = {
    "a figure": (_number, "“总览”之下"),
    "a lamp": (_lamp, "“总览”之下"),
    "a script": (lambda page: page.replace("</main>", "<script>1</script></main>"), "页面里的程序"),
    "a script changed": (lambda page: page.replace("</script>", ";alert(1)</script>", 1), "页面里的程序"),
    "red as green": (lambda page: page.replace("<style>", "<style>.o{color:green}", 1), "页面样式"),
    "a second style": (lambda page: page.replace("</head>", "<style>.o{color:green}</style></head>"), "页面样式"),
    "an inline style": (lambda page: page.replace("<main ", '<main style="display:none" '), "之下"),
    "something hidden": (lambda page: page.replace("</main>", "<p hidden>已阅</p></main>"), "之下"),
    "an attribute twice": (lambda page: page.replace('<main id="main"', '<main id="x" id="main"'), "之下"),
    "a comment": (lambda page: page.replace("</main>", "<!--[if IE]>已阅<![endif]--></main>"), "之下"),
    "a number nobody can read": (lambda page: page.replace("</main>", f"&#{'9' * 5000};</main>"), "之下"),
    "a mark nobody knows": (lambda page: page.replace("</main>", "<![x[</main>"), "之下"),
    "another policy": (lambda page: page.replace("default-src 'none'", "default-src *", 1), "页首"),
    "another policy as written": (lambda page: page.replace("default-src &#39;none&#39;", "default-src *", 1), "页首"),
    "more behind": (lambda page: f"{page}<p>已阅", "之下"),
    "cut": (lambda page: page[:-200], "之下"),
    "much more": (lambda page: page + "x" * (3 * len(page)), "文件长短"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_found(demo_in_git: Path, tmp_path: Path, page: str, change: str) -> None:
    make, where = CHANGES[change]
    changed = make(page)
    if changed == page:
        assert "policy" in change  # one of the two ways to write it
        return
    ran = verify(demo_in_git, tmp_path, changed)
    assert ran.code == 1, ran.err
    assert ran.err == ""
    assert where in ran.out.replace("\n", "").replace("  ", "")
    said = verify(demo_in_git, tmp_path, changed, "--json").json
    assert said["same"] is False
    assert said["first"]["then"] != said["first"]["now"]


def test_another_version_of_the_program(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    older = with_account(page, account(page) | {"program": "0.0.9"})
    assert __version__ != "0.0.9"
    ran = verify(demo_in_git, tmp_path, older)
    assert ran.code == 0  # this version gives the same page
    ran = verify(demo_in_git, tmp_path, older.replace("<style>", "<style>.o{color:green}"))
    assert ran.code == 1
    assert "只比了文字" in ran.out.replace("\n", "")
    ran = verify(demo_in_git, tmp_path, _number(older))
    assert ran.code == 1
    assert "第一处在文字" in ran.out


@pytest.mark.parametrize(
    "change",
    [
        {"commit": ""}, {"saved": False}, {"commit": "0" * 40}, {"commit": "HEAD"}, {"commit": 5}, {"commit": None},
        {"as_of": "2024-13-01"}, {"as_of": "今天"}, {"as_of": None}, {"unit": "没有的局"}, {"unit": ["东镇"]}, {"unit": ""},
        {"unit": "\u202e东镇"}, {"since": "2024-06-20-quarter-aaaa"}, {"since": 1}, {"public": "yes"}, {"public": None},
        {"program": "x" * 500}, {"program": None}, {"another": 1}, {"saved": "true"},
    ],
    ids=str,
)  # fmt: skip
def test_accounts_that_are_not_ours(demo_in_git: Path, tmp_path: Path, page: str, change: dict[str, Any]) -> None:
    ran = verify(demo_in_git, tmp_path, with_account(page, account(page) | change))
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("错误：")
    assert len(ran.err.splitlines()) <= 2


@pytest.mark.parametrize("said", ["", "[]", "null", "[" * 3000, '{"commit": ' + "9" * 3500 + "}", "{", "x" * 9000])
def test_accounts_that_are_none(demo_in_git: Path, tmp_path: Path, page: str, said: str) -> None:
    ran = verify(demo_in_git, tmp_path, with_account(page, said))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")


def test_what_is_no_board(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    for text in ("", "<p>别的网页", "fazhi-board", page[:300], "中文".encode("gb18030"), b"\xff\xfe<\0", "\0" * 100):
        ran = verify(demo_in_git, tmp_path, text)
        assert (ran.code, ran.out) == (2, "")
        assert "核不了" in ran.err
    with (tmp_path / "大.html").open("wb") as file:
        file.truncate(100 << 20)
    assert "超过 32 MiB" in fazhi("verify", str(tmp_path / "大.html"), root=demo_in_git).err
    assert "没有" in fazhi("verify", str(tmp_path / "无.html"), root=demo_in_git).err
    (tmp_path / "夹.html").mkdir()
    assert fazhi("verify", str(tmp_path / "夹.html"), root=demo_in_git).code == 2
    assert verify(demo_in_git, tmp_path, page, "--as-of", DAY).code == 2


def test_boards_that_cannot_be_made_again(own_demo_in_git: Path, demo: Path, tmp_path: Path, page: str) -> None:
    out = tmp_path / "a.html"
    plan = own_demo_in_git / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8") + "# 改\n", "utf-8")
    fazhi("board", "-o", str(out), "--as-of", DAY, root=own_demo_in_git)
    assert "没提交的改动" in fazhi("verify", str(out), root=own_demo_in_git).err
    fazhi("board", "-o", str(out), "--as-of", DAY, "--force", root=demo)
    assert "不在 git 仓库里" in fazhi("verify", str(out), root=own_demo_in_git).err
    assert verify(demo, tmp_path, page).code == 2  # no repository here


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('<thead class="vh"><tr><th scope="col">单位<th scope="col">逾期的事项<th scope="col">逾期条数</thead><tbody>',
         '<thead class="vh"><tr><th scope="col">单位<th scope="col">逾期的事项<th scope="col">逾期条数'),
        ('<p class="num">38', '<p class="num">3</p>8'),
        ('<td class="n">16/25', '<td class="n">1</td>6/25'),
        ('<svg class="year"', '</p><svg class="year"'),
        ('<meta http-equiv=', '<body><meta http-equiv='),
        ('<option value="gafj">示范区公安分局', '<option value="gafj">示范区公</option>安分局'),
    ],
    ids=["rows in a hidden head", "a number cut", "a cell cut", "a chart thrown out", "no policy", "a name cut"],
)  # fmt: skip
def test_a_tag_that_changes_what_is_inside_what_is_found(
    demo_in_git: Path, tmp_path: Path, page: str, was: str, now: str
) -> None:
    assert was in page
    ran = verify(demo_in_git, tmp_path, page.replace(was, now, 1))
    assert ran.code == 1
    assert "不一致" in ran.out


def test_the_file_that_was_named_is_the_one_that_is_read(
    own_demo_in_git: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_demo_in_git)
    (own_demo_in_git / "x.html").write_text(page, "utf-8")
    named = own_demo_in_git / "data" / "issued" / "x.html"
    named.parent.mkdir(exist_ok=True)
    named.write_text(page.replace("逾期", "按时"), "utf-8")
    assert fazhi("verify", str(named), root=own_demo_in_git).code == 1
    named.unlink()
    assert fazhi("verify", "x.html", root=own_demo_in_git).code == 0


def test_an_account_of_a_board_that_is_never_made_is_one_line(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    ran = verify(demo_in_git, tmp_path, with_account(page, account(page) | {"public": True, "unit": "示范区人民法院"}))
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2
    assert "示范区人民法院" in ran.err


def test_a_version_of_the_program_is_not_taken_at_its_word(demo_in_git: Path, tmp_path: Path, page: str) -> None:
    ran = verify(demo_in_git, tmp_path, with_account(page, account(page) | {"program": "0.0.1"}))
    assert "自称由 fazhi 0.0.1 生成" in ran.out
