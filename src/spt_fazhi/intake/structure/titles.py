"""Where the title of a task ends and its text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from spt_fazhi.intake.obligations.lexicon import ADVERBS
from spt_fazhi.intake.obligations.phrases import find_phrases

_LONGEST: Final = 40
_CUT: Final = 24
_COLON: Final = re.compile(r"[^，,。；;：:]{2,25}[：:](?=\s*\S)")
_GAP: Final = re.compile(r"[^，,。；;：: \t\u3000]{2,25}(?:\u3000{1,9}| {2,9}|\t{1,9})(?=\S)")
# what a title never says: a time, a measure, who is to do it
_TOLD: Final = re.compile(
    r"[%％]|百分之|全年|年底|年末|年内|月底|月末|季度|[上下]半年|每[年月周日季个名]|不少于|不低于|不超过|不高于|至少|之前|以上|以内|"
    r"前完成|到位率|[\d一二三四五六七八九十百千万余多几]+(?:[次场件名人家期份篇座套遍轮]|人次|场次|小时|学时|课时)|"
    r"牵头(?!人)|负责(?!人|同志|制)|会同|应当|必须|(?<![重主首紧纲摘概险需提])要(?![求素点闻件务害约领塞职案义])|(?:^|，)须"
)
_SAID_OF: Final = re.compile(
    r"各(?![类项司方])|[一二三四五六七八九]是|[对将把由].{4,}(?:予以|进行|给予|纳入|列入|作为|承担)"
)
_LABELS: Final = re.compile(
    "(?:(?:目标|工作|主要|具体|重点|任务|年度)?(?:目标|任务|内容|措施|举措|要求|标准|事项|成果|安排|指标|计划|名称)(?:任务|要求|措施|名称)?|"
    "(?:完成|责任|牵头|配合|时限|进度).{0,4})"
)
# what is made, done or told: one of two things a sentence asks for, not half of a title
_ASKS: Final = re.compile(
    rf"(?:{ADVERBS}){{0,4}}(?:编制|编印|编写|制定|制订|出台|印发|修订|修改|发布|公布|公开|公示|召开|举办|举行|开展|组织|完成|报送|报告|上报|通报|汇报|提交|"
    "清理|废止|新建|建成|搭建|设立|组建|成立|签订|评选|表彰|检查|督察|督查|考核|评估|培训|梳理|调整|更新|述法|选聘|配备|聘任)"
    "|[\u4e00-\u9fff]{2,12}(?:局|办|委|部门|单位|乡镇|街道)(?!等)"
)
_ASIDE: Final = re.compile(r"(?<=.{4})[（(][^（(）)]{0,80}[）)]$")
_ITEM: Final = re.compile("^[一二三四五六七八九十]{1,2}(?:是(?!否)|要(?=[\u4e00-\u9fff]{4}))")
_OPENS: Final = "（(〔[【［《“‘〈"
_CLOSES: Final = "）)〕]】］》”’〉"


class Title(NamedTuple):  # a tuple: one for each paragraph
    """`text[:end]` is the title; the task's text begins at `start`. `guessed` when the title is cut from the text."""

    title: str
    end: int
    start: int
    guessed: bool = False


def title_in(text: str, *, more: bool, rest: str = "") -> Title:
    """The title in a paragraph; `more` says that further paragraphs belong to the task, `rest` what they say.

    A first sentence that names a time, a number (which the rest does not say again), who does it, or two things is no
    title: it stays in the text, and the title is some of its words.
    """
    stop = text.find("。", 0, 2 * _LONGEST)
    if 0 < stop <= _LONGEST and (text[stop + 1 :].strip() or more):
        if _is_title(text[:stop], f"{text[stop + 1 :]}\n{rest}", alone=False):
            return Title(title=text[:stop].strip(), end=stop, start=stop + 1)
    else:
        colon = _COLON.match(text) or _GAP.match(text)
        before = text[: colon.end()].rstrip("：: \t\u3000") if colon and not (more and stop < 0) else ""
        if colon and _is_title(before, text[colon.end() :], alone=True):
            return Title(title=before, end=colon.end() - 1, start=colon.end())
    bare = text.strip().rstrip("。；;：:")
    if more and "。" not in bare and len(bare) <= _LONGEST and _is_title(bare, rest, alone=True):
        return Title(title=bare, end=len(text), start=len(text))
    return Title(title=_guess(bare), end=0, start=0, guessed=True)


def _is_title(words: str, rest: str, *, alone: bool) -> bool:
    """Whether `words` read like a title; `alone`: they have a line of their own, where a comma does no harm."""
    words = left = words.strip()
    for each in find_phrases(words):
        if each.text not in rest:
            return False
        left = left.replace(each.text, "", 1)
    if not words or _TOLD.search(left) or _SAID_OF.match(words) or (alone and _LABELS.fullmatch(words)):
        return False
    if alone:
        return True
    halves = [half for half in re.split("[，,；;：:]", words) if half]
    return len(halves) == 1 or all(4 <= len(half) <= _CUT and not _ASKS.match(half) for half in halves)


def _guess(bare: str) -> str:
    """A title out of the words themselves: one clause, whole where it is short, never half of a bracket."""
    for start, end in _clauses(bare[: 8 * _LONGEST]):
        clause = bare[start:end]
        days = [each for each in find_phrases(clause) if each.kind == "date"]
        if days and not clause[: days[0].start].strip():
            clause = clause[days[0].end :]
        clause = _ASIDE.sub("", _ITEM.sub("", clause.removeprefix("全年").strip()))
        if len(clause) < 4 or _LABELS.fullmatch(clause):
            continue
        return clause if len(clause) <= _CUT else _shorter(clause)
    whole = bare.strip()[:_CUT]
    return whole if _is_balanced(whole) else re.split(f"[{re.escape(_OPENS + _CLOSES)}]", whole)[0] or whole


def _shorter(clause: str) -> str:
    """Some words of a long clause: what it ends in after 的, else what it begins with before a 、."""
    for match in re.finditer("的", clause):
        tail = clause[match.end() :]
        if 6 <= len(tail) <= _CUT and _is_balanced(tail):
            return tail
    if len(clause) <= _LONGEST and _is_balanced(clause):
        return clause
    for match in reversed(list(re.finditer("、|和|及|并|与", clause[:_LONGEST]))):
        head = clause[: match.start()]
        if len(head) >= 6 and _is_balanced(head):
            return head
    at = _CUT
    while at > 4 and not _is_balanced(clause[:at]):
        at -= 1
    return clause[:at]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between commas and stops that stand in no bracket."""
    depth = start = 0
    for index, char in enumerate(text):
        depth = max(0, depth + (char in _OPENS) - (char in _CLOSES))
        if (char in "，,；;：:" and not depth) or char in "。\n":
            depth = 0
            yield start, index
            start = index + 1
    yield start, len(text)


def _is_balanced(words: str) -> bool:
    depth = 0
    for char in words:
        depth += (char in _OPENS) - (char in _CLOSES)
        if depth < 0:
            return False
    return depth == 0
