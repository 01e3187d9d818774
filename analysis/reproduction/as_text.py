"""A reproduction for a terminal: tables, and what follows from them and from other prints."""

from collections.abc import Iterator, Sequence

from analysis.reproduction.comparison import EntropyCell, PreferenceCell, Reproduction
from analysis.reproduction.printed.check import tally
from analysis.reproduction.printed.findings import FileFindings
from analysis.reproduction.samples.compare import ComparedQuestion
from analysis.reproduction.samples.wording import (
    SAMPLES_NOTE,
    SAMPLES_TITLE,
    exact_pvalue,
    with_share,
)
from analysis.reproduction.sentences import (
    EDITION,
    conclusion,
    differences,
    number,
    once_each,
    pvalue,
    summary,
)
from analysis.statistics.preferences.recommended import RecommendedTest

Row = tuple[str, ...]

PREFERENCES_TITLE = "Table 3: what was chosen, and p as published (printed: as in the paper)"
PREFERENCES = ("Scenario", "Axis", "Choice", "Count", "%", "printed", "p", "printed", "")

ENTROPIES_TITLE = "Table 4: entropy in nats; normalised by the observed choices, by all choices"
ENTROPIES = ("Scenario", "Axis", "Entropy", "printed", "Observed", "printed", "All", "")

TESTS_TITLE = "As recommended: one exact test for each axis and scenario"
TESTS = (
    "Scenario",
    "Axis",
    "n",
    "Chi-square",
    "df",
    "p",
    "Exact p",
    "Holm",
    "Cohen's w",
)

SAMPLES = ("Question", "Answer", "Paper", "Yours", "Exact p", "Holm")


def as_text(
    reproduction: Reproduction,
    printed: Sequence[FileFindings] = (),
    samples: Sequence[ComparedQuestion] = (),
) -> str:
    preferences = [_preference(cell) for cell in reproduction.preferences]
    entropies = [_entropy(cell) for cell in reproduction.entropies]
    tests = [_test(test) for test in reproduction.recommended.tests]
    return "\n".join(
        [
            EDITION,
            "",
            *_table(PREFERENCES_TITLE, PREFERENCES, preferences, left=3),
            *_table(ENTROPIES_TITLE, ENTROPIES, entropies, left=2),
            *_table(TESTS_TITLE, TESTS, tests, left=2),
            summary(reproduction),
            *(f"- {difference}" for difference in differences(reproduction)),
            "",
            "Conclusions:",
            *(f"- {conclusion(reached)}" for reached in reproduction.conclusions),
            *_printed(printed),
            *_samples(samples),
        ]
    )


def _preference(cell: PreferenceCell) -> Row:
    return (
        cell.test.scenario,
        cell.test.axis,
        cell.test.choice,
        f"{cell.test.count}/{cell.test.n}",
        cell.percent,
        cell.printed.percent,
        cell.pvalue,
        cell.printed.pvalue,
        _mark(matches=cell.matches),
    )


def _entropy(cell: EntropyCell) -> Row:
    return (
        cell.scenario,
        cell.axis,
        cell.value,
        cell.printed_value,
        cell.normalised,
        cell.printed_normalised,
        number(cell.computed.normalised_axis),
        _mark(matches=cell.matches),
    )


def _test(test: RecommendedTest) -> Row:
    return (
        test.scenario,
        test.axis,
        str(test.n),
        number(test.chi_square.statistic, 2),
        "–" if test.chi_square.df is None else str(test.chi_square.df),
        pvalue(once_each(test, test.chi_square.pvalue)),
        pvalue(test.exact.pvalue),
        pvalue(test.pvalue_corrected),
        number(once_each(test, test.chi_square.cohens_w), 2),
    )


def _printed(files: Sequence[FileFindings]) -> Iterator[str]:
    if not files:
        return
    yield ""
    yield f"What else is printed: {tally(files)}"
    for file in files:
        yield ""
        yield f"{file.title}, {file.file}:"
        for finding in file.findings:
            yield f"- {finding.verdict}: {finding.sentence} [{finding.place}]"


def _samples(samples: Sequence[ComparedQuestion]) -> Iterator[str]:
    if not samples:
        return
    yield ""
    rows = [row for compared in samples for row in _sample_rows(compared)]
    yield from _table(SAMPLES_TITLE, SAMPLES, rows, left=2)
    yield SAMPLES_NOTE


def _sample_rows(compared: ComparedQuestion) -> Iterator[Row]:
    """The p-values stand beside the first answer."""
    of_paper, of_own = compared.totals
    tests = (exact_pvalue(compared.test), pvalue(compared.pvalue_holm))
    for row in compared.shown:
        yield (
            compared.question,
            row.answer,
            with_share(row.paper, of_paper),
            with_share(row.own, of_own),
            *tests,
        )
        tests = ("", "")


def _mark(*, matches: bool) -> str:
    return "" if matches else "differs"


def _table(title: str, head: Row, rows: Sequence[Row], *, left: int) -> Iterator[str]:
    """Lines with columns as wide as they need; the first `left` of them are aligned to the left."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    yield title
    yield ""
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = (
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
    yield ""
