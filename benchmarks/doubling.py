"""How reading a document grows with its length: `python benchmarks/doubling.py [--files] [--to 1000000] [--only NAME]`.

Each pattern of the list is repeated to 10,000 characters and doubled until `--to`. What `fazhi intake` does with it
(structure, units, obligations, questions, the files of the draft) runs in a process of its own; its processor time and
peak memory are taken from the system. With `--files` what is repeated are the parts of Word, HTML, Excel, PDF and OFD
files, to so many bytes, and what is measured is reading them, with the limits that has; a file that is refused must be
refused within them, and is shown as such. The exponent is the slope of time over length in the upper half of the
doublings, on logarithmic scales: 1 is proportional, 2 is square. Linux and macOS.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from foreign_files import FILES, made

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
FIRST = 10_000
REFUSED = 3
WANTED = 1.2
LONGEST = 60  # seconds of processor time after which a size is given up
HEAD = "示例县2025年工作要点\n一、重点任务\n1.加强学习。年底前组织讲座2场。（责任单位：县司法局）\n2.规范执法。"
TAIL = "（责任单位：县司法局）\n示例县人民政府\n2025年3月8日\n"

PATTERNS: dict[str, str] = {
    "100%": "100%", "1次2份3场": "1次2份3场4件5个", "不少于": "至少不少于", "数": "1", "中文数": "十",
    "率": "率达到95%，", "日子": "2024年12月31日前", "月": "6月底前，", "月表": "6月、12月、", "每月": "每月25日前",
    "范围": "5月1日至10月31日，", "节": "国庆节前", "括号": "（甲）", "开括号": "（", "闭括号": "）",
    "书名号": "《办法》", "开书名号": "《", "引号": "“一网通办”", "开引号": "“", "单位": "县司法局、",
    "单位括号": "（县司法局负责）", "逐句": "公布目录。（县司法局负责）", "标签": "责任单位：县司法局；",
    "牵头": "县司法局牵头，", "会同": "县司法局会同县财政局", "各": "各乡镇、", "一长名": "县", "负责": "负责",
    "其中": "75座（其中城区10座）", "逗号": "，", "句号": "。", "空白": " \u3000", "换行": "\n", "制表": "\t",
    "竖线": "|", "字": "法", "开展": "开展评查，", "制定": "制定办法、完善清单和", "定期": "定期",
    "部分": "\n一、标题", "小节": "\n（一）标题", "任务": "\n1.公布清单。（县司法局负责）", "编号": "\n1.",
    "层": "\n一、甲\n（一）乙\n1.丙。\n（1）丁。", "行单位": "\n责任单位：县司法局", "行": "\n公布清单。",
    "列表": "\n1\t公布清单\t县司法局\t6月底前", "表行": "\n|1|公布清单|县司法局|", "附件": "\n附件1",
    "落款": "\n示例县人民政府\n2025年3月8日", "一是": "一是公布清单，", "圈": "①公布清单；", "部首": "\u2ed4\u2f00",
    "私用": "\ue000", "字母": "A", "星": "*",
    "标题行": "\n1.加强学习", "条": "\n第一条 公布清单。", "行内节": "（一）公布清单。", "日期行": "\n2025年3月8日",
    "卡片": "\n任务名称：公布清单\n责任单位：县司法局\n完成时限：6月底前", "同上": "\n2\t同上\t同上",
    "列名": "\n序号\t任务\t责任单位", "其中人": "其中，", "逗数": "1,000", "节名": "“五一”、", "文号": "〔2025〕1号，",
    "方括号": "【牵头单位】县司法局【配合单位】县财政局", "分号": "公布清单；", "起每月": "7月起每月",
    "冒号": "目标：", "单位行": "\n县司法局：",
}  # fmt: skip


class Run(NamedTuple):
    """One size: characters or bytes, seconds of processor time (None: given up), peak memory in MiB, if refused."""

    size: int
    seconds: float | None
    memory: float
    refused: bool = False


def read(text: str) -> None:
    """What `fazhi intake --out` does with a text, but for the disk."""
    from spt_fazhi.intake.draft import draft_plan, questions
    from spt_fazhi.intake.structure.document import document_of
    from spt_fazhi.services.drafting.files import draft_files

    plan = draft_plan(document_of(text))
    draft_files(plan, asked=questions(plan))


def read_file(name: str, size: int) -> None:
    """What reading a file costs, its limits kept. Raises FazhiError for one that is refused."""
    from spt_fazhi.store.documents.read import document_from

    each = FILES[name]
    document_from(made(each, size), f"样本{each.suffix}", each.suffix)


def read_text(name: str, size: int) -> None:
    """A text of so many characters."""
    pattern = PATTERNS[name]
    read(HEAD + pattern * (size // len(pattern)) + TAIL)


def measure(work: Callable[[str, int], None], name: str, size: int) -> Run:
    """Do something with one size in a process of its own."""
    from spt_fazhi.errors import FazhiError

    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        code = 1
        try:
            work(name, size)
            code = 0
        except FazhiError:
            code = REFUSED
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    refused = status == REFUSED << 8
    seconds = usage.ru_utime + usage.ru_stime if status == 0 or refused else None
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(size, seconds, usage.ru_maxrss / scale, refused)


def exponent(runs: Sequence[Run], start: float) -> float | None:
    """The slope over the upper half of the sizes, what starting takes taken off; None when a size was given up."""
    if any(each.seconds is None for each in runs):
        return None
    runs = [each for each in runs if not each.refused]
    upper = runs[len(runs) // 2 - 1 :] if len(runs) > 3 else runs
    points = [(math.log(each.size), math.log(max((each.seconds or 0) - start, 0.001))) for each in upper]
    if len(points) < 2:
        return None
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    over = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    slope: float = over / sum((x - middle[0]) ** 2 for x, _ in points)
    return slope


def doubled(work: Callable[[str, int], None], name: str, sizes: Sequence[int]) -> list[Run]:
    """One pattern at every size, until one is given up."""
    runs: list[Run] = []
    for size in sizes:
        runs.append(measure(work, name, size))
        if runs[-1].seconds is None:
            break
    return runs


def is_good(runs: Sequence[Run], slope: float | None) -> bool:
    """Whether a pattern grows as wanted: in proportion, or within a second; what is refused, within the limits."""
    last = runs[-1]
    if last.seconds is None:
        return False
    if last.refused:
        return last.seconds <= 21 and last.memory <= 1100
    return last.seconds < 1 or (slope is not None and slope <= WANTED)


def main() -> int:
    """Measure every pattern, print a line each, and say by the exit code whether all grow as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", action="store_true", help="the parts of files instead of texts")
    parser.add_argument("--first", type=int, default=FIRST, help="the length to begin with")
    parser.add_argument("--to", type=int, default=1_000_000, help="the greatest length in characters or bytes")
    parser.add_argument("--only", action="append", help="only patterns of this name; may be repeated")
    given = parser.parse_args()
    read(HEAD + TAIL)  # what is imported when it is first needed
    sizes = [given.first]
    while sizes[-1] < given.to:
        sizes.append(min(2 * sizes[-1], given.to))
    names, work = (tuple(FILES), read_file) if given.files else (tuple(PATTERNS), read_text)
    start = measure(work, "Word 段" if given.files else "句号", 1).seconds or 0.0
    print(f"{'pattern':<12}{'exponent':>9}{'s at end':>10}{'MiB':>7}", flush=True)
    worst: list[str] = []
    for name in names:
        if given.only and name not in given.only:
            continue
        runs = doubled(work, name, sizes)
        slope, last = exponent(runs, start), runs[-1]
        took = "-" if last.seconds is None else f"{last.seconds:.2f}"
        shown = "-" if slope is None else f"{slope:.2f}"
        good = is_good(runs, slope)
        worst += [] if good else [name]
        first = next((each.size for each in runs if each.refused), 0)
        said = f"  refused from {first:,}" if first else ""
        print(f"{name:<12}{shown:>9}{took:>10}{last.memory:>7.0f}{said}", end="", flush=True)
        print("" if good else f"  over (at {last.size:,})", flush=True)
    limit = f"exponent <= {WANTED}, or less than a second at {sizes[-1]:,}"
    print(f"wanted: {limit}; over: {'、'.join(worst) or 'none'}")
    return int(bool(worst))


if __name__ == "__main__":
    sys.exit(main())
