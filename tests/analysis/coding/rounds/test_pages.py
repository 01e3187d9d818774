"""Rounds are led on their pages by those who may."""

import pytest

from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_only_whoever_runs_rounds_excuses_a_coder(coding: CodingWorld) -> None:
    address = f"/admin/analysis/codinground/{coding.round.pk}/"
    sent = {"coder": "ben", "because": "Fell ill"}
    assert browser(coding.ann).post(f"{address}excuse/", sent).status_code == 403
    rita = browser(coding.rita)
    assert "Go on without ben" in rita.get(f"{address}change/").content.decode()
    rita.post(f"{address}excuse/", sent)
    assert "excused: Fell ill" in rita.get(f"{address}change/").content.decode()
    ben = browser(coding.ben)
    assert "You were excused" in ben.get(f"{address}change/").content.decode()
    assert "You were excused" in ben.get(f"{address}desk/").content.decode()
