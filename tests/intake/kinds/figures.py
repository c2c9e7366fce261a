"""How many and what share, in every form of it; and radicals that stand where characters should."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

HEAD = "示例县2025年法治建设工作要点\n一、任务\n"
FOOT = "\n示例县人民政府\n2025年3月8日\n"


def _radicals(text: str) -> str:
    """The text as a PDF has it: with radicals for some of its characters."""
    return text.translate({ord(char): chr(code) for char, code in RADICALS})


RADICALS: Final = (("门", 0x2ED4), ("一", 0x2F00), ("二", 0x2F06), ("见", 0x2EC5), ("月", 0x2F49), ("日", 0x2F47),
                   ("率", 0xF9DB), ("人", 0x2F08), ("民", 0x2EA0), ("长", 0x2ED3), ("文", 0x2F42))  # fmt: skip

CASES: Final = [
    Case(
        "radicals",
        "in the words of a task and its units",
        _radicals(
            HEAD + "1.开展学习。各部门一季度前完成学习2次。（牵头单位：县司法局；责任单位：各部门）" + FOOT
        ),
        (Want(
            title="开展学习", lead=("县司法局",), responsible=("各部门",), counts=("2",), due=("2025-03-31",),
            text=_radicals("各部门一季度前完成学习2次。"), number=1,
        ),),
        groups=("各部门",),
        sections=1,
        asked=("形似汉字的部首字符",),
    ),
    Case(
        "radicals",
        "in headings and the numbers of sections",
        _radicals("示例县2025年人民调解工作要点\n一、建强队伍\n1.加强培训。6月30日前组织人民调解员培训3次。（责任单位：县司法局）\n"
                  "二、用好门户\n2.公布文书。办结率达到95%。（牵头单位：县人民法院）" + FOOT),
        (Want(due=("2025-06-30",), counts=("3",), section="一"), Want(rates=("95%",), lead=("县人民法院",), section="二")),
        sections=2,
        issued="2025-03-08",
        year=2025,
    ),
    Case(
        "radicals",
        "none: nothing is remarked",
        HEAD + "1.开展学习。各部门完成学习2次。（牵头单位：县司法局；责任单位：各部门）" + FOOT,
        (Want(counts=("2",)),),
        unasked=("部首",),
    ),
]  # fmt: skip
