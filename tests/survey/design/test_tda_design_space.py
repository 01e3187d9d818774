"""The variant of the founding study with the whole design space of the paper (figure 3)."""

import pytest

from attribution.queries import SHIPPED, known_bundle
from survey.design.definition import SurveyDefinition
from survey.design.reading import read_study
from tests.world import STUDIES

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FILE = STUDIES / "tda-design-space" / "study.yaml"


@pytest.fixture
def study() -> SurveyDefinition:
    """Checked against what is in the bundles that ship."""
    return read_study(FILE, bundles=SHIPPED, bundle_of=known_bundle).survey


def test_it_offers_the_four_actions_and_up_to_fifty_samples_in_both_scenarios(
    study: SurveyDefinition,
) -> None:
    """Figure 3: remove, change label, reweight and recommend data collection; one and N."""
    assert list(study.scenarios) == ["image", "tabular"]
    for scenario in study.scenarios:
        levels = study.space_of(scenario).levels
        assert levels["action"] == ("removal", "label_change", "upweighting", "collection")
        assert levels["number"] == ("1", "2", "3", "5", "10", "20", "50")


def test_one_practises_with_what_the_small_model_has(study: SurveyDefinition) -> None:
    offered = study.practice_space.levels
    assert offered["action"] == ("removal", "label_change", "upweighting")
    assert offered["number"] == ("1", "2", "3", "5", "10")


def test_a_collection_reads_as_one_in_a_sentence(study: SurveyDefinition) -> None:
    setting = {"action": "collection", "metric": "loss", "number": "20"}
    words = study.space_of("tabular").words(setting)
    assert words == "collection of 20 training samples, chosen by the loss"
