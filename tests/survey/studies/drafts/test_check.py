"""A draft is checked and loaded as a folder is by the command line."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from survey.design.problems import StudyFileError
from survey.errors import VersionInUse
from survey.studies.drafts.check import check_draft, load_draft
from survey.studies.drafts.find import files_of
from survey.studies.drafts.heading import with_heading
from survey.studies.drafts.shipped import files_of_shipped, shipped_studies
from survey.studies.drafts.write import begin_draft, new_study, save_files
from survey.studies.models import Study
from tests.world import FOUNDING, NOON, World

Files = dict[str, bytes]


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create(username="ada")


def copied(name: str, *, to: str = "mine") -> Files:
    files = files_of_shipped(name)
    return files | {"study.yaml": with_heading(files["study.yaml"].decode(), study=to).encode()}


def changed(files: Files, old: str, new: str) -> Files:
    text = files["study.yaml"].decode()
    assert old in text
    return files | {"study.yaml": text.replace(old, new, 1).encode()}


@pytest.fixture
def study(ada: User) -> Study:
    return new_study("mine", copied("tda-needfinding"), by=ada, now=NOON).study


def test_a_copy_of_any_shipped_study_is_valid(ada: User) -> None:
    for shipped in shipped_studies():
        study = Study(slug="mine", kind=shipped.kind)
        assert check_draft(study, copied(shipped.name)).problems == (), shipped.name


def test_the_shipped_studies_are_told_by_their_titles_and_a_sentence() -> None:
    listed = {study.name: study for study in shipped_studies()}
    assert listed["tda-needfinding"].title == "What do you need to understand a model's error?"
    assert listed["tda-interviews"].kind == "interviews"
    assert list(listed)[:3] == ["tda-interviews", "tda-needfinding", "which-explanation-helps"]
    assert all(study.sentence.endswith((".", "?")) for study in listed.values())
    assert files_of_shipped("../studies/tda-needfinding") == {}


def test_a_problem_names_its_file_in_the_draft_its_line_and_a_remedy(study: Study) -> None:
    files = changed(files_of(study), "duration_minutes: 35", "duration_minutes: long")
    (problem,) = check_draft(study, files).problems
    lines = files["study.yaml"].decode().splitlines()
    assert (problem.file, problem.key) == ("study.yaml", "duration_minutes")
    assert lines[problem.line - 1].startswith("duration_minutes")
    assert problem.message == "long is not a whole number."
    assert problem.own


def test_a_problem_in_a_text_is_placed_in_its_own_file(study: Study) -> None:
    files = files_of(study) | {"consent.md": b"one\n\n![](tool-error.png)\n"}
    (problem,) = check_draft(study, files).problems
    assert (problem.file, problem.line) == ("consent.md", 3)


def test_a_bundle_that_is_not_there_is_told_apart(study: Study) -> None:
    files = changed(files_of(study), "bundle: fashion", "bundle: nowhere")
    (problem,) = check_draft(study, files).problems
    assert problem.is_about_bundle
    assert "nowhere" in problem.message


def test_a_draft_cannot_be_loaded_into_another_study(world: World, study: Study, ada: User) -> None:
    """Whoever may change one study could otherwise change any."""
    files = {"study.yaml": FOUNDING.read_bytes()}
    save_files(study, files, revision=1, by=ada, now=NOON)
    (problem,) = check_draft(study, files_of(study)).problems
    assert problem.message == "this draft belongs to the study mine."
    with pytest.raises(StudyFileError):
        load_draft(study, now=NOON)
    assert not study.versions.exists()


def test_loading_stores_the_version_that_the_command_line_would(study: Study) -> None:
    checked = check_draft(study, files_of(study))
    stored = load_draft(study, now=NOON)
    assert checked.study is not None
    assert stored.outcome == "stored"
    assert stored.version.digest == checked.study.digest
    assert load_draft(study, now=NOON).outcome == "unchanged"


def test_a_study_without_versions_may_still_become_one_of_interviews(
    study: Study, ada: User
) -> None:
    files = copied("tda-interviews")
    save_files(study, files, revision=1, by=ada, now=NOON)
    assert load_draft(study, now=NOON).version.study.kind == "interviews"


def test_a_version_in_use_keeps_its_content_and_the_next_one_is_named(
    world: World, ada: User
) -> None:
    world.open()
    world.join("ada")
    study = world.founding.study
    files = changed(
        files_of_shipped("tda-needfinding"), "duration_minutes: 35", "duration_minutes: 36"
    )
    begin_draft(study, files, by=ada, now=NOON)
    assert check_draft(study, files).problems == ()
    with pytest.raises(VersionInUse, match=r'such as version: "2\.1"'):
        load_draft(study, now=NOON)


def test_a_key_that_meant_something_else_to_people_is_a_problem_at_its_line(
    world: World, ada: User
) -> None:
    world.open()
    world.join("ada")
    study = world.founding.study
    files = changed(files_of_shipped("tda-needfinding"), 'yes: "Yes"', 'yes: "Never"')
    files = changed(files, 'version: "2.0"', 'version: "2.1"')
    problems = check_draft(study, files).problems
    assert problems
    assert all(problem.line and problem.file == "study.yaml" for problem in problems)


def test_no_message_names_a_folder_of_this_machine(study: Study) -> None:
    files = changed(files_of(study), "information.md", "none.md")
    (problem,) = check_draft(study, files).problems
    assert str(Path.cwd()) not in problem.message + problem.remedy
    assert "in mine, below it" in problem.remedy
