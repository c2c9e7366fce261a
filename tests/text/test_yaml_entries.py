"""What is written is read back as the same value, whatever the clerk typed."""

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.entries.decision import Extend
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.record import Attachment, Evidence, Progress
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import clean, clean_line, plain
from spt_fazhi.text.yaml_text import entry_text

DAY = date(2024, 6, 12)
AWKWARD = [
    "no", "2.10", "08:30", "null", "~", "- 甲", "a: b", "#注", "'单'引号", '"双"引号', "{甲}", "[乙", "*x", "&x", "!x", "%x",
    "@x", "`x", "|", ">", "甲:乙", "甲 #乙", "😀👍", "=", "<<", "---", "...", "? 甲", "2024-06-12", "0x1F", "1e3", ".inf",
    "第一行\n第二行", "  缩进\n# 井号\n- 横", "\n", "甲\n\n\n乙", "<<<<<<< 甲\n=======\n>>>>>>> 乙", "\ufffe", "é", "\U0001f600" * 30,
]  # fmt: skip
texts = st.one_of(
    st.text(min_size=1), st.sampled_from(AWKWARD), st.text(alphabet=" \n\t:#-'\"|>{}[],&*!%@`0129.甲😀\r\x85\u2028")
)


def evidence(**given: object) -> Evidence:
    whole = {"unit": "东镇", "obligation": "6.1", "date": DAY, "title": "题", "recorded": DAY, **given}
    return Evidence(**whole)  # type: ignore[arg-type]


def back(value: object) -> object:
    found, problems = validate(type(value), read_tree(entry_text(value, "头一行")), "x.yaml")
    assert problems == []
    return found


@given(texts, texts, texts)
def test_every_cleaned_text_comes_back_equal(title: str, detail: str, unit: str) -> None:
    title, detail, unit = clean_line(title), clean(detail), clean_line(unit)
    if not (title.strip() and unit.strip()):
        return
    value = evidence(title=title, detail=detail if detail.strip() else None, unit=unit)
    assert back(value) == value
    told = yaml.safe_load(entry_text(value))
    assert (told["title"], told.get("detail"), told["unit"]) == (value.title, value.detail, value.unit)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])).filter(str.strip))
def test_edges_and_inner_spaces_survive_uncleaned(text: str) -> None:
    value = evidence(title=f"  {text}  ", detail=f" {text}\n\n {text} \n")
    assert back(value) == value


@given(st.text())
def test_clean_is_idempotent_and_leaves_nothing_unsafe(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == plain(once)
    assert not set(once) & set("\t\r\x0b\x0c\x85\u2028\u2029")
    assert once == once.strip("\n") and not any(line != line.rstrip() for line in once.split("\n"))


def test_clean_keeps_the_clerks_lines_and_composes_letters() -> None:
    assert clean("一\r\n二\r三\x0b四\u2028五\t六\x07\u202e七") == "一\n二\n三\n四\n五    六七"
    assert clean("e\u0301") == "\u00e9"
    assert clean_line("  甲\t乙\n丙 ") == "甲 乙 丙"


def test_the_file_looks_as_documented() -> None:
    value = evidence(
        amount=Decimal("2.5"), period="2024Q2", detail="第一行\n第二行: 有冒号",
        files=(Attachment(name="照片.jpg", sha256="1" * 64, size=20480),),
    )  # fmt: skip
    assert entry_text(value).splitlines() == [
        "kind: evidence", "unit: 东镇", 'obligation: "6.1"', "date: 2024-06-12", "amount: 2.5", "period: 2024Q2", "title: 题",
        "detail: |-", "  第一行", "  第二行: 有冒号", "files:", "- name: 照片.jpg", f"  sha256: '{'1' * 64}'", "  size: 20480",
        "recorded: 2024-06-12",
    ]  # fmt: skip
    assert back(value) == value


def test_long_accounts_are_blocks_and_titles_are_not() -> None:
    value = Progress(unit="东镇", task=29, period="2024Q2", done="做" * 100, recorded=DAY)
    assert f"done: |-\n  {'做' * 100}\n" in entry_text(value)
    assert back(value) == value
    assert f"title: {'题' * 100}\n" in entry_text(evidence(title="题" * 100))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_in_every_field(text: str) -> None:
    word = clean_line(text) or "甲"
    value = Extend(obligation="2.10", unit=word, due=DAY, approved_by=word, reason=clean(text) or "因", recorded=DAY)
    assert back(value) == value


def test_the_head_is_a_comment() -> None:
    assert entry_text(evidence(), "yaml-language-server: x").startswith("# yaml-language-server: x\nkind: evidence\n")


@given(texts, texts, st.lists(st.sampled_from(["4.1", "0.1", "6.10"]), unique=True))
def test_an_inspection_is_read_back(problem: str, unit: str, obligations: list[str]) -> None:
    said, name = clean_line(problem), clean_line(unit)
    if not (said and name):
        return
    findings = (
        Finding(id=1, unit=name, problem=said, due=DAY),
        Finding(id=2, unit=name, task=3, kind=said, severity="突出", problem=said, demand=said, due=DAY),
    )
    visit = Inspection(
        title=said, obligation=tuple(obligations), from_=DAY, to=DAY, by=(name,), visited=(name, "甲"), findings=findings,
        recorded=DAY,
    )  # fmt: skip
    assert back(visit) == visit


def test_one_obligation_is_written_like_one_and_several_as_a_list() -> None:
    def written(*obligations: str) -> str:
        visit = Inspection(title="题", obligation=obligations, from_=DAY, to=DAY, by=("甲",), recorded=DAY)
        return next((line for line in entry_text(visit).splitlines() if line.startswith("obligation")), "")

    assert [written("4.1"), written("4.1", "0.1"), written()] == ['obligation: "4.1"', "obligation: ['4.1', '0.1']", ""]
