"""`fazhi schema`: JSON Schemas of the files, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import find_root
from spt_fazhi.errors import Findings
from spt_fazhi.services.schema import schema_folder, schema_states, write_schemas
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.text.plain import plain

HELP = "生成数据文件的 JSON Schema，供编辑器提示和检查"
ORDER = 120
_WORDS = {"current": "已是最新", "stale": "内容已过时", "missing": "还没有生成"}


def command(
    *,
    out_dir: Annotated[
        str | None, typer.Option("--out", metavar="文件夹", help="写到哪里；默认工作区的 schema/")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="只核对是否最新，不写；有过时的退出码为 1")] = False,
    root: Root = None,
    json: Json = False,
) -> None:
    """Write the schemas, or say which are out of date."""
    folder = typed_path(out_dir, "--out") if out_dir is not None else schema_folder(find_root(root))
    states = schema_states(folder) if check else write_schemas(folder)
    _show(folder, dict(states), written=not check, as_json=json)
    if check and set(states.values()) != {"current"}:
        raise Findings


def _show(folder: object, states: dict[str, str], *, written: bool, as_json: bool) -> None:
    if as_json:
        said = {name: "written" if written and state != "current" else state for name, state in states.items()}
        print_json({"schemas": [{"file": name, "state": state} for name, state in said.items()]})
        return
    console = out()
    for name, state in states.items():
        words = "已写入" if written and state != "current" else _WORDS[state]
        console.print(plain(f"{words}  {folder}/{name}"), soft_wrap=True)
    if not written and set(states.values()) != {"current"}:
        console.print("→ 运行 fazhi schema 重新生成")
