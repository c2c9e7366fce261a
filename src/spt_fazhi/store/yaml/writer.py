"""One record or decision as the text of its file: what is written here is read back as the same value."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.text.plain import plain

if TYPE_CHECKING:
    from yaml import SafeDumper

_NO_FOLDING: Final = 10**9
_LONG: Final = 60  # characters from which a text gets a block of its own
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LONG_FIELDS = frozenset({"detail", "done", "problems", "next", "reason"})
_ID_FIELDS = frozenset({"obligation"})


class _Quoted(str):
    """Text that is always written in double quotes."""

    __slots__ = ()


class _Block(str):
    """Text that is written as a `|` block where YAML can hold it so."""

    __slots__ = ()


def clean(text: str) -> str:
    """Typed text as it is kept: NFC, line breaks as `\\n`, tabs as spaces, nothing invisible, no blank edges."""
    lines = plain(_BREAKS.sub("\n", text)).replace("\t", "    ").split("\n")
    tidy = "\n".join(line.rstrip() for line in lines)
    return unicodedata.normalize("NFC", tidy.strip("\n").rstrip() if "\n" in tidy else tidy.strip())


def clean_line(text: str) -> str:
    """`clean` text on one line, white space folded."""
    return " ".join(clean(text).split())


def tree(value: Any) -> dict[str, Any]:
    """The keys and values of a record or decision as they are written; what was not given is left out."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item is None or item == ():
            continue
        name = field.name.rstrip("_")
        if isinstance(item, tuple):
            found[name] = [tree(part) if dataclasses.is_dataclass(part) else part for part in item]
        elif isinstance(item, str) and name in _ID_FIELDS:
            found[name] = _Quoted(item)
        elif isinstance(item, str) and ("\n" in item or (name in _LONG_FIELDS and len(item) > _LONG)):
            found[name] = _Block(item)
        else:
            found[name] = item
    return found


def dump(value: Any, head: str = "") -> str:
    """The file's text for a record or decision; `head` is a comment line put first (without `#`).

    The text is UTF-8 clean, ends with a line break, and `yaml_reader.read_tree` with `validate` gives an equal value
    for every value whose texts went through `clean` or `clean_line`.
    """
    import yaml

    text: str = yaml.dump(
        tree(value),
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=_NO_FOLDING,
        default_flow_style=False,
        line_break="\n",
    )
    return f"# {head}\n{text}" if head else text


@cache
def _dumper() -> type[SafeDumper]:
    """A SafeDumper that knows the three kinds of text and plain decimals; made once, at first use."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, _data: Any) -> bool:
            return True

    def text(dumper: Any, item: str, style: str | None = None) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", str(item), style=style)

    Dumper.add_representer(_Quoted, lambda dumper, item: text(dumper, item, '"'))
    Dumper.add_representer(_Block, lambda dumper, item: text(dumper, item, "|"))
    Dumper.add_representer(
        Decimal, lambda dumper, item: dumper.represent_scalar("tag:yaml.org,2002:float", format(item, "f"))
    )
    Dumper.add_representer(
        date, lambda dumper, item: dumper.represent_scalar("tag:yaml.org,2002:timestamp", item.isoformat())
    )
    return Dumper
