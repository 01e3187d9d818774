"""Columns hold what a slow reading, person by person and row by row, finds in the database."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import User

from analysis.records import trials as trials_module
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.records.observed_axes import observed_axes
from analysis.records.people import analysed
from analysis.records.setting_list import SettingList
from analysis.records.trials import TrialsRead, read_explorations, read_trials
from survey.models import PageVisit, Participant, StudyVersion, Trial
from survey.population import Population
from tests.analysis.another_version import next_version
from tests.analysis.conftest import Studied
from tests.analysis.participation import TRIED, go_through
from tests.effect_settings import effect_setting
from tests.world import joined

pytestmark = pytest.mark.django_db

SETTINGS = (*TRIED, TRIED[0], effect_setting("label_change", "loss", "10"))
"""One of them is tried twice."""

TAKEN = timedelta(minutes=1, seconds=25, microseconds=252_499)


@pytest.fixture(name="mixed")
def mixed_world(studied: Studied, rosa: User) -> Studied:
    """Besides everybody of the studied: two of a version with a fixed order, one excluded.

    Times have microseconds, and options stand in an order of their own in each trial.
    """
    tool = studied.ada.definition.tool.model_copy(update={"option_order": "as_written"})
    later = next_version(tool=tool)
    for name in ("gil", "hal"):
        go_through(joined(later, name), tried=SETTINGS)
    exclude(studied.bo, Reason.TECHNICAL, by=rosa, now=studied.bo.consented_at)
    for number, trial in enumerate(Trial.objects.order_by("pk")):
        trial.options = {
            axis: [*levels[number % 3 :], *levels[: number % 3]]
            for axis, levels in trial.options.items()
        }
        trial.save()
    for number, visit in enumerate(PageVisit.objects.filter(submitted_at__isnull=False)):
        visit.submitted_at = visit.shown_at + TAKEN + number * timedelta(microseconds=333_333)
        visit.save()
    return studied


class Read:
    """Everybody who is analysed, read in columns."""

    def __init__(self, studied: Studied) -> None:
        versions = StudyVersion.objects.filter(study=studied.study)
        definitions = {version.digest: version.survey for version in versions}
        self.people = analysed(studied.study, Population.PEOPLE)
        self.axes = observed_axes(definitions.values())
        self.settings = SettingList(self.axes)
        self.scenarios = ("tabular", "image")
        self.trials: TrialsRead = read_trials(
            self.people, self.scenarios, definitions, self.settings
        )
        self.explorations = read_explorations(self.people, self.trials.keys, self.settings)

    def setting(self, position: int) -> dict[str, str] | None:
        if position < 0:
            return None
        levels = self.settings.levels()[position].tolist()
        return {axis.key: axis.levels[at] for axis, at in zip(self.axes, levels, strict=True)}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        columns = self.trials.trials
        for at, key in enumerate(self.trials.keys.tolist()):
            of_trial = self.explorations.trial == at
            yield (
                key,
                int(self.trials.people[columns.person[at]]),
                self.scenarios[columns.scenario[at]],
                int(columns.position[at]),
                self.trials.stimuli[columns.stimulus[at]],
                self.setting(columns.chosen[at]),
                int(columns.chosen_position[at]),
                None if np.isnan(columns.seconds[at]) else float(columns.seconds[at]),
                bool(columns.random_order[at]),
                columns.options[at].tolist(),
                [self.setting(setting) for setting in self.explorations.setting[of_trial]],
            )


def slow_rows(read: Read) -> Iterator[tuple[Any, ...]]:
    for person in Participant.objects.filter(pk__in=read.people).order_by("pk"):
        for trial in person.trials.order_by("position"):
            choice = getattr(trial, "choice", None)
            visit = person.visits.filter(page=f"scenario.{trial.scenario}.trial").first()
            taken = visit and visit.submitted_at and visit.submitted_at - visit.shown_at
            chosen = choice.exploration.setting if choice else {}
            yield (
                trial.pk,
                person.pk,
                trial.scenario,
                trial.position,
                (trial.bundle, trial.error),
                chosen or None,
                choice.exploration.position if choice else 0,
                round(taken.total_seconds(), 3) if taken else None,
                person.definition.tool.option_order == "random",
                [
                    0
                    if axis.ordered or axis.key not in chosen
                    else trial.options[axis.key].index(chosen[axis.key]) + 1
                    for axis in read.axes
                ],
                [one.setting for one in trial.explorations.order_by("position")],
            )


def test_columns_are_what_a_slow_reading_finds(mixed: Studied) -> None:
    read = Read(mixed)
    rows = list(read.rows())
    assert rows == list(slow_rows(read))
    assert read.trials.people.tolist() == sorted(read.people.values_list("pk", flat=True))
    # ada, cem and the two of the later version, who met two scenarios; cem left after one.
    assert [len(rows), sum(row[5] is None for row in rows)] == [8, 1]
    assert {row[8] for row in rows} == {True, False}
    assert {place for row in rows for place in row[9]} == {0, 1, 2, 3}


def test_seconds_are_to_a_millisecond(mixed: Studied) -> None:
    seconds = Read(mixed).trials.trials.seconds
    left = np.isnan(seconds)
    assert left.sum() == 1
    tenths = seconds[~left] * 10
    assert (np.abs(tenths - tenths.round()) > 0.005).any()


def test_settings_are_listed_in_the_order_submitted_and_then_tried(mixed: Studied) -> None:
    read = Read(mixed)
    listed = [read.setting(at) for at in range(len(read.settings))]
    assert listed == [dict(TRIED[1]), dict(SETTINGS[-1]), dict(TRIED[0])]


def test_of_nobody_every_column_is_empty(mixed: Studied) -> None:
    settings = SettingList(observed_axes([mixed.ada.definition]))
    read = read_trials(Participant.objects.none(), ("image",), {}, settings)
    assert {len(column) for column in vars(read.trials).values()} == {0}
    assert read.trials.options.shape == (0, 3)
    assert (read.stimuli, len(read.keys), len(read.people)) == ((), 0, 0)
    explorations = read_explorations(Participant.objects.none(), read.keys, settings)
    assert len(explorations.trial) == len(explorations.setting) == 0


def test_explorations_of_others_between_the_trials_are_left_out(
    mixed: Studied, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = Read(mixed)
    keys = everything.trials.keys
    first_and_last = keys[[keys.argmin(), keys.argmax()]]
    monkeypatch.setattr(trials_module, "MOST_BETWEEN", len(keys) + 1)
    between = read_explorations(everything.people, first_and_last, everything.settings)
    monkeypatch.setattr(trials_module, "MOST_BETWEEN", 0)
    looked_up = read_explorations(everything.people, first_and_last, everything.settings)
    for read in (between, looked_up):
        of_trials = everything.explorations
        at = [keys.argmin(), keys.argmax()]
        expected = [
            (position, int(setting))
            for position, trial in enumerate(at)
            for setting in of_trials.setting[of_trials.trial == trial]
        ]
        assert list(zip(read.trial.tolist(), read.setting.tolist(), strict=True)) == expected
