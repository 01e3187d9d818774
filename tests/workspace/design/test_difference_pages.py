"""Two versions are compared on a page, with words that went and words that came."""

import pytest
from django.test import Client

from tests.survey.conftest import another_version
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DIFFERENCE = "/admin/studies/tda-needfinding/design/difference/"


def test_the_newest_two_are_compared_unless_others_are_chosen(
    researcher: Client, world: World
) -> None:
    another_version()
    page = researcher.get(DIFFERENCE).content.decode()
    assert "Only wording changed." in page
    assert "<ins>Quite another sheet.</ins>" in page
    assert "Information and consent" in page
    turned = researcher.get(f"{DIFFERENCE}?from=1.1&to=2.0").content.decode()
    assert "<del>Quite another sheet.</del>" in turned
    same = researcher.get(f"{DIFFERENCE}?from=2.0&to=2.0").content.decode()
    assert "Both versions say the same." in same
    before = researcher.get(f"{DIFFERENCE}?to=1.1").content.decode()
    assert '<option value="2.0" selected>' in before.split("</select>")[0]


def test_one_version_has_nothing_to_be_compared_with(researcher: Client, world: World) -> None:
    assert "fewer than two versions" in researcher.get(DIFFERENCE).content.decode()
    assert "fewer than two versions" in researcher.get(f"{DIFFERENCE}?to=9").content.decode()
