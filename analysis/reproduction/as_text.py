"""A reproduction for a terminal: three tables and what follows from them."""

from collections.abc import Iterator, Sequence

from analysis.reproduction.comparison import Reproduction
from analysis.reproduction.differences import differences
from analysis.reproduction.sentences import conclusion, number, pvalue, summary

Row = tuple[str, ...]


def as_text(found: Reproduction) -> str:
    return "\n".join(
        [
            *_table("Table 3: what was chosen, and p as published (printed: as in the paper)",
                    ("Scenario", "Axis", "Choice", "Count", "%", "printed", "p", "printed", ""),
                    _preferences(found), left=3),
            *_table("Table 4: entropy in nats; normalised by the observed choices, by all choices",
                    ("Scenario", "Axis", "Entropy", "printed", "Observed", "printed", "All", ""),
                    _entropies(found), left=2),
            *_table("As recommended: one exact test for each axis and scenario",
                    ("Scenario", "Axis", "n", "Chi-square", "df", "p", "Exact p", "Bonferroni",
                     "Holm", "Cohen's w"),
                    _recommended(found), left=2),
            summary(found),
            *(f"- {difference}" for difference in differences(found)),
            "",
            "Conclusions:",
            *(f"- {conclusion(each)}" for each in found.conclusions),
        ]
    )  # fmt: skip


def _preferences(found: Reproduction) -> list[Row]:
    return [
        (cell.test.scenario, cell.test.axis, cell.test.choice, f"{cell.test.count}/{cell.test.n}",
         cell.percent, cell.printed.percent, cell.pvalue, cell.printed.pvalue,
         _mark(matches=cell.matches))
        for cell in found.preferences
    ]  # fmt: skip


def _entropies(found: Reproduction) -> list[Row]:
    return [
        (cell.scenario, cell.axis, cell.value, cell.printed_value, cell.normalised,
         cell.printed_normalised, number(cell.computed.normalised_axis),
         _mark(matches=cell.matches))
        for cell in found.entropies
    ]  # fmt: skip


def _recommended(found: Reproduction) -> list[Row]:
    return [
        (test.scenario, test.axis, str(test.n), number(test.chi_square.statistic, 2),
         "–" if test.chi_square.df is None else str(test.chi_square.df),
         pvalue(test.chi_square.pvalue), pvalue(test.exact.pvalue), pvalue(test.pvalue_bonferroni),
         pvalue(test.pvalue_holm), number(test.chi_square.cohens_w, 2))
        for test in found.recommended.tests
    ]  # fmt: skip


def _mark(*, matches: bool) -> str:
    return "" if matches else "differs"


def _table(title: str, head: Row, rows: Sequence[Row], *, left: int) -> Iterator[str]:
    """Columns as wide as they need; the first ones to the left, the others to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    yield title
    yield ""
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = (
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
    yield ""
