"""Quotes that may mean one obligation and may not: asked one by one on a terminal, else taken from what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spt_fazhi.cli.entry.prompts import answer, on_terminal
from spt_fazhi.cli.output import note
from spt_fazhi.services.rollup.rollup import AlikeOptions
from spt_fazhi.services.rollup.same import answers_beside, keep_answers, read_answers
from spt_fazhi.services.rollup.sources import LISTS
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.alike import Decided
from spt_fazhi.views.rollup.answers import Doubt, Rollup
from spt_fazhi.views.rollup.tables import likeness_text

_YES: Final = frozenset({"是", "y", "yes", "同"})
_NO: Final = frozenset({"否", "n", "no", "不是", "不同", ""})
_STOP: Final = frozenset({"退出", "q", "quit", "exit", "不问了"})
_MOST: Final = 30
_SHOWN: Final = 200


def alike_options(
    sources: Sequence[str], answers: str | None, *, yes: bool, quiet: bool, new: bool = True
) -> AlikeOptions:
    """How quotes are matched: by the file that was named, or lies beside what is added up, and by asking.

    `quiet`: nobody is asked; `new`: the file may be one that is to be made. Raises FazhiError for a file that cannot be
    read.
    """
    # of several folders each may be what a district sent: none of them decides for the others
    whose = sources if len(sources) == 1 else [each for each in sources if each.endswith(LISTS)]
    beside = next(filter(None, map(answers_beside, whose)), None)
    file = answers if answers is not None else beside
    decided = _read(file, new=new) if file is not None else {}
    if yes or quiet or not on_terminal():
        return AlikeOptions(decided=decided, likely=yes)

    def asking(doubts: tuple[Doubt, ...]) -> Decided:
        said = list(_asked(doubts))
        if answers is not None and said:
            keep_answers(answers, said)
            note(f"回答已写入 {answers}，下次不再问。")
        elif said:
            note("回答没有存下来；要存，写 --answers 文件。")
        return {frozenset((each.one_key, each.other_key)): same for each, same in said}

    return AlikeOptions(decided=decided, asking=asking)


def _read(file: str, *, new: bool) -> Decided:
    """What was decided before; a file that is to be made is not there yet."""
    return {} if new and not typed_path(file, "--answers").exists() else read_answers(file)


def _asked(doubts: Sequence[Doubt]) -> list[tuple[Doubt, bool]]:
    """What somebody answers, pair by pair, until it is enough."""
    shown = doubts[:_MOST]
    note(f"有 {len(doubts)} 对引句像又不全像，请看是不是一件事（是／否，默认否；退出：不再问）：")
    said: list[tuple[Doubt, bool]] = []
    for at, each in enumerate(shown, 1):
        note(f"  {each.one_name}：{one_line(each.one, _SHOWN)}")
        note(f"  {each.other_name}：{one_line(each.other, _SHOWN)}")
        same = _is_same(f"[{at}/{len(shown)}] 相似度 {likeness_text(each.likeness)}，是一件事吗")
        if same is None:
            break
        said.append((each, same))
    return said


def _is_same(question: str) -> bool | None:
    """The answer; None for no more questions."""
    while True:
        typed = answer(question).strip().lower()
        if typed in _STOP:
            return None
        if typed in _YES | _NO:
            return typed in _YES
        note("  请写 是、否 或 退出")


def tell_doubts(rollup: Rollup, *, yes: bool, asks: bool = True) -> None:
    """Say how many pairs nobody has decided about, and what can be done that was not; `asks`: the command asks."""
    left = rollup.open_doubts
    if left:
        ways = [
            "在终端里运行逐对问" if asks else "先运行 fazhi rollup 来源 --answers 文件 逐对答",
            "" if yes else "写 --yes 采用比较像的",
            "在 --answers 文件里写明" if asks else "把那个文件写在 --answers 后面",
        ]
        how = "，".join(filter(None, ways))
        note(f"有 {left} 对引句像又不全像，没有当成一件事，“多个县区逾期的事项”会受影响：{how}。")
