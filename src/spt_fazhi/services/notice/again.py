"""A letter that was sent, made again from the register it was made from."""

from __future__ import annotations

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.references import finding_id
from spt_fazhi.services.form.make import ENDING
from spt_fazhi.services.notice.make import NoticeOptions, make_letters
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.notices.notice import NoticeFilter
from spt_fazhi.views.notices.notices import notices


def letter_again(past: Workspace, issued: Issued) -> str:
    """The text, with figures marked, of the same letter to the same unit about the same duties, as of `past`'s day.

    Empty where that register calls for no such letter. Raises FazhiError for a template that fails.
    """
    assessment = past.assessment
    lines = {(line.obligation, line.task, _named(line), line.period or "") for line in issued.duties}
    duties = [each for each in assessment.all_duties if _line(each) in lines]
    letters = letters_of(assessment.register, assessment.day, assessment.directory)
    found = notices(assessment, duties, letters, NoticeFilter(units=frozenset(issued.to), reply_by=issued.reply_by))
    same = tuple(each for each in found.notices if each.level == issued.name and each.unit in issued.to)
    with_form = any(each.name.lower().endswith(ENDING) for each in issued.files)
    options = NoticeOptions(format="md", number=issued.number, form=with_form)
    made = make_letters(past, replace(found, notices=same), options)
    return made[0].marked if made else ""


def _line(each: Assessed) -> tuple[str | None, int | None, str, str]:
    key = each.duty.key
    if key.finding:
        return None, None, key.finding, ""
    return (key.obligation, None, "", key.period) if key.obligation else (None, key.task, "", key.period)


def _named(line: IssuedDuty) -> str:
    """The full id of a finding; empty for everything else."""
    if line.inspection is None or line.finding is None:
        return ""
    return finding_id(line.inspection, line.finding)
