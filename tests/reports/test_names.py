"""What a plan and its office are called is taken from their own names, and never guessed."""

from __future__ import annotations

import pytest

from spt_fazhi.reports.names import bare_title, ourselves, plan_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示例区法治政府建设2024年工作要点", "工作要点"),
        ("《示例区2024年工作要点》", "工作要点"),
        ("示例区2024年工作要点（演示数据）", "工作要点"),
        ("示例区2024年普法要点", "要点"),
        ("示例区法治建设实施方案（2024—2025年）", "实施方案"),
        ("示例区2024年度依法行政工作计划", "工作计划"),
        ("关于加强法治乡村建设的实施意见", "实施意见"),
        ("关于印发《示例区2024年依法行政工作安排》的通知", "工作安排"),
        ("关于做好2024年法治建设工作的通知", "通知"),
        ("2024年重点工作任务分解表 第二版", "任务分解表"),
        ("示例区法治政府建设", "文件"),
    ],
)
def test_the_kind_of_a_plan(title: str, kind: str) -> None:
    assert plan_kind(title) == kind


@pytest.mark.parametrize(
    ("office", "signature", "said"),
    [
        ("区委依法治区办", None, "我办"),
        ("区委依法治区办", "中共示例区委全面依法治区委员会办公室", "我办"),
        ("区司法局", "示例区司法局", "我局"),
        ("区政府办公室", None, "我办"),
        ("东镇", None, "我镇"),
        ("区政务服务中心", None, "我中心"),
        ("区委依法治区委员会", None, "我委"),
        ("示例区人民政府", None, "示例区人民政府"),
        ("区司法局", "中共示例区委全面依法治区委员会办公室", "区司法局"),
    ],
)
def test_what_an_office_calls_itself(office: str, signature: str | None, said: str) -> None:
    assert ourselves(office, signature) == said


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("《工作要点》", "工作要点"),
        ("关于印发《方案》的通知", "关于印发〈方案〉的通知"),
        ("《方案》和《要点》", "〈方案〉和〈要点〉"),
    ],
)
def test_a_title_stands_between_its_marks(title: str, bare: str) -> None:
    assert bare_title(title) == bare
