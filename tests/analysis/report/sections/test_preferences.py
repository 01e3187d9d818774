"""Preferences are told axis by axis, with every reason to doubt them beside them."""

from collections import Counter
from dataclasses import replace

from analysis.records.observations import StudyObservations, VersionObserved
from analysis.report.sections.preferences import preferences_section
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.trial import EffectsIndex
from survey.design.design_space import Levels
from tests.analysis.report.contents import (
    cautions,
    column,
    report_of,
    section,
    sentences,
    text_files,
)
from tests.analysis.report.observations import (
    NARROW,
    RELABEL,
    REMOVAL,
    SINGLE,
    observed,
    one_scenario,
    tabular_offering,
)
from tests.effect_settings import effect_setting
from tests.world import LOAN_EFFECTS

FEWER: Levels = {
    "action": ("removal", "upweighting"),
    "metric": ("loss", "true_class_probability"),
    "number": ("1", "2"),
}


def section_text(observations: StudyObservations) -> str:
    return sentences(report_of(observations, preferences_section))


def test_choices_are_counted_for_each_scenario_and_pooled() -> None:
    people = [{"image": [REMOVAL, RELABEL], "tabular": [REMOVAL]}] * 3
    report = report_of(observed(people), preferences_section)
    scenarios = column(report, "shares_action_numbers", "scenario")
    choices = column(report, "shares_action_numbers", "choice")
    counts = column(report, "shares_action_numbers", "count")
    counted = Counter(dict(zip(zip(scenarios, choices, strict=True), counts, strict=True)))
    assert +counted == {
        ("Image", "Label change"): 3,
        ("Tabular", "Removal"): 3,
        ("Both", "Label change"): 3,
        ("Both", "Removal"): 3,
    }


def test_where_nothing_can_be_tested_the_section_says_why() -> None:
    assert "Nobody answered, so there is nothing to compute." in section_text(observed([]))
    narrow = observed([{"tabular": [REMOVAL]}] * 4, study=one_scenario(SINGLE))
    assert "Each scenario offers a single setting, so nothing was chosen." in section_text(narrow)


def test_scenarios_that_offer_different_choices_are_not_pooled() -> None:
    study = tabular_offering(FEWER)
    people = [{"image": [RELABEL], "tabular": [REMOVAL]}]
    report = report_of(observed(people, study=study), preferences_section)
    assert "so their answers are not pooled there" in sentences(report)
    assert set(column(report, "recommended", "scenario")) == {"Image", "Tabular"}


def test_versions_are_tested_together_and_what_they_offer_differently_is_told() -> None:
    older = VersionObserved("0.9", "1" * 64, one_scenario(), 0)
    both = observed([{"tabular": [RELABEL]}], study=one_scenario(NARROW), older=(older,))
    report = report_of(both, preferences_section)
    assert "offer different settings in Tabular" in sentences(report)
    assert column(report, "shares_action_numbers", "count") == [0, 1, 0]


def test_a_conclusion_that_depends_on_the_procedure_is_warned_of() -> None:
    # Three times as many as the paper's pooled metric: 29, 16 and 16 of 61 (table 3).
    counts = {"loss": 87, "true_class_probability": 48, "predicted_class_probability": 48}
    people = [
        {"tabular": [effect_setting("removal", metric, 1)]}
        for metric, n in counts.items()
        for _ in range(n)
    ]
    text = section_text(observed(people, study=one_scenario()))
    assert "the conclusion depends on the procedure" in text


def test_choices_that_stand_out_are_named_with_their_shares() -> None:
    # Image, metric of the paper's table 3: 18, 9 and 3 of 30.
    counts = {"loss": 18, "true_class_probability": 9, "predicted_class_probability": 3}
    people = [
        {"tabular": [effect_setting("removal", metric, 1)]}
        for metric, n in counts.items()
        for _ in range(n)
    ]
    text = section_text(observed(people, study=one_scenario()))
    assert "more often than the even share: Loss (60%)" in text
    assert "less often than the even share: Predicted-class probability (10%)" in text


def test_a_preference_in_which_no_choice_stands_out_is_told_so() -> None:
    # 7, 4 and 0 of 11: exact p = 0.0376 by enumeration, ordered by X², while Goodman's intervals
    # are wide. The metric and the number, everybody's same, are tested too: Holm's factor is 1.
    people = [{"tabular": [effect_setting("removal", "loss", 1)]}] * 7
    people += [{"tabular": [effect_setting("label_change", "loss", 1)]}] * 4
    text = section_text(observed(people, study=one_scenario()))
    assert "(exploratory): the levels are not equally popular (exact multinomial test p" in text
    assert "No single level's interval leaves the even share out." in text


def test_choices_that_are_equally_frequent_are_told_together() -> None:
    settings = [effect_setting(action, "loss", 1) for action in ("removal", "upweighting")]
    two = observed([{"tabular": [setting]} for setting in settings], study=one_scenario())
    assert "Most often submitted: Removal and Upweighting (50% each)." in section_text(two)
    settings.append(RELABEL)
    three = observed([{"tabular": [setting]} for setting in settings], study=one_scenario())
    assert "Every choice was submitted equally often (33%)." in section_text(three)


def shown_loans(levels: Levels | None = None) -> StudyObservations:
    """Three people removed by the loss, in the loan scenario with the bundle that ships."""
    study = one_scenario(levels)
    observations = observed([{"tabular": [REMOVAL]}] * 3, study=study, gains={})
    bundle = EffectsIndex(read_bundle(LOAN_EFFECTS))
    return replace(observations, bundles={observations.stimuli[0].bundle: bundle})


def test_metrics_that_act_on_the_same_samples_are_told_beside_their_test_in_every_format() -> None:
    report = report_of(shown_loans(), preferences_section)
    parts = {part.key: cautions(part) for part in section(report, "preferences").sections}
    (caution,) = parts["preferences_metric"]
    # As check_study says it; 6 errors, 3 actions, 10 numbers.
    assert caution.startswith(
        "Tabular: In 180 of 180 cases (an error, an action and a number), loss, probability of the "
        "true class and probability of the predicted class act on the same training samples."
    )
    others = parts["preferences_action"] + parts["preferences_number"]
    assert not any("act on the same" in text for text in others)
    files = text_files(report)
    for name in ("report.html", "report-latex/report.tex", "report.json"):
        assert "In 180 of 180 cases" in " ".join(files[name].decode().split()), name


def test_numbers_that_most_lists_end_before_are_told_beside_their_test() -> None:
    observations = shown_loans()
    digest, bundle = observations.stimuli[0].bundle, read_bundle(LOAN_EFFECTS)
    short = tuple(replace(ranking, samples=ranking.samples[:8]) for ranking in bundle.rankings)
    # 6 errors, 3 actions, 3 metrics.
    assert (
        "Tabular: In 54 of 54 cases (an error, an action and a metric), 8, 9 and 10 training "
        "samples are the same ones"
    ) in section_text(
        replace(observations, bundles={digest: EffectsIndex(replace(bundle, rankings=short))})
    )


def test_one_metric_or_a_bundle_no_longer_loaded_gives_no_such_caution() -> None:
    assert "act on the same" not in section_text(shown_loans(NARROW))
    assert "cases (an error" not in section_text(replace(shown_loans(), bundles={}))


def test_a_choice_that_a_scenario_does_not_offer_has_no_bar() -> None:
    study = tabular_offering(FEWER)
    report = report_of(observed([{"image": [RELABEL]}], study=study), preferences_section)
    figure = next(figure for figure in report.figures() if figure.key == "shares_action")
    # Image offers three actions, of which one was chosen; tabular offers two, which nobody chose.
    # Both scales end at 100%.
    assert [figure.svg.count(f">{text}</text>") for text in ("100%", "100", "–")] == [1, 2, 1]
