"""A coder's pages are for the coders of the round, whatever anybody else may do."""

import pytest
from django.contrib.auth.models import User

from tests.analysis.coding_world import CodingWorld, account, browser

pytestmark = pytest.mark.django_db


def test_the_desk_admits_the_coders_of_the_round_alone(coding: CodingWorld) -> None:
    desk = f"/admin/analysis/codinground/{coding.round.pk}/desk/"
    root = User.objects.create_superuser("root")
    statuses = {
        user.username: browser(user).get(desk).status_code
        for user in (coding.ann, account("carl"), coding.rita, root)
    }
    assert statuses == {"ann": 200, "carl": 403, "rita": 403, "root": 403}


def test_a_round_is_seen_by_its_coders_and_by_researchers(coding: CodingWorld) -> None:
    page = f"/admin/analysis/codinground/{coding.round.pk}/change/"
    statuses = {
        user.username: browser(user).get(page).status_code
        for user in (coding.ben, account("carl"), coding.rita)
    }
    assert statuses == {"ben": 200, "carl": 403, "rita": 200}
