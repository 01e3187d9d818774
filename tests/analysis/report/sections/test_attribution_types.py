"""Kinds of attribution follow the rules of the study file."""

from analysis.report.sections.attribution_types import attribution_types_section
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
