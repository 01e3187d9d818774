"""One participant's trial, Apply by Apply, as it was shown to them."""

from dataclasses import dataclass, replace
from datetime import datetime

from survey.design.path import TRIAL, Section
from survey.participation.models import Choice, PageVisit, Participant
from survey.trial.state import TrialState, Tried, trial_state


@dataclass(frozen=True)
class ReplayStep:
    """`seconds` passed since the Apply before, or since the page was first shown."""

    tried: Tried
    seconds: float
    is_submitted: bool


@dataclass(frozen=True)
class Replay:
    """`deciding` is how long after the last Apply a setting was submitted, None where none was."""

    state: TrialState
    steps: tuple[ReplayStep, ...]
    deciding: float | None

    def after(self, position: int) -> TrialState:
        """What the page showed after this many Applies; from 0, where nothing was tried yet."""
        return replace(self.state, tried=self.state.tried[:position])


def replay(participant: Participant, scenario: str) -> Replay:
    """Raises Trial.DoesNotExist where they have none, NotInBundle where its effects are gone."""
    state = trial_state(participant, scenario)
    applied = dict(state.trial.explorations.values_list("position", "applied_at"))
    choice = Choice.objects.filter(trial=state.trial).select_related("exploration").first()
    submitted = choice.exploration.position if choice else None
    moments = [_shown_at(participant, scenario), *(applied[each.position] for each in state.tried)]
    steps = tuple(
        ReplayStep(each, _between(before, after), is_submitted=each.position == submitted)
        for each, before, after in zip(state.tried, moments, moments[1:], strict=False)
    )
    last = moments[-1]
    return Replay(state, steps, _between(last, choice.chosen_at) if choice else None)


def _shown_at(participant: Participant, scenario: str) -> datetime | None:
    """None where they never came to the trial's page."""
    page = f"{Section.SCENARIO}.{scenario}.{TRIAL}"
    visit = PageVisit.objects.filter(participant=participant, page=page).first()
    return visit.shown_at if visit else None


def _between(earlier: datetime | None, later: datetime | None) -> float:
    return (later - earlier).total_seconds() if earlier and later else 0.0
