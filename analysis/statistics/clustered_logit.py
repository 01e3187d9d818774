"""What choices of several scenarios depend on, with people as clusters: one multinomial logit.

    log P(choice c) / P(reference) = xᵀ β_c        fitted as if all rows were independent
    V = A⁻¹ B A⁻¹ · g / (g - 1),  B = Σ sᵢ sᵢᵀ       (Liang & Zeger, 1986, eq. 4)

A is the information, sᵢ the score of all rows of person i, and g the number of people. These are
the generalised estimating equations with independence as the working correlation: the estimates
hold whatever the correlation within people is, and V is their variance with it. With two choices it
is a logistic regression. Tests are Wald's, W / k against F(k, g - parameters), which small samples
need; intervals use t accordingly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.statistics.intervals import Interval
from core.arrays import Floats, Integers

MOST_STEPS = 50
LARGEST = 15.0
"""A coefficient beyond it is infinite: some choice is never, or always, made somewhere."""


@dataclass(frozen=True)
class WaldTest:
    """F on `df` and `df_within` degrees of freedom."""

    statistic: float
    df: int
    df_within: int
    pvalue: float


@dataclass(frozen=True, eq=False)
class ClusteredLogit:
    """coefficients [choices but the reference, terms], the first term being the constant.

    `covariance` is of the coefficients in one row after another.
    """

    coefficients: Floats
    covariance: Floats
    people: int
    rows: int

    @property
    def df_within(self) -> int:
        return self.people - self.coefficients.size

    def odds_ratio(
        self, choice: int, term: int, *, confidence: float = 0.95
    ) -> tuple[float, Interval]:
        """How many times a term makes the odds of a choice, exp(β), and its interval."""
        at = choice * self.coefficients.shape[1] + term
        estimate, error = self.coefficients[choice, term], np.sqrt(self.covariance[at, at])
        half = stats.t.isf((1 - confidence) / 2, self.df_within) * error
        low, middle, high = np.exp([estimate - half, estimate, estimate + half]).tolist()
        return middle, Interval(low, high, confidence)

    def wald(self, terms: Sequence[int]) -> WaldTest:
        """Whether none of the terms matters for any choice: bᵀ V⁻¹ b / k against F."""
        choices, width = self.coefficients.shape
        at = [choice * width + term for choice in range(choices) for term in terms]
        estimates = self.coefficients.reshape(-1)[at]
        among = self.covariance[np.ix_(at, at)]
        statistic = float(estimates @ np.linalg.solve(among, estimates)) / len(at)
        pvalue = float(stats.f.sf(statistic, len(at), self.df_within))
        return WaldTest(statistic, len(at), self.df_within, pvalue)


def clustered_logit(
    choices: Integers, terms: Floats, person: Integers, alike: Integers | None = None
) -> ClusteredLogit | None:
    """Fit by Newton's method; choices are numbers from 0, which is the reference.

    terms [rows, terms] begin with the constant. `person` counts from 0, and `alike` [people] is how
    many people made the same rows, 1 without it. None where no finite estimate exists, or where
    there are no more people than parameters.
    """
    number = int(person.max()) + 1
    weights = np.ones(number, dtype=np.int64) if alike is None else alike
    categories = int(choices.max())
    chosen = (choices[:, np.newaxis] == np.arange(1, categories + 1)).astype(np.float64)
    size = categories * terms.shape[1]
    people = int(weights.sum())
    if people <= size:
        return None
    estimates, row_weights = np.zeros(size), weights[person].astype(np.float64)
    for _step in range(MOST_STEPS):
        shares = _shares(terms, estimates.reshape(categories, -1))
        scores = _scores(chosen - shares, terms)
        information = _information(shares, terms, row_weights)
        if np.linalg.matrix_rank(information, hermitian=True) < size:
            return None
        step = np.linalg.solve(information, row_weights @ scores)
        estimates = estimates + step
        if np.abs(estimates).max() > LARGEST:
            return None
        if np.abs(step).max() < 1e-10:
            break
    else:
        return None
    order = np.argsort(person, kind="stable")
    begins = np.searchsorted(person[order], np.arange(number))
    by_person = np.add.reduceat(scores[order], begins, axis=0)
    inverse = np.linalg.inv(information)
    spread = (by_person * weights[:, np.newaxis]).T @ by_person
    covariance = inverse @ spread @ inverse * people / (people - 1)
    rows = int(row_weights.sum())
    return ClusteredLogit(estimates.reshape(categories, -1), covariance, people, rows)


def _shares(terms: Floats, coefficients: Floats) -> Floats:
    """The probability of every choice but the reference [rows, choices]."""
    odds = np.exp(np.clip(terms @ coefficients.T, -500, 500))
    return np.asarray(odds / (1 + odds.sum(axis=1, keepdims=True)))


def _scores(residuals: Floats, terms: Floats) -> Floats:
    """(y - μ) x of every row [rows, parameters]."""
    return (residuals[:, :, np.newaxis] * terms[:, np.newaxis, :]).reshape(len(terms), -1)


def _information(shares: Floats, terms: Floats, weights: Floats) -> Floats:
    """Σ w (diag(μ) - μ μᵀ) ⊗ x xᵀ [parameters, parameters]."""
    categories, width = shares.shape[1], terms.shape[1]
    spread = shares[:, :, np.newaxis] * (np.eye(categories) - shares[:, np.newaxis, :])
    squares = (terms[:, :, np.newaxis] * terms[:, np.newaxis, :]).reshape(len(terms), -1)
    weighted = spread.reshape(len(terms), -1) * weights[:, np.newaxis]
    blocks = (weighted.T @ squares).reshape(categories, categories, width, width)
    return np.asarray(blocks.transpose(0, 2, 1, 3).reshape(categories * width, -1))
