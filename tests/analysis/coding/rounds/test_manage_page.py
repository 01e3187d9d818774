"""Researchers rename, extend and delete rounds on a page, and coders do not."""

import pytest

from analysis.coding.rounds.plan import plan_round
from analysis.models import CodingRound
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_researcher_manages_a_round(coding: CodingWorld) -> None:
    first, second, third = coding.cases
    planned = plan_round(coding.codebook, title="One", cases=[first], coders=[coding.ann], now=NOON)
    address = f"/admin/analysis/codinground/{planned.pk}/manage/"
    assert browser(coding.ann).get(address).status_code == 403
    rita = browser(coding.rita)
    page = rita.get(address).content.decode()
    assert f'value="{second.label}"' in page
    assert f'value="{first.label}"' not in page
    rita.post(address, {"do": "rename", "title": "The first"})
    both = {"together": [second.label], "apart": [second.label]}
    told = rita.post(address, {"do": "extend", **both}, follow=True).content.decode()
    assert "one of both" in told
    rita.post(address, {"do": "extend", "together": [second.label], "apart": [third.label]})
    shown = rita.get(f"/admin/analysis/codinground/{planned.pk}/change/").content.decode()
    assert "Late, coded together" in shown
    assert list(planned.members.values_list("joint", "late", "position")) == [
        (False, False, 1),
        (True, True, 2),
        (False, False, 3),
    ]
    listed = rita.get("/admin/analysis/codinground/").content.decode()
    assert "The first" in listed
    rita.post(address, {"do": "delete"})
    assert not CodingRound.objects.exists()
