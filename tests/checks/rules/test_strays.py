"""Files in the wrong place, and links."""

from __future__ import annotations

import pytest
from tests.builders.checks import context, fact, found, ids

from spt_fazhi.checks.rules import attachments, strays

FOLDER = "data/records/sfj/2024-06-12-1.1-aaaa"


@pytest.mark.parametrize(
    ("folder", "name", "hint"),
    [
        ("data/records/sfj", "2024-06-12-1.1-aaaa.yml", "小写的 .yaml"),
        ("data/records/sfj", "2024-06-12-1.1-aaaa.YAML", "小写的 .yaml"),
        ("data/records", "2024-06-12-1.1-aaaa.yaml", "单位代码"),
        ("data/records/sfj", "照片.jpg", "附件应放在"),
        (f"{FOLDER}/子文件夹", "照片.jpg", "附件应放在"),
        ("data/decisions", "扫描件.pdf", "决定没有附件"),
        ("data/inspections", "照片.jpg", "督察没有附件"),
        ("data/inspections/2024-05-24-k7q2", "2024-05-24-k7q2.yaml", "不能再套文件夹"),
        ("data/records", "Thumbs.db", "可以删去"),
        ("data/records/sfj", ".gitkeep", "清空"),
        (FOLDER, ".gitkeep", "清空"),
        ("data/records/sfj", ".gitattributes", "git 的设置"),
        ("data/decisions", ".gitIgnore", "git 的设置"),
        ("data/records", ".lfsconfig", "git 的设置"),
    ],
)
def test_strays(folder: str, name: str, hint: str) -> None:
    (problem,) = found(strays, context(files=(fact(name, folder),)))
    assert (problem.rule, problem.severity, problem.line, problem.column) == ("stray-file", "warning", 1, 1)
    assert hint in problem.hint


@pytest.mark.parametrize("folder", ["data/records", "data/records/sfj", FOLDER, "data/decisions"])
def test_links_anywhere(folder: str) -> None:
    assert ids(strays, context(files=(fact("x.yaml", folder, is_link=True),))) == [("symlink", "error")]


def test_attachments_and_gitkeep_belong_there() -> None:
    files = (fact(), fact(".gitkeep", "data/records", size=0), fact(".gitkeep", "data/decisions", size=0))
    assert ids(strays, context(files=files)) == []


def test_a_folder_called_like_a_record() -> None:
    files = (fact("2024-06-20-1.1-aaaa.yaml", "data/records/sfj", is_folder=True, size=None, sha256=None),)
    (problem,) = found(strays, context(files=files))
    assert (problem.rule, problem.severity) == ("folder-not-file", "error")
    assert ids(attachments, context(files=files)) == []
