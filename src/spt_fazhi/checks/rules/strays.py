"""Files below the folders of entries that do not belong there, and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, SUFFIX, is_attachment
from spt_fazhi.model.problem import Problem, Severity

RULES = {"symlink": "链接", "folder-not-file": "名为 .yaml 的文件夹", "stray-file": "放错了地方的文件"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"
_SETTINGS: Final = frozenset({".gitattributes", ".gitignore", ".gitmodules", ".lfsconfig", ".mailmap"})

_BELONGS: Final = {
    DECISIONS_DIR: "决定没有附件；请把它移到工作区的其他文件夹，或删去",
    INSPECTIONS_DIR: "督察没有附件；通报等文件用 fazhi issue 登记，别的请移到工作区的其他文件夹，或删去",
    ISSUED_DIR: "发出的文件应放在与登记同名的文件夹里，并由 fazhi issue 登记；用不着的请删去",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """Links; folders called like a file; files that are nothing that is read and lie in no record's folder."""
    for fact in context.files:
        if fact.is_link:
            hint = "请删去链接，把文件本身放进来"
            yield _problem("symlink", fact, "这是一个链接，不是文件；链接可能指到工作区之外，一律不用", hint)
        elif fact.is_folder:
            message = "这是一个文件夹，却用了记录、决定或督察的名字；里面的内容不会被读取"
            hint = "空的请删去；附件的文件夹不带 .yaml；记录请用 fazhi record、decide、inspect 生成"
            yield _problem("folder-not-file", fact, message, hint)
        elif fact.name == ".gitkeep":
            if fact.size:
                message = f".gitkeep 里有 {fact.size} 字节的内容，它本应是空的"
                yield _problem("stray-file", fact, message, "请清空它；要存的内容，请作为记录的附件录入")
        elif not is_attachment(fact.path):
            yield _problem("stray-file", fact, "这个文件不是记录、决定、督察或附件，不会被读取", _hint(fact))


def _problem(rule: str, fact: FileFact, message: str, hint: str) -> Problem:
    severity: Severity = "warning" if rule == "stray-file" else "error"
    return Problem(rule=rule, severity=severity, file=fact.path, message=message, hint=hint, line=1, column=1)


def _hint(fact: FileFact) -> str:
    name = fact.name.lower()
    if name in _SETTINGS:
        return "git 的设置放在工作区最上层，由主管部门修改；放在这里能让 git 不显示、不收文件，请删去"
    if name.endswith((".yml", ".yaml.txt")) or (name != fact.name and name.endswith(SUFFIX)):
        return "记录和决定的扩展名必须是小写的 .yaml，请改名"
    if name.endswith(SUFFIX):
        return (
            "记录应放在 data/records/单位代码/ 下，决定应放在 data/decisions/ 下，督察应放在 data/inspections/ 下，"
            "不能再套文件夹"
        )
    if name in {".ds_store", "thumbs.db", "desktop.ini"} or name.startswith(("~$", ".~")):
        return "这是系统或办公软件留下的文件，可以删去"
    return next(
        (hint for folder, hint in _BELONGS.items() if fact.path.startswith(f"{folder}/")),
        "附件应放在与记录同名的文件夹里，并由 fazhi record 登记；用不着的请删去",
    )
