"""Many invented registers: 示例县001 and on, each with words and a spring of its own, all of them plainly invented."""

from __future__ import annotations

from typing import Final

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import MIN_RECORDS, DemoRequest
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import DATA_DIR, RECORDS_DIR
from spt_fazhi.text.yaml_text import scalar

MOST_DISTRICTS: Final = 3000
LIST: Final = "名单.yaml"
_DISTRICT: Final = "示范区"
_OTHER_WORDS: Final[tuple[tuple[tuple[str, str], ...], ...]] = (
    (),
    (
        ("各乡镇每月28日前报送矛盾纠纷排查化解情况", "各乡镇每月28日前上报矛盾纠纷排查和化解的情况"),
        ("在4月15日前向社会公开", "并于4月15日前向社会公开"),
    ),
    (
        ("组织开展法治建设实地督察至少4次", "全年组织法治建设实地督察不少于4次"),
        ("各部门5月31日前公开本单位年度重大行政决策事项目录", "各部门在5月31日前公布年度重大行政决策事项目录"),
        ("推进权力公开透明运行", "推进权力规范透明运行"),
    ),
)
"""How every second and third district puts the same things."""


def district_name(number: int) -> str:
    """`示例县001`."""
    return f"示例县{number:03d}"


def district_names(number: int) -> tuple[str, ...]:
    """The names of so many districts. Raises UsageError for none, and for more than a disk should be asked for."""
    if not 1 <= number <= MOST_DISTRICTS:
        raise UsageError(f"--registers {number} 超出范围", f"可写 1 到 {MOST_DISTRICTS}")
    return tuple(map(district_name, range(1, number + 1)))


def make_district(number: int, request: DemoRequest) -> dict[str, bytes]:
    """The files of a district's workspace; the same number and request give the same bytes."""
    records = max(MIN_RECORDS, request.records + number * 17 % 41 - 20)  # some report more, some less
    files = make_workspace(replace(request, seed=request.seed + number - 1, records=records))
    words = ((_DISTRICT, district_name(number)), *_OTHER_WORDS[number % len(_OTHER_WORDS)])
    return {_reworded(path, words): _text(path, data, words) for path, data in files.items()}


def _reworded(text: str, words: tuple[tuple[str, str], ...]) -> str:
    for old, new in words:
        text = text.replace(old, new)
    return text


def _text(path: str, data: bytes, words: tuple[tuple[str, str], ...]) -> bytes:
    """A file in the district's own words; attachments are what their hashes say."""
    if path.startswith(f"{DATA_DIR}/") and not path.endswith((".yaml", "工作要点.txt")):
        return data
    if path.startswith(f"{RECORDS_DIR}/") and not path.endswith(".yaml"):
        return data
    return _reworded(data.decode(), words).encode()


def list_text(names: tuple[str, ...]) -> str:
    """The list of the districts for `fazhi rollup`."""
    lines = ["# 虚构的县区，供 fazhi rollup 汇总；每本台账一项，path 从本文件算起", "registers:"]
    for name in names:
        lines += [f"  - name: {scalar(name)}", f"    path: {scalar(name)}"]
    return "\n".join(lines) + "\n"


def readme_text(names: tuple[str, ...], request: DemoRequest) -> str:
    """What the folder is, and what to type."""
    return f"""# {len(names)} 个虚构的县区

**{names[0]} 到 {names[-1]} 全是虚构的**，地名、单位、文件、进展和佐证没有一样是真的，只用来试汇总。
每个文件夹是一本完整的台账，可以单独看。
数据讲的是 {request.day} 这一天，在本文件夹里试试：

```
fazhi rollup {LIST} --as-of {request.day}
fazhi status --root {names[0]} --as-of {request.day}
```
"""
