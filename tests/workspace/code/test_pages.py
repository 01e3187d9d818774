"""What waits in the rounds of a study, and where the tab Code leads."""

import pytest
from django.test import Client
from django.urls import reverse

from analysis.coding.rounds.stages import compare
from tests.analysis.coding_world import InterviewWorld
from tests.world import NOON
from workspace.code.waiting import coding_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_coders_see_a_round_again_once_it_is_to_be_settled_together(db: None) -> None:
    coded = InterviewWorld()
    coded.finish()
    assert coding_waiting([coded.study], coded.ann) == {}
    compare(coded.round, now=NOON)
    (one,) = coding_waiting([coded.study], coded.ann)[coded.study.pk]
    assert one.text == f"round 1 of {coded.codebook}: to be settled and closed"


def test_the_only_codebook_is_not_chosen_before_a_round_is_planned(db: None) -> None:
    coded = InterviewWorld()
    form = reverse("admin:analysis_plan_round_for", args=[coded.codebook.slug, "people"])
    client = Client()
    client.force_login(coded.rita)
    assert (
        f'href="{form}"' in client.get(f"/admin/studies/{coded.study.slug}/code/").content.decode()
    )
