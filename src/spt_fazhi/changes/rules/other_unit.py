"""With `--only-unit`, a branch of one unit holds nothing but that unit's own records."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import Finding, Side, Spot

_SHOWN = 10
RULES = {"other-unit": "改动了别的单位的内容", "not-the-units": "改动了单位无权改的文件"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a file that lies elsewhere than in the unit's folder."""
    unit = context.only_unit
    if unit is None:
        yield from _besides(context)
        return
    for each in context.files:
        spot = Spot(
            file=each.path,
            where=("unit",) if each.kind == "record" else (),
            side="old" if each.action == "deleted" else "new",
        )
        if each.kind in {"record", "attachment"} and each.folder:
            if each.folder != unit.code:
                yield finding(
                    "block",
                    "other-unit",
                    f"这不是“{unit.name}”的记录（在 {each.folder}/ 文件夹里）",
                    "请只提交本单位的佐证和进展；别的单位由他们自己报",
                    spot,
                )
        elif each.kind == "decision":
            yield finding(
                "block",
                "not-the-units",
                f"决定由主管部门作出，“{unit.name}”的分支里不应有",
                "请从本分支去掉，由主管部门用 fazhi decide 办理",
                spot,
            )
        elif each.kind not in {"plan", "source"}:
            yield finding(
                "block",
                "not-the-units",
                f"“{unit.name}”的分支里不应有这个文件",
                "请从本分支去掉；报送只需要记录和附件",
                spot,
            )
    if any(each.kind in {"plan", "source"} for each in context.files):
        for file in dict.fromkeys(each.path for each in context.files if each.kind in {"plan", "source"}):
            yield finding(
                "block",
                "not-the-units",
                f"“{unit.name}”的分支里改动了计划 {file}",
                "计划由主管部门修改；请从本分支去掉",
                Spot(file=file),
            )
    for path in context.outside:
        yield finding(
            "block",
            "not-the-units",
            f"“{unit.name}”的分支里改动了台账以外的文件 {path}",
            "请从本分支去掉；报送只需要记录和附件",
            Spot(file=path),
        )


def _besides(context: ReviewContext) -> Iterator[Finding]:
    """What a branch of the bureau may change, and no other rule looks at: templates, `.gitattributes`, programs."""
    for each in context.files:
        if each.kind == "other":
            side: Side = "old" if each.action == "deleted" else "new"
            yield finding(
                "ask",
                "not-the-units",
                f"还改动了既不是记录、也不是计划的文件 {each.path}",
                "请审核人另行查看",
                Spot(file=each.path, where=(), side=side),
            )
    for path in context.outside[:_SHOWN]:
        more = f" 等 {len(context.outside)} 个" if len(context.outside) > _SHOWN else ""
        yield finding(
            "ask", "not-the-units", f"还改动了台账以外的文件 {path}{more}", "请审核人另行查看", Spot(file=path)
        )
