"""Entries and the files beside them are only ever added: what is there already may neither change nor go.

The exceptions are what a redaction names, a file it lets go as it was, and what goes to the archive of its year
(`archiving`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.archiving import went_on
from spt_fazhi.changes.context import FileDifference, ReviewContext, finding
from spt_fazhi.changes.redactions import allowed, let_go
from spt_fazhi.changes.values import ENTRY_SUBJECTS, Change, FieldChange, Finding, Spot
from spt_fazhi.changes.words import value_text
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.entries.record import Void
from spt_fazhi.model.paths import id_of
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

RULES = {
    "record-changed": "已有的记录被改动或删除",
    "decision-changed": "已有的决定被改动或删除",
    "inspection-changed": "已有的督察或督察问题被改动或删除",
    "attachment-altered": "已有的附件被改动或删除",
    "issued-changed": "发出的文书、催办登记或发出的文件被改动或删除",
    "redacted": "按去除的决定改动或删除了文件",
}
_WORDS = {
    "record": "记录",
    "decision": "决定",
    "inspection": "督察",
    "attachment": "附件",
    "issued": "发出登记",
    "enclosure": "发出的文件",
}
_SHOWN = 3
_FINDING_WORDS = {"due": "（整改时限）", "unit": "（责任单位）", "problem": "（问题）", "demand": "（整改要求）"}
_RULES = {"attachment": "attachment-altered", "enclosure": "issued-changed"}
_SENT = "发出去的收不回来：请恢复原文件；要更正的，另发一份，用 fazhi issue 登记"
_REDACT = "含个人信息、涉密的用 fazhi decide redact 去除"
_HINTS = {
    "record": f"记录只增不改：请恢复原文件；写错了的用 fazhi record void 作废，再重新录入；{_REDACT}",
    "decision": "决定只增不改：请恢复原文件，再用 fazhi decide 作出新的决定",
    "inspection": (
        "督察和问题只增不改：请恢复原文件；漏了的问题用 fazhi inspect add 补登，"
        "整改时限由 fazhi decide extend 批准延期，不再要求整改的由 fazhi decide waive 定为不适用"
    ),
    "issued": _SENT,
    "enclosure": _SENT,
    "attachment": f"附件是佐证的一部分，不能换：请恢复原文件；确需更换的，作废该记录后重新录入；{_REDACT}",
}

_VOID = "请恢复原文件；作废的原因里有个人信息的，先用 fazhi record void 再作废一次，再用 fazhi decide redact 去除这一条"


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a file, at the first field that differs where there is one."""
    gone = allowed(let_go(context.before.register, context.after.register.decisions), context.old_hashes)
    changed = {change.spot.file: change for change in context.changes if change.subject in ENTRY_SUBJECTS}
    archived = went_on(context)
    for each in context.files:
        if each.kind not in _WORDS or each.action == "added" or each.path in archived:
            continue
        revived = _revived(context, each)
        if revived:
            said = f"已有的作废记录被{'删除' if each.action == 'deleted' else '改动'}，{revived} 又会计入"
            yield finding("block", "record-changed", said, _VOID, each.spot)
            continue
        if each.path in gone:
            yield _redacted(each, gone[each.path])
            continue
        rule = _RULES.get(each.kind, f"{each.kind}-changed")
        message, spot = _what(each, changed.get(each.path))
        yield finding("block", rule, message, _HINTS[each.kind], spot)


def _revived(context: ReviewContext, each: FileDifference) -> str:
    """The record that was withdrawn and stands again without what voided it, redacted or not; "" for none."""
    void = context.records_before.get(id_of(each.path)) if each.kind == "record" else None
    if void is None or not isinstance(void.value, Void):
        return ""
    target = void.value.record
    was, now = context.before.matching.withdrawn, context.after.matching.withdrawn
    return target if target in was and target in context.records and target not in now else ""


def _redacted(each: FileDifference, by: str) -> Finding:
    said = f"按决定 {by} {'删除' if each.action == 'deleted' else '改动'}了已有的{_WORDS[each.kind]}"
    return finding("ask", "redacted", said, "请核对该不该去除；git 的历史里还有它，要另行清理", each.spot)


def _what(each: FileDifference, change: Change | None) -> tuple[str, Spot]:
    name = f"已有的{_WORDS[each.kind]}"
    if each.action == "deleted":
        return f"{name}被删除", each.spot
    if change is None or not change.fields:
        return f"{name}被改动", each.spot
    first = change.fields[0]
    more = f" 等 {len(change.fields)} 处" if len(change.fields) > 1 else ""
    return f"{name}被改动：{_field(first)}{more}", first.spot


def _field(changed: FieldChange) -> str:
    """What was changed in a field: of many figures, which."""
    old, new = changed.old, changed.new
    if changed.name == "figures" and all(isinstance(each, PrintedFigure) for each in (*old, *new)):
        keys = tuple(dict.fromkeys(one_line(each.key, 60) for each in (*old, *new)))
        if len(keys) != 1:
            return f"印出的数（figures）{names_text(keys, _SHOWN, '个') or '的次序'}"
        old, new = (next((each.text for each in side), None) for side in (old, new))
        return f"印出的数（figures）{keys[0]} 由{value_text(old)}改为{value_text(new)}"
    return f"{_name(changed.name)} 由{value_text(old)}改为{value_text(new)}"


def _name(written: str) -> str:
    """What a field is called; of a finding with its number."""
    first, _, rest = written.partition(".")
    number, _, key = rest.partition(".")
    if first != "findings":
        return written
    return f"问题 {number} 的 {key}{_FINDING_WORDS.get(key, '')}" if key else f"问题 {number}"
