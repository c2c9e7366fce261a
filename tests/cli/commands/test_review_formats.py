"""`fazhi review`: what its four formats show of hostile words, and what consoles get."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, environment, fazhi, start_process
from tests.builders.files import TASKS, TASKS_PATH, UNITS, UNITS_PATH, write
from tests.builders.processes.terminal import on_console, on_terminal
from tests.builders.repositories import NEW, TEXT, branch, commit, committed, git
from tests.builders.worlds.numbers import ID, MOBILE

DAY = "2024-07-15"


SOUND = TEXT.replace("另外开展甲事三场", "组织三场甲事，东区一百二十人参加")


def review(root: Path, *args: str, **env: Any) -> Ran:
    return fazhi("review", "--as-of", DAY, *args, root=root, **env)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = committed(tmp_path / "仓库")
    branch(root, "报送")
    return root


# formats


EVIL = "@everyone | <img src=x onerror=alert(1)> ![x](http://x.cn/a.png) [点](javascript:x) \\x1b[31m\\e]0;x\\a # 标题 `x` #12 www.x.cn"


@pytest.fixture
def hostile(repo: Path) -> Path:
    """Hostile words in every place a contributor can write."""
    title = f'title: "{EVIL}"'.replace("\\x1b", "\\x1b").replace("\\e", "\\e").replace("\\a", "\\a")
    evil = SOUND.replace(re.search("title: .*", SOUND)[0], title)  # type: ignore[index]
    folder = "data/records/jia/2024-06-20-1.1-bbbb"
    commit(repo, files={
        NEW: evil,
        f"{folder}/@all|<b>[x](http:x).txt": "x",
        "data/records/jia/2024-06-22-1.1-dddd.yaml": SOUND.replace("甲局", '"# 假标题\\n\\n## @全体 <script>"'),
        TASKS_PATH: TASKS.replace("title: 任务二", 'title: "任务\\n# 二 | @all <u>"').replace("做乙事", "做<b>乙</b>事|@all"),
        "说明@all|<i>.md": "x",
    })  # fmt: skip
    git(repo, "branch", "-m", "分支-@all-[x](y)-`z`".replace("[", "(").replace("]", ")"))
    return repo


def test_markdown_shows_hostile_words_as_words(hostile: Path) -> None:
    from markdown_it import MarkdownIt

    ran = review(hostile, "--format", "markdown", "--head", "分支-@all-(x)(y)-`z`")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "<!-- fazhi-review -->"
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True}).enable(["table", "strikethrough", "autolink"])
    tokens = [each for token in reader.parse(ran.out) for each in (token, *(token.children or ()))]
    assert {each.type for each in tokens} & {
        "link_open",
        "image",
        "code_inline",
        "fence",
        "code_block",
        "hr",
        "s_open",
    } == set()
    headings = [tokens[n + 1].content for n, each in enumerate(tokens) if each.type == "heading_open"]
    assert headings[0] == "fazhi 审阅"
    assert all(
        re.fullmatch("fazhi 审阅|不能通过（[0-9]+）|请审核人看一眼（[0-9]+）|对任务的影响", each) for each in headings
    )
    html = {part for each in tokens if each.type.startswith("html") for part in re.findall("<[^>]*>", each.content)}
    assert html <= {"<!-- fazhi-review -->", "<details>", "<summary>", "</summary>", "</details>", "<sub>", "</sub>"}
    assert "@" not in ran.out
    assert re.search(r"(?<!\\)://|(?<!\\)www\.|[a-z]://|#[0-9]|\x1b|\x07", ran.out) is None
    columns = [n for n, each in enumerate(tokens) if each.type == "tr_open"]
    cells = [
        sum(each.type in {"td_open", "th_open"} for each in tokens[a:b])
        for a, b in zip(columns, [*columns[1:], len(tokens)], strict=True)
    ]
    assert set(cells) <= {5}
    assert "＠everyone" in ran.out


def test_text_and_terminal_show_hostile_words_as_words(hostile: Path) -> None:
    ran = review(hostile)
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out
    assert "@everyone | <img src=x onerror=al" in ran.out
    shown = shown_on_terminal(hostile)
    assert "\x1b]0;" not in shown
    assert re.findall(r"\x1b\[(?![0-9;]*m)", shown) == []


def test_github_annotations_are_escaped(tmp_path: Path) -> None:
    inner = committed(tmp_path / "仓库", "县区,台账:一/")
    branch(inner, "报送")
    folder = NEW.removesuffix(".yaml")
    write(inner, NEW, TEXT.replace("甲局", '"100%\\n::error::假, 单位:"'))
    write(inner, f"{folder}/未%登记,的:一.txt", "x")
    commit(inner)
    ran = review(inner, "--format", "github")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in lines)
    place = "县区%2C台账%3A一/data/records/jia/2024-06-20-1.1-bbbb"
    assert any(line.startswith(f"::error file={place}.yaml,line=2,col=7,title=check-error::") for line in lines)
    assert any(f"file={place}/未%25登记%2C的%3A一.txt,line=1,col=1" in line for line in lines)
    assert any("100%25" in line and "%0A→ " in line for line in lines)
    assert lines[-1].startswith("::notice title=fazhi review::新增佐证 1 条")


def test_sarif_holds_the_findings(hostile: Path) -> None:
    ran = review(hostile, "--format", "sarif")
    assert ran.code == 1
    results = ran.json["runs"][0]["results"]
    found = review(hostile, "--json").json["findings"]
    assert [each["ruleId"] for each in results] == [each["rule"] for each in found]
    levels = {"block": "error", "ask": "warning"}
    assert [each["level"] for each in results] == [levels[each["level"]] for each in found]


def test_json_is_what_the_screen_shows(hostile: Path) -> None:
    ran = review(hostile)
    document = review(hostile, "--json").json
    assert document["summary"] == ran.out.splitlines()[0]
    for each in document["findings"]:
        sign = "×" if each["level"] == "block" else "▲"
        assert f"{each['file']}:{each['line']}:{each['column']}: {sign} [{each['rule']}] " in ran.out
    assert ran.out.count("[check-error]") == sum(each["rule"] == "check-error" for each in document["findings"])
    assert f"对任务的影响（{len(document['duties'])} 条责任）" in ran.out or not document["duties"]
    assert list(document) == [
        "register", "as_of", "revision", "base", "head", "verdict", "summary", "files", "counts", "totals", "touched",
        "duties", "plan_changes", "changes", "findings",
    ]  # fmt: skip
    assert review(hostile, "--format", "json").json == document


@pytest.mark.parametrize("form", ["text", "markdown", "json", "github", "sarif"])
def test_personal_numbers_are_masked(repo: Path, form: str) -> None:
    commit(repo, files={
        NEW: SOUND.replace("甲局", f"张{ID}").replace("组织", f"联系{MOBILE}").replace("recorded", f"detail: 证件{ID}\nrecorded"),
        TASKS_PATH: TASKS.replace("title: 任务二", f"title: 找{MOBILE}").replace("title: 甲事", f"title: 甲{MOBILE}")
        .replace("issuer: 示例区", f"issuer: {ID}"),
        UNITS_PATH: UNITS.replace("groups:", f"  - {{name: 丁{MOBILE}, code: ding, kind: township}}\ngroups:"),
        f"data/records/jia/{ID}.txt": ID, f"说明{ID}.md": "x",
    })  # fmt: skip
    ran = review(repo, "--format", form)
    assert ran.code == 1
    for number in (ID, MOBILE):
        assert number not in ran.out
    assert "138******34" in ran.out.replace("\\*", "*")


def test_gbk_console_and_no_color(hostile: Path) -> None:
    done = on_console("review", "--as-of", DAY, root=hostile, encoding="gbk", NO_COLOR="1")
    assert done.code == 1
    assert "×" in done.out
    assert "?" not in done.out
    markdown = start_process("review", "--as-of", DAY, "--format", "markdown", env=environment(hostile, "gbk"))
    assert "不能通过" in markdown.stdout.decode("utf-8")


def shown_on_terminal(root: Path, **env: Any) -> str:
    """What a terminal of 80 columns receives."""
    return on_terminal("review", "--as-of", DAY, root=root, COLUMNS="80", **env)


def test_eighty_columns(hostile: Path) -> None:
    from spt_fazhi.text.columns import columns

    coloured = shown_on_terminal(hostile)
    assert "\x1b[" in coloured
    shown = shown_on_terminal(hostile, NO_COLOR="1")
    assert "\x1b[3" not in shown
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown.replace("\r\n", "\n").split("\n")]
    places = re.compile(r" {2,4}[^ ]+:[0-9]+:[0-9]+")  # a place is never broken: it is copied
    assert [line for line in lines if columns(line) > 80 and not places.match(line)] == []
    assert "不能通过" in lines[-2]


def test_a_comment_on_countless_findings_stays_within_what_a_forge_takes(repo: Path) -> None:
    long = "长" * 3000
    for number in range(400):
        path = f"data/records/jia/2024-06-20-1.1-{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{number // 26 % 6 + 2}{number % 6 + 2}a.yaml"
        write(repo, path, SOUND.replace("甲局", f'"{long}{number}[x](y)"'))
    tasks = "".join(f"  - {{id: {n}, section: 一, title: '{long}', text: x, lead: [甲局]}}\n" for n in range(3, 120))
    commit(repo, files={TASKS_PATH: TASKS + tasks})
    ran = review(repo, "--format", "markdown")
    assert ran.code == 1
    assert len(ran.out) < 65_000
    assert ran.out.count("<details>") == ran.out.count("</details>")
    assert "还有" in ran.out
    assert len(review(repo, "--json").json["findings"]) >= 100


def test_ten_thousand_files_beside_one(tmp_path: Path) -> None:
    """The fast way: one record among many, made by one `fast-import`."""
    root = committed(tmp_path / "仓库")
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    stream = ["commit refs/heads/main\ncommitter 示例 <a@example.invalid> 1718000000 +0800\ndata 0\n",
              f"from {git(root, 'rev-parse', 'main').strip()}\n"]  # fmt: skip
    body = SOUND.replace("甲局", "丙镇").replace("06-20", "05-20")
    stream.append(f"M 100644 inline data/records/bing/2024-05-20-1.1-aaaa.yaml\ndata {len(body.encode())}\n{body}\n")
    oid = subprocess.run(
        ["git", "-C", str(root), "hash-object", "-w", "--stdin"], input=body.encode(), capture_output=True, check=True
    )
    blob = oid.stdout.decode().strip()
    stream += [
        f"M 100644 {blob} data/records/bing/2024-05-20-1.1-{letters[n // 1024 % 32]}{letters[n // 32 % 32]}{letters[n % 32]}b.yaml\n"
        for n in range(10_000)
    ]
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
    git(root, "reset", "-q", "--mixed")
    git(root, "symbolic-ref", "HEAD", "refs/heads/报送")
    git(root, "update-ref", "refs/heads/报送", "main")
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{_blob(root, SOUND)},{NEW}")
    git(root, "commit", "-qm", "报送", when="2024-06-21 09:00:00 +0800")
    ran = review(root, "--json")
    assert ran.json["totals"] is None
    assert ran.json["files"] == 1
    assert ran.json["findings"] == []
    assert ran.code == 0


def _blob(root: Path, text: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "hash-object", "-w", "--stdin"], input=text.encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()
