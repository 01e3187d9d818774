"""Every value is printed by the source it names."""

import numpy as np
import pytest

from analysis.statistics.agreement.coefficients import cohen
from analysis.statistics.agreement.overlap import overlap
from analysis.statistics.agreement.units import CodedUnit, judgements
from tests.analysis.statistics.agreement.nominal import (
    from_contingency,
    from_labels,
    observed,
    values,
)

GAP = None
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


def test_four_observers_with_gaps() -> None:
    assert values(from_labels(FOUR_OBSERVERS))["alpha"] == pytest.approx(0.743, abs=5e-4)


def test_four_raters_with_gaps() -> None:
    # irrCAC's raw_4raters, from Gwet's Handbook (2014, page 120): the same ratings but for the last
    # unit, where another rater is the only one; "cohen" is Conger's.
    raters = [[*row[:11], GAP] for row in FOUR_OBSERVERS]
    raters[2][11] = 3
    assert values(from_labels(raters)) == pytest.approx(
        {"ac1": 0.77544, "fleiss": 0.76117, "cohen": 0.76282, "bp": 0.77273, "alpha": 0.74342},
        abs=5e-6,
    )


def test_two_observers_of_two_categories() -> None:
    # Krippendorff (2011), section A; the ATLAS.ti manual shows the same 10 segments: 60 %, .0952.
    tallies = from_labels([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]])
    assert observed(tallies) == pytest.approx(0.6)
    assert values(tallies)["alpha"] == pytest.approx(0.0952, abs=5e-5)


def test_two_abstractors_of_three_categories() -> None:
    # irrCAC's cont3x3abstractors, the same vignette.
    tallies = from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    found = values(tallies)
    assert observed(tallies) == pytest.approx(0.89)
    assert found["cohen"] == pytest.approx(0.79641, abs=5e-6)
    assert found["fleiss"] == pytest.approx(0.79624, abs=5e-6)  # Scott's pi
    assert found["ac1"] == pytest.approx(0.84933, abs=5e-6)
    assert found["bp"] == pytest.approx(0.835, abs=5e-6)
    assert found["alpha"] == pytest.approx(0.79726, abs=5e-6)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[50, 25], [25, 0]], -0.3333),  # not Wikipedia's; (.5 - .625) / (1 - .625)
    ],
)
def test_cohens_kappa_of_two_readers(table: list[list[int]], kappa: float) -> None:
    # Wikipedia, "Cohen's kappa", simple example and same percentages but different numbers.
    assert values(from_contingency(table))["cohen"] == pytest.approx(kappa, abs=5e-5)


def test_the_bootstrap_is_as_wide_as_the_asymptotic_standard_error() -> None:
    # Wikipedia's first table in R's vcd: ASE .127, 95 % interval .151 to .649.
    tallies = from_contingency([[20, 5], [10, 15]])
    weights = np.random.default_rng(1).multinomial(50, np.full(50, 1 / 50), 4_000).astype(float)
    found = cohen(tallies.weighted(weights))[:, 0]
    assert found.std() == pytest.approx(0.127, abs=0.006)
    assert np.quantile(found, [0.025, 0.975]) == pytest.approx([0.151, 0.649], abs=0.02)


def test_fleiss_kappa_of_fourteen_raters() -> None:
    # Wikipedia, "Fleiss' kappa", worked example: 10 subjects, 14 raters, 5 categories.
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    subjects = [[label for label, n in enumerate(row) for _ in range(n)] for row in counts]
    raters = [[subject[rater] for subject in subjects] for rater in range(14)]
    assert values(from_labels(raters))["fleiss"] == pytest.approx(0.2099, abs=5e-5)


def test_high_agreement_and_low_kappa_where_almost_all_is_one_category() -> None:
    # The kappa paradox; values computed with irrCAC.
    found = values(from_contingency([[118, 5], [2, 0]]))
    assert found["cohen"] == pytest.approx(-0.0234, abs=5e-5)
    assert found["ac1"] == pytest.approx(0.9408, abs=5e-5)
    assert found["bp"] == pytest.approx(0.888, abs=5e-5)


def test_presence_and_absence_of_characters() -> None:
    # NVivo help, coding comparison: 50 coded by both, 150 by one, 800 by neither: 85 %.
    coded = [
        CodedUnit(f"{at:04}", {"a": {"x"} if at < 200 else (), "b": {"x"} if at < 50 else ()})
        for at in range(1_000)
    ]
    shared = overlap(judgements(coded, {"x": ""})).weighted(np.ones((1, 1_000)))
    assert shared.presence_absence[0, 0] == pytest.approx(0.85)


def test_three_definitions_of_overlap_give_three_figures() -> None:
    # By hand: A found 5 of 12 themes, B 6, 4 of them the same.
    coded = [CodedUnit("p", {"a": "abcde", "b": "abcdfg"})]
    shared = overlap(judgements(coded, dict.fromkeys("abcdefghijkl", ""))).summed(np.ones(12))
    assert shared.jaccard[0] == pytest.approx(4 / 7)  # 57.1 %
    assert shared.dice[0] == pytest.approx(8 / 11)  # 72.7 %
    assert shared.presence_absence[0] == pytest.approx(9 / 12)  # 75.0 %
