"""Coders decide on the page of the comparison, and reconcile the themes they proposed."""

import pytest

from analysis.coding.desk.new_codes import propose_theme
from analysis.models import CodingRound, Decision, Standing
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


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
    own = propose_theme(coding.part(coding.ann), name="Rain", definition="")
    other = propose_theme(coding.part(coding.ben), name="rain", definition="")
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


def test_several_differences_are_decided_with_one_reason_or_none_is(
    coding: CodingWorld, compared: CodingRound
) -> None:
    ann, case = browser(coding.ann), coding.cases[0].pk
    themes = [str(coding.guid(key)) for key in ("mislabeled_data", "small_dataset_size")]
    address = f"{home(compared)}{case}/decide/"
    told = ann.post(address, {"verdict": "accept", "reason": "Both."}, follow=True)
    assert "Tick the themes" in told.content.decode()
    page = ann.get(f"{home(compared)}{case}/").content.decode()
    assert page.count('form="deciding"') == 2
    ann.post(address, {"theme": themes[:1], "verdict": "reject", "reason": "No."})
    both = {"theme": themes[::-1], "verdict": "accept", "reason": "Both hold."}
    told = ann.post(address, both, follow=True)
    assert "has rejected this theme meanwhile" in told.content.decode()
    assert Decision.objects.exclude(by="").count() == 1
    Decision.objects.exclude(by="").delete()
    shown = ann.post(address, both)
    assert shown.headers["Location"] == f"{home(compared)}{case}/#t-{themes[1]}"
    made = Decision.objects.exclude(by="").values_list("verdict", "reason", "by")
    assert list(made) == [("accept", "Both hold.", "ann")] * 2


def test_the_other_coder_agrees_and_nobody_agrees_with_themselves(
    coding: CodingWorld, compared: CodingRound
) -> None:
    ann, ben, case = browser(coding.ann), browser(coding.ben), coding.cases[0].pk
    theme = str(coding.guid("mislabeled_data"))
    place = f"{home(compared)}{case}/"
    ann.post(f"{place}decide/", {"theme": theme, "verdict": "accept", "reason": "It is."})
    made = Decision.objects.exclude(by="").get()
    assert "Agree with 1 decision" in ben.get(place).content.decode()
    assert "Agree with" not in ann.get(place).content.decode()
    sent = {"decision": str(made.guid), "theme": theme}
    assert browser(coding.rita).post(f"{place}agree/", sent).status_code == 403
    for client in (ann, ben, ben):
        client.post(f"{place}agree/", sent)
    made.refresh_from_db()
    assert made.agreed == ["ben"]
    assert "Agreed: ben" in ann.get(place).content.decode()
    ann.post(f"{place}decide/", {"theme": theme, "verdict": "open", "seen": str(made.guid)})
    told = ben.post(f"{place}agree/", sent, follow=True)
    assert "taken back meanwhile" in told.content.decode()


def test_one_entry_reconciles_two_themes_of_one_name_beside_the_case_that_was_read(
    coding: CodingWorld,
) -> None:
    """Both coders proposed the same: no way to reconcile them may lead to a dead end."""
    for user in (coding.ann, coding.ben):
        propose_theme(coding.part(user), name="Ask an expert", definition="")
    compared, ann = coding.compare(), browser(coding.ann)
    case = coding.cases[1].pk
    page = ann.get(f"{home(compared)}{case}/").content.decode()
    assert page.count("take it in as one theme") == 1
    guids = list(coding.codebook.themes.filter(standing="proposed").values_list("guid", flat=True))
    address = f"{home(compared)}themes/"
    alone = {"theme": str(guids[1]), "do": "merge", "into": "Ask an expert", "case": str(case)}
    ann.post(address, alone)
    assert coding.codebook.themes.get(guid=guids[1]).merged_into.guid == guids[0]  # type: ignore[union-attr]
    sent = {"theme": str(guids[0]), "do": "drop", "because": "Too vague", "case": str(case)}
    assert ann.post(address, sent).headers["Location"] == f"{home(compared)}{case}/#proposed"
    assert not coding.codebook.themes.filter(standing="proposed").exists()
