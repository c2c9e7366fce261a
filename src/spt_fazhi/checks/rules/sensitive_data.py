"""Personal data and secrecy marks, in every text, file name and text attachment."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.compare import anchor
from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.checks.texts import joined, plan_texts, texts_in
from spt_fazhi.model.paths import RECORDS_DIR
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.text.sensitive import (
    BANK_CARD,
    ID_NUMBER,
    INTERNAL_MARK,
    MOBILE,
    SECRECY_MARK,
    Kind,
    SensitiveMatch,
    find,
)

RULES = {
    "id-number": "身份证号（18 位，校验位正确）",
    "bank-card": "银行卡号（16 至 19 位，校验位正确）",
    "mobile-number": "手机号",
    "secrecy-mark": "密级标志（绝密★、机密★、秘密★ 等）",
    "internal-mark": "“内部资料”“工作秘密”“不予公开”等字样",
    "attachment-not-scanned": "文本附件过长，只扫描了开头",
}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"

_HINTS: dict[Kind, str] = {
    ID_NUMBER: "请删去或改用姓氏加职务；若已提交，用 fazhi decide redact 去除，历史怎么清除见 docs/redact.md",
    BANK_CARD: "请删去；若已提交，用 fazhi decide redact 去除，历史怎么清除见 docs/redact.md",
    MOBILE: "请改用办公电话或删去；公开的材料里不得出现",
    SECRECY_MARK: "涉密内容不得存入本系统，请立即停止使用该文件，并报告保密工作机构处理",
    INTERNAL_MARK: "请核对这份材料能不能放进来；工作秘密和不予公开的内容不要录入",
}

_ELSEWHERE: dict[Kind, str] = {
    ID_NUMBER: "请删去或改用姓氏加职务；若已合并，历史怎么清除见 docs/redact.md",
    BANK_CARD: "请删去；若已合并，历史怎么清除见 docs/redact.md",
}
"""Outside the records there is nothing that `decide redact` could let go."""


def check(context: CheckContext) -> Iterator[Problem]:
    """Scan the plan, the units, the records and decisions, file names and text attachments."""
    for file, text, where in plan_texts(context):
        yield from _in_field(file, text, where)
    listed: set[str] = set()
    for entry in context.entries:
        listed.update(f"{entry.folder}/{each.name}" for each in getattr(entry.value, "files", ()))
        if find(joined(entry.value)):
            for text, where in texts_in(entry.value):
                yield from _in_field(entry.file, text, where)
    for fact in context.files:
        if fact.path not in listed:  # a listed name is reported where the record writes it
            yield from (_problem(each, fact.path, "文件名") for each in find(fact.name))
        yield from _in_file(fact)


def _in_field(file: str, text: str, where: Where) -> Iterator[Problem]:
    for each in find(text):
        keys = [part for part in where if isinstance(part, str)]
        subject = "附件名" if keys[-2:] == ["files", "name"] else f"字段 {keys[-1]} "
        yield _problem(each, file, subject, where, anchor(text, each.start, each.end - each.start))


def _in_file(fact: FileFact) -> Iterator[Problem]:
    if fact.text is None:
        return
    line, counted = 1, 0
    for each in find(fact.text):
        line += fact.text.count("\n", counted, each.start)
        counted = each.start
        column = each.start - (fact.text.rfind("\n", 0, each.start) + 1) + 1
        kind = each.kind
        yield Problem(
            rule=kind.rule,
            severity=kind.severity,
            file=fact.path,
            message=_message(each, "附件"),
            hint=_HINTS[kind],
            line=line,
            column=column,
        )
    if fact.text_cut:
        yield Problem(
            rule="attachment-not-scanned",
            severity="notice",
            file=fact.path,
            message="文本附件过长，只扫描了开头部分",
            hint="请人工检查其余部分有没有个人信息或涉密内容",
        )


def _problem(each: SensitiveMatch, file: str, subject: str, where: Where = (), within: str = "") -> Problem:
    kind = each.kind
    hint = _HINTS[kind] if file.startswith(f"{RECORDS_DIR}/") else _ELSEWHERE.get(kind, _HINTS[kind])
    return Problem(
        rule=kind.rule,
        severity=kind.severity,
        file=file,
        message=_message(each, subject),
        hint=hint,
        where=where,
        within=within,
    )


def _message(each: SensitiveMatch, subject: str) -> str:
    if each.kind in {SECRECY_MARK, INTERNAL_MARK}:
        return f"{subject}中有{each.kind.word}“{each.shown}”"
    return f"{subject}中疑似有{each.kind.word} {each.shown}"
