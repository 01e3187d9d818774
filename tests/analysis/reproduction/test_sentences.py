"""What differs from the print is said with what explains it, and conclusions read as sentences."""

from dataclasses import replace

import pytest

from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import read_reference
from analysis.reproduction.sentences import (
    conclusion,
    differences,
    number,
    pvalue,
    spoken,
)
from analysis.statistics.preferences.conclusions import Conclusion


def test_the_paper_is_met_but_for_three_values(reproduction: Reproduction) -> None:
    # Paper, tables 3 and 4.
    early = (
        " Shares rounded as table 3 prints them, before the logarithm is taken, give the printed "
        "value."
    )
    percentage, of_tabular, of_both = differences(reproduction)
    assert percentage == (
        "Table 3, tabular, action, removal: 13 of 31 is 41.94%, printed is 41.97%. "
        "No count of 31 gives 41.97%, so this is a misprint."
    )
    assert of_tabular == (
        f"Table 4, tabular, number: the normalised entropy is 0.656, printed is 0.657.{early}"
    )
    assert of_both == f"Table 4, both, number: the entropy is 1.223, printed is 1.224.{early}"
    assert reproduction.published.made == 48
    assert len(reproduction.recommended.exploratory) == 6


def test_another_print_is_noticed() -> None:
    reference = list(read_reference())
    first = reference[0]
    wrong = replace(first.choices[0], percent="36.67", pvalue="0.049")
    reference[0] = replace(first, choices=(wrong, *first.choices[1:]), entropy="2.000")
    differing = differences(reproduce(reference))
    assert differing[:2] == (
        "Table 3, image, action, removal: 10 of 30 is 33.33%, printed is 36.67%.",
        "Table 3, image, action, removal: the p-value is 1, printed is 0.049.",
    )
    assert "Table 4, image, action: the entropy is 1.095, printed is 2.000." in differing


def test_a_difference_in_which_no_choice_stands_out_is_said_so() -> None:
    avoided = Conclusion("image", "metric", True, True, (), ())
    assert conclusion(avoided) == (
        "Image, metric: both procedures find that choices differ, though none stands out."
    )


def test_an_agreement_is_one_finding_and_a_disagreement_two() -> None:
    agreed = Conclusion("image", "number", True, True, ("10",), ("10",))
    assert conclusion(agreed) == (
        "Image, number of samples: both procedures find a preference, for 10."
    )
    split = Conclusion("image", "metric", False, True, (), ("loss",))
    assert conclusion(split).startswith(
        "Image, metric: as published no preference, as recommended a preference, for loss."
    )


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.0001, "< 0.001"), (0.0014, "0.001"), (1.0, "1.000")]
)
def test_p_values_have_three_digits_or_a_dash(value: float | None, text: str) -> None:
    assert pvalue(value) == text


def test_keys_read_as_words_and_undefined_numbers_as_dashes() -> None:
    assert spoken("true_class_probability") == "True class probability"
    assert spoken("number") == "Number of samples"
    assert number(None) == "–"
    assert number(1.23456, 2) == "1.23"
