"""Files below the records and decisions that do not belong there, and links."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.model.paths import DECISIONS_DIR, SUFFIX, is_attachment
from spt_fazhi.model.problem import Problem

RULES = {"symlink": "链接", "stray-file": "放错了地方的文件"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """Links anywhere; files that are neither a record or decision nor inside a record's folder of attachments."""
    for fact in context.files:
        if fact.is_link:
            yield Problem(
                rule="symlink",
                severity="error",
                file=fact.path,
                message="这是一个链接，不是文件；链接可能指到工作区之外，一律不用",
                hint="请删去链接，把文件本身放进来",
                line=1,
                column=1,
            )
        elif fact.name != ".gitkeep" and not is_attachment(fact.path):
            yield Problem(
                rule="stray-file",
                severity="warning",
                file=fact.path,
                message="这个文件不是记录、决定或附件，不会被读取",
                hint=_hint(fact),
                line=1,
                column=1,
            )


def _hint(fact: FileFact) -> str:
    name = fact.name.lower()
    if name.endswith((".yml", ".yaml.txt")) or (name != fact.name and name.endswith(SUFFIX)):
        return "记录和决定的扩展名必须是小写的 .yaml，请改名"
    if name.endswith(SUFFIX):
        return "记录应放在 data/records/单位代码/ 下，决定应放在 data/decisions/ 下，不能再套文件夹"
    if name in {".ds_store", "thumbs.db", "desktop.ini"} or name.startswith(("~$", ".~")):
        return "这是系统或办公软件留下的文件，可以删去"
    if fact.path.startswith(f"{DECISIONS_DIR}/"):
        return "决定没有附件；请把它移到工作区的其他文件夹，或删去"
    return "附件应放在与记录同名的文件夹里，并由 fazhi record 登记；用不着的请删去"
