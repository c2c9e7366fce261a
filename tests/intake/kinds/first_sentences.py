"""What a task begins with: a title, or already its first sentence."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

CASES: Final = [
    Case(
        "first-sentence",
        "a title stays a title",
        """示例县2025年法治建设工作要点
一、任务
1.加强学习。年底前组织讲座2场。（责任单位：县司法局）
示例县人民政府
2025年3月8日
""",
        (Want(title="加强学习", lead=("县司法局",), counts=("2",), due=("2025-12-31",)),),
        issuer="示例县人民政府",
        issued="2025-03-08",
    ),
]
