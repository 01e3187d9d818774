"""The pages of a codebook tell what changed."""

import pytest

from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_versions_tell_what_changed(coding: CodingWorld) -> None:
    rita, home = browser(coding.rita), f"/admin/analysis/codebook/{coding.codebook.pk}/"
    assert coding.round.pk
    rita.post(f"{home}area/", {"name": "Weather", "description": ""})
    page = rita.get(f"{home}versions/1/").content.decode()
    assert "Weather" in page
    assert "added" in page
