"""Where templates come from: the workspace's first, then those that come with the program."""

from __future__ import annotations

import pytest
from tests.builders.places import REPOSITORY

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.template.jinja import render
from spt_fazhi.render.template.library import MAX_TEMPLATE_BYTES, library, packaged


def test_the_packaged_ones_are_those_of_the_project() -> None:
    files = {file.name: file.read_text("utf-8") for file in (REPOSITORY / "templates").glob("*.md.j2")}
    assert dict(packaged()) == files
    none = library({})
    assert none.is_trusted
    assert (none.origin("quarter.md.j2"), none.origin("没有.md.j2"), none.source("没有.md.j2")) == ("内置", "", None)


def test_a_workspace_template_comes_first() -> None:
    own = library({"quarter.md.j2": "\ufeff改\r\n过".encode(), "新.md.j2": b"x", "README.txt": b"x"})
    assert not own.is_trusted
    assert (own.source("quarter.md.j2"), own.origin("quarter.md.j2")) == ("改\n过", "工作区")
    assert own.source("breakdown.md.j2") == packaged()["breakdown.md.j2"]
    assert own.names() == tuple(sorted({*packaged(), "新.md.j2"}))


def test_a_copy_of_a_packaged_one_is_the_packaged_one() -> None:
    same = packaged()["quarter.md.j2"].replace("\n", "\r\n").encode()
    assert library({"quarter.md.j2": same}).is_trusted


@pytest.mark.parametrize(
    ("data", "said"), [(None, "是一个链接"), (b"\xff", "不是 UTF-8"), (b"x" * (MAX_TEMPLATE_BYTES + 1), "不像一份模板")]
)
def test_what_cannot_be_used_says_why_and_hides_the_packaged_one(data: bytes | None, said: str) -> None:
    own = library({"quarter.md.j2": data})
    assert said in own.faults["quarter.md.j2"]
    assert own.origin("quarter.md.j2") == "工作区"


@pytest.mark.parametrize("forged", ["\ufdd0k\ufdd1", '{{ "\\uFDD0" }}', '{{ "\\U0000fdd2" }}'])
def test_a_template_cannot_mark_figures_itself(forged: str) -> None:
    own = library({"quarter.md.j2": f"\ufeff# 通报\r\n{forged}38\n".encode()})
    assert not own.workspace
    with pytest.raises(FazhiError, match=r"templates/quarter\.md\.j2：第 2 行有程序给数字作记号的字符"):
        render(own, "quarter.md.j2", {})
    assert not library({"quarter.md.j2": "第 2 行有 \\ufdcf 和 ufdd0".encode()}).faults
