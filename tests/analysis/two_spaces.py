"""A study whose scenarios have different design spaces, and people who took part in it."""

from pathlib import Path

from attribution.actions import load_bundle
from attribution.settings import Setting
from survey.models import StudyVersion
from tests.analysis.participation import go_through
from tests.effect_settings import effect_setting
from tests.survey.conftest import opened
from tests.world import EFFECTS, NOON, World, joined

TWO_SPACES = """
extends: ../tda-needfinding/study.yaml
study: two-spaces
version: "1.0"
scenarios:
  tabular:
    bundle: loan-explanations
    design_space:
      axes:
        explanation:
          title: Explanation
          levels:
            contributions: Feature contributions
            smallest_change: The smallest change
            similar_applicants: Similar applicants
            training_effects: {title: Effects of training data, short_title: Training data}
        amount:
          title: How much is shown
          ordered: true
          levels: [1, 3, 5]
    follow_up:
      - key: reasons
        title: Your reasons
        questions:
          - {key: reason, type: long_text, text: "Why {{ setting.explanation }}?"}
attribution_types:
  - key: contrasts
    title: Contrasts
    levels: {explanation: [smallest_change, similar_applicants], amount: [3, 5]}
plan:
  hypotheses:
    - {key: preferred, axis: explanation, text: Some explanations are chosen more often.}
"""
TRIED = {
    "image": (effect_setting("removal", "loss", 3), effect_setting("upweighting", "loss", 1)),
    "tabular": (
        Setting({"explanation": "contributions", "amount": "5"}),
        Setting({"explanation": "similar_applicants", "amount": "3"}),
    ),
}


def two_spaces(world: World, folder: Path) -> StudyVersion:
    """The study, loaded and open."""
    load_bundle(EFFECTS / "loan-explanations", loaded_at=NOON)
    return opened(world, folder, TWO_SPACES)


def take_part(version: StudyVersion, *names: str) -> None:
    """People try two settings in each scenario and submit the second."""
    for name in names:
        go_through(joined(version, name), tried=TRIED)
