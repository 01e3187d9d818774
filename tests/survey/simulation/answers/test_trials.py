"""What somebody says of a trial depends on what it showed."""

import pytest

from attribution.actions import load_bundle
from attribution.queries import explanations
from attribution.settings import Setting
from survey.simulation.answers.kinds import ANY, CURVES, PICTURES, ROWS, TEXTS, Kind
from survey.simulation.answers.trials import said_of
from tests.survey.trial.texts_and_curves import SHORT, bundle_of
from tests.world import EFFECTS, NOON, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("bundle", "kind"),
    [
        ("fashion", PICTURES),
        ("loan", ROWS),
        ("letters", TEXTS),
        ("pulses", CURVES),
        ("loan-explanations", ANY),
    ],
)
def test_pictures_rows_texts_and_curves_are_talked_of_differently(
    world: World, bundle: str, kind: Kind
) -> None:
    ada = world.ada
    folder = bundle_of(bundle, SHORT[bundle]) if bundle in SHORT else EFFECTS / bundle
    digest = load_bundle(folder, loaded_at=NOON).bundle.digest
    ada.trials.update(bundle=digest, error=explanations(digest).errors[0])
    setting = Setting({"action": "removal", "metric": "loss", "number": "3"})
    said = said_of(ada.token, "tabular", setting, ada.definition.space_of("tabular"))
    assert said.kind == kind
    assert {"true", "predicted", "number"} <= said.facts.keys()
