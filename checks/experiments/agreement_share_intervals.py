"""Coverage of the intervals of percentages of agreement, in small coding rounds.

In every participant 30 decisions agree or not. A participant's share of agreement is drawn from a
beta distribution, so that decisions of one participant are alike: not at all, somewhat (intraclass
correlation 0.05 and 0.2), or wholly. Counted is how often the 95 % interval holds the share that
the rounds were drawn with, by percentiles of a bootstrap over participants and by the interval of
analysis/statistics/agreement/share_intervals.py, how wide that one is, and how often the bootstrap
falls to a single point.
"""

from statistics import fmean

import numpy as np

from analysis.statistics.agreement.bootstrap import resampled
from analysis.statistics.agreement.share_intervals import ShareParts, share_interval
from core.arrays import Floats

ROUNDS, REPLICATES, DECISIONS = 500, 1_000, 30
SHARES, PEOPLE, ALIKE = (0.75, 0.9, 0.97, 0.995), (4, 8, 20, 40), (0.0, 0.05, 0.2, 1.0)


def agreeing(chance: np.random.Generator, people: int, share: float, alike: float) -> Floats:
    """How many decisions of each participant agree [people]."""
    if alike == 1:
        return np.where(chance.random(people) < share, float(DECISIONS), 0.0)
    shares = np.full(people, share)
    if alike:
        sum_of_both = (1 - alike) / alike
        shares = chance.beta(share * sum_of_both, (1 - share) * sum_of_both, people)
    agree: Floats = chance.binomial(DECISIONS, shares).astype(float)
    return agree


def main() -> None:
    chance = np.random.default_rng(0)
    print("share, participants, alike: bootstrap holds, falls to a point; interval holds, width")
    for share in SHARES:
        for people in PEOPLE:
            for alike in ALIKE:
                rounds = [
                    _tried(agreeing(chance, people, share, alike), share, seed)
                    for seed in range(ROUNDS)
                ]
                means = [fmean(tried[at] for tried in rounds) for at in range(4)]
                print(
                    f"{share:.1%} {people:2} {alike:.2f}: {means[0]:.2f} {means[1]:.2f}; "
                    f"{means[2]:.2f} {means[3]:.3f}"
                )


def _tried(agree: Floats, share: float, seed: int) -> tuple[bool, bool, bool, float]:
    people = len(agree)
    weights = resampled(people, REPLICATES, seed)
    from_low, to_high = np.quantile(weights @ agree / (people * DECISIONS), (0.025, 0.975))
    decisions = np.full(people, float(DECISIONS))
    bounds = share_interval(ShareParts(agree, decisions, decisions), 0.95)
    assert bounds is not None, "there are several participants"  # noqa: S101
    low, high = bounds
    holds = bool(from_low <= share <= to_high)
    return holds, bool(from_low == to_high), low <= share <= high, high - low


if __name__ == "__main__":
    main()
