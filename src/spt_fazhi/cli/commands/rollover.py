"""`fazhi rollover`: the year is archived, the next begins from its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from spt_fazhi.cli.entry.document_head import HeadOptions, Issued, Issuer, Title, completed, confirm_year, parsed
from spt_fazhi.cli.options import AsOf, Root
from spt_fazhi.cli.output import note, out
from spt_fazhi.cli.session import Session
from spt_fazhi.intake.draft import questions
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.rollover.rollover import Carried, CarriedOver, read_next_year, rollover
from spt_fazhi.store.disk.typed import quoted

HELP = "换年度：本年归档到 archive/，从新文件开始下一年"
ORDER = 113


def command(  # noqa: PLR0913 - the options of the command line
    year: Annotated[int, typer.Argument(metavar="年度", help="新的年度，如 2025")],
    *,
    document: Annotated[
        str, typer.Option("--from", metavar="文件", help="新年度的文件：Word、PDF、OFD、表格、网页或文本")
    ],
    carry: Annotated[
        list[str] | None, typer.Option("--carry", metavar="事项", help="结转到新年度的事项，如 6.1，可重复")
    ] = None,
    carry_unfinished: Annotated[
        bool, typer.Option("--carry-unfinished", help="把没有完成的事项全部结转（只带没有完成的单位）")
    ] = False,
    title: Title = None,
    issuer: Issuer = None,
    issued: Issued = None,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Archive this year and draft the next."""
    from spt_fazhi.render.terminal.draft import show

    session = Session.open(root, as_of, use_cache=False)
    head = HeadOptions(title=title, issuer=issuer, issued=issued)
    wanted = Carried(typed=carry or (), all_unfinished=carry_unfinished)
    begun = read_next_year(session, year, document, wanted, parsed(head).issued)
    confirm_year(begun.drafted, year, title)
    drafted = completed(begun.drafted, head)
    made = rollover(session, replace(begun, drafted=drafted))
    if made.units_apart:
        note("单位名录的写法特别，没有自动加入新单位；新单位写在 data/新增单位.yaml，请抄进 data/units.yaml。")
    show(made.drafted, questions(made.drafted), out())
    where = made.archive.relative_to(session.root)
    for line in _carried(made.carried, drafted.year, quoted(str(where))):
        note(line)
    note(f"{session.register.info.year} 年已归档：{where}；查询用 fazhi status --root {quoted(str(where))}")
    note("接着：照 data/待核清单.md 核对 data/tasks.yaml 和 data/units.yaml，运行 fazhi check，再 git add -A 并提交。")


def _carried(carried: CarriedOver, year: int, where: str) -> Iterator[str]:
    """What goes on in the new year, and what does not."""
    counts = {
        f"到期日在 {year} 年的": carried.still_due,
        "每年都有、新文件没有写的": carried.recurring,
        "点名结转的": carried.named,
    }
    parts = [f"{word} {number} 个" for word, number in counts.items() if number]
    if parts:
        yield f"结转 {carried.obligations} 个事项（{'，'.join(parts)}），列在“结转”部分。"
    if carried.findings:
        yield (
            f"带过去没有销号的督察问题 {carried.findings} 个（{carried.visits} 次督察）：编号、时限、整改和决定照旧，"
            f"接着在 {year} 年的台账里整改、销号；已销号的留在归档的那一年。"
        )
    if carried.reports:
        yield f"还有 {carried.reports} 份进展报告没有报、{year} 年才到期，请录到归档的那一年：--root {where}"
