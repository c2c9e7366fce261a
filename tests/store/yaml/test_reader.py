"""YAML as this project allows it, with libyaml and without."""

import string

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from spt_fazhi.store.yaml import marks, reader
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import MAX_BYTES, MAX_DEPTH, YamlFault, decode, full_width_colon, read_tree

SCALARS = st.text(alphabet=st.sampled_from("甲乙丙，：“”ab1 :-#'\"[]{}&*!|>%@`,.\\\n~😀𠮷\u00a0\u3000"), max_size=12)
KEYS = st.text(alphabet="甲乙ab1 :-#'", min_size=1, max_size=6)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
    ),
    max_size=4,
)
MESS = st.text(alphabet=st.sampled_from("ab甲：:- \n'\"[]{},#&*!|>%?@\\~=<.x0\r\x85\u2028\ufeff\x07\t"), max_size=40)


@pytest.fixture(params=["libyaml", "pure"])
def parser(request, monkeypatch):
    """The loader of PyYAML that stands for the same parser; the reader is made to use it."""
    if request.param == "libyaml":
        if not yaml.__with_libyaml__:
            pytest.skip("PyYAML without libyaml")
        return yaml.CBaseLoader
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    return yaml.BaseLoader


def fault_of(text):
    with pytest.raises(YamlFault) as caught:
        read_tree(text)
    fault = caught.value
    assert fault.message
    assert fault.hint
    return fault.rule, fault.line, fault.column


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: no\nb: 2.10\nc: 08:30\nd: 2024-06-30\ne: ~\nf:\n", {"a": "no", "b": "2.10", "c": "08:30", "d": "2024-06-30", "e": "~", "f": ""}),
        ("<<: {a: b}\n=: c\n", {"<<": {"a": "b"}, "=": "c"}),
        ("a: [甲, 乙, '']\nb: {c: d, e}\n", {"a": ["甲", "乙", ""], "b": {"c": "d", "e": ""}}),
        ("a: |\n  一\n\n  二\nb: >-\n  一\n  二\n", {"a": "一\n\n二\n", "b": "一 二"}),
        ("a: ! 1\n", {"a": "1"}),
        ("%YAML 1.1\n---\na: b\n...\n", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("? a\n: b\n", {"a": "b"}),
        ('a: "\\u4e00\\x41\\0"\n', {"a": "一A\0"}),
        ("a: <<<<<<<x\n", {"a": "<<<<<<<x"}),
        ("a:\n  =======\n", {"a": "======="}),
        ("{}", {}),
    ],
)  # fmt: skip
def test_every_scalar_is_the_text_that_was_written(text, tree):
    assert read_tree(text) == tree


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("甲: 一\n乙: 二\n甲: 三\n", "duplicate-key", 3, 1),
        ("a:\n  - 名: 1\n    名: 2\n", "duplicate-key", 3, 5),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1, 11),
        ("甲乙: &m 一\n", "yaml-alias", 1, 5),
        ("a: 1\n乙: *a\n", "yaml-alias", 2, 4),
        ("&k a: b\n", "yaml-alias", 1, 1),
        ("a: &x {b: c}\n", "yaml-alias", 1, 4),
        ("a: !!str 1\n", "yaml-tag", 1, 4),
        ("a: !!python/object:os.system [x]\n", "yaml-tag", 1, 4),
        ("!!map {a: b}\n", "yaml-tag", 1, 1),
        ("a: 1\n甲乙\t: 2\n", "tab", 2, 3),
        ("\ta: 1\n", "tab", 1, 1),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "merge-conflict", 2, 1),
        ("a: 1\n=======\nb: 3\n>>>>>>> 分支\n", "merge-conflict", 2, 1),
        ("甲: 一\x07\n", "control-character", 1, 5),
        ("甲: 一\n乙: \ufffe\n", "control-character", 2, 4),
        ("a: b\n---\nc: d\n", "yaml-documents", 2, 1),
        ("? [a]\n: b\n", "yaml-key", 1, 3),
        ("? {a: b}\n: c\n", "yaml-key", 1, 3),
        ("", "yaml-shape", 1, 1),
        ("# 只有注释\n", "yaml-shape", 1, 1),
        ("---\n", "yaml-shape", 1, 1),
        ("- a\n- b\n", "yaml-shape", 1, 1),
        ("一句话\n", "yaml-shape", 1, 1),
        ("标题: 一: 二\n", "yaml-syntax", 1, 6),
        ("a: b\ntitle\uff1a标题\nc: d\n", "full-width-colon", 2, 6),
        ("title\uff1a标题\n", "full-width-colon", 1, 6),
        ('a: "\\ud800"\n', "yaml-syntax", 1, None),
        ('a: "\\U00110000"\n', "yaml-syntax", 1, None),
        ('a: "\\q"\n', "yaml-syntax", 1, None),
        ("a: 'x\n", "yaml-syntax", 2, 1),
        ("a: [1, 2\n", "yaml-syntax", 2, 1),
        ("a: [1, 2", "yaml-syntax", 1, 9),
        ("a: b\nc", "yaml-syntax", 2, 2),
        ("a: @x\n", "yaml-syntax", 1, 4),
        ("%YAML 3.0\n---\na: b\n", "yaml-syntax", 1, 1),
    ],
)
def test_what_is_refused_and_where(text, rule, line, column):
    found = fault_of(text)
    assert found == (rule, line, found[2] if column is None else column)


@pytest.mark.usefixtures("parser")
def test_the_clerk_is_told_what_is_meant_and_not_what_only_looks_alike():
    with pytest.raises(YamlFault, match="多了一个冒号"):
        read_tree("标题: 一: 二\n")
    assert full_width_colon("detail: |\n  GDP\uff1a增长\n") is None
    assert full_width_colon("a: 1\n  title\uff1ax\n").line == 2
    with pytest.raises(YamlFault) as caught:
        read_tree("a: b: c\ntitle\uff1ax\n")
    assert caught.value.rule == "yaml-syntax"


BOMBS = {
    "flow brackets": "[" * 50_000,
    "flow braces": "a: " + "{a: " * 50_000,
    "brackets that comments seem to close": "a:\n " + "[ # ]\n " * 50_000,
    "brackets in quotes seem to close": "a: " + "[ ']', " * 50_000,
    "dashes on one line": "- " * 50_000,
    "indented maps": "\n".join(" " * level + "a:" for level in range(2_000)),
    "complex keys": "? " * 50_000,
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", BOMBS)
def test_deep_nesting_is_a_fault_not_a_crash(name):
    rule, line, column = fault_of(BOMBS[name])
    assert rule in {"too-deep", "yaml-key", "yaml-syntax"}
    assert line > 0 < column


@pytest.mark.usefixtures("parser")
def test_the_limit_of_nesting_is_exact():
    within = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert read_tree(within)["a"]
    assert fault_of("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == ("too-deep", 1, 4 + MAX_DEPTH - 1)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", BOMBS)
def test_the_place_of_a_fault_costs_no_more_than_the_fault(name):
    deep = {text: _depth(Marks(text)) for text in (BOMBS[name], BOMBS[name] * 2)}
    assert set(deep.values()) <= {*range(MAX_DEPTH + 2)}


def _depth(places):
    node, depth = places._root, 0
    while node is not None and node.children:
        node, depth = next(iter(node.children.values())), depth + 1
    return depth


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("head", "item", "end"), [("a: [", "[],", "]\n"), ("a:\n", "- {}\n", ""), ("a: [", "x,", "]\n")]
)
def test_a_file_of_too_many_parts_is_refused_and_not_held(monkeypatch, head, item, end):
    monkeypatch.setattr(reader, "MAX_EVENTS", 60)
    monkeypatch.setattr(marks, "MAX_EVENTS", 60)
    assert fault_of(head + item * 100 + end)[0] == "too-many"
    assert Marks(head + item * 100 + end).find(("a", 3)) != Marks(head + item * 100 + end).find(("a", 90))
    assert len(read_tree(head + item * 20 + end)["a"]) == 20


@pytest.mark.usefixtures("parser")
def test_many_brackets_side_by_side_are_not_deep():
    text = "a:\n" + "".join(f"  - [甲, {{b: {n}}}]\n" for n in range(500))
    assert len(read_tree(text)["a"]) == 500


@pytest.mark.usefixtures("parser")
def test_an_alias_bomb_stops_at_its_first_anchor():
    laughs = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert fault_of(laughs) == ("yaml-alias", 1, 4)


@given(TREES, st.booleans(), st.sampled_from([None, "'", '"']), st.integers(1, 200))
def test_what_pyyaml_writes_is_read_back_by_both_parsers(tree, flow, style, width):
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style=style, width=width)
    assume("\t" not in text)
    wanted = yaml.load(text, Loader=yaml.BaseLoader)
    assert wanted == tree
    assert [read_tree(text), read_without_libyaml(text)] == [wanted, wanted]


def read_without_libyaml(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        return read_tree(text)


@given(st.one_of(MESS, st.text(max_size=30), st.text(alphabet=string.printable, max_size=40)))
@example("a: [b]: c")
@example("\ufeff\ufeffa: b")
@example("--- a\n--- b")
@example("a: |9\n b")
@example("%TAG ! tag:x,2000:\n---\na: !b c")
@example('"\\U0000d800": x')
@settings(max_examples=settings.default.max_examples * 5)
def test_any_text_is_either_read_as_pyyaml_reads_it_or_a_fault(text):
    for read, loader in ((read_tree, yaml.CBaseLoader), (read_without_libyaml, yaml.BaseLoader)):
        found = outcome(read, text)
        if isinstance(found, YamlFault):
            assert 1 <= found.line <= len(text.splitlines()) + 1
            assert found.column >= 1
        else:
            assert found == yaml.load(text, Loader=loader)


def outcome(function, given):
    """What it returns, or the fault it raises."""
    try:
        return function(given)
    except YamlFault as fault:
        return fault


def test_a_byte_order_mark_is_taken_off_and_told():
    assert decode(b"\xef\xbb\xbfa: \xe4\xb8\x80") == ("a: 一", True)
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa: b") == ("a: b", True)
    assert decode("a: 一".encode()) == ("a: 一", False)
    assert decode(b"") == ("", False)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("甲: 一\n".encode("utf-16"), 1, 1),
        ("\ufeff甲".encode("utf-16-be"), 1, 1),
        ("标题: 甲\n".encode("gbk"), 1, 1),
        ("a: b\n标题: ".encode() + "甲".encode("gbk"), 2, 5),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
        (b"a: \xed\xa0\x80", 1, 4),
        (b"a: \xc0\xaf", 1, 4),
        ("a: 甲".encode()[:-1], 1, 4),
    ],
)
def test_other_encodings_are_faults_at_the_first_bad_character(data, line, column):
    with pytest.raises(YamlFault) as caught:
        decode(data)
    assert (caught.value.rule, caught.value.line, caught.value.column) == ("encoding", line, column)


def test_a_file_that_is_too_long_is_a_fault():
    with pytest.raises(YamlFault) as caught:
        decode(b"a" * (MAX_BYTES + 1))
    assert caught.value.rule == "file-too-large"
    assert decode(b"a" * 70_000)[0] == "a" * 70_000


@given(st.binary(max_size=40))
def test_any_bytes_decode_or_are_a_fault(data):
    found = outcome(decode, data)
    if isinstance(found, YamlFault):
        assert found.rule == "encoding"
    else:
        text, bom = found
        assert text.encode() == data[3 if bom else 0 :]


def test_a_backslash_that_begins_no_character_is_text(parser):
    assert read_tree("a: '\\ud800'\nb: \\ud83d\nc: \"\\\\ud800\"\n") == {"a": "\\ud800", "b": "\\ud83d", "c": "\\ud800"}
    for text in ('a: "\\ud800"\n', '? "\\udfff"\n: b\n', 'a: [b, "\\U0000d8ff"]\n', 'a: "\\UFFFFFFFF"\n'):
        assert fault_of(text)[0] == "yaml-syntax"
