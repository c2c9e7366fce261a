"""CODEOWNERS from the bodies: who on the forge must look at a change of which folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

from spt_fazhi.errors import UsageError
from spt_fazhi.model.register_data import DECISIONS_DIR, RECORDS_DIR, TASKS_FILE, UNITS_FILE
from spt_fazhi.model.unit import Unit

Forge = Literal["github", "gitlab", "gitea"]

MARK: Final = "# 由 fazhi codeowners 生成，请勿手改；改 data/units.yaml 的 owners 后重新生成"
_OF_THE_BUREAU: Final = (f"{DECISIONS_DIR}/", TASKS_FILE, UNITS_FILE, "data/source/", "templates/")
_CI: Final[Mapping[Forge, tuple[str, ...]]] = {
    "github": (".github/",), "gitlab": (".gitlab-ci.yml", ".gitlab/"), "gitea": (".gitea/", ".forgejo/", "CODEOWNERS"),
}  # fmt: skip


def codeowners(units: Iterable[Unit], default: Sequence[str], forge: Forge, prefix: str = "") -> str:
    """The file, ending in a line break; the same input gives the same bytes.

    `default` are the bureau's own people, for everything that is no body's folder; `prefix` is the workspace's folder
    in the repository ("" or ending in `/`). On GitHub and GitLab the last line that fits a file counts, on Gitea and
    Forgejo every line does. Raises UsageError where the forge has no way to write the folder's name.
    """
    pattern = _PATTERNS[forge]
    lines = [MARK, f"# 格式：{_FORMATS[forge]}"]
    bureau = " ".join(default)
    if bureau and forge != "gitea":
        lines += ["", "# 没有另外写明的", f"* {bureau}"]
    folders = [(f"{prefix}{RECORDS_DIR}/{unit.code}/", " ".join(unit.owners)) for unit in units]
    if forge == "gitea":  # no line stands for everything else there
        folders = [(folder, owners or bureau) for folder, owners in folders]
    if any(owners for _, owners in folders):
        lines += ["", "# 各单位的佐证和进展"]
        lines += [f"{pattern(folder)} {owners}" for folder, owners in folders if owners]
    if bureau:
        paths = [*(f"{prefix}{path}" for path in _OF_THE_BUREAU), *_CI[forge]]
        lines += ["", "# 计划、单位名录、决定、模板和自动任务"]
        lines += [f"{pattern(path)} {bureau}" for path in paths]
    return "\n".join(lines) + "\n"


def _github(path: str) -> str:
    """A pattern from the repository's top. GitHub knows no `!`, no `[…]`, and no way to write them or a leading `#`."""
    if re.search(r"[!\[\]#\\]", path):
        raise UsageError(
            f"文件夹 {path} 的名称里有 GitHub 的 CODEOWNERS 写不了的符号", "请把文件夹改名，不用 ! [ ] # \\"
        )
    return "/" + re.sub(r"([ *?])", r"\\\1", path)


def _gitlab(path: str) -> str:
    return "/" + re.sub(r"([ *?!\[\]#\\])", r"\\\1", path)


def _gitea(path: str) -> str:
    """A Go regular expression that fits the whole path."""
    escaped = re.sub(r"([.*+?()\[\]{}^$|\\ !#])", r"\\\1", path)
    return f"{escaped}.*" if path.endswith("/") else escaped


_PATTERNS: Final[Mapping[Forge, Callable[[str], str]]] = {"github": _github, "gitlab": _gitlab, "gitea": _gitea}
_FORMATS: Final[Mapping[Forge, str]] = {
    "github": "GitHub（放在 .github/CODEOWNERS）；后写的覆盖先写的",
    "gitlab": "GitLab（放在 CODEOWNERS 或 .gitlab/CODEOWNERS）；后写的覆盖先写的",
    "gitea": "Gitea、Forgejo（放在 CODEOWNERS）；正则表达式，符合的各行都算",
}
