"""Many simulated participants, written in bulk, which is much faster than walking the pages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from attribution.queries import current_bundle, explanations
from attribution.settings import Setting
from survey.design.options import written_options
from survey.design.path import PathPage, participant_path
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.models import (
    Answer,
    Choice,
    Exploration,
    PageVisit,
    Participant,
    State,
    StudyVersion,
    Trial,
)
from survey.population import Population

BATCH = 2_000
NOON = datetime(2027, 1, 31, 12, tzinfo=UTC)
WORDS = ("the", "model", "has", "seen", "too", "few", "samples", "like", "this", "one")


def write_crowd(
    version: StudyVersion, people: int, *, seed: int, population: Population = Population.SIMULATED
) -> list[Participant]:
    """Write people: of every ten, eight complete, one stops and one is still taking part."""
    crowd = Crowd(version, Random(seed), population)  # noqa: S311
    written: list[Participant] = []
    while len(written) < people:
        size = min(BATCH, people - len(written))
        with transaction.atomic():
            written += crowd.write(range(len(written), len(written) + size))
    return written


class Crowd:
    def __init__(self, version: StudyVersion, chance: Random, population: Population) -> None:
        self.version, self.chance, self.population = version, chance, population
        self.study = version.survey
        digests = {
            key: current_bundle(scenario.bundle).digest
            for key, scenario in self.study.scenarios.items()
        }
        self.shown = {key: (digest, explanations(digest).errors) for key, digest in digests.items()}
        orders = [list(self.study.scenarios), list(self.study.scenarios)[::-1]]
        self.paths = [participant_path(self.study, order) for order in orders]

    def write(self, numbers: range) -> list[Participant]:
        people = Participant.objects.bulk_create(self._person(number) for number in numbers)
        walks = [(person, self._pages(person, at)) for at, person in enumerate(people)]
        visits = PageVisit.objects.bulk_create(
            PageVisit(
                participant=person,
                page=page.name,
                shown_at=NOON,
                submitted_at=NOON + timedelta(seconds=self.chance.lognormvariate(5, 0.6)),
            )
            for person, pages in walks
            for page in pages
        )
        visits_in_order = iter(visits)
        Answer.objects.bulk_create(
            Answer(
                participant=person,
                visit=visit,
                scenario=page.scenario or "",
                question=question.key,
                value=self._value(question),
            )
            for person, pages in walks
            for page, visit in zip(pages, visits_in_order, strict=False)
            for question in page.questions
        )
        self._trials(walks)
        return people

    def _person(self, number: int) -> Participant:
        state = (State.STOPPED, State.ACTIVE, *[State.COMPLETED] * 8)[number % 10]
        name = f"{self.population}-{number}"
        return Participant(
            version=self.version,
            number=number + 1,
            token=name,
            start=name,
            consented_at=NOON,
            consent_digest="",
            consent_language="en",
            population=self.population,
            state=state,
            last_active_at=NOON,
        )

    def _pages(self, person: Participant, at: int) -> list[PathPage]:
        path = self.paths[at % 2]
        return list(path if person.state == State.COMPLETED else path[: len(path) * 2 // 3])

    def _trials(self, walks: list[tuple[Participant, list[PathPage]]]) -> None:
        trials = Trial.objects.bulk_create(
            Trial(
                participant=person,
                scenario=page.scenario,
                position=position,
                bundle=self.shown[page.scenario][0],
                error=self.chance.choice(self.shown[page.scenario][1]),
                seed=0,
                options=written_options(self.study.space_of(page.scenario)),
            )
            for person, pages in walks
            for position, page in enumerate((page for page in pages if page.is_trial), start=1)
            if page.scenario
        )
        explorations = Exploration.objects.bulk_create(
            Exploration(trial=trial, position=position, applied_at=NOON, setting=dict(setting))
            for trial in trials
            for position, setting in enumerate(self._settings(trial.scenario), start=1)
        )
        # The last setting tried is submitted.
        last = {exploration.trial_id: exploration for exploration in explorations}
        Choice.objects.bulk_create(
            Choice(trial_id=trial, exploration=exploration, chosen_at=NOON)
            for trial, exploration in last.items()
        )

    def _settings(self, scenario: str) -> Iterator[Setting]:
        """The first level of an axis is liked best, and of one with an order the last."""
        axes = self.study.space_of(scenario).axes
        for _apply in range(self.chance.choice((1, 2, 3, 3, 4, 5, 8))):
            levels = {}
            for key, axis in axes.items():
                size = len(axis.levels)
                weights = [*[1] * (size - 1), 9] if axis.ordered else range(size + 1, 1, -1)
                (levels[key],) = self.chance.choices(list(axis.levels), weights)
            yield Setting(levels)

    def _value(self, question: BaseQuestion) -> Any:
        options = list(question.options_by_key())
        match question.answer_kind:
            case AnswerKind.OPTION:
                return question.stored(self.chance.choice(options), "robots")
            case AnswerKind.OPTIONS:
                some = self.chance.sample(options, k=self.chance.randint(1, min(2, len(options))))
                return question.stored(some, "robots")
            case AnswerKind.NUMBER:
                field = question.form_field()
                numbers = options or range(int(field.minimum or 0), int(field.maximum or 0) + 1)
                return question.stored(self.chance.choice(numbers))
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(3, 40)))
