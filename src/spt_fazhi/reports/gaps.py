"""What a report cannot take from the register and a person has to write: visible in the text, counted at its end."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from spt_fazhi.model.frozen import frozen


@frozen
class Gap:
    """台账里没有、要由人补写的一处，印成【此处需补写：…】。"""

    text: Annotated[str, "要补写什么"]

    @property
    def printed(self) -> str:
        """As it stands in the text: `【此处需补写：落款】`."""
        return f"【此处需补写：{self.text}】"


def gaps_in(values: Any) -> tuple[Gap, ...]:
    """Every gap in the values of a report, wherever it lies, in the order of the fields."""
    return tuple(_walk(values))


def _walk(value: Any) -> Iterator[Gap]:
    if isinstance(value, Gap):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _walk(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _walk(each)
