"""Counts of the paper's table 3: the metric chosen by 30 people with images, 31 with a table."""

from analysis.statistics.preferences.choices import ChoiceCounts


def counted(scenario: str, axis: str, *numbers: int) -> ChoiceCounts:
    """Counts of choices that are called c0, c1 and so on."""
    return ChoiceCounts(
        scenario, axis, {f"c{index}": number for index, number in enumerate(numbers)}
    )


IMAGE = counted("image", "metric", 18, 3, 9)
TABULAR = counted("tabular", "metric", 11, 13, 7)
