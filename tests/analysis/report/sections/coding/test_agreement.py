"""Agreement is told as it was measured, by every definition, with the reported one marked."""

from dataclasses import replace

import pytest

from analysis.report.document import Report
from analysis.report.sections.coding.agreement import agreement_section
from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.measures import MEASURES
from analysis.statistics.agreement.records import RoundAgreement
from analysis.statistics.agreement.units import CodedQuestion, CodedUnit
from tests.analysis.report.codings import (
    agreement_of,
    coding_results,
    measured,
    round_agreement,
)
from tests.analysis.report.contents import figures, report_of, sentences, table
from tests.analysis.report.observations import observed

FIRST = (
    {"ann": {"noise", "size"}, "ben": {"noise"}},
    {"ann": {"remove"}, "ben": {"remove"}},
)


def reported(*rounds: RoundAgreement) -> Report:
    results = coding_results(agreement=rounds)
    return report_of(replace(observed([]), codes=(results,)), agreement_section)


REPORT = reported(
    round_agreement(1, *FIRST, warnings=("Only few were coded.",)),
    round_agreement(2, {"ann": {"odd"}, "ben": set()}),
)


def test_each_round_has_a_sentence_with_the_reported_value() -> None:
    text = sentences(REPORT)
    # By hand: two themes found by both, one by one coder: 2 * 2 / (2 * 2 + 1).
    assert (
        "In round 1 (First), 2 coders read 2 people apart, with version 1 of the codebook. Their "
        "agreement, as coded and over 4 themes, is 80.0% by Dice (Holsti) (95% interval"
    ) in text
    assert "is 0.0% by Dice (Holsti) (no interval: an interval needs several" in text
    assert "Round 1: Only few were coded." in text
    assert "Dice (Holsti), 2 b / (2 b + o)" in text


def test_every_definition_has_a_row_in_every_round_and_the_reported_one_is_marked() -> None:
    percentages = table(REPORT, "agreement_definitions").rows
    coefficients = table(REPORT, "agreement_coefficients").rows
    assert len(percentages) + len(coefficients) == 2 * len(MEASURES)
    marked = [row[:4] for row in percentages if "(reported)" in str(row[2])]
    assert marked == [
        ("Round 1", "as coded (reported)", "Dice (Holsti) (reported)", pytest.approx(0.8)),
        ("Round 2", "as coded (reported)", "Dice (Holsti) (reported)", 0),
    ]
    assert len(table(REPORT, "agreement_formulas").rows) == len(MEASURES)


def test_areas_have_the_reported_definition_alone() -> None:
    rows = [row[2:5] for row in table(REPORT, "agreement_areas").rows if row[0] == "Round 1"]
    # By hand: noise by both and size by one; removal by both; nobody found the odd one.
    assert rows == [
        ("causes", "Causes", pytest.approx(2 / 3)),
        ("remedies", "Remedies", 1),
        ("", "Outside of every area", None),
    ]


def test_both_figures_are_told_with_their_definitions_and_themes() -> None:
    question = CodedQuestion(
        "image/why", "Why?", (CodedUnit("P1", {"ann": {"odd"}, "ben": set()}),)
    )
    three = {"ann": {"noise"}, "ben": {"noise"}, "cy": {"size"}}
    both = reported(
        agreement_of(
            1,
            measured(ThemeBasis.AS_CODED, *FIRST, questions=(question,)),
            measured(ThemeBasis.RECONCILED, three, measure="dice"),
        )
    )
    text = sentences(both)
    assert ThemeBasis.AS_CODED.definition in text
    assert ThemeBasis.RECONCILED.definition in text
    assert "Their agreement, with themes reconciled and over 4 themes, is 33.3%" in text
    assert "As coded and over 4 themes, is 80.0% by Dice" in text
    (figure,) = figures(both)
    assert "33.3" in figure.svg
    by_theme = table(both, "agreement_by_theme").rows
    assert {row[2] for row in by_theme} == {"noise", "size", "remove", "odd"}
    assert {row[1] for row in by_theme} == {"as coded", "with themes reconciled (reported)"}
    (asked,) = table(both, "agreement_questions").rows
    assert asked[2:5] == ("image/why", "Why?", 0)
    pairs = table(both, "agreement_pairs").rows
    assert [row[3] for row in pairs] == ["Coders 1 and 2", "Coders 1 and 3", "Coders 2 and 3"]
    assert "ann" not in str(both)


def test_until_a_round_is_closed_the_report_says_that_it_is_told_as_coded() -> None:
    waiting = reported(agreement_of(1, measured(ThemeBasis.AS_CODED, *FIRST), closed=False))
    assert (
        "Round 1: The study reports its agreement with themes reconciled, which is measured when "
        "the round is closed; until then it is told as coded."
    ) in sentences(waiting)


def test_an_undefined_value_says_why() -> None:
    nothing = reported(round_agreement(1, {"ann": set(), "ben": set()}))
    because = "nobody found any of the themes, so nothing could overlap"
    assert f"as coded and over 4 themes, is undefined, because {because}." in sentences(nothing)
    (row,) = table(nothing, "agreement_rounds_numbers").rows
    assert row[6] is None
    assert row[-1] == because
    (figure,) = figures(nothing)
    assert "Round 1, 1 person: as coded and over 4 themes, is undefined" in figure.svg


def test_until_a_round_is_compared_there_is_no_such_section() -> None:
    assert "agreement" not in {section.key for section in reported().sections}
