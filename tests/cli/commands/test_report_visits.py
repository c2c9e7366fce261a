"""`fazhi report` on visits: what is typed for a visit, what is refused, how it is worded; entered, verified, completed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.files import write
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.repositories import commit, in_git
from tests.builders.worlds.visits import ADDED, BEFORE, DAY, FIRST, NOTHING

from spt_fazhi.cli.app import run

NUMBER = "示依法办发〔2024〕8号"
LATER = "2024-07-15"


def report(root: Path, *words: str, day: str = DAY) -> Ran:
    return fazhi("report", *words, "--as-of", day, root=root)


@pytest.fixture
def own(visits: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(visits, tmp_path / "区"))


@pytest.fixture
def kept(own: Path) -> Path:
    """The same in a repository."""
    in_git(own)
    return own


@pytest.mark.parametrize("typed", [FIRST, "k7q2", ADDED, "m3p4", f"data/inspections/{FIRST}.yaml"])
def test_a_visit_is_named_in_any_way_also_by_what_adds_to_it(visits: Path, typed: str) -> None:
    assert report(visits, "inspection", typed).out == report(visits, "inspection", FIRST).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["inspection"], "督察通报要写明是哪次督察"),
        (["inspection", "k7q3"], "没有编号为“k7q3”的督察"),
        (["inspection", "k7q2.1"], "是问题编号"),
        (["inspection", "k7q2", "--period", "2024Q2"], "督察通报不分期间"),
        (["rectification", "2024Q2"], "--period 2024Q2"),
        (["rectification", "k7q2", "--period", "2024Q2"], "不再写 --period"),
        (["summary", "k7q2"], "督察专报不分单位"),
        (["feedback"], "反馈意见要写明单位"),
        (["feedback", "区纪委监委"], "没有登记过到“区纪委监委”的督察"),
        (["feedback", "司法局", "--inspection", "k7q2"], "没有到“司法局”，也没有发现它的问题"),
        (["inspection", "k7q2", "--inspection", "r5s6"], "督察写了两次"),
        (["summary", "--inspection", "k7q2"], "督察专报不分督察"),
    ],
)
def test_what_does_not_fit_is_refused(visits: Path, words: list[str], said: str) -> None:
    ran = report(visits, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_before_the_visit_ends_there_is_no_notice(visits: Path) -> None:
    ran = report(visits, "inspection", "k7q2", day="2024-05-22")
    assert (ran.code, ran.out) == (2, "")
    assert "2024-05-24 才结束" in ran.err


def test_a_year_without_visits_says_so(own: Path) -> None:
    shutil.rmtree(own / "data/inspections")
    assert "没有要列入的督察，没有要整改的问题。" in report(own, "rectification").out
    said = report(own, "summary").out
    assert "今年以来尚未开展督察。《" in said
    assert "应开展2次，尚未开展，年底前（未写时限，按年底计）还要开展2次。" in said
    assert "## 二、下一步打算\n\n按要求开展督察。年底前开展督察2次。" in said


def test_a_year_that_is_over_has_no_day_to_come(visits: Path) -> None:
    said = report(visits, "summary", day="2025-01-10").out
    assert "现将2024年法治建设督察" in said
    assert "2024年，共开展督察2次。" in said
    assert "今年" not in said
    assert (
        "应开展2次，已开展1次（“司法局行政复议工作专项督察”没有计入），时限已过（未写时限，按年底计），还差1次。"
        in said
    )
    assert "尽快再开展督察1次。" in said
    assert "年底前" not in said


def test_one_finding_is_told_without_sums(own: Path) -> None:
    (own / f"data/inspections/{ADDED}.yaml").unlink()
    for file in (*(own / "data/records").glob("*/*k7q2*"), *(own / "data/decisions").glob("2024-0[5-7]*")):
        file.unlink()
    place = own / f"data/inspections/{FIRST}.yaml"
    text = place.read_text("utf-8")
    place.write_text(text[: text.index("- id: 2\n")] + "recorded: 2024-05-27\n", "utf-8")
    early = report(own, "inspection", "k7q2", day="2024-06-01").out
    assert "发现问题1个，属案卷文书类，是突出问题。" in early
    assert "1个问题，请责任单位在6月30日前完成整改。" in early
    assert "按类型分" not in early
    assert "1个问题，时限已过，请责任单位立即整改，于7月22日前报送整改情况。" in report(own, "inspection", "k7q2").out
    assert "共反馈问题1个，尚未完成整改。示范东镇1个问题逾期12天没有完成整改。" in report(own, "summary").out


def test_one_finding_to_be_put_right_at_once_is_told_without_sums(own: Path) -> None:
    (own / f"data/inspections/{ADDED}.yaml").unlink()
    for file in (*(own / "data/records").glob("*/*k7q2*"), *(own / "data/decisions").glob("2024-0[5-7]*")):
        file.unlink()
    place = own / f"data/inspections/{FIRST}.yaml"
    text = place.read_text("utf-8")
    one = text[text.index("- id: 5\n") : text.index("- id: 6\n")]
    place.write_text(f"{text[: text.index('- id: 1' + chr(10))]}{one}recorded: 2024-05-27\n", "utf-8")
    said = report(own, "summary", day="2024-05-24").out
    assert "共反馈问题1个，尚未完成整改。该问题要求立行立改。" in said
    assert "其中" not in said.partition("## 三、")[2]


def test_a_visit_that_counts_for_nothing_is_told_as_such(own: Path) -> None:
    for file in (own / "data/inspections").glob("2024-05-24-*"):
        file.unlink()
    said = report(own, "summary").out
    assert "共开展督察1次。" in said
    assert "应开展2次，上述督察没有计入，年底前（未写时限，按年底计）还要开展2次。" in said
    assert "## 二、发现的问题\n\n未发现问题。以前年度督察反馈、结转本年度的问题1个，已完成整改。\n\n## 三、" in said


def test_before_a_day_it_is_as_it_was_then(visits: Path) -> None:
    said = report(visits, "inspection", "k7q2", day="2024-06-04").out
    assert (
        "其余7个问题，不再要求整改1个；还要整改的6个，请责任单位按附件所列时限整改，其中6月30日前3个、7月31日前2个、8月31日前1个。"
        in said
    )
    assert "已报整改" not in said
    assert "1个问题要求在督察期间立行立改，已办结。" in said


def test_all_that_was_found_is_put_right(own: Path) -> None:
    (own / f"data/inspections/{ADDED}.yaml").unlink()
    for number, unit, code in (
        (1, "示范东镇", "dz"),
        (2, "示范东镇", "dz"),
        (4, "市场监管局", "scj"),
        (7, "税务局", "swj"),
    ):
        write(own, f"data/records/{code}/2024-07-08-k7q2.{number}-zzaa.yaml",
              f"kind: rectify\nunit: {unit}\ninspection: {FIRST}\nfinding: {number}\ndate: 2024-07-08\ntitle: 已整改\nrecorded: 2024-07-08\n")  # fmt: skip
        write(own, f"data/decisions/2024-07-11-close-zza{'abcdefgh'[number]}.yaml",
              f"kind: close\ninspection: {FIRST}\nfinding: {number}\nchecked_by: 复核组\nrecorded: 2024-07-11\n")  # fmt: skip
    (own / "data/decisions/2024-06-12-waive-aaae.yaml").unlink()
    plan = own / f"data/inspections/{FIRST}.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text[: text.index("- id: 9\n")] + "recorded: 2024-05-27\n", "utf-8")
    said = report(own, "rectification", "k7q2").out
    assert "共反馈问题6个，已全部完成整改，其中逾期完成2个。其中立行立改1个，已办结。" in said
    assert "逾期未完成" not in said
    notice = report(own, "inspection", "k7q2").out
    assert "## 四、整改情况\n\n上述问题已全部整改销号，请举一反三，巩固整改成果。" in notice
    assert not [each for each in ("时限整改", "报送", "请责任单位") if each in notice]
    assert (
        "| 1 | 行政处罚案卷未附法制审核意见，送达回证填写不全（屡查屡犯） | 示范东镇 | 限期补正，自查同类问题 | 2024年6月30日前 | 已销号（2024年7月11日） |"
        in notice
    )


def test_what_people_wrote_is_printed_as_text(own: Path) -> None:
    place = own / f"data/inspections/{FIRST}.yaml"
    text = place.read_text("utf-8")
    hostile = "示范东镇[案卷](http://x)*未*归档|表格（见〔附件〕）\\n# 标题"
    place.write_text(
        text.replace("problem: 行政执法信息公示栏未更新", f'problem: "{hostile}"').replace(
            "severity: 一般", "severity: 突出"
        ),
        "utf-8",
    )
    for words in (["inspection", "k7q2"], ["rectification"], ["feedback", "示范东镇"]):
        said = report(own, *words).out
        assert r"\[案卷\]" in said, words
        assert "\n# 标题" not in said
        assert nested(said) == []


@pytest.mark.parametrize(
    ("unit", "has", "has_not"),
    [
        ("示范东镇", ["你单位", "整改时限：2024年6月30日前", "30日内", "报送表"], ["贵单位", "商请"]),
        ("税务局", ["贵单位", "整改时限：2024年7月31日前", "30日内"], ["你单位", "商请"]),
        (
            "法院",
            ["示范区人民法院：", "感谢贵单位", "不必重复提供", "建议：", "30日内"],
            ["你单位", "整改要求", "整改时限", "销号", "逾期"],
        ),
    ],
)
def test_feedback_speaks_to_each_kind_of_body_as_fits(
    visits: Path, unit: str, has: list[str], has_not: list[str]
) -> None:
    said = report(visits, "feedback", unit).out
    assert [each for each in has if each not in said] == []
    assert [each for each in has_not if each in said] == []
    assert half_width(said) == []


def test_feedback_on_an_earlier_visit_is_entered_as_that(kept: Path, tmp_path: Path) -> None:
    word = tmp_path / "反馈意见.docx"
    assert report(kept, "feedback", "示范东镇", "--inspection", "p3q4", "-o", str(word)).code == 0
    done = fazhi("issue", str(word), "--recorded", LATER, "--json", root=kept)
    assert done.code == 0, done.err
    assert f"to: [示范东镇]\ninspection: '{BEFORE}'" in (kept / done.json["file"]).read_text("utf-8")
    commit(kept, "印发")
    assert fazhi("verify", done.json["id"], root=kept).code == 0
    assert fazhi("verify", str(word), root=kept).code == 0


def test_feedback_on_an_earlier_visit(visits: Path) -> None:
    """One that came before tells of what it found alone, one that was the last is what comes without it."""
    last = report(visits, "feedback", "示范东镇").out
    assert report(visits, "feedback", "示范东镇", "--inspection", "k7q2").out == last
    before = report(visits, "feedback", "示范东镇", "--inspection", BEFORE).out
    assert "已销号（2024年1月15日）" in before
    assert "公示栏" in last
    assert "公示栏" not in before
    assert report(visits, "inspection", "--inspection", "k7q2").out == report(visits, "inspection", "k7q2").out


def test_feedback_on_what_is_put_right_asks_for_nothing(visits: Path) -> None:
    said = report(visits, "feedback", "示范西镇").out
    assert "整改时限：立行立改，已销号（2024年5月27日）。" in said
    assert "上述问题已经整改销号，请举一反三，巩固整改成果。" in said
    assert "报送表" not in said
    assert "30日内" in said


def test_a_notice_is_entered_verified_and_looked_at_again(kept: Path, tmp_path: Path) -> None:
    word = tmp_path / "通报.docx"
    made = report(kept, "inspection", "k7q2", "--number", "8", "-o", str(word))
    assert (made.code, made.err) == (0, f"已写入 {word}\n")
    assert fazhi("verify", str(word), "--as-of", DAY, root=kept).code == 0
    wrong = fazhi("issue", str(word), "--report", "inspection", "--inspection", NOTHING, "--number", "8",
                  "--recorded", LATER, root=kept)  # fmt: skip
    assert (wrong.code, f"--inspection {FIRST}" in wrong.err) == (2, True)
    other = fazhi("issue", str(word), "--report", "quarter", "--inspection", "k7q2", "--recorded", LATER, root=kept)
    assert (other.code, "不分督察" in other.err) == (2, True)
    done = fazhi(
        "issue", str(word), "--report", "inspection", "--number", "8", "--recorded", LATER, "--json", root=kept
    )
    assert done.code == 0, done.err
    entry = (kept / done.json["file"]).read_text("utf-8")
    assert f"inspection: '{FIRST}'\nas_of: {DAY}\n" in entry
    assert "to: [各乡镇, 市场监管局, 税务局]" in entry
    assert entry.count("finding: ") == 5
    assert "法院" not in entry
    commit(kept, "印发")
    assert fazhi("verify", NUMBER, root=kept).code == 0
    since = report(kept, "inspection", "k7q2", "--since-issued", day="2024-07-20")
    assert (since.code, NUMBER in since.out) == (0, True)
    assert "印出的24个数都没有变" in since.out
    later = report(kept, "inspection", "k7q2", "--since-issued", day="2024-09-05").out
    assert "| asked.late | 已过整改时限、没有完成的问题的个数 | 1 |" in later
    assert "| 示范东镇 | 整改k7q2.2 行政执法信息公示栏未更新 | 2024-08-31 |" in later
    never = report(kept, "inspection", NOTHING, "--since-issued", day="2024-07-20")
    assert (never.code, f"还没有登记过印发{NOTHING} 的督察通报" in never.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "about", "to"),
    [
        ("summary", (), "to: [区委, 区政府]"),
        ("rectification", (), "to: [各乡镇, 市场监管局, 税务局]"),
        ("feedback", ("--unit", "示范东镇"), "to: [示范东镇]"),
    ],
)
def test_the_others_are_entered_and_verified_too(
    kept: Path, tmp_path: Path, name: str, about: tuple[str, ...], to: str
) -> None:
    text = tmp_path / "件.md"
    assert report(kept, name, *about, "-o", str(text)).code == 0
    done = fazhi("issue", str(text), "--report", name, *about, "--as-of", DAY, "--recorded", LATER, "--json", root=kept)
    assert done.code == 0, done.err
    assert to in (kept / done.json["file"]).read_text("utf-8")
    commit(kept, "印发")
    assert fazhi("verify", done.json["id"], root=kept).code == 0
    since = report(kept, name, *about, "--since-issued", day="2024-10-10").out
    listed = since.partition("## 二、新逾期的")[2].splitlines()
    rows = [
        line.split(" | ") for line in listed if line.startswith("| ") and "| 单位 " not in line and "---" not in line
    ]
    assert rows, since
    assert all(row[1].startswith("整改") for row in rows), "findings only"


def test_a_notice_is_not_sent_to_a_body_outside_the_government(kept: Path, tmp_path: Path) -> None:
    word = tmp_path / "通报.docx"
    report(kept, "inspection", "k7q2", "--number", "8", "-o", str(word))
    ran = fazhi(
        "issue", str(word), "--report", "inspection", "--number", "8", "--to", "法院", "--recorded", LATER, root=kept
    )
    assert (ran.code, "不属政府系统" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("fazhi report inspection 2024-05", [f"{FIRST}\t2024年第一次法治建设实地督察"]),
        ("fazhi report rectification 2024-06", [f"{NOTHING}\t司法局行政复议工作专项督察"]),
        ("fazhi report feedback 示范东", ["示范东镇\tdz"]),
        ("fazhi report summary 2024", []),
        ("fazhi issue --inspection 2024-05", [f"{FIRST}\t2024年第一次法治建设实地督察"]),
    ],
)
def test_what_a_report_is_about_is_offered(
    visits: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], line: str, expected: list[str]
) -> None:
    monkeypatch.setenv("FAZHI_ROOT", str(visits))
    monkeypatch.setenv("_FAZHI_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_LINE", line)
    assert run([]) == 0
    shown = capfd.readouterr()
    assert ([each.removeprefix("plain\t") for each in shown.out.splitlines()], shown.err) == (expected, "")


def test_who_reported_is_not_asked_again_and_no_day_is_asked_that_is_past(visits: Path) -> None:
    waiting = report(visits, "feedback", "市场监管局").out
    assert "整改时限：2024年6月30日前，已于2024年7月5日报送整改情况，待复核销号。" in waiting
    assert "由我办复核" in waiting
    assert not [each for each in ("完成整改", "报送表", "请立即") if each in waiting]
    late = report(visits, "feedback", "示范东镇").out
    assert "整改时限：2024年6月30日前，已过12天，已报阶段性整改，请于2024年7月22日前报送整改情况。" in late
    assert "请在所列时限前完成整改。已过时限的，请立即整改，于2024年7月22日前报送整改情况。" in late
    notice = report(visits, "inspection", "k7q2").out
    assert "已报整改、由我办复核1个" in notice
    assert "时限已过的1个，请于7月22日前报送整改情况" in notice
    letters = fazhi("notice", "--unit", "示范东镇", "--as-of", DAY, "--json", root=visits).json
    assert letters["reply_by"] == "2024-07-22"


def test_what_was_to_be_put_right_at_once_and_was_reported_waits_for_the_office(visits: Path) -> None:
    day = "2024-05-25"
    said = report(visits, "inspection", "k7q2", day=day).out
    assert "1个问题要求在督察期间立行立改，已报整改、待复核销号。" in said
    assert "其中立行立改1个，已报整改、待复核销号。" in report(visits, "summary", day=day).out
    west = report(visits, "feedback", "示范西镇", day=day).out
    assert "立行立改，已于2024年5月23日报送整改情况，待复核销号。" in west
    assert "立行立改的问题请立即" not in west


def test_what_was_excused_is_not_said_to_be_put_right(own: Path) -> None:
    (own / f"data/inspections/{ADDED}.yaml").unlink()
    said = report(own, "feedback", "示范南镇").out
    assert "（一）上述问题不再要求整改。\n\n（二）" in said
    assert "整改成果" not in said


def test_where_nothing_was_found_the_unit_is_told_so(visits: Path) -> None:
    said = report(visits, "feedback", "司法局").out
    assert "# 关于司法局行政复议工作专项督察的反馈意见" in said
    assert "开展了司法局行政复议工作专项督察，未发现问题，现予反馈。" in said
    assert "30日内" in said
    assert not [each for each in ("##", "时限", "报送", "1个", "0个") if each in said]
    notice = report(visits, "inspection", "r5s6").out
    assert "本次督察到了1家单位，未发现问题。请该单位继续抓好" in notice
    assert "## " not in notice


def test_who_is_only_asked_is_named_in_the_ledger_by_number_alone(visits: Path) -> None:
    signed = report(visits, "rectification").out
    assert "另有1个问题，商请有关单位研究处理，不计在内。" in signed
    assert not [each for each in ("法院", "司法建议", "商请中") if each in signed]
    checked = report(visits, "rectification", "--edition", "check").out
    assert "法院“司法建议的回复情况没有汇总”" in checked


def test_a_visit_to_who_is_only_asked_is_counted_apart_everywhere(own: Path) -> None:
    place = own / f"data/inspections/{NOTHING}.yaml"
    place.write_text(place.read_text("utf-8").replace("visited: [司法局]", "visited: [法院]"), "utf-8")
    assert "今年以来，共开展督察1次。" in report(own, "summary").out
    assert "另到政府系统以外的单位督察1次。" in report(own, "summary").out
    assert "督察1次，共反馈问题9个（含以前年度督察结转的1个）" in report(own, "rectification").out
    assert "开展督察1次" in report(own, "quarter", "--period", "2024Q2").out
    alone = report(own, "rectification", "r5s6").out
    assert "督察只到了政府系统以外的单位，未发现问题。" in alone
    assert "督察1次" not in alone


def test_what_was_handed_back_is_asked_for_by_its_own_day(own: Path) -> None:
    write(own, "data/decisions/2024-07-08-return-zzzz.yaml",
          "kind: return\nrecord: scj/2024-07-05-k7q2.4-eeee\nreason: 没有会议纪要\nagain_by: 2024-07-31\nrecorded: 2024-07-08\n")  # fmt: skip
    said = report(own, "feedback", "市场监管局").out
    assert "报来的材料7月8日已退回，原因是“没有会议纪要”，请于2024年7月31日前重新报送整改情况。" in said
    assert "已过时限" not in said
    notice = report(own, "inspection", "k7q2").out
    assert "| 市场监管局 | 限期补正，自查同类问题 | 2024年6月30日前 | 已报，7月8日退回，7月31日前重报 |" in notice
    assert "其中7月31日前3个" in notice
    late = report(own, "feedback", "市场监管局", day="2024-08-05").out
    assert (
        "已过36天，报来的材料7月8日已退回，原因是“没有会议纪要”，没有重新报送，请于2024年8月15日前报送整改情况。"
        in late
    )


def test_the_report_says_on_what_ground_it_is_made(own: Path) -> None:
    plan = own / "data/tasks.yaml"
    text = plan.read_text("utf-8")
    asked = """      - {id: "4.2", title: 不定期督察, quote: 不定期开展督察, who: [区委依法治区办], due: 2024-12-31, assumed: {due: 未写}}
      - {id: "4.3", title: 汇总报告, quote: 并及时向区委、区政府汇总报告, who: [区委依法治区办], due: 2024-12-31, assumed: {due: 未写}}
"""
    text = text.replace("至少2次。\n", "至少2次，不定期开展督察，并及时向区委、区政府汇总报告。\n")
    plan.write_text(text.replace("  - id: 6\n", f"{asked}  - id: 6\n"), "utf-8")
    place = own / f"data/inspections/{FIRST}.yaml"
    place.write_text(place.read_text("utf-8").replace('obligation: "4.1"', 'obligation: ["4.1", "4.2"]'), "utf-8")
    said = report(own, "summary").out
    assert "按照《示范区法治政府建设2024年工作要点》“及时向区委、区政府汇总报告”的要求，现将" in said
    assert "还要求“不定期开展督察”，已开展1次（“司法局行政复议工作专项督察”没有计入）。" in said
    assert "已经完成" not in said
    early = report(own, "summary", day="2024-05-01").out
    assert "还要求“不定期开展督察”，尚未开展。" in early
    assert "年底前完成" not in early
