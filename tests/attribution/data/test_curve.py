"""Curves are drawn to one scale, thinned to what pixels show, and told in numbers."""

import re

import numpy as np
import pytest

from attribution.data.curve import HEIGHT, WIDTH, chart_of, scale_of, values_of
from attribution.data.display import Feature, Series

FEATURES = (
    Feature("time", "Time", "s", numeric=True),
    Feature("load", "Load", "", numeric=True),
)
RISE = Series(0.0, 0.5, (0.0, 4.0, 1.0))
FALL = Series(1.0, 1.0, (-2.0, -6.0))


def points(path: str) -> list[tuple[float, float]]:
    pairs = re.findall(r"[ML]([\d.]+) ([\d.]+)", path)
    return [(float(x), float(y)) for x, y in pairs]


def test_all_curves_share_the_ranges_of_all() -> None:
    scale = scale_of([RISE, FALL], FEATURES)
    assert scale.words == "Load from −6 to 4, Time (s) from 0 to 2"
    chart = chart_of(FALL, scale)
    left, right, top, bottom = map(float, (chart.left, chart.right, chart.top, chart.bottom))
    across = (left + right) / 2
    assert points(chart.path) == [
        (pytest.approx(across, abs=0.1), pytest.approx(bottom - 0.4 * (bottom - top), abs=0.1)),
        (right, bottom),
    ]


def test_a_curve_is_told_by_its_ends_and_its_extremes() -> None:
    scale = scale_of([RISE], FEATURES)
    assert chart_of(RISE, scale).words == (
        "Load by Time (s), 3 values from 0 to 1: first 0, last 1, lowest 0 at 0, highest 4 at 0.5"
    )


@pytest.mark.parametrize("count", [500, 2_000])
def test_of_more_values_than_pixels_the_lowest_and_highest_of_each_are_drawn(count: int) -> None:
    random = np.random.RandomState(1)
    values = tuple(map(float, random.normal(size=count)))
    series = Series(0.0, 1.0, values)
    chart = chart_of(series, scale_of([series], FEATURES))
    drawn = points(chart.path)
    assert len(drawn) <= 2 * WIDTH
    assert len(chart.path) < 6_000
    assert [x for x, _y in drawn] == sorted(x for x, _y in drawn)
    # The highest value is drawn at the top, the lowest at the bottom.
    assert min(y for _x, y in drawn) == float(chart.top)
    assert max(y for _x, y in drawn) == float(chart.bottom)


def test_of_fewer_values_all_are_drawn() -> None:
    series = Series(0.0, 1.0, tuple(float(number % 7) for number in range(200)))
    assert len(points(chart_of(series, scale_of([series], FEATURES)).path)) == 200


def test_everything_lies_within_the_drawing() -> None:
    series = Series(1e6, 0.25, (123456.5, 123457.5, 123456.0))
    chart = chart_of(series, scale_of([series], FEATURES))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(chart.path))
    assert 0 < float(chart.left) < WIDTH / 2


def test_ticks_of_the_horizontal_axis_do_not_run_into_each_other() -> None:
    series = Series(1_000_000.5, 0.000_25, (1.0,) * 1_000)
    chart = chart_of(series, scale_of([series], FEATURES))
    assert 0 < sum(len(tick.text) + 1 for tick in chart.across) * 6.4 <= WIDTH


def test_short_curves_have_a_row_for_each_value_and_long_ones_for_each_stretch() -> None:
    table = values_of(RISE, scale_of([RISE], FEATURES))
    assert table.heads == ("Time (s)", "Load")
    assert table.rows == (("0", "0"), ("0.5", "4"), ("1", "1"))
    assert table.is_whole
    long = Series(0.0, 1.0, tuple(map(float, range(121))))
    table = values_of(long, scale_of([long], FEATURES))
    assert table.heads == ("Time (s)", "Load, lowest", "Load, highest")
    assert table.rows[:2] == (("0 to 2", "0", "2"), ("3 to 5", "3", "5"))
    assert table.rows[-1] == ("120 to 120", "120", "120")
    assert len(table.rows) <= 60
    assert not table.is_whole


def test_a_long_title_is_cut_in_the_drawing_and_whole_in_words() -> None:
    title = "Power drawn from the grid by all heat pumps together"
    features = (FEATURES[0], Feature("power", title, "kW", numeric=True))
    chart = chart_of(RISE, scale_of([RISE], features))
    assert chart.vertical_title == "Power drawn from the grid by all heat p…"
    assert chart.words.startswith(f"{title} (kW) by Time (s), ")
