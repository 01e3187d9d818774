"""A draft names the axes of curves as far as the names of columns say what they are."""

import pytest

from attribution.scenario_files.data.series import Horizontal, Vertical
from attribution.scenario_files.data.series_axes import (
    axes_of_columns,
    horizontal_of_times,
    vertical_of_values,
)


@pytest.mark.parametrize(
    ("names", "label", "unit", "start", "step"),
    [
        (["h00", "h01", "h02"], "Hour", "", 0, 1),
        (["t0", "t5", "t10"], "Time", "", 0, 5),
        (["450nm", "452nm", "454nm"], "Wavelength", "nm", 450, 2),
        (["0.5 s", "1.0 s"], "Time", "s", 0.5, 0.5),
        (["10 V", "20 V"], "Position", "V", 10, 10),
        (["2019", "2020", "2021"], "Year", "", 2019, 1),
        (["x1", "x2"], "Position", "", 1, 1),
        (["2024-01-01", "2024-01-08"], "Days since 2024-01-01", "", 0, 7),
        (["2023-12", "2024-01", "2024-02"], "Months since 2023-12", "", 0, 1),
        (["2024-01-01 06:00", "2024-01-01 06:15"], "Hours since 2024-01-01 06:00", "h", 0, 0.25),
        (["6:00", "6:30", "7:00"], "Time of day", "h", 6, 0.5),
        # Nothing to go by: no numbers, other words beside each, or uneven steps.
        (["first", "second"], "Position", "", 0, 1),
        (["a1", "b2"], "Position", "", 0, 1),
        (["t0", "t1", "t5"], "Position", "", 0, 1),
    ],
)
def test_columns_say_where_values_stand(
    names: list[str], label: str, unit: str, start: float, step: float
) -> None:
    expected = Horizontal(label=label, unit=unit, start=start, step=step)
    assert axes_of_columns(names) == (expected, Vertical())


def test_another_word_beside_numbers_is_what_was_measured() -> None:
    horizontal, vertical = axes_of_columns(["load_0", "load_1"])
    assert horizontal == Horizontal(start=0, step=1)
    assert vertical == Vertical(label="Load")


def test_columns_of_points_give_their_names() -> None:
    assert horizontal_of_times("second") == Horizontal(label="Time", unit="s")
    assert horizontal_of_times("depth (m)") == Horizontal(label="Depth", unit="m")
    assert vertical_of_values("volt_peak [mV]") == Vertical(label="Volt peak", unit="mV")
