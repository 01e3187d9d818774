"""Agreement is told as it was measured, by every definition, with the reported one marked."""

from dataclasses import replace

import pytest

from analysis.report.document import Report
from analysis.report.sections.coding.agreement import agreement_section
from analysis.statistics.agreement.measures import MEASURES
from analysis.statistics.agreement.records import RoundAgreement
from tests.analysis.report.codings import coding_results, round_agreement
from tests.analysis.report.contents import report_of, sentences, table
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
        "In round 1 (First), 2 coders read 2 people apart, with version 1 of the codebook and "
        "4 themes. Their agreement is 80.0% by Dice (Holsti) (95% bootstrap interval"
    ) in text
    assert "Their agreement is 0.0% by Dice (Holsti) (no interval: an interval needs several" in (
        text
    )
    assert "Round 1: Only few were coded." in text
    assert "Dice (Holsti), 2 b / (2 b + o)" in text


def test_every_definition_has_a_row_in_every_round_and_the_reported_one_is_marked() -> None:
    percentages = table(REPORT, "agreement_definitions").rows
    coefficients = table(REPORT, "agreement_coefficients").rows
    assert len(percentages) + len(coefficients) == 2 * len(MEASURES)
    marked = [row[:3] for row in percentages if "(reported)" in str(row[1])]
    assert marked == [
        ("Round 1", "Dice (Holsti) (reported)", pytest.approx(0.8)),
        ("Round 2", "Dice (Holsti) (reported)", 0),
    ]
    assert len(table(REPORT, "agreement_formulas").rows) == len(MEASURES)


def test_areas_have_the_reported_definition_alone() -> None:
    rows = [row[:3] for row in table(REPORT, "agreement_areas").rows if row[0] == "Round 1"]
    # By hand: noise by both and size by one; removal by both; nobody found the odd one.
    assert rows == [
        ("Round 1", "Causes", pytest.approx(2 / 3)),
        ("Round 1", "Remedies", 1),
        ("Round 1", "Outside of every area", None),
    ]


def test_an_undefined_value_says_why() -> None:
    nothing = reported(round_agreement(1, {"ann": set(), "ben": set()}))
    because = "nobody found any of the themes, so nothing could overlap"
    assert f"Their agreement is undefined, because {because}." in sentences(nothing)
    (row,) = table(nothing, "agreement_rounds_numbers").rows
    assert row[4] is None
    assert row[-1] == because
    (figure,) = nothing.figures()
    assert "Round 1: undefined" in figure.svg


def test_until_a_round_is_compared_there_is_no_such_section() -> None:
    assert "agreement" not in {section.key for section in reported().sections}
