"""Trials of texts and of curves, on every page that shows an error or a training sample."""

import re
from pathlib import Path

import pytest
from django.test import Client

from survey.models import StudyVersion
from tests.survey.trial.test_other_design_spaces import StudyWalker, words_of
from tests.survey.trial.test_panel_pages import PageReader, holds_for_everybody
from tests.survey.trial.texts_and_curves import load_study
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def version(world: World, study_folder: Path) -> StudyVersion:
    return load_study(study_folder)


def at_trial(client: Client, scenario: str) -> StudyWalker:
    walker = StudyWalker(client, "letters-and-pulses")
    walker.begin()
    walker.go_on_to(f"scenario.{scenario}.trial")
    return walker


SETTING = {"action": "removal", "metric": "loss", "number": "10"}


def test_x(version, client):
    for s in ("letters", "pulses"):
        w = at_trial(Client(), s)
        Path(f"/tmp/dw/{s}0.html").write_text(w.read())
        p = w.applied(**SETTING)
        Path(f"/tmp/dw/{s}1.html").write_text(p)
        w.applied(**{**SETTING, "action": "upweighting"})
        Path(f"/tmp/dw/{s}2.html").write_text(
            w.client.get(w.address(), {"shown": "2", "compare": "1"}).content.decode()
        )
        holds_for_everybody(p)
