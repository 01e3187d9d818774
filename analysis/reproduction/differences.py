"""Every printed value that is not the computed one, in a sentence with what would explain it."""

from collections.abc import Iterator

from analysis.reproduction.comparison import EntropyCell, PreferenceCell, Reproduction


def differences(found: Reproduction) -> tuple[str, ...]:
    return (
        *(each for cell in found.preferences for each in _of_choice(cell)),
        *(each for cell in found.entropies for each in _of_entropy(cell)),
    )


def _of_choice(cell: PreferenceCell) -> Iterator[str]:
    test, printed = cell.test, cell.printed
    place = f"Table 3, {test.scenario}, {test.axis}, {test.choice}"
    if cell.percent != printed.percent:
        yield (
            f"{place}: {test.count} of {test.n} is {cell.percent}%, "
            f"printed is {printed.percent}%.{_misprint(printed.percent, test.n)}"
        )
    if cell.pvalue != printed.pvalue:
        yield f"{place}: the p-value is {cell.pvalue}, printed is {printed.pvalue}."


def _misprint(percent: str, n: int) -> str:
    if any(f"{100 * count / max(n, 1):.2f}" == percent for count in range(n + 1)):
        return ""
    return f" No count of {n} gives {percent}%, so this is a misprint."


def _of_entropy(cell: EntropyCell) -> Iterator[str]:
    values = zip(
        ("entropy", "normalised entropy"),
        (cell.value, cell.normalised),
        (cell.printed_value, cell.printed_normalised),
        cell.rounded,
        strict=True,
    )
    for name, computed, printed, rounded in values:
        if computed != printed:
            yield (
                f"Table 4, {cell.scenario}, {cell.axis}: the {name} is {computed}, "
                f"printed is {printed}.{_early_rounding(rounded, printed)}"
            )


def _early_rounding(rounded: str, printed: str) -> str:
    if rounded != printed:
        return ""
    return (
        " Shares rounded as table 3 prints them, before the logarithm is taken, give the printed "
        "value."
    )
