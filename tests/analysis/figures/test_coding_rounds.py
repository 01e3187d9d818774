"""Themes and agreement stand to scale above one another, round by round."""

import pytest

from analysis.figures.coding_rounds import (
    AGREEMENT,
    BELOW,
    THEMES,
    AgreementMark,
    DrawnRound,
    coding_rounds,
)
from analysis.figures.svg import BAR, INK
from tests.analysis.figures.drawings import all_of, number, parsed, words

# The themes and agreements of the paper's figure 7; agreement as coded is made up.
ROUNDS = [
    DrawnRound("Round 1", "8 people", 29, [AgreementMark("reconciled", 0.758, 0.6, 0.9, True)]),
    DrawnRound(
        "Round 2",
        "8 people",
        31,
        [
            AgreementMark("as coded", 0.5, None, None, False),
            AgreementMark("reconciled", 0.843, 0.7, 0.9, True),
        ],
    ),
    DrawnRound("Round 3", "4 people", 32, [AgreementMark("reconciled", None, None, None, True)]),
]
DRAWING = parsed(coding_rounds("k", "Title", "Description", ROUNDS))


def test_bars_are_as_high_as_there_are_themes() -> None:
    heights = [number(r, "height") for r in all_of(DRAWING, "rect") if r.get("fill") == BAR]
    assert heights == pytest.approx([THEMES * n / 32 for n in (29, 31, 32)], abs=0.1)
    assert {"29", "31", "32"} <= set(words(DRAWING))


def test_marks_stand_at_their_agreement_and_the_undefined_has_none() -> None:
    # The last circles are those of the legend.
    marks = [(number(c, "cy"), c.get("fill")) for c in all_of(DRAWING, "circle")][:-2]
    expected = [(0.758, INK), (0.5, "#ffffff"), (0.843, INK)]
    assert [fill for _, fill in marks] == [fill for _, fill in expected]
    assert [y for y, _ in marks] == pytest.approx(
        [BELOW + AGREEMENT * (1 - value) for value, _ in expected], abs=0.1
    )
    assert {"75.8", "84.3"} <= set(words(DRAWING))
    assert "50.0" not in words(DRAWING)


def test_only_neighbours_that_both_have_an_agreement_are_joined() -> None:
    joined = [part for part in all_of(DRAWING, "line") if part.get("stroke-width") == "1.5"]
    assert len(joined) == 1


def test_axes_rounds_and_kinds_of_agreement_are_named() -> None:
    said = set(words(DRAWING))
    assert {"Themes", "Agreement (%)", "Round 1", "8 people", "0", "100"} <= said
    assert {"reconciled, as reported", "as coded"} <= said
