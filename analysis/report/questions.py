"""The questions of all versions of a study, with the answers that were given to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.records.observations import Answered, AnswerValue, StudyObservations
from analysis.records.question_forms import QuestionForm, question_forms
from analysis.report.wording import listed
from survey.design.path import Section
from survey.design.piping import in_brackets
from survey.design.question_types.base import AnswerKind, BaseQuestion


@dataclass(frozen=True)
class AskedQuestion:
    """A form of a question in a scenario, or outside of one, with the answers to it.

    `axes` are the names of the study's axes by key.
    """

    form: QuestionForm
    answers: Answered
    axes: Mapping[str, str]

    @property
    def question(self) -> BaseQuestion:
        return self.form.question

    @property
    def text(self) -> str:
        """As the newest version asks it; an earlier form with its versions behind it.

        What it repeats of a participant's own answers and setting is named in brackets.
        """
        text = in_brackets(self.question.text, self.axes)
        if self.form.is_newest:
            return text
        noun = "version" if len(self.form.versions) == 1 else "versions"
        return f"{text} ({noun} {listed(reversed(self.form.versions))})"

    @property
    def options(self) -> Mapping[str, str]:
        """The options of a choice or the steps of a scale in words, by key; others have none."""
        return self.question.options_by_key()

    @property
    def is_closed(self) -> bool:
        return bool(self.options)

    @property
    def is_open_number(self) -> bool:
        return self.question.answer_kind is AnswerKind.NUMBER and not self.is_closed

    @property
    def is_scale(self) -> bool:
        """Whether its options are steps, which can be taken as numbers."""
        return self.question.answer_kind is AnswerKind.NUMBER and self.is_closed

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

    def numbers(self) -> list[tuple[float, int]]:
        """The numbers answered, with how many people answered each."""
        return [
            (value, people) for value, people in self.answers.counts if isinstance(value, float)
        ]


def background(observations: StudyObservations) -> tuple[AskedQuestion, ...]:
    """The questions about the participants, those of the newest version first."""
    return _asked(observations, Section.BACKGROUND, "")


def after_scenario(observations: StudyObservations, scenario: str) -> tuple[AskedQuestion, ...]:
    return _asked(observations, Section.FOLLOW_UP, scenario)


def closing(observations: StudyObservations) -> tuple[AskedQuestion, ...]:
    return _asked(observations, Section.CLOSING, "")


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
    observations: StudyObservations, section: Section, scenario: str
) -> tuple[AskedQuestion, ...]:
    answers = {
        (answered.question, answered.form): answered
        for answered in observations.answers
        if answered.scenario == scenario
    }
    versions = [(version.label, version.definition) for version in observations.versions]
    axes = {axis.key: axis.name for axis in observations.axes}
    return tuple(
        AskedQuestion(
            form,
            answers.get((form.question.key, form.label))
            or Answered(scenario, form.question.key, (), form.label),
            axes,
        )
        for form in question_forms(versions)
        if (form.section, form.scenario) == (section, scenario)
    )


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
