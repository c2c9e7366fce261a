from __future__ import annotations

from datetime import date

import pytest
from tests.builders.boards import counts

from spt_fazhi.render.board.charts import day_x, share, stacked, trend_chart, year_chart
from spt_fazhi.views.board.values import DueDay
from spt_fazhi.views.trend import Sample


class TestStacked:
    def test_parts_are_in_proportion_and_fill_the_bar(self):
        parts = stacked(counts(done=1, overdue=3), 100)
        assert [(part.x, part.width, part.state, part.number) for part in parts] == [
            (0, 25, "done", 1), (25, 75, "overdue", 3),
        ]  # fmt: skip

    def test_what_occurs_once_among_many_is_seen(self):
        parts = stacked(counts(done=9999, overdue=1), 100)
        assert parts[-1].width >= 1.9
        assert sum(part.width for part in parts) == pytest.approx(100, abs=0.2)

    @pytest.mark.parametrize("given", [counts(), counts(waived=3, invited=2)])
    def test_what_nobody_owes_is_no_part(self, given):
        assert stacked(given, 100) == ()


class TestYear:
    def test_days_stand_in_order_and_those_of_other_years_at_the_ends(self):
        first, last = day_x(date(2024, 1, 1), 2024), day_x(date(2024, 12, 31), 2024)
        assert first < day_x(date(2024, 6, 30), 2024) < last
        assert day_x(date(2023, 5, 1), 2024) == first
        assert day_x(date(2025, 5, 1), 2024) == last

    def test_a_day_has_a_mark_for_each_of_late_open_and_met(self):
        chart = year_chart(
            [DueDay(day=date(2024, 6, 30), number=6, met=2, overdue=1, items=())], 2024, date(2024, 7, 1)
        )
        assert [(mark.shape, mark.number, mark.said) for mark in chart.marks] == [
            ("ring", 3, "2024年6月30日到期，未完成3条"),
            ("disc", 2, "2024年6月30日到期，已完成2条"),
            ("triangle", 1, "2024年6月30日到期，逾期1条"),
        ]
        assert len({mark.y for mark in chart.marks}) == 3
        assert len(chart.months) == 12

    def test_marks_grow_with_their_number_and_stay_in_their_lane(self):
        days = [
            DueDay(day=date(2024, 1, at), number=number, met=number, overdue=0, items=())
            for at, number in ((1, 1), (2, 900))
        ]
        large, small = year_chart(days, 2024, date(2024, 2, 1)).marks
        assert 5 <= small.r < large.r <= 17

    def test_the_largest_mark_of_the_last_day_and_the_name_of_that_day_fit_in(self):
        last = date(2024, 12, 31)
        chart = year_chart([DueDay(day=last, number=900, met=0, overdue=0, items=())], 2024, last)
        (mark,) = chart.marks
        half_a_line, half_a_name = 1.25, 29  # of `.ring`, and of 12月31日 at 13 pixels
        assert mark.x + mark.r + half_a_line <= chart.width
        assert chart.today is not None
        assert chart.today + half_a_name <= chart.width

    def test_a_number_is_not_written_where_another_mark_lies(self):
        near = [
            DueDay(day=date(2024, 6, at), number=number, met=number, overdue=0, items=())
            for at, number in ((28, 9), (30, 8))
        ]
        assert [mark.clear for mark in year_chart(near, 2024, date(2024, 7, 1)).marks] == [False, True]

    def test_what_falls_due_in_another_year_is_counted_and_not_drawn(self):
        chart = year_chart(
            [DueDay(day=date(2025, 3, 1), number=28, met=0, overdue=0, items=())], 2024, date(2024, 7, 1)
        )
        assert (chart.marks, chart.beyond) == ((), 28)

    def test_what_is_not_judged_is_neither_late_nor_met(self):
        days = [DueDay(day=date(2024, 3, 1), number=6, met=2, overdue=1, items=())]
        chart = year_chart(days, 2024, date(2024, 7, 1), judged=False)
        assert [(mark.shape, mark.number, mark.said) for mark in chart.marks] == [("ring", 6, "2024年3月1日到期，6条")]
        assert [name for _, name in chart.lanes] == ["到期"]

    def test_a_day_of_another_year_is_not_marked(self):
        assert year_chart([], 2024, date(2025, 1, 5)).today is None

    def test_a_triangle_stands_on_its_side(self):
        mark = year_chart(
            [DueDay(day=date(2024, 6, 30), number=1, met=0, overdue=1, items=())], 2024, date(2024, 7, 1)
        ).marks[0]
        top, right, left = (tuple(map(float, pair.split(","))) for pair in mark.points.split())
        assert top[1] < right[1] == left[1]
        assert left[0] < top[0] < right[0]


def sample(month: int, **given: int) -> Sample:
    return Sample(
        day=date(2024, month, 28), commit="a", totals=counts(**given) if given else None, progress=None, year=2024
    )


class TestTrend:
    def test_three_lines_whose_labels_do_not_stand_on_each_other(self):
        chart = trend_chart(
            [sample(1, done=2, overdue=2, pending=2, waived=5), sample(2, done=2, overdue=2, pending=2)]
        )
        assert [(line.name, line.last) for line in chart.lines] == [("已完成", 2), ("逾期", 2), ("其他", 2)]
        heights = sorted(line.label_y for line in chart.lines)
        assert all(b - a >= 17 for a, b in zip(heights, heights[1:], strict=False))

    def test_what_could_not_be_read_is_a_gap(self):
        chart = trend_chart([sample(1, done=1), sample(2, done=2), sample(3), sample(4, done=3), sample(5, done=4)])
        assert [len(line.pieces) for line in chart.lines] == [2, 2, 2]
        assert chart.rows[2].owed is None

    def test_nothing_at_all(self):
        assert trend_chart([]).lines == ()
        assert trend_chart([sample(1)]).lines == ()

    def test_many_samples_are_not_all_named(self):
        chart = trend_chart([sample(1 + at % 12, done=at + 1) for at in range(60)])
        assert len(chart.names) <= 7

    def test_the_end_of_a_month_is_named_after_it(self):
        days = [
            Sample(day=day, commit="a", totals=counts(done=1), progress=None)
            for day in (date(2024, 2, 29), date(2024, 3, 10))
        ]
        assert [name for _, name in trend_chart(days).names] == ["2月底", "3月10日"]

    def test_the_scale_is_even_and_round(self):
        assert [number for _, number in trend_chart([sample(1, done=33)]).ticks] == [0, 20, 40]


def test_a_bar_of_something_is_seen_and_of_nothing_is_not():
    assert share(0, 5, 100) == 0
    assert share(1, 10_000, 100) == 2
    assert share(5, 5, 100) == 100
