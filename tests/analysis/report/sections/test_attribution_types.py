"""Kinds of attribution follow the rules of the study file."""

import pytest

from analysis.report.sections.attribution_types import attribution_types_section
from analysis.statistics.intervals import wilson
from survey.design.attribution_types import AttributionType
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, observed, one_scenario
from tests.effect_settings import effect_setting

KINDS = (
    AttributionType(
        key="one", title="One removed", levels={"action": ("removal",), "number": ("1",)}
    ),
    AttributionType(key="any", title="Anything by loss", levels={"metric": ("loss",)}),
)
STUDY = one_scenario(attribution_types=KINDS)
OTHER = effect_setting("removal", "true_class_probability", 2)


def test_kinds_of_attribution_follow_the_rules_of_the_study_file() -> None:
    people = [{"tabular": [setting]} for setting in (REMOVAL, RELABEL, OTHER)]
    report = report_of(observed(people, study=STUDY), attribution_types_section)
    assert column(report, "attribution_types", "all") == [1, 2, 1]
    assert (
        "submitted most often is “Anything by loss” (2 times); least often, “One removed” (1 time)"
    ) in sentences(report)


def test_ties_are_named_together_and_shares_stand_beside_chance() -> None:
    people = [{"tabular": [setting]} for setting in (REMOVAL, RELABEL, OTHER)]
    same = AttributionType(key="loss", title="The loss", levels={"metric": ("loss",)})
    report = report_of(
        observed(people, study=one_scenario(attribution_types=(*KINDS, same))),
        attribution_types_section,
    )
    assert (
        "The kinds of attribution submitted most often are “Anything by loss” and “The loss” "
        "(2 times each); least often, “One removed” (1 time)."
    ) in sentences(report)
    interval = wilson(2, 3)
    assert interval is not None
    shares = table(report, "attribution_types").rows[1][-4:]
    # A third of all metrics.
    assert shares == pytest.approx((2 / 3, interval.low, interval.high, 1 / 3))
    equal = [{"tabular": [REMOVAL]}, {"tabular": [OTHER]}]
    often = (KINDS[0], AttributionType(key="two", title="Two", levels={"number": ("2",)}))
    text = sentences(
        report_of(
            observed(equal, study=one_scenario(attribution_types=often)), attribution_types_section
        )
    )
    assert "Every kind of attribution was submitted equally often (1 time)." in text


def test_rules_are_told_in_words_and_runs_of_numbers_as_ranges() -> None:
    kind = AttributionType(key="some", title="Some", levels={"number": ("1", "3", "4", "5", "9")})
    study = one_scenario(attribution_types=(*KINDS, kind))
    report = report_of(observed([], study=study), attribution_types_section)
    assert [row[:4] for row in table(report, "attribution_types").rows] == [
        ("One removed", "Removal", "any", "1"),
        ("Anything by loss", "any", "Loss", "any"),
        ("Some", "any", "any", "1, 3–5, 9"),
        ("None of these", "", "", ""),
    ]
    assert "No setting that stands for one of the study's kinds" in sentences(report)


def test_a_study_without_kinds_has_no_such_section() -> None:
    without = one_scenario(attribution_types=())
    report = report_of(observed([], study=without), attribution_types_section)
    assert "attribution_types" not in {section.key for section in report.sections}
