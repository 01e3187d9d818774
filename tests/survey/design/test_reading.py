"""Reading a study file: the shipped ones, and all that is wrong with a broken one at once."""

import json
from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.question_types.choices import MultipleChoice, SingleChoice
from survey.design.question_types.texts import LongText
from survey.design.reading import read_study, stored_definition
from tests.survey.design.study_files import BUNDLES, definition_of
from tests.world import BIRDS, FOUNDING


def test_the_founding_study_asks_what_the_paper_asked() -> None:
    study = definition_of(FOUNDING)
    questions = {question.key: question for question in study.background[0].questions}
    # Paper, figure 4: gender, industry or academia, years, data types, deep models.
    assert {key: type(question) for key, question in questions.items()} == {
        "gender": SingleChoice,
        "sector": MultipleChoice,
        "years_of_experience": SingleChoice,
        "data_types": MultipleChoice,
        "deep_models": SingleChoice,
    }
    # Paper, section 4.4.3: the suspected cause, the fix, and the reason for each of three choices.
    asked = [question for page in study.follow_up_of("image") for question in page.questions]
    assert [question.key for question in asked] == [
        "suspected_cause",
        "proposed_fix",
        "reason_for_action",
        "reason_for_metric",
        "reason_for_number",
    ]
    assert all(isinstance(question, LongText) for question in asked)


def test_the_founding_study_offers_the_design_space_of_the_paper() -> None:
    study = definition_of(FOUNDING)
    for scenario in study.scenarios:
        # Paper, section 4.4.2: three actions, three metrics, 1 to 10 training samples.
        assert study.space_of(scenario).levels == {
            "action": ("removal", "label_change", "upweighting"),
            "metric": ("loss", "true_class_probability", "predicted_class_probability"),
            "number": tuple(str(number) for number in range(1, 11)),
        }
    assert study.target_sample_size == 31


def test_the_birds_study_is_the_founding_study_but_for_its_image_scenario() -> None:
    founding, birds = (definition_of(file).model_dump() for file in (FOUNDING, BIRDS))
    assert birds.pop("study") == "tda-needfinding-birds"
    assert founding.pop("study") == "tda-needfinding"
    image = birds["scenarios"].pop("image")
    assert image["bundle"] == "birds"
    assert founding["scenarios"].pop("image")["bundle"] == "fashion"
    assert birds == founding


def test_what_a_version_stores_reads_back_as_the_same_study() -> None:
    study = read_study(FOUNDING, bundles=BUNDLES)
    assert stored_definition(study.content) == study.definition


def test_the_stored_content_needs_no_other_file() -> None:
    content = json.loads(read_study(BIRDS, bundles=BUNDLES).content)
    assert content["information"].startswith("## What this study is about")
    assert "extends" not in content


def test_layout_and_comments_do_not_change_the_digest_but_a_word_does(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    original = read_study(file, bundles=BUNDLES).digest
    text = file.read_text()
    file.write_text("# another comment\r\n" + text.replace("\n", "\r\n"), newline="")
    assert read_study(file, bundles=BUNDLES).digest == original
    file.write_text(text.replace("Before you go", "Before you leave"))
    assert read_study(file, bundles=BUNDLES).digest != original


def test_many_problems_are_told_at_once_but_not_endlessly(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text("\n".join(f"key_{number}: 1" for number in range(50)))
    with pytest.raises(StudyFileError) as caught:
        definition_of(file)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("and ")
