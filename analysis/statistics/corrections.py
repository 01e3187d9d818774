"""Corrections of p-values for having made several tests.

    Bonferroni: m p, at most 1                            (Dunn, 1961)
    Holm: the i-th smallest times m - i + 1, made rising   (Holm, 1979)
    Benjamini-Hochberg: the i-th smallest times m / i, made rising, the false discovery rate
                                                           (Benjamini & Hochberg, 1995)

m is the number of tests that were made. A test that could not be made has None for its p-value
before and after the correction, and is not counted.
"""

from collections.abc import Sequence

PValues = Sequence[float | None]


def bonferroni(pvalues: PValues) -> tuple[float | None, ...]:
    """Bonferroni: m p, at most 1 (Dunn, 1961). Controls the chance of any false finding."""
    return _corrected(pvalues, "bonferroni")


def holm(pvalues: PValues) -> tuple[float | None, ...]:
    """Holm: (m - i + 1) p of the i-th smallest, made rising (Holm, 1979).

    Controls the chance of any false finding, and finds at least as much as Bonferroni.
    """
    return _corrected(pvalues, "holm")


def benjamini_hochberg(pvalues: PValues) -> tuple[float | None, ...]:
    """Benjamini-Hochberg: m p / i of the i-th smallest, made rising (1995).

    Controls the share of false findings where tests are independent or positively dependent.
    """
    return _corrected(pvalues, "fdr_bh")


def _corrected(pvalues: PValues, method: str) -> tuple[float | None, ...]:
    made = [pvalue for pvalue in pvalues if pvalue is not None]
    if not made:
        return tuple(pvalues)
    from statsmodels.stats.multitest import multipletests  # slow: pandas

    corrected = iter(multipletests(made, method=method)[1].tolist())
    return tuple(None if pvalue is None else next(corrected) for pvalue in pvalues)
