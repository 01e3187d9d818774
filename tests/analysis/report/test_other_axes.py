"""A study of other axes is reported in its own words, and no others are left anywhere."""

import re
from dataclasses import replace
from typing import Any, cast

import numpy as np

from analysis.report.build import SECTIONS, build_report
from analysis.report.context import ReportContext
from analysis.report.sections.answers import follow_up_section, sample_section
from analysis.report.sections.attribution_types import attribution_types_section
from analysis.report.sections.exploration import exploration_section
from analysis.report.sections.option_order import option_order_section
from analysis.report.sections.preferences import preferences_section
from analysis.report.sections.procedures import procedures_section
from attribution.explanations import Explanations
from attribution.settings import Setting
from tests.analysis.report.contents import column, report_of, sentences, table, text_files
from tests.analysis.report.observations import Person, observed
from tests.analysis.report.other_axes import (
    AMOUNT,
    EXPLANATION,
    AlikePanels,
    explanations_study,
    shown,
)

FIRST, SECOND = shown("change", "little"), shown("samples", "much")
PEOPLE: list[Person] = [{"image": [FIRST, SECOND], "tabular": [SECOND, FIRST]}] * 9
STUDY = explanations_study()
OTHER_WORDS = re.compile(r"\b(actions?|metrics?|removal|loss|training samples?)\b", re.IGNORECASE)


def context(people: list[Person], **own: dict[str, Any]) -> ReportContext:
    return ReportContext(observed(people, study=explanations_study(**own)), 1, 100)


def test_no_word_of_another_study_is_in_any_format() -> None:
    # The questions of the founding study, which this one asks too, have words of their own.
    asked = (sample_section, follow_up_section)
    report = build_report(
        observed(PEOPLE, study=STUDY),
        sections=[build for build in SECTIONS if build not in asked],
    )
    for file, content in text_files(report).items():
        assert not OTHER_WORDS.findall(content.decode()), file
    assert "explanation (Image, Tabular" in sentences(report)


def test_choices_are_counted_by_the_short_words_of_their_levels() -> None:
    counts = context(PEOPLE).choices.counts
    assert [(counted.axis, counted.scenario) for counted in counts] == [
        (axis, scenario)
        for axis in ("explanation", "amount")
        for scenario in ("image", "tabular", "both")
    ]
    assert dict(counts[2].counts) == {
        "Contributions": 0,
        "Smallest change": 9,
        "Similar applicants": 0,
        "Samples": 9,
    }
    assert dict(counts[5].counts) == {"Little": 9, "Some": 0, "Much": 9}


def test_an_axis_of_one_scenario_is_counted_there_alone() -> None:
    size = {"title": "Size", "levels": ["small", "large"]}
    people: list[Person] = [
        {"image": [FIRST], "tabular": [Setting({"amount": "some", "size": "large"})]}
    ]
    shared = context(people * 4, tabular={"amount": AMOUNT, "size": size})
    assert {(counted.axis, counted.scenario): counted.n for counted in shared.choices.counts} == {
        ("explanation", "image"): 4,
        ("amount", "image"): 4,
        ("amount", "tabular"): 4,
        ("amount", "both"): 8,
        ("size", "tabular"): 4,
    }
    assert shared.choices.unpooled == ()
    assert [people.axis for people in shared.people] == ["amount"]
    report = report_of(shared.observations, preferences_section)
    assert "offer different choices" not in sentences(report)
    assert column(report, "recommended", "axis") == [
        "Explanation",
        *["Amount"] * 3,
        "Size",
    ]


def test_an_axis_with_a_single_level_is_in_no_test() -> None:
    only = {**AMOUNT, "levels": {"some": "Some"}}
    own = {"explanation": EXPLANATION, "amount": only}
    setting = shown("similar", "some")
    shared = context([{"image": [setting], "tabular": [setting]}] * 3, image=own, tabular=own)
    assert {counted.axis for counted in shared.choices.counts} == {"explanation"}
    report = report_of(shared.observations, preferences_section, option_order_section)
    assert {row[0] for row in table(report, "published").rows} == {"Explanation"}
    assert "own order" not in table(report, "option_order").note


def test_the_note_says_which_axes_were_tested_in_which_way() -> None:
    # With 18 people, 4.5 answers are expected for each of 4 explanations, and 6 for 3 amounts.
    people: list[Person] = [{"image": [FIRST], "tabular": [FIRST]}] * 18
    report = report_of(observed(people, study=STUDY), procedures_section)
    note = table(report, "published").note
    assert "Explanation: Fisher's exact test; amount: χ² with Yates' correction." in note


def test_there_is_a_column_for_each_place_among_four_options() -> None:
    report = report_of(observed(PEOPLE[:1], study=STUDY), option_order_section)
    titles = [part.title for part in table(report, "option_order").columns[5:]]
    assert titles == ["First", "Second", "Third", "Fourth"]
    assert [row[3:] for row in table(report, "option_order").rows] == [
        (4, 1, 0, 0, 0, 1),
        (4, 1, 0, 1, 0, 0),
    ]
    assert "Options of explanation stood as the study file lists them" in sentences(report)


def test_an_axis_in_an_order_alone_has_no_order_of_options() -> None:
    own = {"amount": AMOUNT}
    shared = context([], image=own, tabular=own)
    assert option_order_section(shared) is None


def test_kinds_are_told_by_levels_and_neighbours_on_an_ordered_axis_as_a_range() -> None:
    setting = shown("similar", "much")
    people: list[Person] = [*PEOPLE[:1], {"image": [setting]}]
    report = report_of(observed(people, study=STUDY), attribution_types_section)
    assert [part.title for part in table(report, "attribution_types").columns[:3]] == [
        "Attribution type",
        "Explanation",
        "Amount",
    ]
    assert tuple(row[:6] for row in table(report, "attribution_types").rows) == (
        ("Contrasts", "Smallest change, Similar applicants", "Some–Much", 1, 0, 1),
        ("None of these", "", "", 1, 1, 2),
    )


def test_loaded_panels_have_no_gains_and_are_not_missed() -> None:
    observations = observed(PEOPLE, study=STUDY)
    digest = observations.stimuli[0].bundle
    loaded = replace(observations, bundles={digest: cast("Explanations", AlikePanels())})
    report = report_of(loaded, exploration_section, preferences_section)
    assert "gains" not in {part.key for part in report.tables()}
    assert "no longer loaded" not in sentences(report)
    assert "Image: 4 explanations show the same." in sentences(report)


def test_settings_of_other_axes_are_compared_whole() -> None:
    observations = observed(PEOPLE, study=STUDY)
    levels = observations.levels_of(observations.trials.chosen)
    assert np.unique(levels, axis=0).tolist() == [[1, 0], [3, 2]]
