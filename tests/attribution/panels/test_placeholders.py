"""Filling in placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import BundleError
from attribution.panels.placeholders import filled


def test_placeholders_are_filled_in_wherever_they_stand() -> None:
    assert filled("{a}-{b}-{a}", "The text", {"a": "1", "b": "2"}) == "1-2-1"


@given(st.text(), st.text())
def test_what_is_filled_in_is_kept_as_it_is(first: str, second: str) -> None:
    values = {"first": first, "second": second}
    assert filled("{first}|{second}", "The text", values) == f"{first}|{second}"


@pytest.mark.parametrize("text", ["{}", "{ a }", "{1}", "a} {b", "100 %"])
def test_braces_around_no_name_are_kept(text: str) -> None:
    assert filled(text, "The text", {"a": "1"}) == text


def test_an_unknown_placeholder_is_named_with_those_that_are_known() -> None:
    with pytest.raises(BundleError) as refused:
        filled("{score} {methd}", "The note", {"score": "1", "method": "2"})
    assert str(refused.value) == (
        "The note has a placeholder {methd} that nothing fills in. Did you mean method? Use one "
        "of: {score}, {method}."
    )
