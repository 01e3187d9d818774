"""How long the pages of a path take: estimated, or by the real medians."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from survey.design.path import PathPage, Section

WORDS_A_SECOND = 200 / 60

SECONDS_OF_TRIAL = 240
SECONDS_TO_TURN_A_PAGE = 3


def seconds_left(
    path: Sequence[PathPage], *, minutes: int, medians: Mapping[str, float] | None = None
) -> tuple[float, ...]:
    """Seconds left from the beginning of each page to the end.

    `minutes` is what the study promises for all of them. `medians` are the seconds that pages
    really took, by their names. Each replaces the estimate for its page, and the sum is then no
    longer scaled.
    """
    guessed = [_seconds_of(page) for page in path]
    scale = minutes * 60 / sum(guessed)
    known = medians or {}
    taken = [
        known.get(page.name, seconds * scale) for page, seconds in zip(path, guessed, strict=True)
    ]
    return tuple(accumulate(reversed(taken)))[::-1]


def _seconds_of(page: PathPage) -> float:
    """Estimated seconds of each page by what is on it; 0 for the last one."""
    if page.section is Section.COMPENSATION:
        return 0
    words = sum(len(text.split()) for text in _texts(page))
    answering = sum(question.seconds_to_answer for question in page.questions)
    exploring = SECONDS_OF_TRIAL if page.is_trial else 0
    return SECONDS_TO_TURN_A_PAGE + words / WORDS_A_SECOND + answering + exploring


def _texts(page: PathPage) -> Iterator[str]:
    yield page.text or ""
    for question in page.questions:
        yield from question.texts_to_read()
