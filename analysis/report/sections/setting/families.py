"""What every exploratory table of tests says: its family's result, its correction, its chance."""

from collections.abc import Sequence

import numpy as np

from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import ColumnKind, ReportColumn
from analysis.report.wording import are, counted, equals, listed, p_equals
from analysis.statistics.corrections import holm

PVALUE = ReportColumn("pvalue", "p", ColumnKind.PVALUE)
STANDARD_ERROR = ReportColumn("standard_error", "± of p", ColumnKind.NUMBER, digits=4)
HOLM = ReportColumn("holm", "p Holm", ColumnKind.PVALUE)
V = ReportColumn("cramers_v", "V", ColumnKind.NUMBER, digits=2)

MOST_NAMED = 3
"""Findings that a sentence names; the table has all."""


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
        f"Exploratory. p by {how}, {context.replicates:,} replicates, "
        f"{equals('seed', str(context.seed))}; ± is its standard error. Holm's correction is for "
        "the tests of this table."
    )


def standard_error(context: ReportContext, pvalue: float | None) -> float | None:
    """That of a p-value simulated with the report's replicates."""
    if pvalue is None:
        return None
    return float(np.sqrt(pvalue * (1 - pvalue) / context.replicates))
