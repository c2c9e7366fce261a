"""What was sent or said once and entered twice: it would count as two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import islice
from typing import Final

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.entries.issued import LETTER_WORDS, Issued
from spt_fazhi.model.problem import Problem, Where

RULES = {"issued-again": "同一份函、同一份报告或同一次口头催办登记了两次"}
NEEDS: frozenset[str] = frozenset()

Sign = tuple[Hashable, ...]
_MOST_SIGNS: Final = 2000
"""Signs of one entry that are looked at: a letter has some ten, and a hostile one might have the square of its size."""


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two that share a sign, each reported once; two letters with two numbers are two."""
    seen: dict[Sign, dict[str, str]] = {}
    for entry in sorted(context.register.issued, key=context.arrival):
        is_letter = entry.value.name in LETTER_WORDS
        number = "".join((entry.value.number or "").split()) if is_letter else ""
        known = None
        for sign in dict.fromkeys(islice(_signs(context.directory, entry.value), _MOST_SIGNS)):
            ids = seen.setdefault(sign, {})
            same = (ids.get(number) or ids.get("")) if number else next(iter(ids.values()), None)
            known = known or same
            ids.setdefault(number, entry.id)
        if known is not None:
            said, hint, where = _words(entry.value)
            yield Problem(
                rule="issued-again",
                severity="error",
                file=entry.file,
                message=f"与 {known} 重复：{said}",
                hint=hint,
                where=where,
            )


def _signs(directory: Directory, issued: Issued) -> Iterator[Sign]:
    """By what the same thing is known again: each of these alone tells it.

    A call, by its day, its answer and a duty it was about; a letter, by its first file on whatever day, and by its day
    and a duty, with a file of it or, where it was made here, with its kind; a report, by what it was made for, its file
    and one of those it went to.
    """
    if issued.is_letter:
        for unit in _named(directory, issued):
            if issued.files and not issued.is_spoken:  # what is enclosed may go out twice, the letter itself does not
                yield ("letter", issued.files[0].sha256, unit)
            for each in issued.duties:
                subject = (each.obligation, each.task, each.inspection, each.finding, each.period)
                about = (unit, subject, directory.canonical(each.unit) or each.unit)
                if issued.is_spoken:
                    yield (issued.name, issued.recorded, issued.answer, about)
                elif issued.figures:
                    yield (issued.name, issued.recorded, about)
                for file in issued.files:
                    yield ("letter", issued.recorded, file.sha256, about)
        return
    units = (*directory.expand(issued.to), *(name for name in issued.to if not directory.knows(name))) or ("",)
    for file in issued.files:
        for unit in units:
            yield (issued.name, issued.period, issued.as_of, file.sha256, unit)


def _named(directory: Directory, issued: Issued) -> Iterator[str]:
    return iter(dict.fromkeys(directory.canonical(name) or name for name in issued.to))


def _words(issued: Issued) -> tuple[str, str, Where]:
    once = "只登记一次：登记重了、还没提交的，删去后一份"
    if issued.is_spoken:
        said = "同一天、同一个单位、同样的方式和答复，说的是同一事项，会算成催办两次"
        return said, f"同一次催办{once}；确是两次的，在答复（answer）里写明各次怎么说的", ("duties",)
    if issued.name in LETTER_WORDS:
        said = "发给同一个单位的同一份函，会算成催办两次"
        return said, f"同一份函{once}；确是两份函的，各编文号、各附各的文件", ("files",)
    return "同一期、同一天的数、同一个文件", f"同一份报告{once}；补发给别的单位的，只写补发的单位", ("files",)
