"""What was sent, made again from the register it was made from, and its files held against their hashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.entries.issued import FORM, LETTER_WORDS, Issued
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.paths import ISSUED_DIR, SUFFIX
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.catalog import Report, catalog
from spt_fazhi.services.issue.compare import (
    SentFile,
    copies_of,
    first_in_word,
    first_line,
    names_unread,
    read_sent,
    wrong_title,
)
from spt_fazhi.services.issue.issue import printed
from spt_fazhi.services.issue.past import past_workspace
from spt_fazhi.services.notice.again import letter_again
from spt_fazhi.services.paper_number import prints_number
from spt_fazhi.services.report import marked_markdown, report_values, takes_visit
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.workspace.file_facts import sha256_of
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.verified import Difference, Verified

_SHOWN = 8
_LEAST = 4


def find_issued(workspace: Workspace, typed: str) -> Entry[Issued]:
    """What was issued, by its id, its file, its 文号 or the end of its id where that is unique. Raises UsageError."""
    text = (
        narrow(typed).strip().replace("\\", "/").removeprefix("./").removeprefix(f"{ISSUED_DIR}/").removesuffix(SUFFIX)
    )
    issued = workspace.register.issued
    found = [each for each in issued if each.id == text]
    found = found or [each for each in issued if each.value.number and narrow(each.value.number) == text]
    found = found or [each for each in issued if len(text) >= _LEAST and each.id.endswith(text)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "、".join(each.id for each in found[:_SHOWN])
        raise UsageError(f"“{one_line(typed, 60)}”可能是好几份：{ids}", "请写完整的编号")
    raise UsageError(f"没有登记过“{one_line(typed, 60)}”", "用 fazhi issued 看登记了哪些，编号在每份的最后一行")


def verify(workspace: Workspace, typed: str) -> Verified:
    """Check the files of what was issued, and make it again as of its day from its commit.

    Raises UsageError for what is not there, FazhiError where the commit cannot be read.
    """
    entry = find_issued(workspace, typed)
    faults = tuple(_file_faults(workspace, entry))
    report = catalog().get(entry.value.name)
    if entry.value.commit is None or (report is None and not _is_notice(entry.value)):
        return Verified(entry=entry, files=len(entry.value.files), faults=faults, not_made=_why(entry.value, report))
    sent = read_sent(workspace, entry)
    try:
        marked = _made_again(workspace, entry.value, report, _printed_number(entry.value, sent))
    except FazhiError as error:
        if not faults:
            raise
        return Verified(entry=entry, files=len(entry.value.files), faults=faults, not_made=f"{error.message}。")
    sent = copies_of(marked, sent)
    now = {each.key: each.text for each in printed(marked)}
    first = _first_figure(entry.value, now) or wrong_title(entry.value, marked, sent)
    first = first or first_in_word(entry.value, sent, marked) or first_line(sent, marked)
    return Verified(
        entry=entry,
        files=len(entry.value.files),
        faults=faults,
        not_made="",
        figures=len(entry.value.figures),
        lines=sum(len(each.texts) for each in sent if each.kind == "text"),
        sentences=sum(len(each.texts) for each in sent if each.kind == "word"),
        unread=names_unread(sent),
        first=first,
    )


def _why(issued: Issued, report: Report | None) -> str:
    if issued.is_spoken:
        return "口头催办，没有可以重新生成的文书。"
    if issued.name == FORM:
        return "报送表不重新生成，只核对了文件。"
    made_here = report is not None or _is_notice(issued)
    return "登记里没有提交编号，不能重新生成。" if made_here else "单独登记的函，不能重新生成，只核对了文件。"


def _is_notice(issued: Issued) -> bool:
    """Whether it is a letter that `fazhi notice` made: one that somebody wrote has no commit and no figures."""
    return issued.name in LETTER_WORDS and bool(issued.commit or issued.figures)


def subject_of(report: Report, issued: Issued) -> str | None:
    """The unit, or the visit, that a report which was issued is about, for one that is about such."""
    if report.SUBJECT == "inspection":
        return issued.inspection
    return issued.to[0] if report.SUBJECT == "unit" and issued.to else None


def visit_of(report: Report, issued: Issued) -> str | None:
    """The visit that a report on a unit which was issued is about, where it was told which."""
    return issued.inspection if takes_visit(report) else None


def _printed_number(issued: Issued, sent: Sequence[SentFile]) -> str | None:
    """The 文号 it is made again with: none where a file that was sent can be read and none of them prints it."""
    texts = [each.texts for each in sent if each.texts]
    number = issued.number
    return number if number and (not texts or any(prints_number(each, number) for each in texts)) else None


def _made_again(workspace: Workspace, issued: Issued, report: Report | None, number: str | None) -> str:
    past = past_workspace(workspace, issued)
    if report is None:
        return letter_again(past, issued)
    period = issued.period if report.PERIODS else None
    values = report_values(
        past, report, subject_of(report, issued), period, number, inspection=visit_of(report, issued)
    )
    return marked_markdown(past, report, values)


def _first_figure(issued: Issued, now: Mapping[str, str]) -> Difference | None:
    """The first figure that is printed otherwise, is gone, or is new."""
    then = {each.key: each.text for each in issued.figures}
    keys = dict.fromkeys((*then, *now))
    different = (key for key in keys if then.get(key) != now.get(key))
    key = next(different, None)
    return None if key is None else Difference(where=f"数字 {key}", then=then.get(key, ""), now=now.get(key, ""))


def _file_faults(workspace: Workspace, entry: Entry[Issued]) -> Iterator[str]:
    for each in entry.value.files:
        fault = _file_fault(workspace, f"{entry.folder}/{each.name}", each)
        if fault:
            yield f"发出的文件“{one_line(each.name, 60)}”{fault}"


def _file_fault(workspace: Workspace, path: str, listed: Attachment) -> str:
    try:
        stream = workspace.source.stream(path)
        if stream is None:
            return "不在了。"
        with stream:
            return "" if sha256_of(stream) == listed.sha256 else "与登记的校验值不同，发出后被改过。"
    except OSError:
        return "读不出来。"
