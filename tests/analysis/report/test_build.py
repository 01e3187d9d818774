"""A report says what was observed, whatever was observed, and never NaN."""

import json
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.records.observations import Answered, Flow, StudyObservations, axes_of, setting_code
from analysis.report.build import build_report
from analysis.report.document import Caution, Paragraph, Report
from analysis.report.questions import spread
from analysis.report.document import ReportTable
from analysis.report.writers import written
from attribution.axes import Metric
from attribution.effects.bundle_reader import read_bundle
from survey.design.attribution_types import AttributionType
from survey.design.scenarios import Settings
from tests.analysis.report.observed import code, no_gains, observed, one_scenario
from tests.world import LOAN_EFFECTS

REMOVAL, RELABEL = code("removal", "loss", 1), code("label_change", "loss", 10)
NARROW = Settings(actions=("removal",), metrics=("loss",), numbers=(1, 2))
TEXT_FORMATS = ("html", "latex", "csv", "json")


def table(report: Report, key: str) -> ReportTable:
    return next(each for each in report.tables() if each.key == key)


def column(report: Report, key: str, name: str) -> list[object]:
    found = table(report, key)
    place = [each.key for each in found.columns].index(name)
    return [row[place] for row in found.rows]


def sentences(report: Report) -> str:
    return " ".join(each.text for each in report.walk() if isinstance(each, Paragraph | Caution))


def test_every_setting_has_one_code() -> None:
    codes = np.arange(90)
    assert setting_code(*axes_of(codes)).tolist() == codes.tolist()


DEGENERATE = {
    "nobody": observed([]),
    "one person": observed([{"image": [REMOVAL], "tabular": [REMOVAL]}]),
    "one scenario": observed([{"tabular": [REMOVAL]}] * 3, study=one_scenario()),
    "one choice alone": observed([{"image": [REMOVAL], "tabular": [REMOVAL]}] * 20),
    "nobody submitted": observed([{"image": [], "tabular": []}] * 2),
    "all ties": observed(
        [{"image": [each], "tabular": [each]} for each in range(90)], gains=no_gains()
    ),
    "one choice offered": observed(
        [{"tabular": [REMOVAL]}] * 4,
        study=one_scenario(
            settings=Settings(actions=("removal",), metrics=("loss",), numbers=(1,))
        ),
    ),
    "a scenario that is called both": observed(
        [{"both": [REMOVAL]}] * 4,
        study=one_scenario(scenarios={"both": one_scenario().scenarios["tabular"]}),
    ),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_data_give_stated_results_and_never_nan(name: str) -> None:
    report = build_report(DEGENERATE[name])
    for file, content in written(report, TEXT_FORMATS).items():
        text = content.decode().lower()
        assert "nan" not in text.replace("needfinding", "").split(), file
        assert '"nan"' not in text, file
        assert ">nan" not in text, file


def test_one_person_is_counted_as_one() -> None:
    flow = Flow({"Did not consent": 1}, 0, 1, 2, 0, {"Low quality": 1}, {"low_quality": 1}, 0, 1)
    wrote = [Answered("image", "suspected_cause", ((12.0, 1),))]
    told = sentences(build_report(observed([{"image": [REMOVAL]}], flow=flow, answers=wrote)))
    for phrase in ("1 is analysed", "1 person was turned", "1 person is excl", "1 answer was"):
        assert phrase in told
    assert not re.search(r"\b1 (are|were|people|answers)\b", told)


def test_where_nothing_can_be_tested_the_report_says_why() -> None:
    nobody = build_report(DEGENERATE["nobody"])
    assert "Nobody can be analysed yet" in sentences(nobody)
    assert "Nobody answered, so there is nothing to compute." in sentences(nobody)
    narrow = sentences(build_report(DEGENERATE["one choice offered"]))
    assert "There is one category only, so there was nothing to choose." in narrow


def test_choices_are_counted_for_each_scenario_and_pooled() -> None:
    people = [{"image": [REMOVAL, RELABEL], "tabular": [REMOVAL]}] * 3
    report = build_report(observed(people))
    counted = Counter(
        dict(
            zip(
                zip(
                    column(report, "shares_action_numbers", "scenario"),
                    column(report, "shares_action_numbers", "choice"),
                    strict=True,
                ),
                column(report, "shares_action_numbers", "count"),
                strict=True,
            )
        )
    )
    assert +counted == {
        ("Image", "Label change"): 3, ("Tabular", "Removal"): 3,
        ("Both", "Label change"): 3, ("Both", "Removal"): 3,
    }  # fmt: skip


def test_scenarios_that_offer_different_choices_are_not_pooled() -> None:
    study = observed([]).versions[0].definition
    own = study.scenarios["tabular"].model_copy(update={"settings": NARROW})
    study = study.model_copy(update={"scenarios": {**study.scenarios, "tabular": own}})
    report = build_report(observed([{"image": [RELABEL], "tabular": [REMOVAL]}], study=study))
    assert "so their answers are not pooled there" in sentences(report)
    assert set(column(report, "recommended", "scenario")) == {"Image", "Tabular"}


def test_versions_are_reported_together_and_what_differs_is_told() -> None:
    older, newer = one_scenario(), one_scenario(settings=NARROW)
    page = newer.background[0]
    question = page.questions[0].model_copy(update={"options": {"woman": "Women", "all": "All"}})
    page = page.model_copy(update={"questions": (question, *page.questions[1:])})
    newer = newer.model_copy(update={"background": (page,)})
    answers = [Answered("", "gender", (("all", 1), ("man", 2), ("woman", 3)))]
    both = observed([{"tabular": [RELABEL]}], study=newer, answers=answers)
    versions = (both.versions[0], replace(both.versions[0], label="0.9", definition=older))
    report = build_report(replace(both, versions=versions))
    assert "offer different settings in Tabular" in sentences(report)
    assert column(report, "shares_action_numbers", "count") == [0, 1, 0]
    answered = table(report, "sample_answers").rows
    assert {str(row[1]): row[2] for row in answered if row[0] == question.text} == {
        "Women": 3, "All": 1, "Man": 2, "Non-binary": 0, "I prefer not to say": 0,
        "I describe myself in another way": 0,
    }  # fmt: skip


def test_a_conclusion_that_depends_on_the_procedure_is_warned_of() -> None:
    # As many as the paper's pooled metric: 28, 16, 17 of 61 (table 3); three times as many tell.
    counts = {"loss": 84, "true_class_probability": 48, "predicted_class_probability": 51}
    people = [
        {"tabular": [code("removal", metric, 1)]} for metric, n in counts.items() for _ in range(n)
    ]
    report = build_report(observed(people, study=one_scenario()))
    assert "the conclusion depends on the procedure" in sentences(report)


def test_first_last_and_best_are_judged_among_different_settings() -> None:
    gains = no_gains()
    gains[0, 1, 0, 9] = 2.0  # by loss, relabelling ten samples gains most
    gains[0, 0, 0, 0] = 1.0
    people = [
        {"tabular": [REMOVAL, RELABEL]},
        {"tabular": [RELABEL, REMOVAL]},
        {"tabular": [RELABEL, REMOVAL, REMOVAL, RELABEL]},
        {"tabular": [REMOVAL]},
    ]
    report = build_report(observed(people, study=one_scenario(), gains=gains))
    assert column(report, "exploration", "several") == [3]
    assert column(report, "exploration", "first") == pytest.approx([1 / 3])
    assert column(report, "exploration", "last") == [1.0]
    assert column(report, "gains", "tried")[0] == pytest.approx(2 / 3)
    assert column(report, "gains", "chance")[0] == pytest.approx(1 / 2)
    assert column(report, "gains", "offered")[0] == pytest.approx(2 / 4)


def test_effects_that_are_no_longer_loaded_are_told_of() -> None:
    assert "no longer loaded" in sentences(build_report(observed([{"image": [REMOVAL]}])))


def shown_loans(settings: Settings | None = None) -> StudyObservations:
    """Three people removed by the loss, in the loan scenario with the bundle that ships."""
    study = one_scenario(settings=settings) if settings else one_scenario()
    found = observed([{"tabular": [REMOVAL]}] * 3, study=study, gains=no_gains())
    return replace(found, bundles={found.stimuli[0].bundle: read_bundle(LOAN_EFFECTS)})


def test_metrics_that_act_on_the_same_samples_are_told_beside_their_test_in_every_format() -> None:
    report = build_report(shown_loans())
    [section] = [each for each in report.sections if each.key == "preferences"]
    cautions = {
        part.key: [each.text for each in part.blocks if isinstance(each, Caution)]
        for part in section.sections
    }
    assert len(cautions["preferences_metric"]) == 1
    told = cautions["preferences_metric"][0]
    # As check_study says it; 6 errors, 3 actions, 10 numbers.
    assert told.startswith(
        "Tabular: In 180 of 180 cases (an error, an action and a number), loss, probability of the "
        "true class and probability of the predicted class act on the same training samples."
    )
    others = cautions["preferences_action"] + cautions["preferences_number"]
    assert not any("training samples" in text for text in others)
    files = written(report, ("html", "latex", "json"))
    for name in ("report.html", "report-latex/report.tex", "report.json"):
        assert "In 180 of 180 cases" in " ".join(files[name].decode().split()), name


def test_numbers_that_most_lists_end_before_are_told_beside_their_test() -> None:
    found = shown_loans()
    digest, bundle = next(iter(found.bundles.items()))
    short = [replace(each, samples=each.samples[:8]) for each in bundle.rankings]
    shown = {digest: replace(bundle, rankings=tuple(short))}
    # 6 errors, 3 actions, 3 metrics.
    assert (
        "Tabular: In 54 of 54 cases (an error, an action and a metric), 8, 9 and 10 training "
        "samples are the same ones"
    ) in sentences(build_report(replace(found, bundles=shown)))


def test_one_metric_or_a_bundle_no_longer_loaded_gives_no_such_caution() -> None:
    assert "act on the same" not in sentences(build_report(shown_loans(NARROW)))
    gone = sentences(build_report(replace(shown_loans(), bundles={})))
    assert "cases (an error" not in gone


def test_gains_are_told_by_the_metrics_that_the_study_offers() -> None:
    two = NARROW.model_copy(update={"metrics": (Metric.LOSS, Metric.TRUE_CLASS_PROBABILITY)})
    people = [{"tabular": [REMOVAL]}]
    report = build_report(observed(people, study=one_scenario(settings=two), gains=no_gains()))
    assert column(report, "gains", "measure") == ["Loss", "True-class probability"]
    for content in written(report, TEXT_FORMATS).values():
        assert "predicted-class probability" not in content.decode().lower()


def test_where_the_submitted_options_stood_is_counted_by_kind_of_order() -> None:
    people = [{"tabular": [each]} for each in (REMOVAL, RELABEL, REMOVAL, RELABEL)]
    found = observed([*people, {"tabular": []}], study=one_scenario())
    drawn = replace(
        found.trials,
        random_order=np.array([1, 1, 1, 0, 1]),
        action_place=np.array([1, 3, 3, 2, 0]),
        metric_place=np.array([2, 1, 1, 1, 0]),
    )
    report = build_report(replace(found, trials=drawn))
    assert [row[1:] for row in table(report, "option_order").rows] == [
        ("Drawn at random", "Action", 3, 3, 1, 0, 2),
        ("Drawn at random", "Metric", 3, 3, 2, 1, 0),
        ("As written", "Action", 3, 1, 0, 1, 0),
        ("As written", "Metric", 3, 1, 1, 0, 0),
    ]
    assert "In 3 of 4 trials with a submission, actions and metrics stood in an order" in sentences(
        report
    )


def test_a_place_that_no_option_stands_in_has_no_count() -> None:
    two = Settings(actions=("removal", "label_change"), metrics=("loss",), numbers=(1,))
    report = build_report(observed([{"tabular": [REMOVAL]}], study=one_scenario(settings=two)))
    assert [row[2:] for row in table(report, "option_order").rows] == [
        ("Action", 2, 1, 1, 0, None), ("Metric", 1, 1, 1, None, None),
    ]  # fmt: skip
    assert "as the study file lists them, for everybody" in sentences(report)


def test_kinds_of_attribution_follow_the_rules_of_the_study_file() -> None:
    kinds = (
        AttributionType(key="one", title="One removed", actions=("removal",), numbers=(1,)),
        AttributionType(key="any", title="Anything by loss", metrics=("loss",)),
    )
    study = one_scenario(attribution_types=kinds)
    other = code("removal", "true_class_probability", 2)
    report = build_report(
        observed([{"tabular": [each]} for each in (REMOVAL, RELABEL, other)], study=study)
    )
    assert column(report, "attribution_types", "all") == [1, 2, 1]
    without = build_report(observed([], study=one_scenario(attribution_types=())))
    assert "attribution_types" not in {each.key for each in without.sections}


def test_everybody_in_the_flow_is_somewhere() -> None:
    flow = replace(
        observed([{"image": [REMOVAL]}] * 3).flow,
        turned_away={"not eligible": 4}, active=1, withdrawn=2, stopped=1,
        excluded={"low-quality answers": 1}, completed=4, without_choice=1,
    )  # fmt: skip
    report = build_report(observed([{"image": [REMOVAL]}] * 3, flow=flow))
    people = dict(zip(column(report, "flow_numbers", "stage"),
                      column(report, "flow_numbers", "people"), strict=True))  # fmt: skip
    assert people["Began"] == 8
    assert people["Excluded: low-quality answers"] == 1
    assert people["Analysed, Image"] == 3
    assert people["Analysed, Tabular"] == 0
    assert "low-quality answers (1)" in sentences(report)


def test_answers_that_could_tell_who_somebody_is_are_withheld() -> None:
    study = observed([]).versions[0].definition
    page = study.background[0]
    gender = page.questions[0].model_copy(update={"identifying": True})
    page = page.model_copy(update={"questions": (gender, *page.questions[1:])})
    given_answers = [
        Answered("", "gender", (("woman", 1),)),
        Answered("", "sector", ((("industry",), 1),)),
    ]
    report = build_report(
        observed([], study=study.model_copy(update={"background": (page,)}), answers=given_answers)
    )
    assert gender.text not in column(report, "sample_answers", "question")
    assert "are withheld" in sentences(report)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
@settings(max_examples=50)
def test_quartiles_of_counted_numbers_are_those_of_the_numbers(numbers: list[int]) -> None:
    counts = tuple(sorted((float(each), count) for each, count in Counter(numbers).items()))
    found = spread(Answered("", "", counts))
    assert found == pytest.approx(np.quantile(numbers, [0, 0.25, 0.5, 0.75, 1]).tolist())


def test_the_digest_of_the_data_changes_with_any_of_it() -> None:
    def digest(observations: StudyObservations) -> str:
        return build_report(observations).provenance.data_digest

    first = observed([{"image": [REMOVAL], "tabular": [RELABEL]}])
    assert digest(first) == digest(observed([{"image": [REMOVAL], "tabular": [RELABEL]}]))
    others = [
        observed([{"tabular": [RELABEL], "image": [REMOVAL]}]),
        observed([{"image": [RELABEL, REMOVAL], "tabular": [RELABEL]}]),
        replace(first, simulated=True),
        replace(first, answers=(Answered("", "gender", (("woman", 1),)),)),
    ]
    assert len({digest(each) for each in (first, *others)}) == len(others) + 1


def test_a_report_of_simulated_people_says_so_in_every_file() -> None:
    report = build_report(observed([{"image": [REMOVAL]}] * 2, simulated=True))
    for file, content in written(report, (*TEXT_FORMATS, "xlsx")).items():
        assert file.startswith("simulated-report"), file
        if not file.endswith(".xlsx"):
            assert "simulated" in content.decode().lower(), file
    document = json.loads(written(report, ("json",))["simulated-report.json"])
    assert document["provenance"]["simulated"] is True
