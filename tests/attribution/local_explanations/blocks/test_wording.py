import pytest

from attribution.data.display import Feature
from attribution.local_explanations.blocks import (
    contributions,
    similar_samples,
    smallest_changes,
    training_effects,
)
from attribution.local_explanations.blocks.wording import counted, difference, if_fewer, the
from attribution.panels.blocks import Markdown

DURATION = Feature("duration", "Duration of the loan", "months", numeric=True)
HISTORY = Feature("history", "Credit history", "", numeric=False)


@pytest.mark.parametrize(
    ("count", "some", "all_of_them"),
    [(1, "1 loan", "The loan"), (0, "0 loans", "The 0 loans"), (3, "3 loans", "The 3 loans")],
)
def test_nouns_agree_with_their_number(count: int, some: str, all_of_them: str) -> None:
    assert (counted(count, "loan"), the(count, "loan")) == (some, all_of_them)


def test_only_what_falls_short_of_the_setting_is_said() -> None:
    assert if_fewer(3, 3, "application") == ()
    for there, said in ((2, "are only 2 loans"), (1, "is only one loan"), (0, "is no loan")):
        (sentence,) = if_fewer(5, there, "loan")
        assert isinstance(sentence, Markdown)
        assert sentence.text == f"Up to 5 can be shown here, but there {said}."


def test_numbers_have_a_difference_and_categories_none() -> None:
    assert difference(DURATION, "9", "29") == "+20\N{NO-BREAK SPACE}months"
    assert difference(DURATION, "9.5", "9") == "\N{MINUS SIGN}0.5\N{NO-BREAK SPACE}months"
    assert difference(HISTORY, "Late", "On time") == ""


def test_no_explanation_is_introduced_at_greater_length_than_another() -> None:
    rooms = (contributions, smallest_changes, similar_samples, training_effects)
    words = [len(room.INTRODUCTION.split()) for room in rooms]
    assert max(words) - min(words) <= 5
