"""The kinds of text a file may hold and how each is read.

Every parser takes what the reader found (always text in a sound file) and returns the value or raises
ValueError with one Chinese sentence; `""` (a key written without a value) means "not given" where the field
is optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from spt_fazhi.model.file_names import file_name_fault, part_fault
from spt_fazhi.model.paths import FORM_ID, RECORD_ID
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.value import Parsed

Number = int | Decimal
T = TypeVar("T")

_NUMBER = r"\d{1,12}(\.\d{1,4})?"
_RATE = r"(\d{1,3}(?:\.\d{1,4})?)%"
_OBLIGATION_ID = r"(?:0|[1-9]\d{0,3})\.[1-9]\d{0,2}"
_HANDLE = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
_OWNER = rf"@@?{_HANDLE}(?:/{_HANDLE}){{0,5}}|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_CODE = r"[a-z][a-z0-9-]{0,23}"
_SHA256 = r"[0-9a-f]{64}"


def _text_of(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    raise ValueError("这里应写一个值，而不是一组（列表或下级字段）")


def parse_text(raw: object) -> str:
    """Any non-blank text, as written."""
    if isinstance(raw, str) and raw and not raw.isspace():
        return raw
    _text_of(raw)
    raise ValueError("不能为空，请填写内容")


def parse_day(raw: object) -> date:
    """A calendar day written YYYY-MM-DD."""
    text = _text_of(raw)
    if not (len(text) == 10 and text[4] == "-" == text[7] and text.isascii()):
        raise ValueError(f"“{text}”不是日期，应写成 2024-06-30 的样子")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”这一天不存在，请核对年月日") from None


def parse_number(raw: object) -> Number:
    """A count or amount above zero: digits, at most four decimals."""
    text = _text_of(raw)
    if not re.fullmatch(_NUMBER, text, re.ASCII):
        raise ValueError(f"“{text}”不是数字，应写成 1 或 2.5 的样子，不带单位")
    number: Number = Decimal(text) if "." in text else int(text)
    if number <= 0:
        raise ValueError("数量应大于 0")
    return int(number) if number == int(number) else number


def parse_whole(raw: object) -> int:
    """A whole number, zero allowed."""
    text = _text_of(raw)
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise ValueError(f"“{text}”不是整数，应写成 0、1、35 的样子")
    return int(text)


def parse_days(raw: object) -> int:
    """A number of days, at most two years."""
    days = parse_whole(raw)
    if days > 731:
        raise ValueError("天数太大，最多写 731（两年）")
    return days


def parse_rate(raw: object) -> Decimal:
    """A percentage as a fraction: `100%` → 1, above 0 and at most 1."""
    text = _text_of(raw)
    match = re.fullmatch(_RATE, text, re.ASCII)
    if match is None or not 0 < Decimal(match[1]) <= 100:
        raise ValueError(f"“{text}”不是比率，应写成 100% 或 6.5% 的样子（大于 0，不超过 100%）")
    return Decimal(match[1]) / 100


def parse_task_id(raw: object) -> int:
    """A task's number in the document, from 1; 0 for what stands outside the numbered tasks (附则)."""
    number = parse_whole(raw)
    if number >= 10000:
        raise ValueError("任务编号应是 0 到 9999 的整数（0 是附则）")
    return number


def parse_year(raw: object) -> int:
    """A year of four digits."""
    text = _text_of(raw)
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise ValueError(f"“{text}”不是年份，应写成 2024 的样子")
    return int(text)


def parse_obligation_id(raw: object) -> str:
    """Task number, dot, running number: `6.1`."""
    text = _text_of(raw)
    if not re.fullmatch(_OBLIGATION_ID, text, re.ASCII):
        raise ValueError(f'“{text}”不是事项编号，应写成 "6.1" 的样子（任务编号.序号）')
    return text


def parse_code(raw: object) -> str:
    """A unit's short code, safe as a folder name on every system."""
    text = _text_of(raw)
    if not re.fullmatch(_CODE, text, re.ASCII) or text.endswith("-"):
        raise ValueError(f"“{text}”不能作代码：用小写字母开头，只含小写字母、数字和短横，最多 24 个字符")
    fault = part_fault(text)
    if fault:
        raise ValueError(f"“{text}”不能作文件夹名：{fault}，请换一个代码")
    return text


def parse_owner(raw: object) -> str:
    """Who answers for a folder on a forge: `@name`, `@organisation/team`, or an e-mail address."""
    text = _text_of(raw)
    if not re.fullmatch(_OWNER, text, re.ASCII):
        raise ValueError(f"“{text}”不能作负责人：写平台上的 @用户、@组织/小组，或邮箱，不含空格")
    return text


def parse_period_text(raw: object) -> str:
    """A period in one of the four written forms, kept as text."""
    return parse_period(_text_of(raw)).text


def parse_sha256(raw: object) -> str:
    """64 lower-case hexadecimal digits."""
    text = _text_of(raw)
    if not re.fullmatch(_SHA256, text, re.ASCII):
        raise ValueError("sha256 应是 64 位小写十六进制数字")
    return text


def parse_record_id(raw: object) -> str:
    """A record's id: `<unit code>/<file stem>`."""
    text = _text_of(raw)
    if not re.fullmatch(RECORD_ID, text, re.ASCII):
        raise ValueError(f"“{text}”不是记录编号，应写成 sfj/2024-06-12-6.1-k7q2 的样子（单位代码/文件名）")
    return text


def parse_form_id(raw: object) -> str:
    """A form's id: what it is for, the unit's code, four letters."""
    text = _text_of(raw)
    if not re.fullmatch(FORM_ID, text, re.ASCII):
        raise ValueError(f"“{text}”不是报送表编号，应写成 2024Q2-sfj-k7q2 的样子，由 fazhi collect 填写")
    return text


def parse_file_name(raw: object) -> str:
    """The bare name of an attachment, valid on every system."""
    text = _text_of(raw)
    fault = file_name_fault(text)
    if fault:
        raise ValueError(f"“{text}”：{fault}")
    return text


def parse_source_path(raw: object) -> str:
    """A path below `data/`, with forward slashes and no way out of it."""
    text = parse_text(raw)
    parts = text.split("/")
    if text.startswith("/") or "\\" in text or ":" in text or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"“{text}”不是 data/ 下的相对路径，应写成 source/文件名.txt 的样子")
    fault = next(filter(None, map(part_fault, parts)), None)
    if fault:
        raise ValueError(f"“{text}”：{fault}")
    return text


def parse_flag(raw: object) -> bool:
    """`true` or `false`."""
    text = _text_of(raw)
    if text not in {"true", "false"}:
        raise ValueError(f"“{text}”应写成 true 或 false")
    return text == "true"


def parse_yes(raw: object) -> bool:
    """`yes` or `no` (`true` and `false` too)."""
    text = _text_of(raw)
    if text not in {"yes", "no", "true", "false"}:
        raise ValueError(f"“{text}”应写成 yes 或 no")
    return text in {"yes", "true"}


def one_of(**meanings: str) -> Callable[[object], str]:
    """A parser for a fixed set of words; keyword = word, value = what it means, for the message."""

    def parse(raw: object) -> str:
        text = _text_of(raw)
        if text not in meanings:
            choices = "、".join(f"{word}（{meaning}）" for word, meaning in meanings.items())
            raise ValueError(f"“{text}”不在可选范围内，可写：{choices}")
        return text

    return parse


def optional(parse: Callable[[object], T]) -> Callable[[object], T | None]:
    """The same parser, with an empty value meaning "not given"."""

    def parse_optional(raw: object) -> T | None:
        return None if raw == "" or raw is None else parse(raw)

    return parse_optional


def _either(*kinds: str, **more: Any) -> Mapping[str, Any]:
    return {"type": list(kinds), **more}


_STRING = _either("string", "number", minLength=1)  # `id: 1` is text here and a number to every other YAML reader
_NAME: Mapping[str, Any] = {"type": "string", "minLength": 1}
_DAY_SCHEMA: Mapping[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_NUMBER_SCHEMA = _either("number", "string", exclusiveMinimum=0, pattern=r"^\d{1,12}(\.\d{1,4})?$")
_WHOLE_SCHEMA = _either("integer", "string", minimum=0, pattern=r"^\d{1,12}$")
_PERIOD_SCHEMA = _either("string", "integer", pattern=r"^\d{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$")
_SHA256_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_OBLIGATION_SCHEMA = _either("string", "number", pattern=f"^{_OBLIGATION_ID}$")


def _maybe(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


Text = Annotated[str, Parsed(parse_text, _STRING)]
UnitName = Annotated[str, Parsed(parse_text, _STRING, few=True)]
Owner = Annotated[str, Parsed(parse_owner, {"type": "string", "pattern": f"^(?:{_OWNER})$"})]
OptionalText = Annotated[str | None, Parsed(optional(parse_text), _maybe(_STRING))]
Day = Annotated[date, Parsed(parse_day, _DAY_SCHEMA, few=True)]
OptionalDay = Annotated[date | None, Parsed(optional(parse_day), _maybe(_DAY_SCHEMA), few=True)]
PositiveNumber = Annotated[Number, Parsed(parse_number, _NUMBER_SCHEMA, few=True)]
OptionalNumber = Annotated[Number | None, Parsed(optional(parse_number), _maybe(_NUMBER_SCHEMA), few=True)]
Whole = Annotated[int, Parsed(parse_whole, _WHOLE_SCHEMA, few=True)]
OptionalWhole = Annotated[int | None, Parsed(optional(parse_whole), _maybe(_WHOLE_SCHEMA), few=True)]
Days = Annotated[int, Parsed(parse_days, {**_WHOLE_SCHEMA, "maximum": 731}, few=True)]
Rate = Annotated[Decimal, Parsed(parse_rate, {"type": "string", "pattern": r"^\d{1,3}(\.\d{1,4})?%$"})]
Year = Annotated[
    int, Parsed(parse_year, _either("integer", "string", minimum=1000, maximum=2999, pattern=r"^[12]\d{3}$"))
]
TaskId = Annotated[
    int, Parsed(parse_task_id, _either("integer", "string", minimum=0, maximum=9999, pattern=r"^\d{1,12}$"), few=True)
]
ObligationId = Annotated[str, Parsed(parse_obligation_id, _OBLIGATION_SCHEMA, few=True)]
Code = Annotated[str, Parsed(parse_code, {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,23}$"}, few=True)]
OptionalPeriod = Annotated[str | None, Parsed(optional(parse_period_text), _maybe(_PERIOD_SCHEMA), few=True)]
PeriodText = Annotated[str, Parsed(parse_period_text, _PERIOD_SCHEMA, few=True)]
OptionalObligationId = Annotated[
    str | None, Parsed(optional(parse_obligation_id), _maybe(_OBLIGATION_SCHEMA), few=True)
]
OptionalTaskId = Annotated[
    int | None, Parsed(optional(parse_task_id), _maybe(_either("integer", "string", minimum=0, maximum=9999)))
]
OptionalDays = Annotated[int | None, Parsed(optional(parse_days), _maybe({**_WHOLE_SCHEMA, "maximum": 731}), few=True)]
OptionalSha256 = Annotated[str | None, Parsed(optional(parse_sha256), _maybe(_SHA256_SCHEMA))]
Sha256 = Annotated[str, Parsed(parse_sha256, _SHA256_SCHEMA)]
OptionalFormId = Annotated[
    str | None, Parsed(optional(parse_form_id), {"type": ["string", "null"], "pattern": f"^{FORM_ID}$"})
]
RecordId = Annotated[str, Parsed(parse_record_id, {"type": "string", "pattern": f"^{RECORD_ID}$"})]
FileName = Annotated[str, Parsed(parse_file_name, _NAME)]
OtherSource = Annotated[str, Parsed(parse_source_path, _NAME)]
SourcePath = Annotated[str | None, Parsed(optional(parse_source_path), _maybe(_NAME))]
Flag = Annotated[bool, Parsed(parse_flag, {"enum": [True, False, "true", "false"]}, few=True)]
Yes = Annotated[bool, Parsed(parse_yes, {"enum": [True, False, "yes", "no"]}, few=True)]
