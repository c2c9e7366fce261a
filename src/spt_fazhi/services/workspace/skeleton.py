"""What a new workspace holds beside its plan: templates, schemas, settings for editors and git, workflows."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from spt_fazhi.model.paths import DECISIONS_DIR, RECORDS_DIR
from spt_fazhi.store.schema.schema import schema_names, schema_text

FORGES: Final = ("github", "gitea", "forgejo", "gitlab", "none")
_WORKFLOWS: Final[Mapping[str, Mapping[str, str]]] = {
    "github": {
        "github/fazhi.yml": ".github/workflows/fazhi.yml",
        "github/fazhi-comment.yml": ".github/workflows/fazhi-comment.yml",
        "post_review.py": "integrations/post_review.py",
    },
    "gitea": {"forgejo/fazhi.yml": ".gitea/workflows/fazhi.yml", "post_review.py": "integrations/post_review.py"},
    "forgejo": {"forgejo/fazhi.yml": ".forgejo/workflows/fazhi.yml", "post_review.py": "integrations/post_review.py"},
    "gitlab": {
        "gitlab/fazhi.gitlab-ci.yml": "integrations/gitlab/fazhi.gitlab-ci.yml",
        "post_review.py": "integrations/post_review.py",
    },
    "none": {},
}
_GITLAB_MAIN: Final = "include:\n  - local: integrations/gitlab/fazhi.gitlab-ci.yml\n"
_ATTRIBUTES: Final = """\
* text=auto
**/data/**/*.yaml text eol=lf
**/data/source/*.txt text eol=lf
templates/*.j2 text eol=lf
# 附件和发出的文件一个字节都不能变，归档以后也一样
**/data/records/*/*/** -text !eol -diff
**/data/issued/*/** -text !eol -diff
"""
_IGNORE: Final = "~$*\n.fazhi-tmp-*\n.fazhi-new-*\n.DS_Store\n.venv/\n"
_SETTINGS: Final = """\
{
  "files.encoding": "utf8",
  "files.eol": "\\n",
  "yaml.schemas": {
    "./schema/tasks.schema.json": "data/tasks.yaml",
    "./schema/units.schema.json": "data/units.yaml",
    "./schema/record.schema.json": "data/records/*/*.yaml",
    "./schema/decision.schema.json": "data/decisions/*.yaml",
    "./schema/inspection.schema.json": "data/inspections/*.yaml",
    "./schema/issued.schema.json": "data/issued/*.yaml"
  },
  "yaml.format.enable": false,
  "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2, "editor.formatOnSave": false}
}
"""
_EXTENSIONS: Final = '{\n  "recommendations": ["redhat.vscode-yaml"]\n}\n'
_README: Final = """\
# {title}

这是 fazhi 的工作区。每周一运行 `fazhi status`，改过数据运行 `fazhi check`。

| 放什么 | 在哪里 | 谁来写 |
|---|---|---|
| 计划：任务和事项 | `data/tasks.yaml` | 人，改动要审批 |
| 单位名录 | `data/units.yaml` | 人 |
| 佐证、进展、整改 | `data/records/` | `fazhi record`，只增不改 |
| 退回、延期、不适用、销号 | `data/decisions/` | `fazhi decide`，只增不改 |
| 实地督察和发现的问题 | `data/inspections/` | `fazhi inspect`，只增不改 |
| 发出的文书、催办登记 | `data/issued/` | `fazhi issue`，只增不改 |
| 报表模板 | `templates/` | 可以改；删掉就用程序自带的 |
"""


def packaged_files(folder: str) -> dict[str, bytes]:
    """The files that come with the program below `folder`, by path inside it: in the wheel, or in the checkout."""
    package = resources.files("spt_fazhi")
    place = Path(str(package / folder))
    if not place.is_dir():
        place = Path(str(package)).parents[1] / folder
    return {
        each.relative_to(place).as_posix(): each.read_bytes()
        for each in sorted(place.rglob("*"))
        if each.is_file() and "__pycache__" not in each.parts
    }


def git_settings() -> dict[str, bytes]:
    """How git is to treat the files of any workspace: line ends, attachments byte for byte, nothing temporary."""
    return {".gitattributes": _ATTRIBUTES.encode(), ".gitignore": _IGNORE.encode()}


def skeleton(title: str, forge: str) -> dict[str, bytes]:
    """Path → content of everything but the plan, the units and the document. `forge` is one of FORGES."""
    files = {f"templates/{name}": data for name, data in packaged_files("templates").items()}
    files.update({f"schema/{name}": schema_text(name).encode() for name in schema_names()})
    texts = {
        ".vscode/settings.json": _SETTINGS,
        ".vscode/extensions.json": _EXTENSIONS,
        "README.md": _README.format(title=title or "工作台账"),
        f"{RECORDS_DIR}/.gitkeep": "",
        f"{DECISIONS_DIR}/.gitkeep": "",
    }
    files.update(git_settings())
    files.update({name: text.encode() for name, text in texts.items()})
    workflows = packaged_files("integrations")
    files.update({target: workflows[name] for name, target in _WORKFLOWS[forge].items()})
    if forge == "gitlab":
        files[".gitlab-ci.yml"] = _GITLAB_MAIN.encode()
    return files
