"""Which quotes of different districts are one obligation: what is sure, what is asked, what was decided."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.views.rollup.alike import DOUBTFUL, LIKELY, NEVER_QUITE, SURE, AlikeQuotes, QuoteLine, match_quotes

PUBLISH = "各部门5月31日前公开本单位年度重大行政决策事项目录，实行动态管理"
SURELY = "各部门6月30日前公开本单位年度重大行政决策事项目录、实行动态管理"
MAYBE = "各部门在5月31日前公布年度重大行政决策事项目录，实行动态调整管理"
OTHER = "深入村组开展法治宣传，每个乡镇全年不少于12场"


def line(key: str, quote: str, *registers: str) -> QuoteLine:
    return QuoteLine(key, quote, frozenset(registers or {f"r-{key}"}), f"{key}县")


def topics(found: AlikeQuotes) -> dict[str, str]:
    return {each.quote_key: each.topic for each in found.alike}


def test_the_likeness_of_the_examples_is_what_the_tests_mean_by_it() -> None:
    assert similarity(grams(PUBLISH), grams(SURELY)) >= SURE
    assert LIKELY > similarity(grams(PUBLISH), grams(MAYBE)) >= DOUBTFUL
    assert similarity(grams(PUBLISH), grams(OTHER)) < DOUBTFUL


def test_numbers_and_punctuation_aside_the_same_words_are_one() -> None:
    found = match_quotes([line("a", PUBLISH, "1", "2"), line("b", SURELY), line("c", OTHER)], {})
    assert topics(found) == {"a": "a", "b": "a"}
    assert {each.likeness for each in found.alike} == {1.0, NEVER_QUITE}
    assert found.doubts == ()


def test_what_is_not_sure_is_asked_and_not_counted_together() -> None:
    found = match_quotes([line("a", PUBLISH), line("b", MAYBE), line("c", OTHER)], {})
    assert found.alike == ()
    (only,) = found.doubts
    assert {only.one_key, only.other_key} == {"a", "b"}
    assert only.same is None
    assert DOUBTFUL <= only.likeness < SURE


def test_what_is_likely_is_taken_where_that_was_said() -> None:
    near = PUBLISH.replace("公开本单位", "公布本单位").replace("实行动态", "并动态")
    assert SURE > similarity(grams(PUBLISH), grams(near)) >= LIKELY
    lines = [line("a", PUBLISH), line("b", near), line("c", MAYBE)]
    assert topics(match_quotes(lines, {})) == {}
    taken = match_quotes(lines, {}, likely=True)
    assert set(topics(taken)) == {"a", "b"}
    assert [each.same for each in taken.doubts] == [True, None]


def test_what_was_decided_holds_for_all_that_is_counted_with_it() -> None:
    lines = [line("a", PUBLISH, "1", "2"), line("b", SURELY), line("c", MAYBE), line("d", OTHER)]
    same = match_quotes(lines, {frozenset("bc"): True})
    assert topics(same) == {"a": "a", "b": "a", "c": "a"}
    assert same.doubts == ()
    apart = match_quotes(lines, {frozenset("bc"): False})
    assert topics(apart) == {"a": "a", "b": "a"}
    assert [each.same for each in apart.doubts] == [False]
    assert topics(match_quotes(lines, {frozenset("ab"): False})) == {}
    assert topics(match_quotes(lines, {frozenset("ad"): True}))["d"] == "a"
    assert topics(match_quotes(lines, {frozenset("zy"): True})) == {"a": "a", "b": "a"}


def test_a_register_that_has_both_means_two_things_by_them() -> None:
    lines = [line("a", PUBLISH, "1", "2"), line("b", SURELY, "1", "2")]
    assert match_quotes(lines, {}).alike == ()
    assert match_quotes([line("a", PUBLISH, "1"), line("b", MAYBE, "1")], {}).doubts == ()


def test_a_register_that_copies_what_two_others_write_does_not_keep_them_apart() -> None:
    lines = [line("a", PUBLISH, "1", "x"), line("b", SURELY, "2", "x")]
    assert set(topics(match_quotes(lines, {}))) == {"a", "b"}


def test_the_name_of_a_district_makes_no_other_thing_of_it() -> None:
    names = ("中卫市沙坡头区", "中宁县", "示例市海原县")
    lines = [
        QuoteLine(name, f"{short}人民法院每半年通报", frozenset({name}), name)
        for name, short in zip(names, ("沙坡头区", "中宁县", "海原县"), strict=True)
    ]
    found = match_quotes(lines, {})
    assert set(topics(found)) == set(names)
    assert found.doubts == ()


def test_two_things_told_apart_by_a_number_alone_stay_two_in_every_district() -> None:
    """Both districts have both: the quarters are two obligations, whatever their digits."""
    quotes = {f"{at}{quarter}": f"第{quarter}季度{at}报送矛盾纠纷排查情况" for at in "甲乙" for quarter in "12"}
    lines = [QuoteLine(key, quote.replace(key[0], ""), frozenset(key[0]), "") for key, quote in quotes.items()]
    found = topics(match_quotes(lines, {}))
    assert all(found.get(f"甲{quarter}") != found.get(f"甲{other}") or not found for quarter, other in ("12", "21"))


def test_a_thousand_that_are_all_alike_are_put_together_at_once() -> None:
    """Every one is like every other: this took a time to the fourth power of their number."""
    lines = [line(f"k{at:04d}", f"示例{at}号单位每半年通报一次行政审判情况") for at in range(1000)]
    assert set(topics(match_quotes(lines, {})).values()) == {"k0000"}
    words = [chr(0x4E00 + at) for at in range(300)]
    lines = [line(f"k{at:04d}", f"{word}每半年通报一次行政审判工作的各项情况和问题") for at, word in enumerate(words)]
    assert set(topics(match_quotes(lines, {})).values()) == {"k0000"}


def test_words_in_between_bring_nothing_together() -> None:
    """`b` is like `a` and like `c`, which are not like one another: they stay apart, whatever a third one writes."""
    a = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    b = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未戌亥"
    c = "天地丙丁戊己庚辛壬癸子丑寅卯辰巳午未戌亥"
    likeness = {pair: similarity(grams(pair[0]), grams(pair[1])) for pair in combinations((a, b, c), 2)}
    assert likeness[a, b] < SURE or likeness[a, c] < likeness[a, b]
    found = match_quotes([line("a", a * 2, "1"), line("b", b * 2), line("c", c * 2, "2")], {})
    for topic in set(topics(found).values()):
        members = [key for key, own in topics(found).items() if own == topic]
        texts = {"a": a * 2, "b": b * 2, "c": c * 2}
        assert all(
            similarity(grams(texts[one]), grams(texts[other])) >= SURE for one, other in combinations(members, 2)
        )


WORDS = st.text(st.sampled_from("开展法治督察培训宣传公开目录每季度报送情况"), min_size=4, max_size=24)


@given(st.lists(WORDS, min_size=2, max_size=12, unique=True))
def test_no_pair_that_is_alike_enough_is_missed(texts: list[str]) -> None:
    """What is compared by the rarest pairs of characters alone is what would be found by comparing all with all."""
    lines = [line(f"k{at}", text) for at, text in enumerate(texts)]
    found = match_quotes(lines, {})
    together = topics(found)
    asked = {frozenset((each.one_key, each.other_key)) for each in found.doubts}
    for one, other in combinations(lines, 2):
        value = similarity(grams(one.quote), grams(other.quote))
        if value < DOUBTFUL:
            assert frozenset((one.key, other.key)) not in asked
        elif not together:  # nothing was put together: every pair that is alike enough is a question of its own
            assert frozenset((one.key, other.key)) in asked


@given(st.lists(WORDS, min_size=2, max_size=10, unique=True), st.randoms())
def test_the_order_of_registers_changes_nothing(texts: list[str], random) -> None:
    lines = [line(f"k{at}", text) for at, text in enumerate(texts)]
    other = list(lines)
    random.shuffle(other)
    assert topics(match_quotes(lines, {})) == topics(match_quotes(other, {}))


@given(st.lists(WORDS, min_size=3, max_size=10, unique=True))
def test_all_that_is_counted_together_is_alike(texts: list[str]) -> None:
    lines = {f"k{at}": line(f"k{at}", text) for at, text in enumerate(texts)}
    found = topics(match_quotes(list(lines.values()), {}))
    for one, other in combinations(found, 2):
        if found[one] == found[other]:
            assert similarity(grams(lines[one].quote), grams(lines[other].quote)) >= SURE
