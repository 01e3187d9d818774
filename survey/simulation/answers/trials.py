"""What a simulated participant has seen and submitted in a trial, to write of it afterwards."""

from collections.abc import Mapping
from typing import Any

from attribution.data.display import Modality
from attribution.effects.bundle import Bundle
from attribution.queries import explanations
from attribution.settings import Setting
from survey.design.design_space import DesignSpace
from survey.participation.models import Trial
from survey.simulation.answers.kinds import ANY, CURVES, PICTURES, ROWS, TEXTS, Kind
from survey.simulation.answers.speaker import SaidOf

KINDS: Mapping[Modality, Kind] = {
    Modality.IMAGE: PICTURES,
    Modality.TABLE: ROWS,
    Modality.TEXT: TEXTS,
    Modality.SERIES: CURVES,
}


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
    return SaidOf(_kind(shown.bundle), facts, setting)


def _kind(bundle: Any) -> Kind:
    return KINDS[bundle.modality] if isinstance(bundle, Bundle) else ANY
