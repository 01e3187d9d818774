"""The command that loads a study file as a version."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from survey.members.roles import Role
from survey.members.write import roles_of
from survey.models import StudyVersion
from tests.world import FOUNDING, World

pytestmark = pytest.mark.django_db


def load(file: Path, **options: str) -> str:
    out = StringIO()
    call_command("load_study", file, stdout=out, **options)
    return out.getvalue()


def test_loading_says_what_was_stored_and_its_digest() -> None:
    said = load(FOUNDING)
    version = StudyVersion.objects.get()
    assert said.startswith(f"tda-needfinding 2.0 stored (SHA-256 {version.digest}).\n")


def test_loading_warns_of_metrics_that_act_on_the_same_samples_as_checking_does() -> None:
    assert "Warning, scenarios.tabular: In 180 of 180 cases" in load(FOUNDING)


def test_somebody_is_made_lead_of_what_is_loaded() -> None:
    rita = User.objects.create_user("rita")
    load(FOUNDING, lead="rita")
    study = StudyVersion.objects.get().study
    assert roles_of(study, rita) == {Role.LEAD}
    assert "nothing changed" in load(FOUNDING, lead="rita")


def test_a_lead_without_an_account_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(CommandError, match="There is no account rita"):
        load(FOUNDING, lead="rita")
    assert not StudyVersion.objects.exists()


def test_loading_the_same_content_twice_changes_nothing() -> None:
    load(FOUNDING)
    before = StudyVersion.objects.values().get()
    assert "nothing changed" in load(FOUNDING)
    assert StudyVersion.objects.values().get() == before


def test_changed_content_under_a_version_people_take_part_in_is_refused(
    world: World, study_folder: Path
) -> None:
    assert world.ada
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("Before you go", "Before you leave"))
    with pytest.raises(CommandError, match=r'such as version: "2\.1"'):
        load(file)


def test_a_key_that_changed_its_meaning_is_refused_and_nothing_is_stored(
    world: World, study_folder: Path
) -> None:
    assert world.ada
    file = study_folder / "tda-needfinding" / "study.yaml"
    changed = file.read_text().replace("What is your gender?", "What is your sex?")
    file.write_text(changed.replace('version: "2.0"', 'version: "2.1"'))
    with pytest.raises(CommandError, match=r"study\.yaml, line \d+, background\[1\].*gender_2\."):
        load(file)
    assert StudyVersion.objects.get().label == "2.0"


def test_a_broken_file_is_refused_and_nothing_is_stored(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("bundle: fashion", "bundle: fashoin"))
    with pytest.raises(CommandError, match="there is no bundle fashoin"):
        load(file)
    assert not StudyVersion.objects.exists()
