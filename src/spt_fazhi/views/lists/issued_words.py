"""How a letter or a spoken reminder is put in words."""

from __future__ import annotations

from spt_fazhi.model.entries.issued import FORM, FORM_WORD, LETTER_WORDS, REPORT_WORDS, SPOKEN_WORDS, Issued
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.wording import month_day


def last_text(said: Issued) -> str:
    """`6月20日已电话催办，答复“6月28日前报送”`, `6月20日已发催办函（示依法办函〔2024〕3号）`."""
    number = f"（{one_line(said.number)}）" if said.number else ""
    how = f"已{SPOKEN_WORDS[said.name]}催办" if said.name in SPOKEN_WORDS else f"已发{letter_word(said.name)}{number}"
    answer = f"，答复{quoted(one_line(said.answer, 60))}" if said.answer else ""
    return f"{month_day(said.recorded)}{how}{answer}"


def letter_word(name: str) -> str:
    """`催办函`, `督办通知`, `反馈意见`: what was sent under this name."""
    if name == FORM or name in REPORT_WORDS:
        return REPORT_WORDS.get(name, FORM_WORD)
    word = LETTER_WORDS[name]
    return word if word.endswith(("函", "通知")) else f"{word}函"


def unwarned_text(number: int) -> str:
    """Why so many units that are late enough for a 督办通知 get a 催办函."""
    return (
        f"有 {number} 家已到督办的时候，但没有登记过对这些事项的催办，先发催办函；"
        "电话、上门催过的，用 fazhi issue 登记后再写。"
    )
