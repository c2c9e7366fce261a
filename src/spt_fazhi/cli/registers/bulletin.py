"""`fazhi report rollup 来源`: the bulletin about many registers; it needs no workspace of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from spt_fazhi.cli.output import note, print_text, values_text
from spt_fazhi.cli.output_file import MADE, write_bytes
from spt_fazhi.cli.registers.matching import alike_options, tell_doubts
from spt_fazhi.cli.registers.told import finish
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.gaps import gaps_in
from spt_fazhi.reports.rollup.bulletin import build
from spt_fazhi.services.issue.draft import LONGEST_TITLE, typed_line
from spt_fazhi.services.report import find_edition
from spt_fazhi.services.rollup.deliver import ReadAs
from spt_fazhi.services.rollup.hold import LONGEST, RollupOptions, held
from spt_fazhi.services.rollup.report import rollup_bulletin, templates_near
from spt_fazhi.services.rollup.rollup import answered
from spt_fazhi.services.typeset import Format, format_of
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.text.as_typed import narrow

_EXAMPLE: Final = "例如 fazhi report rollup 收到的导出 -o 通报.docx"


@frozen
class BulletinOptions:
    """What was typed after `fazhi report rollup`."""

    source: str | None
    unfit: tuple[str, ...]
    period: str | None
    edition: str
    number: str | None
    output: str | None
    form: str | None
    force: bool
    root: str | None
    as_of: str | None
    at: str | None
    json: bool
    yes: bool
    answers: str | None


def give_bulletin(typed: BulletinOptions) -> None:
    """Print or write the bulletin. Raises UsageError for what does not fit, before anything is read."""
    if typed.source is None:
        raise UsageError("汇总通报要写明来源：放各县区台账或导出的文件夹，或名单", _EXAMPLE)
    if typed.unfit:
        raise UsageError(f"汇总通报不分单位和督察，多写了 {'、'.join(typed.unfit)}", "请去掉")
    wanted = format_of(typed.form, None if typed.json else typed.output)
    check = find_edition(typed.edition) == "check"
    if wanted == "docx" and typed.output is None:
        raise UsageError("Word 文件不能打印在屏幕上", "请加 -o 文件名.docx")
    number = _number(typed.number)
    options = RollupOptions(sources=(typed.source,), year=_year(typed.period), top=LONGEST)
    day = parse_date_option(typed.as_of) if typed.as_of else None
    how = alike_options(options.sources, typed.answers, yes=typed.yes, quiet=True, new=False)
    with held(options, ReadAs(today=parse_date_option(None), day=day, at=typed.at)) as known:
        rollup = answered(known, options.top, how)
    values = build(rollup, number=number, check=check)
    if typed.json:
        print_text(values_text(values))
    else:
        _give(rollup_bulletin(values, templates_near(_folder(typed)), wanted), typed, wanted)
        note(f"要补写 {len(gaps_in(values))} 处：正文里的【此处需补写：…】。")
    tell_doubts(rollup, yes=typed.yes, asks=False)
    finish(rollup)


def _number(typed: str | None) -> str:
    """The whole 文号. Raises UsageError for a number alone: no register here has the pattern that would complete it."""
    number = typed_line("--number", typed, LONGEST_TITLE) or ""
    if number.isdigit():
        raise UsageError(f"汇总通报的文号要写全，不能只写 {number}", f"例如 --number 示依法办发〔2024〕{number}号")
    return number


def _year(period: str | None) -> int | None:
    """The year of `--period`. Raises UsageError for any other period."""
    if period is None:
        return None
    digits = narrow(period).removesuffix("年")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        raise UsageError(
            f"汇总通报按年出，--period 不能写“{period[:20]}”", "例如 --period 2024；哪一天的情况用 --as-of"
        )
    return int(digits)


def _folder(typed: BulletinOptions) -> Path:
    """Where templates are looked for: the workspace that was named, else here."""
    return (typed_path(typed.root, "--root") if typed.root else Path()).absolute()


def _give(data: bytes, typed: BulletinOptions, wanted: Format) -> None:
    if typed.output is not None:
        write_bytes(data, typed.output, made=MADE[wanted], force=typed.force)
    else:
        sys.stdout.write(data.decode())
