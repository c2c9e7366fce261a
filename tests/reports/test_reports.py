"""The shipped reports, on the real plan and on an invented workspace full of hostile text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.builders import world
from tests.builders.command import fazhi
from tests.builders.places import REPOSITORY

from spt_fazhi.engine.assess import assess
from spt_fazhi.render.template import jinja
from spt_fazhi.reports import breakdown
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.request import ReportRequest

REPORTS = [
    ["quarter", "--period", "2024Q2"],
    ["preview"],
    ["breakdown"],
    ["unit", "司法局"],
    ["assumptions"],
    ["ranking"],
    ["reminders"],
]


@pytest.fixture
def demo(own_demo: Path) -> Path:
    """One of which a test may spoil the records and the templates."""
    return own_demo


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each[0])
def test_same_input_same_bytes_and_clean_ends(demo: Path, report: list[str]) -> None:
    first = fazhi("report", *report, "--as-of", "2024-07-12", root=demo)
    assert first.code == 0, first.err
    assert first.out == fazhi("report", *report, "--as-of", "2024-07-12", root=demo).out
    assert first.out.endswith("\n")
    assert not re.search(r"[ \t]+$", first.out, re.MULTILINE)
    assert "\n\n\n" not in first.out


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each[0])
def test_every_footnote_is_defined_and_what_is_signed_has_none(demo: Path, report: list[str]) -> None:
    signed = fazhi("report", *report, "--as-of", "2024-07-12", root=demo).out
    assert "[^" not in signed
    text = fazhi("report", *report, "--as-of", "2024-07-12", "--edition", "check", root=demo).out
    used = set(re.findall(r"\[\^(r\d+)\](?!:)", text))
    defined = dict(re.findall(r"^\[\^(r\d+)\]: (.*)$", text, re.MULTILINE))
    assert used == set(defined)
    assert re.sub(r"\[\^r\d+\]", "", text).startswith(signed)
    assert used


def test_breakdown_of_the_real_plan_has_every_obligation() -> None:
    text = fazhi("report", "breakdown", root=REPOSITORY).out
    document = fazhi("list", "--json", root=REPOSITORY).json
    assert len(document["tasks"]) == 37  # 36 numbered ones and 附则
    for obligation in {each["obligation"] for each in document["duties"] if each["obligation"]}:
        assert f"| {obligation} " in text


def test_rows_of_one_quote_are_told_apart_by_their_titles() -> None:
    text = fazhi("report", "breakdown", root=REPOSITORY).out
    assert "| 9.5 调整并公布证明事项清单：及时做好" in text
    bare = [re.sub(r"^\| \d+ |\d+\.\d+ ", "", line) for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(bare) == len(set(bare)) == 87


def test_a_title_that_is_the_quote_is_printed_once(demo: Path) -> None:
    assert "| 9.1 修订法律顾问管理办法 |" in fazhi("report", "breakdown", root=demo).out


def test_what_the_office_asks_for_is_marked_and_listed_for_the_leader(demo: Path) -> None:
    cell = "每半年报送进展（办公室要求） |"
    assert fazhi("report", "breakdown", root=REPOSITORY).out.count(cell) == 8
    said = "没有具体事项的任务由牵头单位每半年报送一次进展，每期结束后10日内报"
    listed = fazhi("report", "assumptions", root=REPOSITORY).out
    assert f"| 进展报送 | {said} | 报送进展是本办公室的要求 |  |" in listed
    assert (
        "## 一、未写时限，按年底计的事项\n\n下列各项理由相同：原文未写时限，按年底计。时限都定为2024年12月31日前。\n"
        in listed
    )
    numbers = [int(number) for number in re.findall(r"^\| (\d+) \|", listed, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert f"有{len(numbers)}处原文没有写" in listed
    assert "enforcement" not in listed
    assert "标签" not in listed
    plan = demo / "data/tasks.yaml"
    text, number = re.subn(r"(?m)^    every: quarter\b", "    every: none", plan.read_text("utf-8"), count=1)
    assert number == 1
    plan.write_text(text, "utf-8")
    assert "（办公室要求）" not in fazhi("report", "breakdown", root=demo).out
    assert "办公室的要求\n" not in fazhi("report", "assumptions", root=demo).out


def test_a_unit_is_named_in_either_way(demo: Path) -> None:
    assert (
        fazhi("report", "unit", "--unit", "司法局", root=demo).out == fazhi("report", "unit", "司法局", root=demo).out
    )


def test_hostile_text_is_plain_words(demo: Path) -> None:
    hostile = "<script>x</script> ![图](http://e.example/x.png) [点](http://e.example) @everyone | # 标题 `code` **粗**"
    changed = 0
    for file in (demo / "data/records").glob("*/*.yaml"):
        text = file.read_text("utf-8")
        new = re.sub(r"^(title|done):.*$", lambda m: f"{m[1]}: '{hostile}'", text, flags=re.MULTILINE)
        if "done: |" not in text and new != text:
            file.write_text(new, "utf-8")
            changed += 1
    assert changed
    plain = MarkdownIt("gfm-like", {"linkify": False})
    for report in REPORTS:
        ran = fazhi("report", *report, "--as-of", "2024-07-12", root=demo)
        assert ran.code == 0, ran.err
        # footnotes are an extension this reader lacks: it would take them for links
        tokens = plain.parse(re.sub(r"^\[\^r\d+\]: |\[\^r\d+\]", "", ran.out, flags=re.MULTILINE))
        inline = [child.type for token in tokens for child in token.children or ()]
        kinds = {token.type for token in tokens} | set(inline)
        assert not kinds & {"html_block", "html_inline", "image", "link_open", "code_inline"}
        assert "@everyone" not in ran.out


def test_list_names_every_report_and_where_its_template_is_from(demo: Path) -> None:
    listed = fazhi("report", "list", "--json", root=demo).json["reports"]
    assert {each["name"] for each in listed} == {*catalog(), "rollup"}  # that one is of many registers
    assert {each["origin"] for each in listed} == {"内置"}
    (demo / "templates").mkdir(exist_ok=True)
    (demo / "templates/breakdown.md.j2").write_text("# 自己的样子 {{ extent.tasks }}\n", "utf-8")
    assert fazhi("report", "breakdown", root=demo).out == "# 自己的样子 12\n"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ titel }}", "templates/breakdown.md.j2:1"),
        ("\n{% for x in sections %}", "templates/breakdown.md.j2:"),
        ("{{ ''.__class__.__mro__ }}", "templates/breakdown.md.j2:1"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "templates/breakdown.md.j2"),
        ("{% include '../../etc/passwd' %}", "templates/breakdown.md.j2:1"),
    ],
    ids=["undefined", "unfinished", "escape", "endless", "outside"],
)  # fmt: skip
def test_a_bad_template_is_one_clear_line(
    demo: Path, template: str, said: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "endless" in request.node.name:
        assert jinja.TIMEOUT_SECONDS == 20
        monkeypatch.setattr(jinja, "TIMEOUT_SECONDS", 1.0)
    (demo / "templates").mkdir(exist_ok=True)
    (demo / "templates/breakdown.md.j2").write_text(template, "utf-8")
    ran = fazhi("report", "breakdown", root=demo)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ("1 秒还没有渲染完" in ran.err) == ("endless" in request.node.name)


def test_output_file_is_not_overwritten_unasked(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "通报.md"
    assert fazhi("report", "breakdown", "-o", str(file), root=demo).code == 0
    before = file.read_bytes()
    refused = fazhi("report", "unit", "司法局", "-o", str(file), root=demo)
    assert refused.code == 2
    assert "没有覆盖" in refused.err
    assert file.read_bytes() == before
    assert fazhi("report", "unit", "司法局", "-o", str(file), "--force", root=demo).code == 0
    assert file.read_bytes() != before


@pytest.mark.parametrize(
    ("args", "said"),
    [(["unit", "司法局", "--unit", "教育局"], "单位写了两次"), (["breakdown", "--unit", "司法局"], "不分单位"), (["quater"], "是不是 fazhi report quarter"), (["quarter", "--period", "2024Q9"], "--period “2024Q9”没有这一期，一年只有四个季度"),
     (["quarter", "--period", "2023Q1"], "不在本计划年度（2024年）内\n  → 例如 2024Q1"),
     (["half", "--period", "2024Q2"], "半年总结按半年出，--period “2024Q2”写的是季度\n  → 请写 --period 2024H1"),
     (["annual", "--period", "2024H2"], "年度报告按年度出，--period “2024H2”写的是半年\n  → 请写 --period 2024，"),
     (["half", "--period", "2023H2"], "不在本计划年度（2024年）内\n  → 例如 2024H2"), (["unit"], "要写明单位"), (["breakdown", "司法局"], "不分单位")],
)  # fmt: skip
def test_wrong_usage(demo: Path, args: list[str], said: str) -> None:
    ran = fazhi("report", *args, root=demo)
    assert ran.code == 2
    assert said in ran.err


def test_a_breakdown_says_once_that_every_task_is_to_be_reported_on() -> None:
    def asked(of: str) -> str:
        made = world.register(world.obligation(), progress="quarter", of=of)
        return breakdown.build(ReportRequest(assessment=assess(made, world.day("05-06")))).reporting

    assert asked("all") == "按季报送进展（办公室要求）"
    assert asked("unmeasured") == ""
