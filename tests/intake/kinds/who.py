"""Which names are groups, which are one unit, and who owes what a sentence asks for."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

HEAD = "示例县2025年法治建设工作要点\n一、任务\n"
TAIL = "示例县人民政府\n2025年3月8日\n"


def _of(name: str, body: str, tasks: tuple[Want, ...] | None = None, **more: tuple[str, ...]) -> Case:
    return Case("who", name, f"{HEAD}{body}{TAIL}", tasks, **more)  # type: ignore[arg-type]  # lists of words only


CASES: Final = [
    _of(
        "general names of departments are groups",
        """1.开展清理。（牵头单位：县司法局；责任单位：县直各单位、市直有关单位）
2.开展评查。（牵头单位：县司法局；责任单位：各行业主管部门，驻县各单位）
3.落实责任。（牵头单位：县委依法治县办；责任单位：各成员单位、县人民政府各部门）
""",
        groups=("县直各单位", "市直有关单位", "各行业主管部门", "驻县各单位", "各成员单位", "县人民政府各部门"),
        not_units=("县直各单位", "市直有关单位", "驻县各单位"),
        asked=("原文没有写明是哪些单位",),
    ),
    _of(
        "general names of places and schools are groups",
        """1.开展宣传。（牵头单位：县教育局；责任单位：乡镇（街道）、全县各学校）
2.开展排查。（牵头单位：县民政局；责任单位：村（社区）、各园区）
3.开展调解。（牵头单位：县司法局；责任单位：镇街、派出所）
""",
        groups=("乡镇（街道）", "全县各学校", "村（社区）", "各园区", "镇街", "派出所"),
        not_units=("村（社区）", "派出所"),
    ),
    _of(
        "a place of its own is one unit",
        """1.开展清理。（牵头单位：示例镇人民政府；责任单位：东街街道办事处、县政府办公室、县委办公室）
2.开展评查。（牵头单位：县机关事务中心；责任单位：县中小企业服务中心、县直机关工委、各科室）
""",
        (
            Want(lead=("示例镇人民政府",), responsible=("东街街道办事处", "县政府办公室", "县委办公室")),
            Want(lead=("县机关事务中心",), responsible=("县中小企业服务中心", "县直机关工委", "各科室")),
        ),
        groups=("各科室",),
        unasked=("不像一家单位的名称",),
    ),
    _of(
        "two names of one group are noted",
        """1.开展清理。（牵头单位：县司法局；责任单位：各部门）
2.开展评查。（牵头单位：县司法局；责任单位：县政府各部门）
""",
        groups=("各部门", "县政府各部门"),
        asked=("与“各部门”可能是同一组单位",),
    ),
    _of(
        "a bracket after each sentence says who owes it",
        """1.规范文件管理。6月底前完成文件清理。（县司法局负责）年底前编制目录。（县政府办公室负责）组织备案审查2次。（县财政局负责）
2.推进公开。制定公开方案。（责任单位：县档案馆；9月底前）公布办事指南。（责任单位：县审批局；10月底前）
""",
        (
            Want(
                has=("县司法局", "县政府办公室", "县财政局"),
                counts=("2",),
                text="6月底前完成文件清理。（县司法局负责）年底前编制目录。（县政府办公室负责）组织备案审查2次。",
                who={
                    "文件清理": ("县司法局",),
                    "编制目录": ("县政府办公室",),
                    "备案审查": ("县财政局",),
                },
            ),
            Want(
                due=("2025-09-30", "2025-10-31"),
                who={"公开方案": ("县档案馆",), "办事指南": ("县审批局",)},
                obligations=2,
            ),
        ),
    ),
    _of(
        "a bracket before the full stop, and units of the whole task at the end",
        """1.加强审核。编制审核目录（县司法局牵头，县财政局配合）；开展案卷评查2次（县司法局、县审计局负责）。建立专家库。（牵头单位：县司法局；责任单位：县财政局、县审计局）
""",
        (
            Want(
                lead=("县司法局",),
                responsible=("县财政局", "县审计局"),
                who={"审核目录": ("县司法局",), "案卷评查": ("县司法局", "县审计局"), "专家库": ("县司法局",)},
            ),
        ),
    ),
    _of(
        "a bracket that lists what the noun before it means is none",
        """1.开展宣传。组织成员单位（县司法局、县教育局）开展讲座2场。（责任单位：县委宣传部）
""",
        (Want(lead=("县委宣传部",), responsible=(), who={"讲座": ("县委宣传部",)}),),
    ),
    _of(
        "a bracket after each numbered item of a task",
        """1.提升能力。做好以下工作：
（1）组织业务培训2次。（县司法局负责）
（2）建立案例库。（县人民法院负责）
（3）开展评查1次。（县检察院负责）
2.强化监督。开展督察1次。（责任单位：县委依法治县办）
""",
        None,
        unasked=("没有写责任单位",),
    ),
]
