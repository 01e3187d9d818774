"""Corrections of p-values for having made several tests.

    Bonferroni: m p, at most 1                            (Dunn, 1961)
    Holm: the i-th smallest times m - i + 1, made rising   (Holm, 1979)
    Benjamini-Hochberg: the i-th smallest times m / i, made rising, the false discovery rate
                                                           (Benjamini & Hochberg, 1995)

m counts the tests that were made: one that could not be made has p None, and keeps it.
"""

from collections.abc import Sequence

PValues = Sequence[float | None]


def bonferroni(pvalues: PValues) -> tuple[float | None, ...]:
    return _corrected(pvalues, "bonferroni")


def holm(pvalues: PValues) -> tuple[float | None, ...]:
    return _corrected(pvalues, "holm")


def benjamini_hochberg(pvalues: PValues) -> tuple[float | None, ...]:
    """Valid where tests are independent or positively dependent."""
    return _corrected(pvalues, "fdr_bh")


def _corrected(pvalues: PValues, method: str) -> tuple[float | None, ...]:
    made = [each for each in pvalues if each is not None]
    if not made:
        return tuple(pvalues)
    from statsmodels.stats.multitest import multipletests  # slow: pandas

    corrected = iter(multipletests(made, method=method)[1].tolist())
    return tuple(None if each is None else next(corrected) for each in pvalues)
