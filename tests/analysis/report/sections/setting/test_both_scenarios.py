"""A model for all scenarios is fitted where people are enough, and refused where they are not."""

import pytest

from analysis.report.context import ReportContext
from analysis.report.sections.setting.both_scenarios import both_scenarios_section
from analysis.report.sections.setting.model_data import ModelData, TooFew, model_data
from analysis.statistics.clustered_logit import clustered_logit
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import (
    NARROW,
    RELABEL,
    REMOVAL,
    Person,
    observed,
    offering,
    one_scenario,
)
from tests.effect_settings import effect_setting

UPWEIGHT = effect_setting("upweighting", "true_class_probability", 2)


def person(image: object, tabular: object, *, table_first: bool) -> Person:
    shown = {"image": [image], "tabular": [tabular]}
    return {key: shown[key] for key in (reversed(shown) if table_first else shown)}  # type: ignore[misc]


PEOPLE: list[Person] = [
    person(REMOVAL if at % 3 else RELABEL, RELABEL if at % 5 else REMOVAL, table_first=at % 2 == 0)
    for at in range(60)
]


def model_of(people: list[Person], axis: str = "action") -> ModelData | TooFew:
    context = ReportContext(observed(people), seed=1, replicates=10)
    return model_data(context, context.observations.axis_by_key[axis])


def test_a_difference_between_scenarios_is_found_with_its_odds_ratio() -> None:
    report = report_of(observed(PEOPLE), both_scenarios_section)
    rows = {row[:2]: row for row in table(report, "both_scenarios").rows}
    assert rows["Action", "Scenario"][2:4] == (60, 120)
    ratios = {row[:4]: row for row in table(report, "odds_ratios").rows}
    # Removal 40 of 60 with images and 12 of 60 with the table, whatever the order: odds 2 and 1/4.
    tabular = ratios["Action", "Removal", "Label change", "Tabular"]
    assert tabular[4] == "Image"
    assert float(tabular[5] or 0) == pytest.approx(1 / 8, rel=0.05)
    assert "scenario for action (p" in sentences(report)


def test_everybody_and_every_submission_is_in_the_model() -> None:
    data = model_of(PEOPLE)
    assert isinstance(data, ModelData)
    model = clustered_logit(data.choices, data.design, data.values, data.person)
    assert model is not None
    assert (model.people, model.rows) == (60, 120)
    # Two scenarios in two positions, whose effects are the terms beside the constant.
    assert data.values.tolist() == [[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]


def test_rare_levels_are_taken_together_and_the_most_frequent_is_the_reference() -> None:
    rare = [person(UPWEIGHT, UPWEIGHT, table_first=False)] * 2
    data = model_of([*PEOPLE, *rare])
    assert isinstance(data, ModelData)
    # By hand: removed 52, relabelled 68 and upweighted 4 times; two parameters ask for 20.
    assert data.categories == ("Label change", "Any other")


def test_too_few_people_are_refused_in_a_sentence() -> None:
    report = report_of(observed(PEOPLE[:6]), both_scenarios_section)
    assert (
        "There is no model of action: 2 parameters (scenario and order) ask for 20 submissions of "
        "the reference and of anything else"
    ) in sentences(report)
    assert not [part for part in report.tables() if part.key == "both_scenarios"]
    same = [person(REMOVAL, REMOVAL, table_first=at % 2 == 0) for at in range(30)]
    assert isinstance(model_of(same), TooFew)
    assert isinstance(model_of([]), TooFew)


def test_a_level_that_is_always_submitted_somewhere_has_no_finite_estimate() -> None:
    apart = [person(REMOVAL, RELABEL, table_first=at % 2 == 0) for at in range(60)]
    text = sentences(report_of(observed(apart), both_scenarios_section))
    assert "no model of action: some level is never, or always, submitted somewhere" in text


def test_one_scenario_has_no_such_section() -> None:
    for study in (one_scenario(), offering(NARROW | {"number": ("1",)})):
        report = report_of(observed([], study=study), both_scenarios_section)
        assert "both_scenarios" not in {part.key for part in report.sections}
