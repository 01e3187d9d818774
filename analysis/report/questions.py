"""What was asked, over all versions of a study, and what was answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.records.observations import Answered, AnswerValue, StudyObservations
from survey.design.answers import OTHER
from survey.design.questions import (
    BaseQuestion,
    MultipleChoice,
    Page,
    Scale,
    SingleChoice,
)


@dataclass(frozen=True)
class Asked:
    """A question in a scenario, or outside of one (empty), with the answers to it.

    `options` are in words, by key, of all versions; of a scale, its steps; else none.
    """

    scenario: str
    question: BaseQuestion
    options: Mapping[str, str]
    answers: Answered

    @property
    def is_closed(self) -> bool:
        return bool(self.options)

    def counts(self) -> dict[str, int]:
        """How many chose each option, by its key, those nobody chose with 0."""
        found = dict.fromkeys(self.options, 0)
        for value, count in self.answers.counts:
            for option in _chosen(value):
                found[option] = found.get(option, 0) + count
        return found


def background(observations: StudyObservations) -> tuple[Asked, ...]:
    """Questions about the participants, the newest version's first."""
    pages = (page for each in observations.versions for page in each.definition.background)
    return tuple(_asked(observations, "", pages))


def after_scenario(observations: StudyObservations, scenario: str) -> tuple[Asked, ...]:
    pages = (
        page
        for each in observations.versions
        if scenario in each.definition.scenarios
        for page in each.definition.follow_up_of(scenario)
    )
    return tuple(_asked(observations, scenario, pages))


def closing(observations: StudyObservations) -> tuple[Asked, ...]:
    pages = (page for each in observations.versions for page in each.definition.closing)
    return tuple(_asked(observations, "", pages))


def _asked(
    observations: StudyObservations, scenario: str, pages: Iterable[Page]
) -> Iterator[Asked]:
    versions: dict[str, list[BaseQuestion]] = {}
    for page in pages:
        for question in page.questions:
            versions.setdefault(question.key, []).append(question)
    answers = {each.question: each for each in observations.answers if each.scenario == scenario}
    for key, several in versions.items():
        given = answers.get(key, Answered(scenario, key, ()))
        yield Asked(scenario, several[0], _options(several), given)


def _options(versions: Iterable[BaseQuestion]) -> dict[str, str]:
    """The words of the newest version, then options that only older ones had."""
    found: dict[str, str] = {}
    other: str | None = None
    for question in versions:
        if isinstance(question, SingleChoice | MultipleChoice):
            found |= {key: words for key, words in question.options.items() if key not in found}
            other = other or question.other
        elif isinstance(question, Scale):
            for step in range(question.minimum, question.maximum + 1):
                found.setdefault(str(step), _step(question, step))
    return found | ({OTHER: other} if other else {})


def _step(scale: Scale, step: int) -> str:
    ends = {scale.minimum: scale.minimum_label, scale.maximum: scale.maximum_label}
    return f"{step}: {ends[step]}" if step in ends else str(step)


def _chosen(value: AnswerValue) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (f"{value:g}" if isinstance(value, float) else value,)


def spread(answers: Answered) -> tuple[float, float, float, float, float] | None:
    """Smallest, quartiles and largest of the numbers answered; None where nobody answered."""
    numbers = [(value, count) for value, count in answers.counts if isinstance(value, float)]
    if not numbers:
        return None
    total = sum(count for _value, count in numbers)
    found = [_at(numbers, share * (total - 1)) for share in (0, 0.25, 0.5, 0.75, 1)]
    return found[0], found[1], found[2], found[3], found[4]


def _at(numbers: list[tuple[float, int]], rank: float) -> float:
    """The value at a rank from 0, between two ranks by their distance."""
    low, high = _ranked(numbers, int(rank)), _ranked(numbers, -int(-rank // 1))
    return low + (high - low) * (rank - int(rank))


def _ranked(numbers: list[tuple[float, int]], rank: int) -> float:
    for value, count in numbers:
        if rank < count:
            return value
        rank -= count
    raise AssertionError("a rank is below the total")
