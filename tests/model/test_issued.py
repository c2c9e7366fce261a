"""What was issued: read back as it was written, and what it cannot be."""

from typing import Any

import pytest
from tests.builders.world import attachment, day, issued

from spt_fazhi.model.entries.issued import Issued, IssuedDuty, PrintedFigure
from spt_fazhi.store.yaml.reader import read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.yaml_text import entry_text

SENT = Issued(
    name="quarter", number="示依法办发〔2024〕5号", title="通报：二季度", to=("各乡镇", "各部门"), period="2024Q2",
    as_of=day("06-30"), commit="ab" * 20, duties=(IssuedDuty(obligation="6.1", unit="东镇"),), reply_by=day("07-20"),
    figures=(PrintedFigure("总体.应完成", "304"), PrintedFigure("总体: 率", "64.3% "), PrintedFigure("yes", "未启动")),
    files=(attachment("通报.docx"),), recorded=day("07-08"),
)  # fmt: skip


@pytest.mark.parametrize("value", [SENT, issued("call", answer="6月28日前报送").value])
def test_written_and_read_back(value):
    assert validate(Issued, read_tree(entry_text(value)), "x.yaml") == (value, [])


def test_what_counts_as_chasing():
    assert not SENT.is_reminder
    assert issued("urge").value.is_reminder
    assert issued("meeting").value.is_spoken


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "call", "duties": (), "files": ()}, "口头催办要写明"),
        ({"reply_by": day("07-07")}, "早于 recorded"),
        ({"as_of": day("07-09")}, "晚于 recorded"),
        ({"answer": "报" * 501}, "有 501 个字"),
    ],
)
def test_what_it_cannot_be(more, said):
    given: dict[str, Any] = {
        "name": "quarter", "to": ("各乡镇",), "files": SENT.files, "as_of": day("07-08"), "answer": "报" * 500,
        "recorded": day("07-08"),
    }  # fmt: skip
    Issued(**given)
    with pytest.raises(ValueError, match=said):
        Issued(**given | more)


def test_a_line_is_about_one_thing():
    with pytest.raises(ValueError, match="只写一个"):
        IssuedDuty(unit="甲局")
    with pytest.raises(ValueError, match="写明 unit"):
        IssuedDuty(task=3, unit="甲局")
