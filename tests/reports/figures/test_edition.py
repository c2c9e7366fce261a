"""The edition to check a report by: each figure has its note, equal notes share one, every record is in the index."""

from __future__ import annotations

from typing import Annotated

from tests.builders.world import attachment, day, evidence, obligation, progress, register

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.edition import CheckValues, Origin, check_edition
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.marks import mark, mark_note, mark_sources, marked_in, without_marks

RECORDS = (
    *(evidence(f"05-{number + 1:02}", number=number) for number in range(10)),
    evidence("06-01", number=20, files=(attachment("签到表.jpg"),)),
    progress("06-02", number=30),
)
IDS = [each.id for each in RECORDS]


@frozen
class Values:
    """Values of an invented report."""

    figures: Annotated[tuple[Figure, ...], "数字"]
    left_out: Annotated[tuple[str, ...], "没有写的"] = ()


def checked(marked: str, *figures: Figure, left_out: tuple[str, ...] = ()) -> tuple[str, CheckValues]:
    request = ReportRequest(assessment=assess(register(obligation(), records=RECORDS), day("06-20")))
    origin = Origin(commit="0" * 40, saved=True)
    return check_edition(request, Values(figures=figures, left_out=left_out), marked, origin)


def test_every_figure_has_a_note_and_equal_notes_share_one() -> None:
    done, again = number("done", 2, "已完成的项次", IDS[:2]), number("again", 2, "已完成的项次", IDS[:2])
    owed = number("owed", 3, "应完成的项次")
    marked = f"应完成{mark('owed', '3')}，完成{mark('done', '2')}，即{mark('again', '2')}；又{mark('done', '2')}。"
    text, values = checked(marked, done, again, owed)
    assert without_marks(text) == "应完成3[^r1]，完成2[^r2]，即2[^r2]；又2[^r2]。"
    assert [each.key for each in marked_in(text)] == ["owed", "done", "again", "done"]
    assert [(each.label, each.text) for each in values.notes] == [
        ("r1", "应完成的项次。"), ("r2", f"已完成的项次；记录：{IDS[0]}、{IDS[1]}。"),
    ]  # fmt: skip


def test_every_record_that_a_note_rests_on_is_in_the_index_with_its_notes() -> None:
    many = number("many", 10, "收到的佐证", IDS[:10])
    marked = f"{mark('many', '10')}{mark_sources([IDS[10], IDS[0]])}{mark_sources([IDS[11]])}{mark_note('另一句')}"
    text, values = checked(marked, many)
    assert without_marks(text) == "10[^r1][^r2][^r3][^r4]"
    assert "等10条，见附录" in values.notes[0].text.replace(" ", "")
    assert values.notes[3].text == "另一句"
    assert [each.id for each in values.records] == IDS
    assert values.records[0].notes == ("1", "2")
    assert (values.records[10].files, values.records[10].notes) == (("签到表.jpg",), ("2",))
    assert (values.records[11].title, values.records[11].date) == ("任务1 2024年第二季度进展", day("06-02"))


def test_what_the_text_leaves_out_is_handed_on() -> None:
    _, values = checked("甲", left_out=("没有写乙",))
    assert (values.left_out, values.notes, values.records) == (("没有写乙",), (), ())
    assert values.origin.saved
