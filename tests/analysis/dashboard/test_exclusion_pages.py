"""Whoever excludes somebody chooses a rule of the plan by its name."""

import re

import pytest
from django.test import Client

from analysis.models import ExclusionStep
from tests.analysis.conftest import Studied
from tests.analysis.records.test_exclusion_reasons import with_rule

pytestmark = pytest.mark.django_db

ADD = "/admin/analysis/exclusionstep/add/"


def options(page: str) -> list[str]:
    return re.findall(r"<option[^>]*>([^<]+)</option>", page)


def test_the_rules_of_the_participants_study_can_be_chosen_by_name(
    researcher: Client, studied: Studied
) -> None:
    with_rule("too_fast", "Faster than reading")
    page = researcher.get(ADD, {"participant": studied.ada.pk}).content.decode()
    assert f"Exclude participant {studied.ada.pk}" in page
    assert "Rules in the plan of tda-needfinding" in page
    named = options(page)
    assert named.count("Faster than reading") == named.count("another reason") == 1
    assert "excluded by mistake" not in named
    sent = {"participant": studied.ada.pk, "kind": "excluded", "reason": "too_fast", "note": ""}
    assert researcher.post(ADD, sent).status_code == 302
    assert ExclusionStep.objects.get().reason == "too_fast"
    log = researcher.get("/admin/analysis/exclusionstep/").content.decode()
    assert "Faster than reading" in log


def test_only_reasons_to_take_in_again_are_offered_to_take_in_again(
    researcher: Client, studied: Studied
) -> None:
    asked = {"participant": str(studied.ada.pk), "kind": "readmitted"}
    page = researcher.get(ADD, asked).content.decode()
    assert f"Take participant {studied.ada.pk} in again" in page
    assert set(options(page)) == {"excluded by mistake", "assessed again", "another reason"}


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30, "-1"])
def test_without_a_participant_every_reason_is_offered(
    researcher: Client, studied: Studied, number: str
) -> None:
    page = researcher.get(ADD, {"participant": number}).content.decode()
    assert "Exclude a participant, or take one in again" in page
    assert {"low-quality answers", "excluded by mistake"} <= set(options(page))


def test_a_reason_of_another_kind_is_refused_in_a_sentence(
    researcher: Client, studied: Studied
) -> None:
    sent = {"participant": studied.ada.pk, "kind": "excluded", "reason": "mistaken", "note": ""}
    page = researcher.post(ADD, sent).content.decode()
    assert "Choose a reason that fits what is to be done." in page
    assert not ExclusionStep.objects.exists()
