"""Word documents as offices send them: controls, boxes, changes, hidden words, notes, lists, tables in tables."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.builders.pages.word import box, changed, control, level, lists, p, r, tbl, tc, tr, word_file
from tests.intake.kinds.case import Case, Want

HEAD: Final = p("示例县2025年法治政府建设工作要点")
SIGNED: Final = p("示例县人民政府") + p("2025年3月8日")
LECTURE: Final = Want(title="加强学习", lead=("县司法局",), counts=("2",), due=("2025-12-31",), number=1)
COURT: Final = Want(title="旁听庭审", lead=("县财政局",), counts=("1",), due=("2025-06-30",), number=2)
ONE: Final = p("1.加强学习。年底前组织讲座2场。（责任单位：县司法局）")
TWO: Final = p("2.旁听庭审。6月底前组织旁听庭审1次。（责任单位：县财政局）")
OUTLINE: Final = lists([level(0, "%1、", "chineseCounting") + level(1, "%2.")], ["0"])


def word(
    name: str, body: str, *tasks: Want, left_out: tuple[str, ...] = (), asked: tuple[str, ...] = (), **parts: str
) -> Case:
    """A document with the usual head and signature around `body`."""
    return Case(
        "word",
        name,
        partial(word_file, HEAD + body + SIGNED, beside=None, **parts),
        tasks,
        suffix=".docx",
        title="示例县2025年法治政府建设工作要点",
        issuer="示例县人民政府",
        issued="2025-03-08",
        year=2025,
        left_out=left_out,
        asked=asked,
    )


TABLE_HEAD: Final = tr("序号", "工作任务", "具体措施", "责任单位", "完成时限")
DOWN: Final = '<w:vMerge w:val="restart"/>'
ON: Final = "<w:vMerge/>"

CASES: Final = [
    word("a template filled in", p("一、任务") + control(ONE) + p(control(r("2.旁听庭审。6月底前组织旁听庭审")), r("1次。（责任单位：县财政局）")), LECTURE, COURT),
    word(
        "a control that nobody filled in",
        p("一、任务") + ONE + control(p("请在此填写第二项任务"), prompt=True),
        LECTURE,
        left_out=("请在此填写第二项任务",),
    ),
    word(
        "a text box beside a task",
        p("一、任务")
        + p("1.加强学习。年底前组织讲座2场。（责任单位：县司法局）", box("填报说明：请各单位于每月5日前反馈。"))
        + TWO,
        LECTURE,
        COURT,
        left_out=("填报说明",),
        asked=("每月5日前反馈",),
    ),
    word(
        "changes not settled yet",
        p("一、任务")
        + p("1.加强学习。年底前组织讲座", changed("del", r("5")), changed("ins", r("2")), "场。（责任单位：", changed("ins", r("县司法局")), "）")
        + p(changed("moveFrom", r("3.已移走的任务。年底前完成。")), mark="<w:moveFrom/>")
        + p(changed("moveTo", r("2.旁听庭审。6月底前组织旁听庭审1次。（责任单位：县财政局）"))),
        LECTURE,
        COURT,
        asked=("修订没有定稿",),
    ),
    word(
        "a paragraph mark deleted",
        p("一、任务") + p("1.加强学习。年底前", mark="<w:del/>") + p("组织讲座2场。（责任单位：县司法局）") + TWO,
        LECTURE,
        COURT,
    ),
    word(
        "words kept hidden",
        p("一、任务") + p("1.加强学习。年底前组织讲座2场", r("（去年未完成）", "<w:vanish/>"), "。（责任单位：县司法局）") + TWO,
        LECTURE,
        COURT,
        left_out=("去年未完成",),
    ),
    word(
        "a whole task hidden by its style",
        p("一、任务") + ONE + TWO + p("3.内部任务。10月底前上报材料3份。（责任单位：县委编办）", style="Draft"),
        LECTURE,
        COURT,
        left_out=("内部任务",),
        asked=("10月底前上报材料3份",),
        styles='<w:style w:type="paragraph" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
    word(
        "footnotes and comments",
        p("一、任务")
        + p("1.加强学习。年底前组织讲座", '<w:r><w:footnoteReference w:id="1"/></w:r>', "2场。（责任单位：县司法局）", '<w:r><w:commentReference w:id="3"/></w:r>')
        + TWO,
        LECTURE,
        COURT,
        left_out=("含线上讲座", "请县司法局确认"),
        footnotes=f'<w:footnote w:id="1">{p("含线上讲座。")}</w:footnote>',
        comments=f'<w:comment w:id="3">{p("请县司法局确认")}</w:comment>',
    ),
    word(
        "numbers by the list",
        p("任务", number=(1, 0))
        + p("加强学习。年底前组织讲座2场。（责任单位：县司法局）", number=(1, 1))
        + p("旁听庭审。6月底前组织旁听庭审1次。（责任单位：县财政局）", number=(1, 1))
        + p("保障", number=(1, 0))
        + p("落实经费。9月底前安排经费。（责任单位：县财政局）", number=(1, 1)),
        LECTURE,
        COURT,
        Want(title="落实经费", lead=("县财政局",), due=("2025-09-30",), section="二"),
        numbering=OUTLINE,
    ),
    word(
        "numbers by the style of a heading, one task deleted",
        p("任务", style="H1")
        + p(changed("del", r("删去的任务。年底前完成9件。")), style="H2", mark="<w:del/>")
        + p("加强学习。年底前组织讲座2场。（责任单位：县司法局）", style="H2")
        + p("旁听庭审。6月底前组织旁听庭审1次。（责任单位：县财政局）", style="H2"),
        LECTURE,
        COURT,
        numbering=OUTLINE,
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="H{at + 1}"><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'
            "</w:pPr></w:style>"
            for at in (0, 1)
        ),
    ),
    word(
        "a table with rows and cells in controls",
        tbl(
            TABLE_HEAD,
            control(tr("1", "加强学习", control(tc("组织讲座2场")), "县司法局", "年底前")),
            tr("2", "旁听庭审", tc(p(control(r("组织旁听庭审1次")))), control(tc("县财政局")), "6月底前"),
        ),
        LECTURE,
        COURT,
    ),
    word(
        "a table whose rows the list numbers",
        tbl(
            TABLE_HEAD,
            tr(tc(p(number=(1, 1))), "加强学习", "组织讲座2场", "县司法局", "年底前"),
            tr(tc(p(number=(1, 1))), "旁听庭审", "组织旁听庭审1次", "县财政局", "6月底前"),
        ),
        LECTURE,
        COURT,
        numbering=OUTLINE,
    ),
    word(
        "a table with a table in it",
        tbl(
            TABLE_HEAD,
            tr("1", "加强学习", tc("组织讲座2场。其中：", tbl(tr("上半年", "1场"), tr("下半年", "1场"))), "县司法局", "年底前"),
            tr("2", "旁听庭审", "组织旁听庭审1次", "县财政局", "6月底前"),
        ),
        Want(title="加强学习", lead=("县司法局",), counts=("2",), due=("2025-12-31",), text="组织讲座2场。其中：\n上半年　1场\n下半年　1场"),
        COURT,
    ),
    word(
        "a table with merged cells and a row taken out",
        tbl(
            tr("序号", "类别", "工作任务", "具体措施", "责任单位", "完成时限"),
            tr("1", tc("任务", properties=DOWN), "加强学习", "组织讲座2场", "县司法局", "年底前"),
            tr("9", tc(properties=ON), "删去的", "召开会议9次", "县教育局", "5月底前", properties="<w:del/>"),
            tr("2", tc(properties=ON), "旁听庭审", "组织旁听庭审1次", "县财政局", "6月底前"),
        ),
        LECTURE,
        COURT,
        asked=("修订没有定稿",),
    ),
    word(
        "signs of a symbol font, ruby and a field",
        p("一、任务")
        + p(
            "1.加强学习。年底前组织讲座",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 1 + 1</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "2",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "场。（责任单位：",
            "<w:r><w:ruby><w:rt><w:r><w:t>xiàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>县</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "司法局）",
        )
        + p("2.按时办结。年底前按时办结率", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "95%。（责任单位：县信访局）"),
        LECTURE,
        Want(title="按时办结", lead=("县信访局",), rates=("95%",), due=("2025-12-31",)),
    ),
    word(
        "a table of contents before the tasks",
        p("一、任务\t1", style="TOC1") + p("二、保障\t2", style="TOC1") + p("一、任务") + ONE + TWO + p("二、保障") + p("各单位要高度重视。"),
        LECTURE,
        COURT,
        left_out=("一、任务\t1",),
        styles='<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>',
    ),
    word(
        "another file put in",
        p("一、任务") + ONE + '<w:altChunk r:id="x"/>' + TWO,
        LECTURE,
        COURT,
        asked=("另一个文件",),
    ),
]  # fmt: skip
