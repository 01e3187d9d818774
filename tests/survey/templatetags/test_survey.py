"""Words and looks of what a trial shows."""

import pytest

from attribution.data.display import Feature
from survey.design.design_space import DesignSpace
from survey.design.options import written_options
from survey.templatetags.survey import Cell, cell, has_numbers, lasting
from survey.trial.page import SettingForm


@pytest.mark.parametrize(
    ("levels", "in_a_line"),
    [
        ([1, 10, 100], True),
        ({"little": "1", "much": "2"}, True),
        ([1, 1000], False),
        (["1", "a_few"], False),
        ({"1": {"title": "1", "help": "the nearest one"}}, False),
    ],
)
def test_options_stand_in_a_line_where_each_is_a_short_number(
    levels: object, in_a_line: bool
) -> None:
    space = DesignSpace.model_validate({"axes": {"amount": {"title": "Amount", "levels": levels}}})
    field = SettingForm(space, written_options(space))["amount"]
    assert has_numbers(field) is in_a_line


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s")]
)
def test_a_duration_is_told_in_whole_seconds(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("999", "999"),
        ("1000", "1\N{NARROW NO-BREAK SPACE}000"),
        ("1234567", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"),
        ("12500.5", "12\N{NARROW NO-BREAK SPACE}500.5"),
        ("-2108,36", "-2\N{NARROW NO-BREAK SPACE}108,36"),
        ("123.45678", "123.45678"),
        ("1e+10", "1e+10"),
        ("1000.5 km", "1000.5 km"),
    ],
)
def test_long_numbers_have_a_thin_space(value: str, shown: str) -> None:
    assert cell(value, Feature("amount", "Amount", "", numeric=True)) == shown
    assert cell(value, Feature("code", "Code", "", numeric=False)) == value


def test_a_cell_looks_by_what_it_holds() -> None:
    assert Cell("1", is_numeric=True, is_different=True).css_class == "number differs"
    assert Cell("x" * 19, is_numeric=False, is_different=False).css_class == "long same"
    assert Cell("x" * 18, is_numeric=False, is_different=True).css_class == "differs"
