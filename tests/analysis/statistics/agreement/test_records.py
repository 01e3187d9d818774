"""What was measured comes back from its JSON as it was, and reads the same everywhere."""

import json
from dataclasses import replace

import pytest

from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.measures import COHEN, JACCARD
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementValue,
    CountedTheme,
    Over,
)
from analysis.statistics.agreement.units import CodedUnit

REPORT = agreement_report(
    [
        CodedUnit("P1", {"ada": {"noise"}, "bo": {"noise", "size"}}),
        CodedUnit("P2", {"ada": {"size"}, "bo": set()}),
    ],
    themes=[CountedTheme("noise", "Noise", "causes", "Causes"), CountedTheme("size", "Size")],
    replicates=50,
)


def test_a_report_comes_back_from_its_json_without_the_values_of_single_units() -> None:
    stored = json.loads(json.dumps(REPORT.to_json(main="jaccard", main_basis="reconciled")))
    pooled = tuple(value for value in REPORT.values if value.over is not Over.UNIT)
    assert AgreementReport.from_json(stored) == replace(REPORT, values=pooled)
    assert (stored["main"], stored["main_basis"]) == ("jaccard", "reconciled")


def test_every_value_comes_back_from_its_json() -> None:
    for value in REPORT.values:
        assert AgreementValue.from_json(json.loads(json.dumps(value.to_json()))) == value


def test_the_keys_of_stored_agreement_stay_as_they_are() -> None:
    # Rows of the database hold these keys; renaming one needs a migration.
    stored = REPORT.to_json(main="dice", main_basis="as_coded")
    assert list(stored) == [
        "main",
        "main_basis",
        "coders",
        "units",
        "themes",
        "confidence",
        "replicates",
        "seed",
        "warnings",
        "figures",
    ]
    assert list(stored["figures"][0]) == [
        "measure",
        "over",
        "key",
        "name",
        "value",
        "undefined",
        "low",
        "high",
        "no_interval",
        "units",
        "themes",
        "applied",
    ]


def test_what_was_not_measured_is_no_value() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        REPORT.of("jaccard", Over.THEME, "nowhere")


def test_percentages_have_one_decimal_and_coefficients_three() -> None:
    share = replace(REPORT.of("jaccard"), measure=JACCARD, value=0.51, low=0.25, high=0.6321)
    assert (share.text, share.interval_text) == ("51.0 %", "25.0 % to 63.2 %")
    kappa = replace(share, measure=COHEN, value=-0.0234, low=-0.5, high=1.0)
    assert (kappa.text, kappa.interval_text) == ("−0.023", "−0.500 to 1.000")
    nothing = replace(share, value=None, low=None, high=None)
    assert (nothing.text, nothing.interval_text) == ("undefined", "")
