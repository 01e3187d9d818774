"""A study that works with a panel, and people who may see it in the admin."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.roles import RECRUITERS, RESEARCHERS
from survey.actions.studies import open_study, store_version
from survey.design.reading import read_study
from survey.models import StudyVersion
from tests.world import LONG_AGO, NOON, World

BY_PANEL = """
extends: ../tda-needfinding/study.yaml
study: by-panel
version: "1.0"
panel:
  completion: https://panel.example/done?code=DONE
  screened_out: https://panel.example/out?code=OUT
"""


@pytest.fixture
def panel_study(world: World, study_folder: Path) -> StudyVersion:
    file = study_folder / "by-panel" / "study.yaml"
    file.parent.mkdir()
    file.write_text(BY_PANEL)
    world.open()
    version = store_version(read_study(file, bundles={"fashion", "loan"}), loaded_at=NOON).version
    open_study(version.study, opens_at=LONG_AGO, quota=100)
    return version


def with_role(role: str) -> Client:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def researcher(db: None) -> Client:
    return with_role(RESEARCHERS)


@pytest.fixture
def recruiter(db: None) -> Client:
    return with_role(RECRUITERS)
