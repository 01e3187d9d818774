from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.world import BIRDS, FOUNDING, founding_study

# Whether effects are loaded is asked of the database.
pytestmark = pytest.mark.django_db(transaction=True)


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


def test_a_study_can_be_checked_but_not_loaded_before_there_are_tables() -> None:
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE attribution_storedbundle RENAME TO elsewhere")
        editor.execute("ALTER TABLE survey_study RENAME TO elsewhere_too")
    try:
        assert "is a valid study" in check(FOUNDING)
        with pytest.raises(CommandError, match=r"did `manage\.py migrate` run"):
            call_command("load_study", FOUNDING)
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE elsewhere RENAME TO attribution_storedbundle")
            editor.execute("ALTER TABLE elsewhere_too RENAME TO survey_study")
