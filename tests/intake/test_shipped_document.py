"""The shipped document, drafted: title, text and units of all tasks as in the hand-made register."""

from __future__ import annotations

from tests.builders.places import REPOSITORY
from tests.intake.structure.test_parse import assert_accounted

from spt_fazhi.intake.compare import compare_plans
from spt_fazhi.intake.draft import draft_plan, questions
from spt_fazhi.intake.structure.document import document_of
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.intake.units import kind_of, propose_units
from spt_fazhi.model.frozen import as_dict
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

TEXT = next((REPOSITORY / "data/source").glob("*.txt")).read_text("utf-8")


def register():
    found = load(WorkTree(REPOSITORY), use_cache=False).register
    assert found is not None
    return found


def test_36_tasks_in_8_sections_character_for_character() -> None:
    draft, made = parse(document_of(TEXT)), register()
    numbered = [task for task in made.tasks if task.is_numbered]  # 附则 is made by hand
    assert [(each.id, each.title) for each in draft.sections] == [(each.id, each.title) for each in made.sections[:-1]]
    assert [(t.id, t.section, t.title, t.text, t.lead, t.responsible) for t in draft.tasks] == [
        (t.id, t.section, t.title, t.text, t.lead, t.responsible) for t in numbered
    ]
    info = made.info
    assert (draft.title, draft.issuer, draft.issued, draft.year) == (info.title, info.issuer, info.issued, info.year)
    assert len(draft.tasks) == 36
    assert draft.remarks == ()


def test_beside_its_own_register_every_task_is_kept_and_nothing_is_gone() -> None:
    draft = parse(document_of(TEXT))
    fates = compare_plans(register().tasks, draft.tasks, {})
    assert [(each.fate, each.new and each.new.id) for each in fates] == [("kept", number) for number in range(1, 37)]
    fewer = compare_plans(register().tasks, draft.tasks[1:], {})
    assert [each.old and each.old.id for each in fewer if each.fate == "gone"] == [1]


def test_nothing_of_it_is_lost() -> None:
    assert_accounted(document_of(TEXT))
    reasons = [each.reason for each in parse(document_of(TEXT)).left_out]
    assert reasons.count("网页或文件附带的文字") == 3


def test_all_units_with_their_kinds_and_the_alias() -> None:
    draft, made = parse(document_of(TEXT)), register()
    found = propose_units(draft)
    written = {name for unit in made.units for name in (unit.name, *unit.aliases)}
    assert all(unit.name in written for unit in found.units)
    assert len(found.units) == 30
    assert {group.name for group in found.groups} == {"各乡镇", "各部门", "各行政执法部门"}
    assert [tuple(as_dict(each).values()) for each in found.aliases] == [("市场监管分局", "区市场监督管理分局")]
    kinds = {unit.name: unit.kind for unit in made.units}
    wrong = {unit.name for unit in found.units if unit.name in kinds and kinds[unit.name] != unit.kind}
    assert wrong == set()
    assert all(kind_of(unit.name) == "township" for unit in made.units if unit.kind == "township")


def test_known_units_stay_and_only_new_ones_are_added() -> None:
    made = register()
    draft = parse(document_of(TEXT.replace("区委宣传部", "区数据局")))
    found = propose_units(draft, (made.units, made.groups))
    assert found.new == ("区数据局",)
    assert found.units[: len(made.units)] == made.units
    assert found.units[-1].code not in {unit.code for unit in made.units}


def test_codes_are_short_unique_and_the_same_every_time() -> None:
    first, again = (propose_units(parse(document_of(TEXT))) for _ in range(2))
    codes = [unit.code for unit in first.units]
    assert codes == [unit.code for unit in again.units]
    assert len(set(codes)) == len(codes)


def test_every_task_is_drafted_and_every_doubt_is_a_question() -> None:
    drafted = draft_plan(document_of(TEXT))
    asked = questions(drafted)
    unsure = [each for found in drafted.proposals.values() for each in found.obligations if each.confidence == "unsure"]
    places = [place.about.split() for each in asked for place in each.places]
    assert {words[1] for words in places if words[0] == "事项"} == {each.id for each in unsure}
    assert len(asked) < len(drafted.draft.tasks) / 2
    for task in drafted.draft.tasks:
        for each in drafted.proposals[task.id].obligations:
            assert each.quote in task.text
