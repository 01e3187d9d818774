"""What a simulated participant has seen and submitted in a trial, to write of it afterwards."""

from typing import Any

from attribution.data.display import TableRow
from attribution.queries import explanations
from attribution.settings import Setting
from survey.design.design_space import DesignSpace
from survey.participation.models import Trial
from survey.simulation.answers.kinds import ANY, PICTURES, ROWS, Kind
from survey.simulation.answers.speaker import SaidOf


def said_of(token: str, scenario: str, setting: Setting, space: DesignSpace) -> SaidOf:
    """What there is to say of the trial of the participant with this token."""
    trial = Trial.objects.get(participant__token=token, scenario=scenario)
    shown = explanations(trial.bundle)
    told = shown.facts_of(trial.error)
    facts = {
        name: told[key]
        for name, key in (("true", "true_class"), ("predicted", "predicted_class"))
        if key in told
    }
    if "number" in setting and "number" in space.axes:
        facts["number"] = space.axes["number"].in_sentence_of(setting["number"])
    return SaidOf(_kind(shown.error(trial.error)), facts, setting)


def _kind(error: Any) -> Kind:
    display = getattr(error, "display", None)
    if display is None:
        return ANY
    return ROWS if isinstance(display, TableRow) else PICTURES
