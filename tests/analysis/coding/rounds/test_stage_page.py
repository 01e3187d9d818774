"""A stage ends only once its end was asked for and confirmed."""

import pytest

from analysis.coding.rounds.plan import plan_round
from analysis.models import CodingRound
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_end_of_a_workshop_is_asked_confirmed_and_taken_back(coding: CodingWorld) -> None:
    first, *rest = coding.cases
    planned = plan_round(
        coding.codebook,
        title="W",
        cases=[first, *rest],
        joint=[first],
        coders=[coding.ann],
        now=NOON,
    )
    home = f"/admin/analysis/codinground/{planned.pk}/"
    ann, rita = browser(coding.ann), browser(coding.rita)
    assert "stage/?to=independent" in ann.get(f"{home}change/").content.decode()
    asked = ann.get(f"{home}stage/?to=independent").content.decode()
    assert "nobody sees what another one codes" in asked
    assert CodingRound.objects.get().stage == "workshop"
    ann.post(f"{home}stage/", {"to": "independent"})
    assert CodingRound.objects.get().stage == "independent"
    assert "to=workshop" not in ann.get(f"{home}change/").content.decode()
    assert ann.post(f"{home}stage/", {"to": "workshop"}).status_code == 403
    assert (
        "at its independent"
        in rita.get(f"{home}stage/?to=independent", follow=True).content.decode()
    )
    assert rita.get(f"{home}stage/?to=workshop").status_code == 200
    rita.post(f"{home}stage/", {"to": "workshop"})
    assert CodingRound.objects.get().stage == "workshop"
    assert rita.get(f"{home}stage/?to=nowhere").status_code == 404


def test_a_comparison_says_that_there_is_no_way_back(coding: CodingWorld) -> None:
    home = f"/admin/analysis/codinground/{coding.round.pk}/"
    asked = browser(coding.ann).get(f"{home}stage/?to=compare").content.decode()
    assert "what was seen cannot be unseen" in asked
