"""Reading and answering times of simulated participants."""

from random import Random

from survey.design.path import PathPage

WORDS_A_SECOND = 4.0
"""Silent reading of English prose: about 240 words a minute (Brysbaert 2019, a mean of 238)."""

SECONDS_BEFORE_APPLY = 20.0
SECONDS_TO_CONFIRM = 5.0


def seconds_on(page: PathPage, chance: Random) -> float:
    """Seconds to read and answer a page, for an average reader."""
    read = len((page.text or "").split()) / WORDS_A_SECOND
    answered = sum(question.simulated_seconds for question in page.questions)
    return varied(3.0 + read + answered, chance)


def varied(seconds: float, chance: Random) -> float:
    """A random duration around a median: two thirds lie within a factor of 1.5 of it."""
    return seconds * chance.lognormvariate(0.0, 0.4)
