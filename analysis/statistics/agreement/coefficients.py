"""Agreement corrected for chance, (p - e) / (1 - e), with several definitions of chance.

p is the mean share of agreeing pairs of coders over units judged by two or more; q the number of
categories; π_k the mean share of category k; p_gk the share of k among the judgements of coder g.

Cohen              e = Σ_k p_1k p_2k (Cohen, 1960); for more coders the mean over all pairs of
                   coders (Conger, 1980)
Fleiss             e = Σ_k π_k² (Fleiss, 1971; two coders: Scott, 1955)
Brennan-Prediger   e = 1 / q (Brennan & Prediger, 1981)
Gwet's AC1         e = Σ_k π_k (1 - π_k) / (q - 1) (Gwet, 2008)
Krippendorff's α   1 - D_o / D_e over pairable judgements n_k (Krippendorff, 2011)

Missing judgements are treated as in Gwet's Handbook of Inter-Rater Reliability (2014). Where all
judgements are the same, every coefficient is NaN: nothing tells agreement from habit there.
"""

import numpy as np

from analysis.statistics.agreement.tallies import Tallies
from core.arrays import Floats


def cohen(tallies: Tallies) -> Floats:
    """(p - e) / (1 - e) with e = Σ_k p_1k p_2k, the mean over pairs of coders (Conger, 1980)."""
    total = tallies.by_coder.sum(axis=-1, keepdims=True)
    shares = tallies.by_coder / np.maximum(total, 1)
    coders = (total[..., 0] > 0).sum(axis=-1)
    products = (shares.sum(axis=-2) ** 2 - (shares**2).sum(axis=-2)).sum(axis=-1)
    return _corrected(tallies, products / np.maximum(coders * (coders - 1), 1))


def fleiss(tallies: Tallies) -> Floats:
    """(p - e) / (1 - e) with e = Σ_k π_k² (Fleiss, 1971)."""
    return _corrected(tallies, (_prevalence(tallies) ** 2).sum(axis=-1))


def brennan_prediger(tallies: Tallies) -> Floats:
    """(p - e) / (1 - e) with e = 1 / q (Brennan & Prediger, 1981)."""
    return _corrected(tallies, np.full_like(tallies.compared, 1 / tallies.shares.shape[-1]))


def gwet(tallies: Tallies) -> Floats:
    """(p - e) / (1 - e) with e = Σ_k π_k (1 - π_k) / (q - 1) (Gwet, 2008)."""
    prevalence = _prevalence(tallies)
    spread = (prevalence * (1 - prevalence)).sum(axis=-1)
    return _corrected(tallies, spread / max(tallies.shares.shape[-1] - 1, 1))


def krippendorff(tallies: Tallies) -> Floats:
    """1 - D_o / D_e over n pairable judgements, D_e = (n² - Σ n_k²) / (n - 1) (2011)."""
    number = tallies.pairable.sum(axis=-1)
    expected = number**2 - (tallies.pairable**2).sum(axis=-1)
    defined = expected > 0
    ratio = tallies.disagreement * (number - 1) / np.where(defined, expected, 1)
    return np.where(defined, 1 - ratio, np.nan)


def _prevalence(tallies: Tallies) -> Floats:
    """The mean share π_k of each category [..., categories]."""
    shares: Floats = tallies.shares / np.maximum(tallies.judged, 1)[..., None]
    return shares


def _corrected(tallies: Tallies, expected: Floats) -> Floats:
    """(p - e) / (1 - e); NaN where nothing was compared or only one category was used."""
    observed = tallies.agreement / np.maximum(tallies.compared, 1)
    defined = (tallies.compared > 0) & (tallies.has_variety > 0) & (expected < 1)
    return np.where(defined, (observed - expected) / np.where(defined, 1 - expected, 1), np.nan)
