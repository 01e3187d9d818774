"""Scores are weighted by what people submitted, and no sentence says more than they carry."""

from typing import Any

import pytest

from analysis.records.observations import StudyObservations
from analysis.report.build import build_report
from analysis.report.context import ReportContext
from analysis.report.document import CellValue
from analysis.report.sections.attribution_methods import attribution_methods_section
from analysis.report.writers.json_document import json_document
from attribution.estimates.method_scores import MethodScores
from tests.analysis.report.contents import report_of, sentences, table, text_files
from tests.analysis.report.observations import Person, observed
from tests.attribution.small_methods import content, line
from tests.effect_settings import effect_setting

BUNDLE = "b" * 64
"""Of every error in the observations."""

REMOVED = effect_setting("removal", "loss", 1)
RELABELLED = effect_setting("label_change", "loss", 2)
UNSCORED = effect_setting("upweighting", "loss", 1)

Means = tuple[float | None, float | None]
"""The scores of a method for removal and for label change, judged by the loss."""


def scores(means: dict[str, Means]) -> MethodScores:
    lines: list[dict[str, Any]] = []
    for method, of_actions in means.items():
        for action, mean in zip(("removal", "label_change"), of_actions, strict=True):
            lines.append(line((method, action, "loss"), mean, mean, {1: 0.5, 2: 0.0}))
    return MethodScores.read(content(BUNDLE, lines=lines))


def seen(people: list[Person], **means: Means) -> StudyObservations:
    return observed(people, gains={}, methods={BUNDLE: scores(means)})


def rows(observations: StudyObservations, key: str, *places: str) -> list[tuple[CellValue, ...]]:
    """The rows of a table that begin so."""
    whole = table(report_of(observations, attribution_methods_section), key).rows
    return [row for row in whole if row[: len(places)] == places]


def said(observations: StudyObservations) -> str:
    return sentences(report_of(observations, attribution_methods_section))


# In the tabular scenario three remove and one relabels, and one of them relabels in the other too.
PEOPLE: list[Person] = [
    {"tabular": [REMOVED]},
    {"tabular": [RELABELLED, REMOVED]},
    {"tabular": [REMOVED], "image": [RELABELLED]},
    {"tabular": [RELABELLED]},
]


def test_a_mean_weighs_each_setting_by_how_often_it_was_submitted() -> None:
    observations = seen(PEOPLE, influence=(0.9, 0.1), tracin=(0.5, 0.25))
    of_tabular = rows(observations, "attribution_methods", "Tabular", "Rank correlation")
    # (3 * 0.9 + 0.1) / 4 and (3 * 0.5 + 0.25) / 4; offered are both actions alike.
    assert [(row[2], row[3]) for row in of_tabular] == [("Influence function", 4), ("TracIn", 4)]
    assert of_tabular[0][5] == pytest.approx(0.7)
    assert of_tabular[1][5] == pytest.approx(0.4375)
    assert (of_tabular[0][4], of_tabular[1][4]) == pytest.approx((0.5, 0.375))
    of_both = rows(observations, "attribution_methods", "Both", "LDS")
    # Three times 0.9 and twice 0.1, of five.
    assert of_both[0][3] == 5
    assert of_both[0][5] == pytest.approx(0.58)


def test_an_overlap_is_that_of_the_number_submitted() -> None:
    observations = seen(PEOPLE, influence=(0.9, 0.1))
    (row,) = rows(observations, "attribution_methods", "Tabular", "Overlap")
    # Removed with 1 sample, where it is 0.5, and relabelled with 2, where it is 0; of 10 numbers
    # offered, those from 2 show the whole list of 2.
    assert row[3] == 4
    assert row[5] == pytest.approx(3 * 0.5 / 4)
    assert row[4] == pytest.approx(0.5 / 10)


MANY: list[Person] = [*[{"tabular": [REMOVED]}] * 14, *[{"tabular": [RELABELLED]}] * 6]


def test_a_method_is_above_another_only_where_the_interval_leaves_zero_out() -> None:
    # By submissions: 0.7 * 0.8 + 0.3 * 0.2, 0.7 * 0.3 + 0.3 * 0.1, and 0.7 * 0.5 + 0.3 * 0.85.
    observations = seen(MANY, influence=(0.8, 0.2), gradient_product=(0.3, 0.1), tracin=(0.5, 0.85))
    differences = rows(
        observations, "attribution_methods_compared", "Tabular", "LDS", "Influence function"
    )
    assert [row[3] for row in differences] == ["TracIn", "Gradient product"]
    assert [row[5] for row in differences] == pytest.approx([0.015, 0.38])
    assert differences[0][6] < 0 < differences[0][7]  # type: ignore[operator]
    assert differences[1][6] > 0  # type: ignore[operator]
    text = said(observations)
    assert (
        "by LDS Influence function (0.620, above Gradient product and not told apart from TracIn)"
    ) in text


def test_a_yardstick_stands_beside_the_methods_and_is_compared_with_none() -> None:
    observations = seen(MANY, half_of_seeds=(0.95, 0.95), influence=(0.8, 0.2), tracin=(0.3, 0.1))
    methods = rows(observations, "attribution_methods", "Tabular", "LDS")
    assert [row[2] for row in methods][-1] == "Retraining with other seeds"
    assert "how near 2 attribution methods come to really retraining" in said(observations)
    compared = rows(observations, "attribution_methods_compared")
    assert {row[2] for row in compared} == {"Influence function"}
    assert {row[3] for row in compared} == {"TracIn"}
    settings = rows(observations, "attribution_methods_by_setting", "Tabular", "LDS")
    assert [row[7] for row in settings] == pytest.approx([0.95, 0.95])


def test_settings_that_no_method_serves_are_counted_and_listed() -> None:
    observations = seen(MANY, influence=(0.8, -0.2), tracin=(0.3, None))
    text = said(observations)
    assert "Tabular: of 20 settings submitted, no method is above zero for" in text
    # Relabelled by rank correlation and LDS, and by overlap, as it was with 2 samples.
    assert "for 6 (30%) by rank correlation, 6 (30%) by LDS and 6 (30%) by overlap." in text
    listed = rows(observations, "attribution_methods_by_setting", "Tabular", "LDS")
    # An LDS does not depend on the number.
    assert [row[2:6] for row in listed] == [
        ("Removal, Loss", 14, 0.7, "Influence function"),
        ("Label change, Loss", 6, 0.3, "Influence function"),
    ]
    assert [row[6] for row in listed] == pytest.approx([0.8, -0.2])
    by_overlap = rows(observations, "attribution_methods_by_setting", "Tabular", "Overlap")
    assert [row[2] for row in by_overlap] == ["Removal, Loss, 1", "Label change, Loss, 2"]


def test_where_each_setting_is_served_it_is_said() -> None:
    people: list[Person] = [{"tabular": [REMOVED]}] * 3
    assert (
        "by every measure some method is above zero for each of the 3 settings submitted"
    ) in said(seen(people, influence=(0.8, 0.2)))


def test_submissions_without_scores_are_left_out_and_counted() -> None:
    observations = seen([*MANY, {"tabular": [UNSCORED]}], influence=(0.8, 0.2))
    assert "No method is scored on what 1 submitted setting showed" in said(observations)
    (row,) = rows(observations, "attribution_methods", "Tabular", "LDS")
    assert row[3] == 20


@pytest.mark.parametrize(
    "observations",
    [
        observed(MANY, gains={}),
        seen([], influence=(0.8, 0.2)),
        seen([{"tabular": []}], influence=(0.8, 0.2)),
        seen([{"tabular": [UNSCORED]}], influence=(0.8, 0.2)),
    ],
    ids=["no scores", "nobody", "nothing submitted", "other settings"],
)
def test_without_scores_of_what_was_submitted_there_is_no_section(
    observations: StudyObservations,
) -> None:
    context = ReportContext(observations, seed=1, replicates=50)
    assert attribution_methods_section(context) is None


def test_a_score_that_is_not_defined_is_in_no_mean() -> None:
    observations = seen(MANY, influence=(None, None), tracin=(0.25, None))
    of_tabular = rows(observations, "attribution_methods", "Tabular")
    assert [(row[1], row[2], row[3]) for row in of_tabular] == [
        ("Rank correlation", "TracIn", 14),
        ("LDS", "TracIn", 14),
        ("Overlap", "Influence function", 20),
        ("Overlap", "TracIn", 20),
    ]


def test_the_order_in_which_people_and_settings_were_read_changes_nothing() -> None:
    means: dict[str, Means] = {"influence": (0.8, 0.2), "tracin": (0.5, 0.9)}
    before = rows(seen(PEOPLE, **means), "attribution_methods")
    assert rows(seen(PEOPLE[::-1], **means), "attribution_methods") == before


def test_every_format_holds_it_and_the_provenance_names_the_scores() -> None:
    observations = seen(MANY, influence=(0.8, 0.2), tracin=(0.5, 0.9))
    report = build_report(observations, replicates=200, sections=[attribution_methods_section])
    for name, file in text_files(report).items():
        if name.endswith(("html", "json")):
            assert b"Influence function" in file, name
    digest = observations.methods[BUNDLE].digest
    assert json_document(report)["provenance"]["methods"] == [["tabular", digest]]
    assert ("Scores of methods, tabular", digest) in table(report, "provenance").rows
    without = build_report(observed(MANY), replicates=200, sections=[])
    assert "methods" not in json_document(without)["provenance"]
