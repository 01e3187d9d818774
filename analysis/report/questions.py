"""The questions of all versions of a study, with the answers that were given to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.records.observations import Answered, AnswerValue, StudyObservations
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.questions import Page


@dataclass(frozen=True)
class AskedQuestion:
    """A question in a scenario, empty outside of one, with the answers to it.

    `options` are those of all versions in words, by key: the options of a choice or the steps of a
    scale. Other questions have none.
    """

    scenario: str
    question: BaseQuestion
    options: Mapping[str, str]
    answers: Answered

    @property
    def is_closed(self) -> bool:
        return bool(self.options)

    @property
    def is_open_number(self) -> bool:
        return self.question.answer_kind is AnswerKind.NUMBER and not self.is_closed

    @property
    def allows_several(self) -> bool:
        return self.question.answer_kind is AnswerKind.OPTIONS

    @property
    def is_text(self) -> bool:
        return self.question.answer_kind is AnswerKind.TEXT

    def counts(self) -> dict[str, int]:
        """How many people chose each option, by its key; 0 for those that nobody chose."""
        counts = dict.fromkeys(self.options, 0)
        for value, people in self.answers.counts:
            for option in _chosen_options(value):
                counts[option] = counts.get(option, 0) + people
        return counts


def background(observations: StudyObservations) -> tuple[AskedQuestion, ...]:
    """The questions about the participants, those of the newest version first."""
    pages = (page for version in observations.versions for page in version.definition.background)
    return tuple(_asked(observations, "", pages))


def after_scenario(observations: StudyObservations, scenario: str) -> tuple[AskedQuestion, ...]:
    pages = (
        page
        for version in observations.versions
        if scenario in version.definition.scenarios
        for page in version.definition.follow_up_of(scenario)
    )
    return tuple(_asked(observations, scenario, pages))


def closing(observations: StudyObservations) -> tuple[AskedQuestion, ...]:
    pages = (page for version in observations.versions for page in version.definition.closing)
    return tuple(_asked(observations, "", pages))


def five_numbers(answers: Answered) -> tuple[float, float, float, float, float] | None:
    """Minimum, quartiles and maximum of the numbers answered; None where nobody answered.

    Quantiles between two numbers are interpolated linearly, as numpy does.
    """
    numbers = [(value, people) for value, people in answers.counts if isinstance(value, float)]
    if not numbers:
        return None
    last = sum(people for _value, people in numbers) - 1
    minimum, lower, median, upper, maximum = (
        _quantile(numbers, share * last) for share in (0, 0.25, 0.5, 0.75, 1)
    )
    return minimum, lower, median, upper, maximum


def _asked(
    observations: StudyObservations, scenario: str, pages: Iterable[Page]
) -> Iterator[AskedQuestion]:
    versions: dict[str, list[BaseQuestion]] = {}
    for page in pages:
        for question in page.questions:
            versions.setdefault(question.key, []).append(question)
    answers = {
        answered.question: answered
        for answered in observations.answers
        if answered.scenario == scenario
    }
    for key, questions in versions.items():
        answered = answers.get(key, Answered(scenario, key, ()))
        yield AskedQuestion(scenario, questions[0], _options(questions), answered)


def _options(versions: Iterable[BaseQuestion]) -> dict[str, str]:
    """The options in the words of the newest version, then those that only older ones had.

    An option to write in comes last.
    """
    options: dict[str, str] = {}
    to_write_in: dict[str, str] = {}
    for question in versions:
        write_in = question.form_field().write_in
        for key, text in question.options_by_key().items():
            is_write_in = write_in is not None and key == write_in.option
            (to_write_in if is_write_in else options).setdefault(key, text)
    return options | to_write_in


def _chosen_options(value: AnswerValue) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (f"{value:g}" if isinstance(value, float) else value,)


def _quantile(numbers: list[tuple[float, int]], rank: float) -> float:
    """The number at a rank counted from 0, or between its two neighbours."""
    low, high = _ranked(numbers, int(rank)), _ranked(numbers, -int(-rank // 1))
    return low + (high - low) * (rank - int(rank))


def _ranked(numbers: list[tuple[float, int]], rank: int) -> float:
    for value, people in numbers:
        if rank < people:
            return value
        rank -= people
    raise AssertionError("a rank is below the total")
