"""What was issued, and hardly looks like it: a document without its number, files that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.proof import SMALLEST_FILE
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.issued import Issued

RULES = {
    "issued-unnumbered": "发出的文书没有文号",
    "issued-unmade": "发出的报告没有写明是从哪次提交出的",
    "issued-empty": "发出的文件小得放不下内容",
}


def find(context: ReviewContext) -> Iterator[Finding]:
    """What a reviewer of an added document should look at; what was said has nothing to show but its answer."""
    for change, issued in context.added("issued", Issued):
        if not issued.is_spoken and issued.number is None:
            hint = "没有编号的函可以这样；正式行文的请补上文号，以后查得到"
            yield finding("ask", "issued-unnumbered", "发出的文书没有文号", hint, at(change, "name"))
        if not issued.is_letter and issued.commit is None:
            hint = "手写的登记以后无法核对，请用 fazhi issue 登记"
            yield finding("ask", "issued-unmade", "发出的报告没有写明是从哪次提交出的", hint, at(change, "name"))
        for index, each in enumerate(issued.files):
            if each.size < SMALLEST_FILE:
                said = f"发出的文件只有 {each.size} 字节，放不下内容"
                yield finding("ask", "issued-empty", said, "请核对是不是抄错了文件", at(change, "files", index))
