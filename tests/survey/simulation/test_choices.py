"""Files of choices: weights by scenario and axis."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.design.problems import StudyFileError
from survey.simulation.choices import Choices, ChoicesFileError, read_choices
from tests.world import founding_study

STUDY = founding_study().survey


def choices_of(folder: Path, text: str) -> Choices:
    file = folder / "choices.yaml"
    file.write_text(text)
    return read_choices(file, STUDY)


def drawn(choices: Choices, scenario: str, axis: str) -> Counter[str]:
    offered, chance = STUDY.space_of(scenario).levels, Random(4)  # noqa: S311
    return Counter(choices.draw(scenario, offered, chance)[axis] for _draw in range(2000))


def test_weights_are_shares_of_their_axis(tmp_path: Path) -> None:
    choices = choices_of(tmp_path, "image: {action: {removal: 3, upweighting: 1}, number: {1: 1}}")
    counts = drawn(choices, "image", "action")
    assert set(counts) == {"removal", "upweighting"}
    # 2000 draws of share 3/4: a standard deviation is 19.4, and four of them are 77.
    assert abs(counts["removal"] - 1500) < 78
    assert set(drawn(choices, "image", "number")) == {"1"}


def test_what_is_not_written_is_uniform(tmp_path: Path) -> None:
    choices = choices_of(tmp_path, "image: {action: {removal: 1}}")
    for scenario, axis, values in (("image", "metric", 3), ("tabular", "number", 10)):
        counts = drawn(choices, scenario, axis)
        assert len(counts) == values
        # Standard deviations: 21.1 of 2000 in three, 13.4 in ten; four of the larger.
        assert all(abs(count - 2000 / values) < 85 for count in counts.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("imag: {action: {removal: 1}}", "line 1, imag: the study has no scenario imag here."),
        ("image: {acton: {removal: 1}}", "there are action, metric, number"),
        ("image: {number: {11: 1}}", "the study has no number 11 here"),
        ("image: {number: {1: -1}}", "-1 is no weight. Write a number from 0 upwards"),
        ("image: {number: {1: nan}}", "nan is no weight"),
        ("image: {number: {1: [2]}}", "is no weight"),
        ("image: {number: {1: 0, 2: 0}}", "every weight is 0"),
        ("image: {number: 1}", "this should name at least one number"),
        ("image: removal", "this should name at least one axis"),
        ("[image]", "this should name at least one scenario"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ChoicesFileError) as refused:
        choices_of(tmp_path, text)
    assert said in str(refused.value)
    assert "line 1" in str(refused.value)


STANDS_OUT = "tabular:\n  number: {1: 3.2, 2: 1, 3: 1, 4: 1, 5: 1}\n"
ODD = [
    "",
    "-",
    ":",
    "{",
    "}",
    "[",
    "nan",
    "1e999",
    "-1",
    "9" * 5_000,
    "\0",
    "\t",
    "&a",
    "*a",
    "!!x",
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(STANDS_OUT)),
            st.integers(0, 6),
            st.sampled_from(ODD) | st.text(max_size=4),
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused_in_sentences(
    tmp_path: Path, changes: list[tuple[int, int, str]]
) -> None:
    text = STANDS_OUT
    for start, length, piece in changes:
        text = text[:start] + piece + text[start + length :]
    file = tmp_path / "choices.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        choices = read_choices(file, STUDY)
    except (ChoicesFileError, StudyFileError) as refused:
        assert str(refused).strip().endswith((".", "…"))
    else:
        assert drawn(choices, "tabular", "number")
