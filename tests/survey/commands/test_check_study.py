"""The command that checks a study file and prints the path it makes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.world import BIRDS, FOUNDING, World, founding_study

# Whether effects are loaded is asked of the database.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

ONE_METRIC = """
extends: ../tda-needfinding/study.yaml
study: one-metric
version: "1.0"
scenarios:
  image: {levels: {metric: [loss], number: [1, 10]}}
  tabular: {levels: {metric: [loss], number: [1, 10]}}
"""


def check(file: Path) -> str:
    out = StringIO()
    call_command("check_study", file, stdout=out)
    return out.getvalue()


def test_checking_prints_the_path_page_by_page() -> None:
    said = check(FOUNDING)
    assert founding_study().digest in said
    assert "Step 1 of 11 (information): About this study" in said
    assert "    reason_for_number (long text): Why did you choose {{ setting.number }}?" in said
    assert "    remarks (long text, may be left out): " in said
    assert "The order of the scenarios differs between participants." in said


def test_a_study_that_extends_another_is_checked_as_a_whole() -> None:
    assert "Step 6 of 11 (scenario, image): Naming birds" in check(BIRDS)


def test_a_broken_file_gets_its_problems_one_a_line(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("language: en", "language: 12"))
    with pytest.raises(CommandError, match=r"study\.yaml, line \d+, language: "):
        check(file)


def test_a_key_that_changed_its_meaning_since_people_took_part_is_named(
    world: World, study_folder: Path
) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("What is your gender?", "What is your sex?"))
    assert "is a valid study" in check(file)
    assert world.ada
    with pytest.raises(CommandError, match="the question gender meant something else in version"):
        check(file)


def test_a_study_can_be_checked_but_not_loaded_before_there_are_tables() -> None:
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE attribution_storedbundle RENAME TO elsewhere")
        editor.execute("ALTER TABLE survey_study RENAME TO elsewhere_too")
    try:
        assert "is a valid study" in check(FOUNDING)
        with pytest.raises(CommandError, match=r"did `needfinder migrate` run"):
            call_command("load_study", FOUNDING)
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE elsewhere RENAME TO attribution_storedbundle")
            editor.execute("ALTER TABLE elsewhere_too RENAME TO survey_study")


def test_metrics_that_act_on_the_same_samples_are_warned_of() -> None:
    said = check(FOUNDING)
    # Nothing is loaded here, so these are the bundles that ship.
    assert (
        "Warning, scenarios.tabular: In 180 of 180 cases (an error, an action and a number), loss, "
        "probability of the true class and probability of the predicted class act on the same "
        "training samples."
    ) in said
    assert "Warning, scenarios.image: In 196 of 270 cases" in said
    assert said.endswith("Offer one of them, or say so when you report.\n")


def test_a_scenario_with_one_metric_is_not_warned_of(study_folder: Path) -> None:
    file = study_folder / "one-metric" / "study.yaml"
    file.parent.mkdir()
    file.write_text(ONE_METRIC)
    assert "Warning" not in check(file)
