"""How long a simulated participant takes for a page."""

from math import log
from random import Random
from statistics import NormalDist, median

import pytest

from survey.design.path import PathPage, Section
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.choices import SingleChoice
from survey.design.question_types.texts import LongText, ShortText
from survey.simulation.times import seconds_on, varied

CHOICE = SingleChoice(type="single_choice", key="a", text="A?", options={"x": "X", "y": "Y"})
LINE = ShortText(type="short_text", key="b", text="B?")
LONG = LongText(type="long_text", key="c", text="C?")
DRAWS = 20_000


def drawn() -> list[float]:
    chance = Random(2027)  # noqa: S311
    return [varied(30, chance) for _draw in range(DRAWS)]


def test_the_time_around_which_times_vary_is_their_median() -> None:
    # The median of a log-normal distribution is exp(mu), here 30. Its standard error for n draws is
    # sigma sqrt(pi / 2n) = 0.0035 of it; five of them are 0.018.
    assert median(drawn()) == pytest.approx(30, rel=0.018)


def test_two_thirds_of_the_times_lie_within_a_factor_of_one_and_a_half() -> None:
    within = sum(20 <= seconds <= 45 for seconds in drawn()) / DRAWS
    share = 1 - 2 * NormalDist(sigma=0.4).cdf(-log(1.5))
    assert share == pytest.approx(0.689, abs=0.001)
    # A standard deviation of the share is 0.0033; five of them are 0.017.
    assert within == pytest.approx(share, abs=0.017)


@pytest.mark.parametrize(
    ("words", "questions", "seconds"),
    [
        (0, (), 3),
        (240, (), 63),  # 240 words a minute
        (0, (CHOICE, CHOICE), 15),
        (40, (LINE, LONG), 65),
    ],
)
def test_a_page_takes_as_long_as_its_words_and_its_questions(
    words: int, questions: tuple[BaseQuestion, ...], seconds: float
) -> None:
    text = " ".join(["word"] * words) or None
    page = PathPage(1, Section.CLOSING, "page", "A page", questions=questions, text=text)
    chance, same_chance = Random(5), Random(5)  # noqa: S311
    assert seconds_on(page, chance) == pytest.approx(varied(seconds, same_chance))


def test_no_page_takes_no_time() -> None:
    page = PathPage(1, Section.CLOSING, "page", "A page")
    chance = Random(1)  # noqa: S311
    assert min(seconds_on(page, chance) for _draw in range(1000)) > 0
