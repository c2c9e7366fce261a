"""The flat YAML read by a pattern: never anything else than what a YAML parser reads."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spt_fazhi.store.yaml.marks import parsed_nodes
from spt_fazhi.store.yaml.nodes import Node, plain_nodes
from spt_fazhi.store.yaml.plain import read_plain
from spt_fazhi.store.yaml.reader import YamlFault, parse_tree

ODD = "\x00\x07\x1f\x7f\x85\xa0\u200b\u2028\u2029\ufeff\ufffe\uffff\ud800\U0001f600\t\r\n\x0b\x0c"
CHARS = st.sampled_from("-?:,[]{}#&*!|>'\"%@`~=<. ab01甲，：\\/" + ODD)
PIECES = st.one_of(
    st.text(CHARS, max_size=6),
    st.sampled_from(["甲: 乙", "a: b", " #x", "# x", "x ", "...", "---", "--- x", "~", "null", "yes", "1.10", "<<", "=", "? a",
                     "''", '""', "'a'", '"a"', "'it''s'", '"a\\n"', "|", "|-", ">", "&a b", "*a", "!!str x", "@x", "`x",
                     "%TAG", "[a]", "{a: b}", "a:", ":a", "-a", "- a", "x\r", "\ufeffx", "a: ", "http://x.cn/#a"]),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(
        ["kind", "unit", "title", "detail", "date", "files", "<<", "a b", "a", "甲", "", "-", "?", "_", "0"]
    ),
    PIECES,
)
BLOCKS = st.builds(
    lambda head, lines: head + "\n" + "".join(f"{line}\n" for line in lines),
    st.sampled_from(["|", "|-", "|+", ">", "|2", "| ", "|-\n"]),
    st.lists(st.builds("{}{}".format, st.sampled_from(["  ", "   ", "", " "]), PIECES), max_size=3),
)
FIGURES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["甲", "听讲人数（人）", "a", "0", "_", "1e5", "ª", "५"]), st.sampled_from(["1", "-0.50", "007", "1.", "१"])),
    PIECES,
)  # fmt: skip
LINES = st.one_of(
    st.builds("{}{}{}\n".format, KEYS, st.sampled_from([": ", ":", ":  ", " : "]), PIECES),
    st.builds("{}: {}".format, KEYS, BLOCKS),
    st.builds("# {}\n".format, PIECES),
    st.builds("- name: {}\n  sha256: {}\n  size: {}\n".format, PIECES, PIECES, PIECES),
    st.just("files:\n"), st.just("\n"), PIECES,
    st.builds("figures: {{{}}}{}".format, st.lists(FIGURES, max_size=3).map(", ".join), st.sampled_from(["\n", "", " \n"])),
)  # fmt: skip
ITEMS = st.builds("- name: {}\n  sha256: {}\n  size: {}\n".format, PIECES, PIECES, PIECES)
FILES = st.builds(lambda items: "files:\n" + "".join(items), st.lists(ITEMS, max_size=2))
NEAR = st.builds(
    lambda head, first, files, last: head + first + files + last,
    st.sampled_from(["", "# yaml-language-server: $schema=../x.json\n", "# \n", "#x\n", "# a\n# b\n", "\ufeff"]),
    st.builds("".join, st.lists(LINES, max_size=3)),
    st.one_of(st.just(""), FILES),
    st.one_of(st.just(""), st.just("recorded: 2024-06-13\n"), LINES),
)


def places(node: Node | None) -> object:
    """Where everything stands, as plain values."""
    assert node is not None
    return node.index, node.end, node.key, {name: places(inside) for name, inside in node.children.items()}


@pytest.mark.slow
@given(NEAR)
@settings(max_examples=1500)
@example("kind: evidence\nunit: 甲\nfiles:\n- name: x\n  sha256: y\n  size: 1\nrecorded: z\n")
@example("a: |\n  x\n  y\nb: |-\n  z\n")
@example("a: x\nfiles:\n- name: a\n  sha256: b\n  size: 1\nfiles: x\n")
@example("files: x\nb: c\nfiles:\n- name: a\n  sha256: b\n  size: 1\n")
@example("a: |\n  files:\nfiles:\n- name: a\n  sha256: b\n  size: 1\n")
@example("a: b\nfigures: {甲: 1, 乙（人）: -2.50}\nc: d\n")
@example("a: b\nfigures: {甲: 1, 甲: 2}\n")
@example("a: b\nfigures: {甲: 1}\nfigures: x\n")
@example("figures: x\nfigures: {甲: 1}\n")
@example("a: |\n  b\nfigures: {甲: 1}\n  figures: {乙: 2}\n")
@example("a: b\nfigures: {甲: 1}\n  c\n")
@example("a: 'b\nfigures: {甲: 1}\n'\n")
@example("a: b\nfigures: {甲: 1}\nfiles:\n- name: a\n  sha256: b\n  size: 1\n")
@example("a: 'x'\nb: \"y\"\nc: 'x''y'\n")
@example("a: <<<<<<<\nb: x\n")
@example("<<<<<<< a\n")
@example("a: b\n--- \nc: d\n")
@example("# a\r\nb: c\n")
@example("# \ud800\nb: c\n")
@example("# \x07\nb: c\n")
@example("# a\u2028b: c\nd: e\n")
@example("# a\x85b: c\nd: e\n")
@example("# a\tb\nd: e\n")
@example("# no end")
@example("a: |\n  x\n\n  y\n")
@example("a: |\n  ======= \n")
@example(f"title: x{'[' * 300}\n")
@example(f"title: '{'{' * 300}'\n")
@example(f"detail: |\n  {'[{' * 300}\n")
def test_none_or_what_the_parser_reads(text: str) -> None:
    plain = read_plain(text)
    if plain is not None:
        assert plain == parse_tree(text)
    nodes = plain_nodes(text)
    assert (nodes is None) == (plain is None)
    if nodes is not None:
        assert places(nodes) == places(parsed_nodes(text))


@pytest.mark.parametrize(
    "text",
    [
        "y",
        "y_",
        "y:",
        "- name: ",
        "files:\n",
        "a: |\n  ",
        "  x\n",
        '"',
        "a: '",
        "\nfigures: {a: 1",
        ", a: 1",
        "\nfigures: {",
        "1",
    ],
)
def test_a_long_text_of_one_thing_is_read_or_not_at_once(text: str) -> None:
    """Each place is looked at a few times, not once for every other place: this would take hours."""
    for end in ("", "\n", ": x\n"):
        read_plain(text * 300_000 + end)


@pytest.mark.parametrize("mark", ["[", "{", "[{", "【[", "(["])
@pytest.mark.parametrize("form", ["title: 甲{}\n", 'title: "{}"\n', "title: '{}'\n", "title: |\n  {}\n"])
def test_brackets_in_a_text_are_text_to_both(form: str, mark: str) -> None:
    text = form.format(mark * 300)
    assert read_plain(text) == parse_tree(text)
    assert mark * 300 in parse_tree(f"# 说明\n\n{text}")["title"]  # which the pattern leaves to the parser


@given(
    st.dictionaries(
        st.sampled_from(["kind", "unit", "title", "detail", "of"]),
        st.text("甲乙ab 12,.。", min_size=1).map(str.strip).filter(bool),
        min_size=1,
    )
)
def test_what_is_written_is_read_fast(values: dict[str, str]) -> None:
    text = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    assert read_plain(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a",
        "a: &x b\n",
        "a: 甲 #乙\n",
        "a: b\na: c\n",
        "a:\n  b: c\n",
        "a: [x]\n",
        "a: b\nfigures: {甲: 1, 甲: 2}\n",
        "a: b\nfigures: {甲: x}\n",
    ],
)
def test_others_are_left_to_the_parser(text: str) -> None:
    assert read_plain(text) is None


def test_the_first_line_may_be_a_comment() -> None:
    assert read_plain("# 说明\nkind: void\n") == {"kind": "void"}
    with pytest.raises(YamlFault):
        parse_tree("# a\tb\nkind: void\n")


WRITTEN = (
    '# yaml-language-server: $schema=../../../schema/record.json\nkind: evidence\nunit: 甲局\nobligation: "1.1"\n'
    "date: 2024-06-12\namount: 2\nfigures: {听讲人数: 86, 场次（场）: 2}\ntitle: 开展甲事\ndetail: |-\n  第一行\n  第二行\nlink: 'https://x.cn'\nfiles:\n"
    "- name: 甲.txt\n  sha256: 00ab\n  size: 10\n- name: 乙.txt\n  sha256: '12'\n  size: 11\nrecorded: 2024-06-13\n"
)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, len(WRITTEN)), st.integers(0, 3), PIECES), max_size=2))
@settings(max_examples=1500)
def test_one_or_two_slips_in_what_is_written(slips: list[tuple[int, int, str]]) -> None:
    text = WRITTEN
    for at, dropped, piece in slips:
        text = text[:at] + piece + text[at + dropped :]
    plain = read_plain(text)
    if plain is not None:
        assert plain == parse_tree(text)
        assert places(plain_nodes(text)) == places(parsed_nodes(text))
    if not slips:
        assert plain is not None


@pytest.mark.parametrize("more", ["figures: {{{}}}\n", "{}"])
def test_what_may_be_more_than_the_parser_reads_is_left_to_it(more: str) -> None:
    pairs = [f"k{number}: 1" for number in range(600_000)]
    text = "kind: evidence\n" + more.format(", ".join(pairs) if "figures" in more else "\n".join(pairs) + "\n")
    assert read_plain(text) is None
    with pytest.raises(YamlFault, match="100 万"):
        parse_tree(text)
