"""What the document says of an obligation, derived from its words alone; the rest must be marked as assumed.

The rules of the head of data/tasks.yaml, written down a second time so that a wrong edit of the register fails here.
Nothing comes from the program.
"""

import re
from datetime import date
from typing import Any

from tests.data.real import BY_ID, CANONICAL, GROUPS, OBLIGATIONS, expand

YEAR = 2024

# Where a clause begins, and what may end a quote.
CLAUSE = "[,。;]"
SENTENCE = re.compile(r"[^。;]+")

# How the document writes a subject, and the unit or group it is; None for people, who are nobody's unit.
SUBJECTS: dict[str, str | None] = {
    "承担行政执法职能的部门": "各行政执法部门", "行政执法人员": None, "部门": "各部门", "乡镇": "各乡镇",
    **{group["name"]: group["name"] for group in GROUPS}, **CANONICAL,
}  # fmt: skip
_WORD = "|".join(sorted(map(re.escape, SUBJECTS), key=len, reverse=True))
_SUBJECT = re.compile(rf"(?:^|(?<={CLAUSE}))(?:{_WORD})(?:(?:及|和|、)(?:{_WORD}))*")

# What a fraction's name adds to the document's words without changing them.
_ADDED = re.compile("^(?:收到的|已)")
_NUMERALS = dict(zip("1234567890", "一二三四五六七八九零", strict=True))
_ANNUAL_REPORT = "在法治政府建设年度报告中"
_OF_THE_LAST_YEAR = "2.2"


def subjects(words: str) -> list[set[str | None]]:
    """Who is named at the beginning of each clause that begins with a subject, in order."""
    return [
        {SUBJECTS[name] for name in re.findall(_WORD, found[0])}
        for found in _SUBJECT.finditer(words)
    ]  # fmt: skip


def sentence(text: str, quote: str) -> tuple[str, int]:
    """The sentence a quote begins in, and where in it the quote begins."""
    at = text.index(quote)
    return next((found[0], at - found.start()) for found in SENTENCE.finditer(text) if found.end() > at)


def stated_who(task: dict[str, Any], ob: dict[str, Any]) -> set[str | None]:
    """Who owes it by the document: the subjects of the quote, else the last before it in its sentence, else the leads."""
    own = subjects(ob["quote"])
    if own:
        return set.union(*own)
    whole, at = sentence(task["text"], ob["quote"])
    before = subjects(whole[:at])
    return before[-1] if before else {CANONICAL[name] for name in task["lead"]}


def stated_due(phrase: str) -> date | None:
    """The last day in time that the document's words give; None when they give none."""
    if found := re.fullmatch(r"(\d+)月(\d+)日前", phrase):
        return date(YEAR, int(found[1]), int(found[2]))
    if phrase == "第一季度前":
        return date(YEAR, 3, 31)
    if re.fullmatch(rf"(?:{YEAR})?年底前?", phrase):
        return date(YEAR, 12, 31)
    if phrase == _ANNUAL_REPORT:  # the report on a year falls due in the next: 报告上一年度
        report = OBLIGATIONS[_OF_THE_LAST_YEAR]
        day = stated_due(report["phrase"])
        assert day is not None and "上一年度" in report["quote"]
        return day.replace(year=YEAR + 1)
    return None


def states_due(task: dict[str, Any], ob: dict[str, Any]) -> bool:
    """Whether the due day follows from the phrase, which stands in the quote's own sentence."""
    phrase = ob.get("phrase")
    if phrase is None or phrase not in sentence(task["text"], ob["quote"])[0]:
        return False
    day = stated_due(phrase)
    return day is not None and day.isoformat() == ob["due"]


def states_target(ob: dict[str, Any]) -> bool:
    """Whether the quote has the number and its measure, or the share and the words of what it is of."""
    target, quote = ob["target"], ob["quote"]
    if "count" in target:
        number = target["count"]
        return re.search(rf"(?<!\d)(?:{number}|{_NUMERALS.get(number, number)}){target['unit']}", quote) is not None
    everyone = target["rate"] == "100%" and "逐" in quote
    words = [part for key in ("of", "reached") for part in _ADDED.sub("", target[key]).split("、")]
    return (everyone or target["rate"] in quote) and all(word in quote for word in words)


def states_scope(ob: dict[str, Any]) -> bool:
    """Whether there is no choice, or the document says 各 of its subjects."""
    if len(set.union(*(expand(name) for name in ob["who"]))) == 1:
        return ob["scope"] == "each"
    named = "".join(found[0] for found in _SUBJECT.finditer(ob["quote"]))
    return ob["scope"] == "each" and "各" in named


def unstated(task: dict[str, Any], ob: dict[str, Any]) -> set[str]:
    """The fields of an obligation that its words do not state: exactly these must be marked as assumed."""
    found = set()
    if set(ob["who"]) != stated_who(task, ob):
        found.add("who")
    if not states_scope(ob):
        found.add("scope")
    if "target" in ob and not states_target(ob):
        found.add("target")
    if ob.get("target", {}).get("settle") == "when-reached":
        found.add("settle")
    if "due" in ob and not states_due(task, ob):
        found.add("due")
    if "every" in ob and {"half": "每半年", "quarter": "每季度", "month": "每月"}[ob["every"]] not in ob["quote"]:
        found.add("every")
    return found


def faults(ob: dict[str, Any]) -> list[str]:
    """What is wrong with an obligation as far as its words tell: marks, days, numbers and where its quote begins."""
    task = BY_ID[ob["id"].partition(".")[0]]
    text, quote = task["text"], ob["quote"]
    if text.count(quote) != 1:
        return ["the quote does not stand in the text once"]
    found = []
    before, after = text[: text.index(quote)][-1:], text[text.index(quote) + len(quote) :][:1]
    if before and not re.match(CLAUSE, before):
        found.append("the quote does not begin with a clause")
    if after and not re.match("[,。;、]", after):
        found.append("the quote does not end with a phrase")
    marked, needed = set(ob.get("assumed", {})), unstated(task, ob)
    found += [f"{field} is not stated and not marked" for field in sorted(needed - marked)]
    found += [f"{field} is stated and marked" for field in sorted(marked - needed)]
    if "due" in marked and ob["due"] != f"{YEAR}-12-31":
        found.append("an assumed day is the year's end")
    if "every" in marked and (ob["every"] != "half" or "定期" not in ob.get("phrase", "")):
        found.append("定期 is read as each half year, alike everywhere")
    if "phrase" in ob and "due" in ob and stated_due(ob["phrase"]) is None:
        found.append("the phrase gives no day")
    return found + number_faults(ob)


def number_faults(ob: dict[str, Any]) -> list[str]:
    """Numbers of the target that the quote does not have, and numbers of the quote that no target has.

    A share that the quote does not give is 100%: each person (when-reached) or each case (逐案) of the quote.
    """
    quote, target = ob["quote"], ob.get("target")
    if target is None:
        counted = re.search(r"\d+(?:次|件|学时|%)|(?<!统)一次|逐案", quote)
        return ["a number is quoted and no target set"] if counted else []
    found = []
    in_words = re.findall(r"\d+", target.get("of", "") + target.get("reached", ""))
    if not set(in_words) <= set(re.findall(r"\d+", quote)):
        found.append("a number of the target is not in the quote")
    shares = re.findall(r"\d+%", quote)
    if "rate" in target and target["rate"] not in (shares or ["100%"]):
        found.append("the share is not the quote's")
    return found
