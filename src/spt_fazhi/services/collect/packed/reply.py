"""The answer to a mail that brought a faulty form: a draft with the form in which the faults are marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from spt_fazhi.render.office.mail import Answered, Enclosed, mail_bytes
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.services.collect.outcome import FormOutcome
from spt_fazhi.services.collect.received import BACK
from spt_fazhi.store.documents.bundle import Letter
from spt_fazhi.text.plain import one_line

_ANSWERS: Final = re.compile(r"\s*(?:回复|答复|re|回覆)\s*[:：]", re.IGNORECASE)


def back_name(outcome: FormOutcome) -> str:
    """What a form is called that goes back, less the ending: `退回_东镇`, once however often it went back."""
    name = PurePath(re.sub(r"（第 [0-9]+ 个）$", "", PurePath(outcome.name).name))
    stem = name.stem.removeprefix(BACK)
    packed = outcome.received.origin is not None
    return f"{BACK}{stem if not packed or outcome.unit in stem else f'{outcome.unit}-{stem}'}"


def reply(letter: Letter, outcomes: Sequence[FormOutcome]) -> bytes:
    """The draft of the answer to a mail, with the forms of `outcomes`, all of which came with it and go back."""
    names: list[str] = []
    enclosed = []
    for each in outcomes:
        if each.back is not None:
            stem = back_name(each)
            name = f"{stem}{f'-{names.count(stem) + 1}' if stem in names else ''}.xlsx"
            names.append(stem)
            enclosed.append(Enclosed(name=name, data=form_bytes(each.back)))
    subject = letter.subject if _ANSWERS.match(letter.subject) else f"回复：{letter.subject or '报送表'}"
    to = letter.sender or one_line(outcomes[0].unit)
    answered = Answered(address=letter.address, message_id=letter.message_id)
    return mail_bytes(
        to, one_line(subject), _text(outcomes, [each.name for each in enclosed]), enclosed, answered=answered
    )


def _text(outcomes: Sequence[FormOutcome], names: Sequence[str]) -> str:
    """What is to be put right and how, in two sentences."""
    cells = sum(len(each.faults) for each in outcomes)
    files = "、".join(f"“{name}”" for name in names)
    units = "、".join(dict.fromkeys(one_line(each.unit) for each in outcomes))
    return (
        f"您好：{units}报来的表有 {cells} 处要改，见附件{files}，要改的格子标了红，批注里写着怎么改。\n"
        "请改好后回复本邮件，把改好的表和写进表里的附件一并发来。\n"
    )
