"""A reproduction for programs; docs/reference/commands.md lists the keys."""

import json
from collections.abc import Sequence
from typing import Any

from analysis.reproduction.comparison import EntropyCell, PreferenceCell, Reproduction
from analysis.reproduction.printed.findings import FileFindings
from analysis.reproduction.samples.compare import ComparedQuestion
from analysis.reproduction.sentences import PAPER, once_each
from analysis.statistics.preferences.recommended import RecommendedTest


def as_json(
    reproduction: Reproduction,
    printed: Sequence[FileFindings] = (),
    samples: Sequence[ComparedQuestion] = (),
) -> str:
    """Numbers are unrounded, and null where undefined.

    Printed p-values are texts, because some of them are limits.
    """
    document: dict[str, Any] = {
        "paper": PAPER,
        "preferences": [_preference(cell) for cell in reproduction.preferences],
        "entropy": [_entropy(cell) for cell in reproduction.entropies],
        "recommended": [_recommended(test) for test in reproduction.recommended.tests],
        "printed": [_file(file) for file in printed],
        "samples": [_compared(compared) for compared in samples],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _preference(cell: PreferenceCell) -> dict[str, Any]:
    test = cell.test
    return {
        "scenario": test.scenario,
        "axis": test.axis,
        "choice": test.choice,
        "count": test.count,
        "n": test.n,
        "percent": None if test.share is None else 100 * test.share,
        "pvalue_published": test.pvalue_bonferroni,
        "printed_percent": float(cell.printed.percent),
        "printed_pvalue": cell.printed.pvalue,
        "matches": cell.matches,
    }


def _entropy(cell: EntropyCell) -> dict[str, Any]:
    return {
        "scenario": cell.scenario,
        "axis": cell.axis,
        "entropy": cell.computed.entropy,
        "normalised_observed": cell.computed.normalised_observed,
        "normalised_axis": cell.computed.normalised_axis,
        "printed_entropy": float(cell.printed_value),
        "printed_normalised": float(cell.printed_normalised),
        "matches": cell.matches,
    }


def _recommended(test: RecommendedTest) -> dict[str, Any]:
    return {
        "scenario": test.scenario,
        "axis": test.axis,
        "n": test.n,
        "statistic": test.chi_square.statistic,
        "df": test.chi_square.df,
        "pvalue_chisquare": once_each(test, test.chi_square.pvalue),
        "pvalue_exact": test.exact.pvalue,
        "pvalue_holm": test.pvalue_corrected,
        "cohens_w": once_each(test, test.chi_square.cohens_w),
    }


def _file(file: FileFindings) -> dict[str, Any]:
    return {
        "file": file.file,
        "title": file.title,
        "findings": [
            {"place": finding.place, "verdict": finding.verdict, "sentence": finding.sentence}
            for finding in file.findings
        ],
    }


def _compared(compared: ComparedQuestion) -> dict[str, Any]:
    of_paper, of_own = compared.totals
    return {
        "question": compared.question,
        "answers": [
            {"answer": row.answer, "paper": row.paper, "own": row.own} for row in compared.answers
        ],
        "n_paper": of_paper,
        "n_own": of_own,
        "pvalue": compared.test.pvalue,
        "standard_error": compared.test.standard_error,
        "pvalue_holm": compared.pvalue_holm,
    }
