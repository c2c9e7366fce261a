"""With `--only-unit`, a branch of one unit holds nothing but what that unit records, for itself or others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import FileDifference, ReviewContext, finding
from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.model.entries.record import Evidence, Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import is_attachment, is_hidden, place_of
from spt_fazhi.model.unit import Unit

_SHOWN: Final = 10
_WHY: Final = "请从本分支去掉；报送只需要记录和附件，设置文件能让 git 把别的内容藏起来"
_PLAN: Final = frozenset({"plan", "source"})
RULES = {"other-unit": "改动了别的单位的内容", "not-the-units": "改动了单位无权改的文件"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a file that is not the unit's own."""
    unit = context.only_unit
    if unit is None:
        yield from _besides(context)
        return
    own = _Own(context, unit)
    for each in context.files:
        if each.kind not in _PLAN:
            yield from _of_another(each, own)
    for file in dict.fromkeys(each.path for each in context.files if each.kind in _PLAN):
        message = f"“{unit.name}”的分支里改动了计划 {file}"
        yield _not_the_units(message, "计划由主管部门修改；请从本分支去掉", Spot(file=file))
    for path in context.outside:
        message = f"“{unit.name}”的分支里改动了台账以外的文件 {path}"
        yield _not_the_units(message, "请从本分支去掉；报送只需要记录和附件", Spot(file=path))


class _Own:
    """What a unit may send: its own records, those of units that act through it, and what it files for others.

    Who acts through whom is what was known before the branch.
    """

    def __init__(self, context: ReviewContext, unit: Unit) -> None:
        known = context.before.matching.directory
        self.unit = unit
        self._directory = known if known.units else context.after.matching.directory
        self._values = {entry.id: entry.value for entry in context.before.register.records}
        self._values |= {entry.id: entry.value for entry in context.after.register.records}

    def fault(self, each: FileDifference) -> str:
        """Why the record or attachment is not the unit's, "" when it is."""
        value = self._values.get(place_of(each.path).id)
        if value is None:  # not read: the folder tells
            return "" if each.folder == self.unit.code else f"在 {each.folder}/ 文件夹里"
        about = self._values.get(value.record) if isinstance(value, Void) else value
        by = self._name(about.by) if isinstance(about, Evidence) and about.by is not None else None
        if by is not None:
            return "" if by == self.unit.name else f"{'作废的那条' if about is not value else ''}写明由“{by}”代填"
        written = self._directory.unit(value.unit)
        acts = self._name(written.acts_through) if written is not None else None
        if written is None or self.unit.name not in {written.name, acts}:
            return f"是“{value.unit}”的"
        codes = {self.unit.code, *self._directory.desks(written.name)}
        return "" if each.folder in codes else f"在 {each.folder}/ 文件夹里"

    def _name(self, written: str | None) -> str | None:
        return self._directory.canonical(written) or written


def _of_another(each: FileDifference, own: _Own) -> Iterator[Finding]:
    """What is neither the plan nor the unit's own record or attachment."""
    unit = own.unit
    spot = replace(each.spot, where=("unit",)) if each.kind == "record" else each.spot
    if each.folder:
        fault = own.fault(each)
        if fault:
            message = f"这不是“{unit.name}”的记录（{fault}）"
            hint = "请只提交本单位的、通过本单位办事的单位的，和本单位代填的（写明 by）；别的由他们自己报、自己作废"
            yield finding("block", "other-unit", message, hint, spot)
        elif each.action != "deleted" and not _reports(each):  # what was there already may not go: see append_only
            yield _not_the_units(f"“{unit.name}”的分支里不应有{_what(each)}", _WHY, spot)
    elif each.kind == "decision":
        message = f"决定由主管部门作出，“{unit.name}”的分支里不应有"
        yield _not_the_units(message, "请从本分支去掉，由主管部门用 fazhi decide 办理", spot)
    elif each.kind == "inspection":
        message = f"督察由主管部门登记，“{unit.name}”的分支里不应有"
        yield _not_the_units(message, "请从本分支去掉，由主管部门用 fazhi inspect 办理", spot)
    elif each.kind in {"issued", "enclosure"}:
        message = f"发出的文书由主管部门登记，“{unit.name}”的分支里不应有"
        yield _not_the_units(message, "请从本分支去掉，由主管部门用 fazhi issue 办理", spot)
    else:
        message = f"“{unit.name}”的分支里不应有这个文件"
        yield _not_the_units(message, "请从本分支去掉；报送只需要记录和附件", spot)


def _reports(each: FileDifference) -> bool:
    """Whether a file of the unit's own folder is a record, an attachment in its place, or keeps a folder in git."""
    if is_hidden(each.path):
        return not _is_setting(each)
    return each.kind == "record" or is_attachment(each.path)


def _is_setting(each: FileDifference) -> bool:
    """A file that tells git or another program what to show and keep; an empty `.gitkeep` tells nothing."""
    return is_hidden(each.path) and not (each.path.endswith("/.gitkeep") and (each.empty or each.action == "deleted"))


def _what(each: FileDifference) -> str:
    if not is_hidden(each.path):
        return f"放错了地方的文件 {each.path}"
    return f"带内容的 {each.path}" if each.path.endswith("/.gitkeep") else f"设置文件 {each.path}"


def _not_the_units(message: str, hint: str, spot: Spot) -> Finding:
    return finding("block", "not-the-units", message, hint, spot)


def _besides(context: ReviewContext) -> Iterator[Finding]:
    """What a branch of the bureau may change, and no other rule looks at: templates, `.gitattributes`, programs."""
    for each in context.files:
        if each.kind == "other" or _is_setting(each):
            message = f"还改动了既不是记录、也不是计划的文件 {each.path}"
            yield finding("ask", "not-the-units", message, "请审核人另行查看", each.spot)
    for path in context.outside[:_SHOWN]:
        more = f" 等 {len(context.outside)} 个" if len(context.outside) > _SHOWN else ""
        yield finding(
            "ask", "not-the-units", f"还改动了台账以外的文件 {path}{more}", "请审核人另行查看", Spot(file=path)
        )
