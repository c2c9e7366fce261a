"""`fazhi review` as a process of its own: formats, exit codes, consoles."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import SRC, Ran, fazhi
from tests.builders.console import on_console
from tests.builders.entries import git
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, UNITS, UNITS_PATH, WAIVE_PATH, write
from tests.builders.histories import NEW, TEXT, branch, commit, start
from tests.builders.numbers import ID, MOBILE

DAY = "2024-07-15"
SOUND = TEXT.replace("另外开展甲事三场", "组织三场甲事，东区一百二十人参加")


def review(root: Path, *args: str, **env: str) -> Ran:
    return fazhi("review", "--as-of", DAY, *args, root=root, **env)


def rules(ran: Ran, level: str = "block") -> list[tuple[str, str, int]]:
    """Rule, file and line of the findings of a level."""
    return [(each["rule"], each["file"], each["line"]) for each in ran.json["findings"] if each["level"] == level]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = start(tmp_path / "仓库")
    branch(root, "报送")
    return root


def test_sound_evidence_passes(repo: Path) -> None:
    commit(repo, **{NEW: SOUND.replace("2024-06-20", "2024-06-21").replace("-20", "-21")})
    git(repo, "mv", NEW, NEW.replace("06-20", "06-21"))
    commit(repo)
    ran = review(repo)
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.splitlines()[0] == "新增佐证 1 条；各项责任的状态不变。"
    assert ran.out.splitlines()[-1] == "√ 没有发现问题，可以合并。"
    assert ran.err == ""


def test_the_sentence_counts_both_sides(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    (root / RECORD_PATH).unlink()
    commit(root)
    branch(root, "报送")
    progress = "kind: progress\nunit: 甲局\ntask: 1\nperiod: 2024Q2\ndone: 第二季度办理甲事三件，培训干部九十人。\nrecorded: 2024-07-05\n"
    commit(root, **{NEW: SOUND, "data/records/jia/2024-07-05-1-cccc.yaml": progress})
    ran = review(root)
    assert (
        ran.out.splitlines()[0] == "新增佐证 1 条、进展 1 条；完成 0 → 1，报送完成 0 → 1，报送临期 2 → 1。"
        or "完成 0 → 1" in ran.out
    )
    assert ran.code == 0
    as_json = review(root, "--json").json
    assert as_json["summary"] == ran.out.splitlines()[0]
    assert as_json["verdict"] == "pass"
    assert [(each["obligation"], each["unit"], each["before"]["state"], each["after"]["state"]) for each in as_json["duties"]] == [
        ("1.1", "甲局", "pending", "done"), (None, "甲局", as_json["duties"][1]["before"]["state"], "done"),
    ]  # fmt: skip
    assert as_json["totals"]["after"]["done"] == 1
    assert as_json["revision"] == git(root, "rev-parse", "HEAD").strip()


BLOCKED: list[tuple[str, dict[str, str | bytes | None], tuple[str, str, int]]] = [
    ("record modified", {RECORD_PATH: EVIDENCE.replace("开展甲事", "开展乙事")}, ("record-changed", RECORD_PATH, 5)),
    ("record deleted", {RECORD_PATH: None}, ("record-changed", RECORD_PATH, 1)),
    ("record in GBK", {RECORD_PATH: EVIDENCE.encode("gbk")}, ("record-changed", RECORD_PATH, 1)),
    ("record with CRLF", {RECORD_PATH: EVIDENCE.replace("\n", "\r\n")}, ("record-changed", RECORD_PATH, 1)),
    ("record with a BOM", {RECORD_PATH: b"\xef\xbb\xbf" + EVIDENCE.encode()}, ("record-changed", RECORD_PATH, 1)),
    ("decision modified", {WAIVE_PATH: 'kind: waive\nobligation: "1.1"\nunit: 丙镇\nreason: 别的\nrecorded: 2024-06-20\n'},
     ("decision-changed", WAIVE_PATH, 4)),
    ("due later", {TASKS_PATH: TASKS.replace("2024-12-31", "2025-06-30")}, ("obligation-weakened", TASKS_PATH, 16)),
    ("target gone", {TASKS_PATH: TASKS.replace(" target: {count: 1, unit: 次},", "")}, ("obligation-weakened", TASKS_PATH, 16)),
    ("text changed", {TASKS_PATH: TASKS.replace("做乙事。", "做一点乙事。")}, ("task-text", TASKS_PATH, 20)),
    ("task removed", {TASKS_PATH: TASKS[: TASKS.index("  - id: 2")]}, ("task-removed", TASKS_PATH, 17)),
    ("group emptied", {UNITS_PATH: UNITS.replace("{kinds: [township]}", "{kinds: [party]}")}, ("obligation-weakened", UNITS_PATH, 5)),
    ("issued later", {TASKS_PATH: TASKS.replace("2024-04-09", "2024-06-09")}, ("plan-weakened", TASKS_PATH, 5)),
    ("check error", {NEW: TEXT.replace('"1.1"', '"9.9"')}, ("check-error", NEW, 3)),
    ("void of another body's", {"data/records/bing/2024-06-30-1.1-cccc.yaml":
     "kind: void\nunit: 丙镇\nrecord: jia/2024-06-12-1.1-aaaa\nreason: 不实\nrecorded: 2024-06-30\n"},
     ("check-error", "data/records/bing/2024-06-30-1.1-cccc.yaml", 3)),
    ("deep YAML", {NEW: TEXT + "detail: " + "[" * 5000 + "]" * 5000 + "\n"}, ("check-error", NEW, 7)),
    ("deep block YAML", {NEW: TEXT + "detail:\n" + "".join(" " * n + "a:\n" for n in range(1, 60))}, ("check-error", NEW, 39)),
    ("a file too large", {NEW: "# " + "x" * (17 << 20)}, ("check-error", NEW, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [each[1:] for each in BLOCKED], ids=[each[0] for each in BLOCKED])
def test_what_blocks_and_where(repo: Path, files: dict[str, Any], expected: tuple[str, str, int]) -> None:
    commit(repo, **files)
    ran = review(repo, "--json")
    assert ran.code == 1, ran.out + ran.err
    assert expected in rules(ran)
    assert ran.json["verdict"] == "block"


def test_a_link_and_a_submodule_block(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD").strip()
    (repo / NEW).symlink_to("/etc/passwd")
    git(repo, "add", "-A")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},data/records/yi")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},{NEW.replace('bbbb', 'dddd')}")
    git(repo, "commit", "-qm", "x")
    found = rules(review(repo, "--json"))
    assert [each[1] for each in found if each[0] == "odd-file"] == [NEW, NEW.replace("bbbb", "dddd"), "data/records/yi"]


def test_templates_attributes_and_comments_are_named(repo: Path) -> None:
    commit(repo, **{"templates/status.md.j2": "x", ".gitattributes": "x\n", "data/.gitattributes": "*.yaml merge=ours\n",
                    TASKS_PATH: TASKS + "# 判断：没有\n"})  # fmt: skip
    ran = review(repo, "--json")
    assert ran.code == 0
    assert {(each[0], each[1]) for each in rules(ran, "ask")} == {
        ("not-the-units", "templates/status.md.j2"), ("not-the-units", ".gitattributes"),
        ("not-the-units", "data/.gitattributes"), ("plan-changed", TASKS_PATH),
    }  # fmt: skip


def test_allow_register(repo: Path) -> None:
    commit(repo, **{TASKS_PATH: TASKS.replace("2024-12-31", "2025-06-30")})
    assert review(repo).code == 1
    ran = review(repo, "--allow-register")
    assert ran.code == 0
    assert "计划改动（与进展分开看）" in ran.out
    assert "obligation-weakened" in ran.out
    commit(repo, **{RECORD_PATH: None})
    assert review(repo, "--allow-register").code == 1


@pytest.mark.parametrize("typed", ["甲局", "甲", "jia"])
def test_only_unit(repo: Path, typed: str) -> None:
    commit(repo, **{NEW: SOUND})
    assert review(repo, "--only-unit", typed).code == 0
    other = NEW.replace("/jia/", "/bing/")
    commit(repo, **{other: SOUND.replace("甲局", "丙镇")})
    ran = review(repo, "--only-unit", typed, "--json")
    assert ran.code == 1
    assert ("other-unit", other, 2) in rules(ran)
    assert "other-unit" not in {each[0] for each in rules(review(repo, "--json"))}


def test_only_unit_is_the_unit_the_base_knows(repo: Path) -> None:
    swapped = UNITS.replace("jia", "xxx").replace("bing", "jia").replace("xxx", "bing")
    commit(repo, **{UNITS_PATH: swapped, "data/records/bing/2024-06-20-1.1-bbbb.yaml": SOUND})
    ran = review(repo, "--only-unit", "甲局", "--json")
    assert "other-unit" in {each[0] for each in rules(ran)}
    unknown = review(repo, "--only-unit", "无名局")
    assert (unknown.code, unknown.out) == (2, "")
    assert "没有“无名局”这个单位" in unknown.err


def test_worktree(repo: Path) -> None:
    write(repo, NEW, SOUND)
    (repo / RECORD_PATH).unlink()
    assert review(repo).code == 0
    ran = review(repo, "--worktree", "--json")
    assert ran.code == 1
    assert ran.json["head"] == {"name": "工作区", "commit": None}
    assert ran.json["revision"] is None
    assert rules(ran) == [("record-changed", RECORD_PATH, 1)]
    assert "新增佐证 1 条，删除佐证 1 条" in ran.json["summary"]


def test_usage(repo: Path, tmp_path: Path) -> None:
    for args, said in (
        (("没有这个",), "没有“没有这个”这个版本"), (("--format", "xml"), "没有“xml”这种格式"),
        (("--worktree", "--head", "main"), "不能再写 --head"), (("--as-of", "昨天"), "--as-of"),
    ):  # fmt: skip
        ran = fazhi("review", *args, root=repo)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert "Traceback" not in ran.err
    nowhere = tmp_path / "没有仓库"
    nowhere.mkdir()
    ran = review(nowhere, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert ran.code == 2
    assert "不在 git 仓库里" in ran.err
    ran = review(repo, PATH=str(nowhere))
    assert ran.code == 2
    assert "没有找到 git" in ran.err


def test_a_plan_broken_on_one_side(repo: Path) -> None:
    commit(repo, **{TASKS_PATH: TASKS.replace("tasks:", "tasks: [")})
    ran = review(repo, "--json")
    assert ran.code == 1
    assert {each[0] for each in rules(ran)} == {"check-error"}
    back = review(repo, "报送", "--head", "报送~1", "--json")
    assert back.code == 0  # nothing of its own: the base is its descendant
    assert back.json["files"] == 0
    git(repo, "switch", "-qc", "改好")
    commit(repo, **{TASKS_PATH: TASKS})
    mended = review(repo, "报送", "--json")
    assert mended.code == 0, mended.out
    assert [each["action"] for each in mended.json["plan_changes"] if each["subject"] == "register"] == ["added"]


def test_the_first_commit_adds_the_register(tmp_path: Path) -> None:
    root = tmp_path / "仓库"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, **{"README.md": "空的\n"})
    branch(root, "起步")
    commit(root, **{TASKS_PATH: TASKS, UNITS_PATH: UNITS, RECORD_PATH: SOUND.replace("06-20", "06-12")})
    ran = review(root, "--json")
    assert ran.code == 0, ran.out
    assert "计划改动" in ran.json["summary"]
    assert review(root).out.splitlines()[0].startswith("新增佐证 1 条，计划改动")


# formats


EVIL = "@everyone | <img src=x onerror=alert(1)> ![x](http://x.cn/a.png) [点](javascript:x) \\x1b[31m\\e]0;x\\a # 标题 `x` #12 www.x.cn"


@pytest.fixture
def hostile(repo: Path) -> Path:
    """Hostile words in every place a contributor can write."""
    title = f'title: "{EVIL}"'.replace("\\x1b", "\\x1b").replace("\\e", "\\e").replace("\\a", "\\a")
    evil = SOUND.replace(re.search("title: .*", SOUND)[0], title)  # type: ignore[index]
    folder = "data/records/jia/2024-06-20-1.1-bbbb"
    commit(repo, **{
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
    shown = on_terminal(hostile)
    assert "\x1b]0;" not in shown
    assert re.findall(r"\x1b\[(?![0-9;]*m)", shown) == []


def test_github_annotations_are_escaped(tmp_path: Path) -> None:
    inner = start(tmp_path / "仓库", "县区,台账:一/")
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


@pytest.mark.parametrize("form", ["text", "markdown", "json", "github"])
def test_personal_numbers_are_masked(repo: Path, form: str) -> None:
    commit(repo, **{
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
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    command = [sys.executable, "-m", "spt_fazhi", "review", "--as-of", DAY, "--root", str(hostile)]
    env = {**kept, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "gbk", "FAZHI_CACHE": "off"}
    shown = on_console(*command[3:], encoding="gbk", PYTHONIOENCODING="gbk", NO_COLOR="1")
    assert shown.code == 1
    assert "×" in shown.out
    assert "?" not in shown.out
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert "×" in done.stdout.decode("utf-8")
    markdown = subprocess.run([*command, "--format", "markdown"], env=env, capture_output=True, check=False)
    assert "不能通过" in markdown.stdout.decode("utf-8")


def on_terminal(root: Path, **env: str) -> str:
    """What a terminal of 80 columns receives."""
    primary, secondary = pty.openpty()
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "spt_fazhi", "review", "--as-of", DAY, "--root", str(root)],
        env={**kept, "PYTHONPATH": str(SRC), "TERM": "xterm-256color", "FAZHI_CACHE": "off", "COLUMNS": "80",
             "PYTHONIOENCODING": "utf-8", **env},
        stdout=secondary, stderr=secondary, stdin=secondary,
    )  # fmt: skip
    os.close(secondary)
    seen = b""
    while True:
        try:
            more = os.read(primary, 65536)
        except OSError:
            break
        if not more:
            break
        seen += more
    process.wait()
    os.close(primary)
    return seen.decode()


def test_eighty_columns(hostile: Path) -> None:
    from spt_fazhi.text.columns import columns

    coloured = on_terminal(hostile)
    assert "\x1b[" in coloured
    shown = on_terminal(hostile, NO_COLOR="1")
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
    commit(repo, **{TASKS_PATH: TASKS + tasks})
    ran = review(repo, "--format", "markdown")
    assert ran.code == 1
    assert len(ran.out) < 65_000
    assert ran.out.count("<details>") == ran.out.count("</details>")
    assert "还有" in ran.out
    assert len(review(repo, "--json").json["findings"]) >= 100


def test_ten_thousand_files_beside_one(tmp_path: Path) -> None:
    """The fast way: one record among many, made by one `fast-import`."""
    root = start(tmp_path / "仓库")
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
    git(root, "commit", "-qm", "报送")
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
