"""The rules that flag a participation to be looked at, over plain values.

A flag says what was found and what it was held against. It excludes nobody. A study file knows no
attention check, and whether an answer was pasted is not recorded: of neither is there a flag.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from analysis.records.flag_models import Rule

QUICK = 1 / 3
"""The part of the median time below which somebody was too quick."""

FEWEST_FOR_A_MEDIAN = 10
"""Completed participations; a median of fewer says more about these people than about a page."""

SHORTEST_MEDIAN = 9.0
"""Seconds; a third of a shorter median is no time in which anybody could be told to read."""

FEWEST_RATINGS = 4
"""Ratings of one page on the same scale; fewer are easily the same for a good reason."""

MANY_ATTEMPTS = 3
"""Attempts at the check of the tutorial, the last one included."""

SHORTEST_REPEATED = 20
"""Characters; shorter texts such as "I do not know" are the same by chance."""

SHORTEST_TEXT = 15
"""Characters of an answer that several sentences were asked for; one left empty is no answer."""

Place = tuple[str, str]
"""The name of a page, and the key of a question on it."""


@dataclass(frozen=True)
class Flag:
    """A flag, the page and the question where it was found, and its numbers."""

    rule: Rule
    value: float
    limit: float
    page: str = ""
    question: str = ""

    @property
    def sentence(self) -> str:
        """The number and the rule."""
        return _SENTENCES[self.rule].format(
            value=self.value,
            limit=self.limit,
            value_time=_time(self.value),
            median_time=_time(self.limit),
            others="another participant" if self.value == 1 else f"{self.value:g} others",
        )


_SENTENCES = {
    Rule.TOO_QUICK: "{value_time} in all, below a third of the median of {median_time}.",
    Rule.QUICK_PAGE: "{value_time} on this page, below a third of its median of {median_time}.",
    Rule.STRAIGHT_LINE: "All {value:g} ratings of this page are the same; "
    "the rule looks at {limit:g} or more.",
    Rule.CHECK_ATTEMPTS: "{value:g} attempts at the check of the tutorial; "
    "the rule begins at {limit:g}.",
    Rule.REPEATED_TEXT: "The same words as of {others}; the rule looks at {limit:g} characters "
    "or more.",
    Rule.SHORT_TEXT: "{value:g} characters where several sentences were asked for; "
    "the rule looks below {limit:g}.",
}


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 120 else f"{seconds / 60:.1f} minutes"


@dataclass(frozen=True)
class Medians:
    """Seconds of those who completed, in all and on each page; None and nothing for too few."""

    in_all: float | None = None
    pages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Observed:
    """What the rules look at in a participation that is over.

    `seconds` run from consent to end; None for somebody who stopped. `ratings` are those of a page
    on one scale. `texts` are answers of several sentences. `repeated` counts other participants
    with the same words, by place.
    """

    seconds: float | None = None
    pages: Mapping[str, float] = field(default_factory=dict)
    ratings: tuple[tuple[str, tuple[int, ...]], ...] = ()
    texts: Mapping[Place, str] = field(default_factory=dict)
    repeated: Mapping[Place, int] = field(default_factory=dict)
    attempts: int = 0


def flags_of(observed: Observed, medians: Medians) -> tuple[Flag, ...]:
    """All flags: of the whole, of the check, then page by page."""
    return (
        *_too_quick(observed, medians),
        *_attempts(observed),
        *_quick_pages(observed, medians),
        *_straight_lines(observed),
        *_texts(observed),
    )


def _too_quick(observed: Observed, medians: Medians) -> Iterator[Flag]:
    taken, median = observed.seconds, medians.in_all
    if taken is not None and median is not None and taken < QUICK * median:
        yield Flag(Rule.TOO_QUICK, taken, median)


def _attempts(observed: Observed) -> Iterator[Flag]:
    if observed.attempts >= MANY_ATTEMPTS:
        yield Flag(Rule.CHECK_ATTEMPTS, observed.attempts, MANY_ATTEMPTS)


def _quick_pages(observed: Observed, medians: Medians) -> Iterator[Flag]:
    for page, seconds in observed.pages.items():
        median = medians.pages.get(page, 0.0)
        if median >= SHORTEST_MEDIAN and seconds < QUICK * median:
            yield Flag(Rule.QUICK_PAGE, seconds, median, page)


def _straight_lines(observed: Observed) -> Iterator[Flag]:
    for page, ratings in observed.ratings:
        if len(ratings) >= FEWEST_RATINGS and len(set(ratings)) == 1:
            yield Flag(Rule.STRAIGHT_LINE, len(ratings), FEWEST_RATINGS, page)


def _texts(observed: Observed) -> Iterator[Flag]:
    for (page, question), text in observed.texts.items():
        length = len(text.strip())
        if 0 < length < SHORTEST_TEXT:
            yield Flag(Rule.SHORT_TEXT, length, SHORTEST_TEXT, page, question)
        if others := observed.repeated.get((page, question), 0):
            yield Flag(Rule.REPEATED_TEXT, others, SHORTEST_REPEATED, page, question)


def digest_of_words(text: str) -> str | None:
    """A digest that texts of the same words share; None for a text that is too short to compare.

    Case, accents, punctuation and blanks do not tell texts apart.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))
    joined = " ".join(words)
    return sha256(joined.encode()).hexdigest() if len(joined) >= SHORTEST_REPEATED else None
