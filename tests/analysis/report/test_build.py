"""A report says what was observed, whatever was observed, and never NaN."""

import json
import re
from dataclasses import replace

import pytest

from analysis.records.observations import Answered
from analysis.report.build import build_report
from analysis.report.simulated import WATERMARK
from analysis.report.writers import written
from attribution.settings import settings_of
from survey.population import Population
from tests.analysis.report.codings import coding_results, round_agreement
from tests.analysis.report.contents import report_of, sentences, text_files
from tests.analysis.report.observations import (
    FOUNDING,
    NOBODY,
    RELABEL,
    REMOVAL,
    SINGLE,
    observed,
    one_scenario,
)
from tests.effect_settings import effect_setting

DEGENERATE = {
    "nobody": observed([]),
    "one person": observed([{"image": [REMOVAL], "tabular": [REMOVAL]}]),
    "one scenario": observed([{"tabular": [REMOVAL]}] * 3, study=one_scenario()),
    "one choice alone": observed([{"image": [REMOVAL], "tabular": [REMOVAL]}] * 20),
    "nobody submitted": observed([{"image": [], "tabular": []}] * 2),
    "all ties": observed(
        [
            {"image": [setting], "tabular": [setting]}
            for setting in settings_of(FOUNDING.space_of("image").levels)
        ],
        gains={},
    ),
    "one choice offered": observed([{"tabular": [REMOVAL]}] * 4, study=one_scenario(SINGLE)),
    "a scenario that is called both": observed(
        [{"both": [REMOVAL]}] * 4,
        study=one_scenario(scenarios={"both": one_scenario().scenarios["tabular"]}),
    ),
    "a coding in which nobody found anything": replace(
        observed([]),
        codes=(
            coding_results(
                occurrences=(), agreement=(round_agreement(1, {"ann": set(), "ben": set()}),)
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_data_give_stated_results_and_never_nan(name: str) -> None:
    report = build_report(DEGENERATE[name])
    for file, content in text_files(report).items():
        text = content.decode().lower()
        assert "nan" not in text.replace("needfinding", "").split(), file
        assert '"nan"' not in text, file
        assert ">nan" not in text, file


def test_one_person_is_counted_as_one() -> None:
    flow = replace(
        NOBODY,
        screened_out={"Did not consent": 1},
        withdrew=1,
        completed=2,
        expired={"stopped": 1},
        excluded={"Low quality": 1},
        excluded_by_key={"low_quality": 1},
        analysed=1,
    )
    wrote = [Answered("image", "suspected_cause", ((12.0, 1),))]
    text = sentences(build_report(observed([{"image": [REMOVAL]}], flow=flow, answers=wrote)))
    for phrase in (
        "1 is analysed",
        "1 person was screened",
        "by 1 person was deleted",
        "1 person is excl",
        "1 answer was",
    ):
        assert phrase in text
    assert not re.search(r"\b1 (are|were|people|answers)\b", text)


def test_the_summary_says_what_was_found_or_that_nobody_can_be_analysed() -> None:
    assert "Nobody can be analysed yet" in sentences(report_of(DEGENERATE["nobody"]))
    same = sentences(report_of(DEGENERATE["one choice alone"]))
    assert "Of 20 people who began, 20 completed" in same
    assert (
        "Among the 9 exploratory tests, an uneven spread is found on: action (Image, Tabular, Both)"
    ) in same
    none = sentences(report_of(DEGENERATE["one person"]))
    assert "The 9 exploratory tests find no uneven spread." in none


def test_the_summary_counts_conclusions_that_depend_on_the_procedure() -> None:
    # Image, metric of the paper's table 3: 18, 9 and 3 of 30, on which the procedures differ.
    counts = {"loss": 18, "true_class_probability": 9, "predicted_class_probability": 3}
    actions = ("removal", "label_change", "upweighting")
    metrics = [metric for metric, n in counts.items() for _ in range(n)]
    people = [
        {"tabular": [effect_setting(actions[number % 3], metric, 1 + number % 10)]}
        for number, metric in enumerate(metrics)
    ]
    text = sentences(report_of(observed(people, study=one_scenario())))
    assert "The procedure as published would conclude otherwise on metric (Tabular)." in text


def test_sections_stand_in_the_order_of_reading() -> None:
    people = [{"image": [REMOVAL], "tabular": [RELABEL]}]
    coded = coding_results(agreement=(round_agreement(1, {"ann": {"noise"}, "ben": {"noise"}}),))
    report = build_report(observed(people, codes=(coded,)))
    assert [section.key for section in report.sections] == [
        "participants",
        "collection",
        "sample",
        "checks",
        "registered_plan",
        "preferences",
        "ordered_axes",
        "settings",
        "association",
        "diversity",
        "same_people",
        "sensitivity",
        "influences",
        "option_order",
        "exploration",
        "attribution_types",
        "follow_up",
        "themes",
        "agreement",
        "both_scenarios",
        "methods",
        "checklists",
    ]
    assert report.subtitle == "Results of tda-needfinding, version 1.0"


def test_keys_of_tables_and_figures_are_unique_with_several_codebooks() -> None:
    coded = coding_results(agreement=(round_agreement(1, {"ann": {"noise"}, "ben": {"noise"}}),))
    report = build_report(observed([{"image": [REMOVAL]}], codes=(coded, coded)))
    keys = [table.key for table in report.tables()] + [figure.key for figure in report.figures()]
    assert len(set(keys)) == len(keys)


def test_a_report_of_simulated_people_says_so_in_every_file() -> None:
    report = build_report(observed([{"image": [REMOVAL]}] * 2, population=Population.SIMULATED))
    assert report.watermark == WATERMARK
    assert all(f">{WATERMARK}</text>" in figure.svg for figure in report.figures())
    for file, content in (text_files(report) | written(report, ("xlsx",))).items():
        assert file.startswith("simulated-report"), file
        if not file.endswith(".xlsx"):
            assert "simulated" in content.decode().lower(), file
    document = json.loads(written(report, ("json",))["simulated-report.json"])
    assert document["provenance"]["simulated"] is True
