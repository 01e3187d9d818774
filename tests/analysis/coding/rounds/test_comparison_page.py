"""Coders decide on the page of the comparison, and reconcile the themes they proposed."""

import pytest

from analysis.coding.desk.new_codes import propose_theme
from analysis.models import CodingRound, Decision, Standing
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = pytest.mark.django_db


def home(coding_round: CodingRound) -> str:
    return f"/admin/analysis/codinground/{coding_round.pk}/comparison/"


def test_a_coder_decides_and_leaves_open_again(coding: CodingWorld, compared: CodingRound) -> None:
    ann, case = browser(coding.ann), coding.cases[0].pk
    address = f"{home(compared)}{case}/decide/"
    theme = str(coding.guid("mislabeled_data"))
    sent = {"theme": theme, "verdict": "merge", "into": "small DATASET size", "reason": "Alike."}
    shown = ann.post(address, sent)
    assert shown.headers["Location"] == f"{home(compared)}{case}/#t-{theme}"
    decision = Decision.objects.get(theme__guid=theme)
    assert decision.into == coding.theme("small_dataset_size")
    ann.post(address, {"theme": theme, "verdict": "open", "seen": str(decision.guid)})
    assert not Decision.objects.filter(theme__guid=theme).exists()


@pytest.mark.parametrize("changed", [{"verdict": "perhaps"}, {"theme": "none"}])
def test_what_is_no_decision_is_not_found(
    coding: CodingWorld, compared: CodingRound, changed: dict[str, str]
) -> None:
    address = f"{home(compared)}{coding.cases[0].pk}/decide/"
    sent = {"theme": str(coding.guid("mislabeled_data")), "verdict": "accept", **changed}
    assert browser(coding.ann).post(address, sent).status_code == 404


def test_proposed_themes_are_taken_in_or_merged(coding: CodingWorld) -> None:
    own = propose_theme(coding.part(coding.ann), name="Rain", kind="other", definition="")
    other = propose_theme(coding.part(coding.ben), name="rain", kind="other", definition="")
    address = f"{home(coding.decide())}themes/"
    ben = browser(coding.ben)
    ben.post(address, {"theme": str(own.guid), "do": "adopt", "name": " Heavy  rain "})
    unnamed = ben.post(address, {"theme": str(other.guid), "do": "merge", "into": "?"}, follow=True)
    assert "Type the name of the theme to merge into" in unnamed.content.decode()
    ben.post(address, {"theme": str(other.guid), "do": "merge", "into": "heavy rain"})
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.standing, own.name) == (Standing.SHARED, "Heavy rain")
    assert other.merged_into == own
