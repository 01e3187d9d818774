"""What every exploratory table of tests says: its family's result, its correction, its chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import CellValue, ColumnKind, ReportColumn
from analysis.report.wording import are, counted, equals, listed, p_equals
from analysis.statistics.corrections import holm
from analysis.statistics.independence import Independence, independence
from core.arrays import Integers

PVALUE = ReportColumn("pvalue", "p", ColumnKind.PVALUE)
STANDARD_ERROR = ReportColumn("standard_error", "SE of p", ColumnKind.NUMBER, digits=4)
HOLM = ReportColumn("holm", "p Holm", ColumnKind.PVALUE)
INTERVAL = "95% interval of V"
EFFECT = (
    ReportColumn("v_corrected", "V corrected", ColumnKind.NUMBER, digits=2),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=2, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=2, over=INTERVAL),
)
"""The columns of `Dependence.effect`."""

EFFECT_NOTE = (
    "V is Cramér's effect size, corrected for its bias (Bergsma, 2013); its interval is that of "
    "the noncentral χ² distribution, and there is none where a table is more even than by chance."
)

MOST_NAMED = 3
"""Findings that a sentence names; the table has all."""

MANY = 50
"""With so many expected in every cell, the χ² p-value is as good as a simulated one."""


def family_sentence(
    what: str, names: Sequence[str], pvalues: Sequence[float | None], nothing: str
) -> str:
    """The result of a family as a whole, such as: of 6 tests of …, 1 is significant.

    `pvalues` are corrected within the family, and None where nothing could be tested; `names` say
    what each test is about. `nothing` says why there was nothing to test at all.
    """
    tested = [
        (pvalue, name) for pvalue, name in zip(pvalues, names, strict=True) if pvalue is not None
    ]
    if not tested:
        return nothing
    smallest = min(tested)[0]
    significant = sorted(pair for pair in tested if pair[0] < ALPHA)
    made = f"Exploratory: {counted(len(tested), 'test')} of {what}"
    if not significant:
        return (
            f"{made}, corrected by Holm within the table, "
            f"{'finds' if len(tested) == 1 else 'find'} nothing at "
            f"{ALPHA:g} (smallest corrected {p_equals(smallest)})."
        )
    shown = listed(f"{name} ({p_equals(pvalue)})" for pvalue, name in significant[:MOST_NAMED])
    further = len(significant) - MOST_NAMED
    more = f", and {further:,} more in the table" if further > 0 else ""
    return (
        f"{made}, corrected by Holm within the table: {len(significant)} "
        f"{are(len(significant))} significant at "
        f"{ALPHA:g}: {shown}{more}."
    )


def corrected(pvalues: Sequence[float | None]) -> tuple[float | None, ...]:
    """Holm's correction, for the tests of one table."""
    return holm(pvalues)


def simulation_note(context: ReportContext, how: str) -> str:
    """How the p-values of a table were simulated, with what anybody needs to repeat it."""
    return (
        f"p by {how}, {context.replicates:,} replicates, {equals('seed', str(context.seed))}, with "
        "its standard error (SE). Exploratory; Holm's correction is for the tests of this table."
    )


@dataclass(frozen=True)
class Dependence:
    """A test of independence, and the p-value that decides; `standard_error` where simulated."""

    test: Independence
    pvalue: float | None
    standard_error: float | None

    @property
    def cells(self) -> tuple[CellValue, ...]:
        """n, the statistic, its degrees of freedom and the p-value with its error."""
        test = self.test
        return test.n, test.statistic, test.df, self.pvalue, self.standard_error

    @property
    def effect(self) -> tuple[CellValue, ...]:
        interval = self.test.v_interval
        if interval is None:
            return self.test.v_corrected, None, None
        return self.test.v_corrected, interval.low, interval.high


TESTED = (
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    PVALUE,
    STANDARD_ERROR,
)
"""The columns of `Dependence.cells`."""

LARGE = f"Where {MANY} or more are expected in every cell, p is that of χ², without such an error."


def dependence(context: ReportContext, table: Integers) -> Dependence:
    """Whether rows and columns of counts depend on each other; p simulated but for large tables."""
    if _smallest_expected(table) >= MANY:
        test = independence(table.tolist(), seed=context.seed, replicates=1)
        return Dependence(test, test.pvalue, None)
    test = independence(table.tolist(), seed=context.seed, replicates=context.replicates)
    return Dependence(test, test.pvalue_simulated, test.standard_error)


def _smallest_expected(table: Integers) -> float:
    """Among rows and columns that have any; 0 without any."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    if not rows.any():
        return 0.0
    return float(rows[rows > 0].min() * columns[columns > 0].min() / rows.sum())
