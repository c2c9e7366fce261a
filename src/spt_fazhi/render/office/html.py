"""One web page of a report's Markdown: whole in itself, no script, nothing fetched, with a print style."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from spt_fazhi.render.office.blocks import BREAK, SOFT, Run, Runs, Table, Text, read_blocks
from spt_fazhi.render.office.layout import Layout, Line, Role, Section, lay_out
from spt_fazhi.render.office.printed import join_soft

_TAGS: Final[dict[Role, str]] = {
    "title": "h1",
    "heading1": "h2",
    "heading2": "h3",
    "annex": "h2",
    "annex_title": "h2",
    "note_title": "h2",
}
_CSS: Final = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 46rem; background: #fff; color: #1a1a1a;
  font: 1.06rem/1.9 "仿宋_GB2312", "仿宋", FangSong, "Noto Serif CJK SC", "Songti SC", serif; }
header { text-align: right; font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
h1, .annex_title, .note_title { font: 600 1.5rem/1.6 "方正小标宋简体", "华文中宋", "宋体", SimSun, serif;
  text-align: center; margin: 1.5rem 0; }
h2, h3 { font-size: 1.06rem; margin: 1.2rem 0 .4rem; text-indent: 2em; break-after: avoid; }
h2, th { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; font-weight: 600; }
h3, .quote { font-family: "楷体_GB2312", "楷体", KaiTi, "Noto Serif CJK SC", serif; font-weight: 600; }
.quote { font-weight: 400; }
.annex, .annex_title, .note_title { text-indent: 0; }
p { margin: .3rem 0; text-align: justify; text-indent: 2em; overflow-wrap: anywhere; }
.addressee, .note, .number { text-indent: 0; }
.number { text-align: center; margin: 1rem 0; }
.annexes { margin-top: 1.6rem; text-indent: -4em; padding-left: 6em; }
.annexes_more { text-indent: -1em; padding-left: 6em; }
.signature { text-align: right; text-indent: 0; margin: 2.4rem 2em 0 0; }
.date { text-align: right; text-indent: 0; margin-right: 2em; }
.note { font-size: .86rem; line-height: 1.6; }
section + section { border-top: 1px solid #ccc; margin-top: 2.5rem; padding-top: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .86rem; line-height: 1.5; }
th, td { border: 1px solid #555; padding: .25rem .45rem; text-align: left; }
th { text-align: center; }
td.right { text-align: right; }
sup { font-size: .68em; line-height: 0; }
sup a { color: inherit; text-decoration: none; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@page lying { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 16pt; line-height: 28.95pt; }
  h2, h3 { font-size: 16pt; }
  h1, .annex_title, .note_title { font-size: 22pt; line-height: 35pt; }
  section + section { border: 0; margin: 0; padding: 0; break-before: page; }
  section.lies { page: lying; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
  table { font-size: 10.5pt; }
}
"""


def html_page(markdown: str, *, header: str = "") -> str:
    """The page of a Markdown text, marked or not. `header` is a word at its head (核对版).

    Raises FazhiError when markdown-it-py is not installed, UsageError for a text that cannot be set.
    """
    return text_html(read_blocks(markdown), header=header)


def text_html(text: Text, *, header: str = "") -> str:
    """The same of a text that has been read."""
    layout = lay_out(text)
    page = _Page(layout)
    head = f"<header>{escape(header)}</header>\n" if header else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(layout.title or '未命名')}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n{head}"
        f"{''.join(map(page.section, layout.sections))}</body>\n</html>\n"
    )


class _Page:
    """Writes sections; knows the number of each footnote."""

    def __init__(self, layout: Layout) -> None:
        self._numbers = layout.numbers

    def section(self, section: Section) -> str:
        """One section: it prints from a new page, lying where it must."""
        name = ' class="lies"' if section.lies else ""
        return f"<section{name}>\n{''.join(self._parts(section))}</section>\n"

    def _parts(self, section: Section) -> Iterator[str]:
        number = 0
        for part in section.parts:
            if isinstance(part, Table):
                yield self._table(part)
            else:
                number += part.role == "note"
                yield self._line(part, number)

    def _line(self, line: Line, number: int) -> str:
        tag = _TAGS.get(line.role, "p")
        name = "" if line.role in ("title", "heading1", "heading2", "body") else f' class="{line.role}"'
        target = f' id="n{number}"' if line.role == "note" else ""
        runs = line.runs
        if line.role in ("title", "annex_title"):
            runs = tuple(run._replace(text=BREAK) if run.text == SOFT else run for run in runs)
        return f"<{tag}{name}{target}>{self._runs(join_soft(runs))}</{tag}>\n"

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self._runs(join_soft(cell))}</th>' for cell in table.rows[0])
        rows = "".join(f"<tr>{''.join(self._cells(row, table.right))}</tr>\n" for row in table.rows[1:])
        return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'

    def _cells(self, row: tuple[Runs, ...], right: tuple[bool, ...]) -> Iterator[str]:
        for cell, to_right in zip(row, right, strict=True):
            name = ' class="right"' if to_right else ""
            yield f"<td{name}>{self._runs(join_soft(cell))}</td>"

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if run.note is not None:
            number = self._numbers.get(run.note)
            return escape(f"[^{run.note}]") if number is None else f'<sup><a href="#n{number}">[{number}]</a></sup>'
        if run.text == BREAK:
            return "<br>"
        return f"<strong>{escape(run.text)}</strong>" if run.bold else escape(run.text)
