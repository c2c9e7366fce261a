"""Titles of sections and words of time are those of the document, as `check` wants them."""

from __future__ import annotations

from tests.intake.kinds.case import drafted
from tests.intake.kinds.judged_structure import CASES


def test_a_section_has_a_title_of_the_document_and_a_time_the_words_of_its_cell() -> None:
    draft = drafted(next(case for case in CASES if case.name == "a table under a heading of the text"))
    assert [each.title for each in draft.draft.sections] == ["评查内容", "进度安排"]
    last = [each for task in draft.draft.tasks[2:] for each in draft.proposals[task.id].obligations]
    assert tuple(dict.fromkeys(each.phrase for each in last)) == ("2025.4.15", "20250531", "2025/7/10")
