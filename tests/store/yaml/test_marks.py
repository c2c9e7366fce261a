"""Where keys and values stand."""

import pytest
import yaml

from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import decode

TEXT = """\
# 示例区的要点
register:
  年份: 2024
  title: "示例区：要点"
tasks:
  - id: 1
    标题: 甲😀乙  # 注
    lead: [区司法局, 区公安局]
    obligations:
      - {id: "1.1", target: {count: 2, unit: 次}}
  - id: 2
    text: |
      第一段，至少1次。
      第二段。
"""


@pytest.fixture(params=["libyaml", "pure"])
def marks(request, monkeypatch):
    """The marks of TEXT, read from a file that begins with a byte order mark."""
    if request.param == "pure":
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    text, bom = decode(b"\xef\xbb\xbf" + TEXT.encode())
    assert bom
    return Marks(text)


@pytest.mark.parametrize(
    ("where", "value", "key"),
    [
        (("register",), (3, 3), (2, 1)),
        (("register", "年份"), (3, 7), (3, 3)),
        (("register", "title"), (4, 10), (4, 3)),
        (("tasks",), (6, 3), (5, 1)),
        (("tasks", 0), (6, 5), (6, 5)),
        (("tasks", 0, "标题"), (7, 9), (7, 5)),
        (("tasks", 0, "lead", 1), (8, 18), (8, 18)),
        (("tasks", 0, "obligations", 0, "target"), (10, 29), (10, 21)),
        (("tasks", 0, "obligations", 0, "target", "unit"), (10, 46), (10, 40)),
        (("tasks", 1, "text"), (12, 11), (12, 5)),
        (("tasks", 1, "nothing"), (11, 5), (11, 5)),
        (("nothing",), (2, 1), (2, 1)),
        ((), (2, 1), (2, 1)),
    ],
)
def test_values_and_keys_are_found_by_line_and_character(marks, where, value, key):
    assert marks.find(where) == value
    assert marks.find(where, at_key=True) == key


def test_a_piece_of_text_is_found_inside_its_value(marks):
    assert marks.find(("tasks", 1, "text"), within="至少1次") == (13, 11)
    assert marks.find(("tasks", 1, "text"), within="第二段") == (14, 7)
    assert marks.find(("tasks", 0, "标题"), within="乙") == (7, 11)
    assert marks.find(("tasks", 0, "标题"), within="第二段") == (7, 9)


def test_places_are_those_of_the_text(marks):
    lines = TEXT.split("\n")
    for where, begins in [
        (("register", "年份"), "2024"),
        (("tasks", 0, "标题"), "甲😀乙"),
        (("tasks", 0, "lead", 0), "区司法局"),
        (("tasks", 0, "lead", 1), "区公安局"),
    ]:
        line, column = marks.find(where)
        assert lines[line - 1][column - 1 :].startswith(begins)


@pytest.mark.parametrize(
    "text", ["", "a: [b", "a: &x b\nc: *x\n", "\ta: b", "- a\n- b\n", "a: b\n---\nc: d\n", "[" * 50_000]
)
def test_a_broken_file_still_gives_some_place(text):
    line, column = Marks(text).find(("c", 0, "d"), at_key=True, within="x")
    assert line >= 1 <= column


def test_what_comes_before_a_fault_keeps_its_place():
    marks = Marks("a: 一\nb: 二\nc: [\n")
    assert marks.find(("b",)) == (2, 4)


@pytest.mark.parametrize("with_libyaml", [True, False])
def test_lines_are_counted_as_editors_count_them(monkeypatch, with_libyaml):
    monkeypatch.setattr(yaml, "__with_libyaml__", with_libyaml)
    marks = Marks('a: "甲\u2028  乙"\nb: 丙\r\nc: 丁\nd:')
    assert [marks.find((key,), at_key=True) for key in "abcd"] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert marks.find(("d",)) == (4, 3)
