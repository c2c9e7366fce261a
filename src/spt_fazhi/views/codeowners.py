"""Who must review what, as the CODEOWNERS file of a forge: a unit's folder to its own people, the rest to the bureau.

On GitHub and GitLab a line is a pattern as in `.gitignore` and the last line that matches wins. Gitea and Forgejo read
a Go regular expression that must match the whole path, and every line that matches adds its reviewers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import (
    DECISIONS_DIR,
    INSPECTIONS_DIR,
    ISSUED_DIR,
    RECORDS_DIR,
    SOURCE_DIR,
    TASKS_FILE,
    UNITS_FILE,
    unit_folder,
)
from spt_fazhi.model.unit import Unit
from spt_fazhi.text.plain import one_line

Forge = Literal["github", "gitlab", "gitea"]

HEADER: Final = "# 由 fazhi codeowners 生成"
PLACES: Final[dict[Forge, str]] = {
    "github": ".github/CODEOWNERS",
    "gitlab": ".gitlab/CODEOWNERS",
    "gitea": "CODEOWNERS",
}
"""Where each forge looks for the file, from the top of the repository."""
_PLAN: Final = (
    f"{DECISIONS_DIR}/",
    f"{INSPECTIONS_DIR}/",
    f"{ISSUED_DIR}/",
    TASKS_FILE,
    UNITS_FILE,
    f"{SOURCE_DIR}/",
    "templates/",
)
_WIRING: Final = (
    ".github/",
    ".gitlab/",
    ".gitlab-ci.yml",
    ".gitea/",
    ".forgejo/",
    ".pre-commit-config.yaml",
    "integrations/",
    "CODEOWNERS",
)
_GITEA_SPECIAL: Final = re.compile(r"[.+*?()|\[\]{}^$\\]")


@frozen
class OwnerLine:
    """One rule of the file with the remark that stands above it."""

    pattern: str
    owners: tuple[str, ...]
    remark: str = ""


@frozen
class CodeOwners:
    """The file's lines, the units nobody is named for, and the owners this forge does not understand."""

    forge: Forge
    lines: tuple[OwnerLine, ...]
    without: tuple[Unit, ...]
    unfit: tuple[str, ...]


def codeowners(units: Sequence[Unit], default: Sequence[str], forge: Forge, prefix: str = "") -> CodeOwners:
    """The rules for these units; `prefix` is the workspace's folder in the repository, "" or ending in `/`.

    `default` are the owners of everything that is no unit's folder; without them only the units' folders are listed.
    """
    known = {unit.code: _fitting(unit.owners, forge) for unit in units}
    fallback = _fitting(default, forge)
    named = [unit for unit in units if known[unit.code]]
    lines = [OwnerLine(pattern=_whole(named, forge, prefix), owners=fallback, remark="其余一切")] if fallback else []
    lines += [
        OwnerLine(
            pattern=_pattern(prefix, f"{unit_folder(unit.code)}/", forge),
            owners=known[unit.code],
            remark=one_line(unit.name),
        )
        for unit in named
    ]
    if fallback:
        lines += _of_default(fallback, forge, prefix)
    unfit = dict.fromkeys(
        each for owners in (*(unit.owners for unit in units), default) for each in owners if not _fits(each, forge)
    )
    return CodeOwners(
        forge=forge,
        lines=tuple(lines),
        without=tuple(unit for unit in units if not known[unit.code]),
        unfit=tuple(unfit),
    )


def text_of(found: CodeOwners) -> str:
    """The file, ending in a line break; the same for the same units."""
    return "".join(f"{line}\n" for line in _text_lines(found))


def _text_lines(found: CodeOwners) -> Iterator[str]:
    yield HEADER + f" --forge {found.forge}，请不要手改；单位的负责人写在 units.yaml 的 owners 里，改后重新生成。"
    yield "# 每行是正则表达式，匹配到的行都算。" if found.forge == "gitea" else "# 后面的行优先。"
    for line in found.lines:
        if line.remark:
            yield f"# {line.remark}"
        yield " ".join((line.pattern, *line.owners))


def _of_default(owners: tuple[str, ...], forge: Forge, prefix: str) -> Iterator[OwnerLine]:
    for index, path in enumerate(_PLAN):
        yield OwnerLine(
            pattern=_pattern(prefix, path, forge),
            owners=owners,
            remark="" if index else "计划、决定、督察、发出的文书和模板",
        )
    for index, path in enumerate(_WIRING):
        yield OwnerLine(pattern=_pattern("", path, forge), owners=owners, remark="" if index else "检查和审阅本身")


def _fitting(owners: Iterable[str], forge: Forge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in owners if _fits(each, forge)))


def _fits(owner: str, forge: Forge) -> bool:
    """GitLab has nested groups and roles (`@@…`), the others neither; Gitea and Forgejo know no e-mail addresses."""
    if forge == "gitlab":
        return True
    return owner.count("/") <= 1 and not owner.startswith("@@") and (forge == "github" or owner.startswith("@"))


def _whole(named: Sequence[Unit], forge: Forge, prefix: str) -> str:
    """The rule for everything that no unit's rule covers."""
    if forge != "gitea":
        return "*"
    if not named:
        return ".*"
    codes = "|".join(unit.code for unit in named)
    return f"!{_regular(f'{prefix}{RECORDS_DIR}/')}({codes})/.*"


def _pattern(prefix: str, path: str, forge: Forge) -> str:
    if forge == "gitea":
        found = _regular(prefix + path) + (".*" if path.endswith("/") else "")
        return f"[!]{found[1:]}" if found.startswith("!") else found  # a leading ! would turn the rule round
    return "/" + "".join(_glob(char, forge) for char in prefix + path)


def _glob(char: str, forge: Forge) -> str:
    """One character of a path in a pattern; `?` stands for what the forge cannot be told exactly."""
    if char in " *?\\" or (char in "[]#" and forge == "gitlab"):
        return f"\\{char}"
    return "?" if char in "[]#" or _is_control(char) else char


def _regular(path: str) -> str:
    """A path as a regular expression, then with the escapes of the line it stands in (both take a backslash)."""
    found = _GITEA_SPECIAL.sub(r"\\\g<0>", "".join("\0" if _is_control(char) else char for char in path))
    found = re.sub(r"[\\ #]", r"\\\g<0>", found)
    return found.replace("\0", ".")


def _is_control(char: str) -> bool:
    return unicodedata.category(char)[0] == "C" or (char.isspace() and char != " ")
