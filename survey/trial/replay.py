"""One participant's trial, Apply by Apply, as it was shown to them."""

from dataclasses import dataclass, replace
from datetime import datetime

from survey.design.path import TRIAL, Section
from survey.participation.models import Choice, PageVisit, Participant
from survey.trial.state import TrialState, Tried, trial_state


@dataclass(frozen=True)
class ReplayStep:
    """One step of a replay. `seconds` have passed since the step before it."""

    tried: Tried
    seconds: float
    is_submitted: bool


@dataclass(frozen=True)
class Replay:
    """A whole trial.

    `deciding` is the time from the last Apply to the submission, if there was one.
    """

    state: TrialState
    steps: tuple[ReplayStep, ...]
    deciding: float | None

    def after(self, position: int) -> TrialState:
        """What the page showed after this many Applies, from 0."""
        return replace(self.state, tried=self.state.tried[:position])


def replay(participant: Participant, scenario: str) -> Replay:
    """Raises Trial.DoesNotExist without such a trial, and NotInBundle without its effects."""
    state = trial_state(participant, scenario)
    applied = dict(state.trial.explorations.values_list("position", "applied_at"))
    choice = Choice.objects.filter(trial=state.trial).select_related("exploration").first()
    submitted = choice.exploration.position if choice else None
    moments = [
        _shown_at(participant, scenario),
        *(applied[exploration.position] for exploration in state.tried),
    ]
    steps = tuple(
        ReplayStep(
            exploration, _between(before, after), is_submitted=exploration.position == submitted
        )
        for exploration, before, after in zip(state.tried, moments, moments[1:], strict=False)
    )
    last = moments[-1]
    return Replay(state, steps, _between(last, choice.chosen_at) if choice else None)


def _shown_at(participant: Participant, scenario: str) -> datetime | None:
    """When the page of the trial was first shown; None where it never was."""
    page = f"{Section.SCENARIO}.{scenario}.{TRIAL}"
    visit = PageVisit.objects.filter(participant=participant, page=page).first()
    return visit.shown_at if visit else None


def _between(earlier: datetime | None, later: datetime | None) -> float:
    return (later - earlier).total_seconds() if earlier and later else 0.0
