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
from scipy import sparse, stats

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
    choices: Integers, design: Integers, terms: Floats, person: Integers
) -> ClusteredLogit | None:
    """Fit by Newton's method; choices [rows] are numbers from 0, which is the reference.

    terms [designs, terms] begin with the constant, and design [rows] says which of them a row has.
    person [rows] counts from 0. Rows of the same design and choice are counted together, so that
    many people take little more than few. None where no finite estimate exists, or where there are
    no more people than parameters.
    """
    categories, people = int(choices.max()), int(person.max()) + 1
    size = categories * terms.shape[1]
    if people <= size:
        return None
    cells = design * (categories + 1) + choices
    counts = np.bincount(cells, minlength=len(terms) * (categories + 1)).astype(np.float64)
    numbers = counts.reshape(len(terms), -1)
    estimates = np.zeros(size)
    for _step in range(MOST_STEPS):
        shares = _shares(terms, estimates.reshape(categories, -1))
        information = _information(shares, terms, numbers.sum(axis=1))
        if np.linalg.matrix_rank(information, hermitian=True) < size:
            return None
        scores = _scores(shares, terms)
        step = np.linalg.solve(information, counts @ scores)
        estimates = estimates + step
        if np.abs(estimates).max() > LARGEST:
            return None
        if np.abs(step).max() < 1e-10:
            break
    else:
        return None
    inverse = np.linalg.inv(information)
    spread = scores.T @ (_together(cells, person, len(counts)) @ scores)
    covariance = inverse @ spread @ inverse * people / (people - 1)
    return ClusteredLogit(estimates.reshape(categories, -1), covariance, people, len(choices))


def _shares(terms: Floats, coefficients: Floats) -> Floats:
    """The probability of every choice but the reference [designs, choices]."""
    odds = np.exp(np.clip(terms @ coefficients.T, -500, 500))
    return np.asarray(odds / (1 + odds.sum(axis=1, keepdims=True)))


def _scores(shares: Floats, terms: Floats) -> Floats:
    """(y - μ) x of a row of every design and choice [designs · choices, parameters]."""
    designs, categories = shares.shape
    chosen = np.eye(categories + 1)[:, 1:]
    residuals = chosen[np.newaxis] - shares[:, np.newaxis]
    scores = residuals[..., np.newaxis] * terms[:, np.newaxis, np.newaxis]
    return scores.reshape(designs * (categories + 1), -1)


def _information(shares: Floats, terms: Floats, numbers: Floats) -> Floats:
    """Σ n (diag(μ) - μ μᵀ) ⊗ x xᵀ [parameters, parameters]."""
    categories, width = shares.shape[1], terms.shape[1]
    spread = shares[:, :, np.newaxis] * (np.eye(categories) - shares[:, np.newaxis, :])
    weighted = spread.reshape(len(terms), -1) * numbers[:, np.newaxis]
    squares = (terms[:, :, np.newaxis] * terms[:, np.newaxis, :]).reshape(len(terms), -1)
    blocks = (weighted.T @ squares).reshape(categories, categories, width, width)
    return np.asarray(blocks.transpose(0, 2, 1, 3).reshape(categories * width, -1))


def _together(cells: Integers, person: Integers, number: int) -> sparse.csr_array:
    """In how many pairs of rows of one person two cells come together [cells, cells]."""
    order = np.argsort(person, kind="stable")
    cells, person = cells[order], person[order]
    first, second = [cells], [cells]
    apart = 1
    while len(at := np.flatnonzero(person[apart:] == person[:-apart])):
        first += [cells[at], cells[at + apart]]
        second += [cells[at + apart], cells[at]]
        apart += 1
    rows, columns = np.concatenate(first), np.concatenate(second)
    ones = np.ones(len(rows))
    return sparse.coo_array((ones, (rows, columns)), shape=(number, number)).tocsr()
