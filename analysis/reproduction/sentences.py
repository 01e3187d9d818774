"""What a reproduction says in sentences, the same in text and in HTML."""

from collections.abc import Iterator, Sequence

from analysis.reproduction.comparison import EntropyCell, PreferenceCell, Reproduction
from analysis.statistics.preferences.conclusions import Conclusion
from analysis.statistics.preferences.recommended import RecommendedTest

PAPER = "arXiv:2409.16978v1"
"""The version of the paper that is reproduced."""

EDITION = (
    f"What is reproduced is the paper's first version, {PAPER} of September 2024. A second, of "
    "October 2025, reports six interviews, all of them with developers, beside the same 31 people "
    "of the survey; it speaks of latent needs, and adds the identification of undersampled data. "
    "Nothing that it prints is reproduced here."
)


def summary(reproduction: Reproduction) -> str:
    """How many of the printed values were met."""
    printed = 2 * (len(reproduction.preferences) + len(reproduction.entropies))
    differing = len(differences(reproduction))
    return f"{printed - differing} of {printed} printed values are met; {differing} are not."


def differences(reproduction: Reproduction) -> tuple[str, ...]:
    """Every printed value that is not the computed one, with what would explain it."""
    return (
        *(text for cell in reproduction.preferences for text in _preference_differences(cell)),
        *(text for cell in reproduction.entropies for text in _entropy_differences(cell)),
    )


def _preference_differences(cell: PreferenceCell) -> Iterator[str]:
    test, printed = cell.test, cell.printed
    where = f"Table 3, {test.scenario}, {test.axis}, {test.choice}"
    if cell.percent != printed.percent:
        yield (
            f"{where}: {test.count} of {test.n} is {cell.percent}%, "
            f"printed is {printed.percent}%.{_misprint(printed.percent, test.n)}"
        )
    if cell.pvalue != printed.pvalue:
        yield f"{where}: the p-value is {cell.pvalue}, printed is {printed.pvalue}."


def _misprint(percent: str, n: int) -> str:
    if any(f"{100 * count / max(n, 1):.2f}" == percent for count in range(n + 1)):
        return ""
    return f" No count of {n} gives {percent}%, so this is a misprint."


def _entropy_differences(cell: EntropyCell) -> Iterator[str]:
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


def conclusion(reached: Conclusion) -> str:
    """What both procedures find on an axis in a scenario, and why they differ where they do."""
    where = f"{spoken(reached.scenario)}, {spoken(reached.axis).lower()}"
    published = _finding(reached.published, reached.preferred_published)
    if not reached.is_tested:
        return (
            f"{where}: as published {published}; as recommended nothing is tested, since the paper "
            "does not print what each person chose in both scenarios, and their answers depend on "
            "each other."
        )
    recommended = _finding(reached.recommended, reached.preferred_recommended)
    if reached.agrees:
        return f"{where}: both procedures find {recommended}."
    return (
        f"{where}: as published {published}, as recommended {recommended}. "
        "As published, every choice is compared with an imagined sample that varies as much as "
        "the real one, and pays for all other tests; as recommended, the axis is tested at once "
        "against exact shares."
    )


def _finding(is_found: bool, preferred: Sequence[str]) -> str:
    if not is_found:
        return "no preference"
    if not preferred:
        return "that choices differ, though none stands out"
    return f"a preference, for {' and '.join(spoken(choice).lower() for choice in preferred)}"


def spoken(key: str) -> str:
    """A scenario, an axis or a choice as people read it."""
    words = key.replace("_", " ")
    return "Number of samples" if words == "number" else words[:1].upper() + words[1:]


def pvalue(value: float | None) -> str:
    """To three digits, never zero; a dash where there is none."""
    if value is None:
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def once_each(test: RecommendedTest, value: float | None) -> float | None:
    """What holds where people answered once; None of several scenarios together."""
    return None if test.is_pooled else value


def number(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
