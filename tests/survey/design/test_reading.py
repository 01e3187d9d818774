"""The shipped studies, and what every kind of broken study file is answered."""

import json
from pathlib import Path

import pytest

from survey.design.definition import StudyDefinition
from survey.design.problems import StudyFileError
from survey.design.questions import LongText, MultipleChoice, SingleChoice
from survey.design.reading import read_study, stored_definition
from tests.world import BIRDS, FOUNDING

BUNDLES = frozenset({"fashion", "iris", "loan", "birds"})


def definition_of(file: Path) -> StudyDefinition:
    return read_study(file, bundles=BUNDLES).definition


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
        settings = study.settings_of(scenario)
        # Paper, section 4.4.2: three actions, three metrics, 1 to 10 training samples.
        assert [*settings.actions] == ["removal", "label_change", "upweighting"]
        assert len(settings.metrics) == 3
        assert settings.numbers == tuple(range(1, 11))
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


def changed(study_folder: Path, old: str, new: str) -> StudyFileError:
    """What is said about the founding study after one change of its text."""
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    assert text.count(old) >= 1, f"{old!r} is not in the study"
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(StudyFileError) as caught:
        read_study(file, bundles=BUNDLES)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "line_of", "key", "said"),
    [
        (
            "duration_minutes: 35",
            "duration_minutes: long",
            "duration_minutes",
            "duration_minutes",
            "long is not a whole number. Write a whole number.",
        ),
        (
            "target_sample_size: 31",
            "target_sample_size: 0",
            "target_sample_size",
            "target_sample_size",
            "0 is too small. Use a number from 1 upwards.",
        ),
        (
            "title: What",
            "titel: What",
            "titel",
            "titel",
            "there is no key titel here. Did you mean title?",
        ),
        (
            "type: multiple_choice",
            "type: checkboxes",
            "- key: sector",
            "background[1].questions[2]",
            "there is no type checkboxes. Use one of: single_choice",
        ),
        (
            "bundle: fashion",
            "bundle: fashoin",
            "bundle: fashoin",
            "scenarios.image.bundle",
            "there is no effects bundle fashoin.",
        ),
        (
            "  code: TDA",
            "  link: http://example.org/\n  code: TDA",
            "link:",
            "compensation.link",
            "there is no key link here. Delete it (`link: null` where",
        ),
        (
            "contacts_until: 2027-12-31",
            "contacts_until: 2037-12-31",
            "retention:",
            "retention",
            "contacts would be kept longer than the answers.",
        ),
        (
            "answers_until: 2036-12-31",
            "answers_until: 2036-02-30",
            "answers_until",
            "retention.answers_until",
            "there is no day 2036-02-30. Write a day such as 2027-01-31.",
        ),
        (
            "eligible: [yes]",
            "eligible: [perhaps]",
            "- key: developed_models",
            "inclusion.criteria[1]",
            "perhaps is not one of the options. Use one of: yes, no.",
        ),
        (
            "eligible: [yes]",
            "eligible: [yes, no]",
            "- key: developed_models",
            "inclusion.criteria[1]",
            "every option is eligible",
        ),
        (
            "correct: better",
            "correct: best",
            "- key: check_metric",
            "tutorial.check[2]",
            "best is not one of the options.",
        ),
        (
            "block_size: 4",
            "block_size: 3",
            "block_size",
            "randomisation.block_size",
            "a block of 3 cannot hold each of the 2 orders equally often. Use a multiple of 2.",
        ),
        (
            "numbers: [1, 2, 3",
            "numbers: [1, 1, 3",
            "numbers",
            "settings.numbers",
            "1 is named more than once.",
        ),
        (
            "numbers: [1, 2, 3",
            "numbers: [1, 2, 11",
            "numbers",
            "settings.numbers[3]",
            "11 is too large. Use a number up to 10.",
        ),
        (
            "    numbers: [1]\n",
            "    numbers: [11]\n",
            "numbers: [11]",
            "attribution_types[1].numbers[1]",
            "11 is too large. Use a number up to 10.",
        ),
        (
            "- key: group_influence",
            "- key: lacking_data",
            "- key: lacking_data",
            "attribution_types[3].key",
            "the attribution type key lacking_data is already the key of attribution_types[2].",
        ),
        (
            "metrics: [loss, true",
            "metrics: [true",
            "- key: influence",
            "attribution_types[1]",
            "no setting of any scenario stands for Influence of one sample",
        ),
        (
            "actions: [removal",
            "actions: [remove",
            "actions",
            "settings.actions[1]",
            "remove is not known here. Use removal, label_change or upweighting.",
        ),
        (
            "- key: sector",
            "- key: gender",
            "- key: gender",
            "background[1].questions[2].key",
            "the question key gender is already the key of background[1].questions[1].",
        ),
        (
            "- key: sector",
            "- key: Sector!",
            "- key: Sector!",
            "background[1].questions[2].key",
            "Sector! does not fit here. Use lower-case letters",
        ),
        (
            "required: false",
            "required: maybe",
            "required: maybe",
            "closing[1].questions[1].required",
            "maybe is neither true nor false.",
        ),
        (
            "email: study@example.org",
            "email: nobody",
            "email",
            "contact.email",
            "nobody does not fit here. Write an e-mail address",
        ),
        (
            'version: "2.0"',
            "version: first",
            "version",
            "version",
            "first does not fit here. Write numbers with dots",
        ),
        ("language: en", "language: English!", "language", "language", "Write a language code"),
        (
            "information: {file: information.md}",
            "information:",
            "information",
            "information",
            "this is empty. Write a text.",
        ),
        (
            "information: {file: information.md}",
            "information: information.md",
            "information",
            "information",
            "information.md would be shown as it stands. Write {file: information.md}",
        ),
        (
            "information: {file: information.md}",
            "information: [a]",
            "information",
            "information",
            "this should be text.",
        ),
        (
            "required: false",
            "required: no",
            "required: no",
            "closing[1].questions[1].required",
            "no is neither true nor false.",
        ),
        (
            "type: long_text",
            "type: number\n        minimum: 0.5\n        maximum: 2",
            "suspected_cause",
            "follow_up[1].questions[1]",
            "minimum and maximum are not whole.",
        ),
        (
            "type: long_text",
            "type: number\n        minimum: nan\n        maximum: 2",
            "minimum",
            "follow_up[1].questions[1].minimum",
            "nan is not a number.",
        ),
        (
            "information: {file: information.md}",
            "",
            "study:",
            "",
            "the key information is missing.",
        ),
        (
            "- key: adult",
            "- key: informed",
            "- key: informed",
            "consent.statements[2].key",
            "the statement key informed is already the key of consent.statements[1].",
        ),
        (
            "- key: the_results",
            "- key: check",
            "- key: check",
            "tutorial.steps[3].key",
            "the page key check is already the key of tutorial.check.",
        ),
        (
            "woman: Woman",
            "other: Woman",
            "- key: gender",
            "background[1].questions[1]",
            "the option key other cannot be told from the option to write in.",
        ),
        (
            "correct: better",
            "required: false\n      correct: better",
            "required: false",
            "tutorial.check[2].required",
            "this question has to be answered. Leave out required.",
        ),
        (
            "eligible: [yes]",
            "eligible: [yes, yes]",
            "eligible",
            "inclusion.criteria[1].eligible",
            "yes is named more than once.",
        ),
        (
            "contact:\n",
            "contact: me\nwhom:\n",
            "contact: me",
            "contact",
            "this should be a mapping.",
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_line_its_key_and_a_remedy(
    study_folder: Path, old: str, new: str, line_of: str, key: str, said: str
) -> None:
    error = changed(study_folder, old, new)
    lines = (study_folder / "tda-needfinding" / "study.yaml").read_text().splitlines()
    found = [problem for problem in error.problems if said in f"{problem.message} {problem.remedy}"]
    assert found, f"{said!r} not in {error}"
    assert found[0].key == key
    assert line_of in lines[found[0].place.line - 1]
    assert found[0].remedy


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "https://",
        "javascript:alert(1)",
        "https://user@example.org/",
        "https://[abc",
        "https://example.org:port",
        "https://example.org/a b",
    ],
)
def test_a_compensation_link_has_to_be_an_https_address(study_folder: Path, link: str) -> None:
    error = changed(
        study_folder,
        "kind: code\n  text: {file: compensation.md}\n  code: TDA-THANK-YOU",
        f'kind: link\n  text: Thanks.\n  link: "{link}"',
    )
    assert "compensation.link: this is not an https address." in str(error)


def test_a_study_may_thank_with_a_link_or_with_words_alone(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    code = "kind: code\n  text: {file: compensation.md}\n  code: TDA-THANK-YOU"
    text = file.read_text()
    file.write_text(
        text.replace(code, "kind: link\n  text: Thanks.\n  link: https://example.org/a")
    )
    assert definition_of(file).compensation.kind == "link"
    file.write_text(text.replace(code, "kind: none\n  text: Thanks."))
    assert definition_of(file).compensation.kind == "none"


def test_a_scenario_without_settings_needs_those_of_the_study(study_folder: Path) -> None:
    error = changed(study_folder, "settings:\n  actions", "other:\n  actions")
    assert "there is no key other here." in str(error)
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    start, end = text.index("\nother:"), text.index("\nfollow_up:")
    file.write_text(text[:start] + text[end:])
    with pytest.raises(StudyFileError) as caught:
        definition_of(file)
    assert [problem.key for problem in caught.value.problems] == [
        "tutorial.practice",
        "scenarios.image",
        "scenarios.tabular",
    ]
    assert "this scenario has no settings" in str(caught.value)


def test_a_scenario_can_have_settings_and_questions_of_its_own(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    own = """
    settings: {actions: [removal], metrics: [loss], numbers: [3]}
    follow_up:
      - key: own_page
        title: Your impression
        questions: [{key: suspected_cause, type: short_text, text: Why}]
"""
    file.write_text(file.read_text().replace("    bundle: loan\n", "    bundle: loan" + own))
    study = definition_of(file)
    assert study.settings_of("tabular").numbers == (3,)
    assert len(study.settings_of("image").numbers) == 10
    assert study.follow_up_of("tabular")[0].key == "own_page"
    assert study.follow_up_of("image")[0].key == "the_error"


def test_many_problems_are_told_at_once_but_not_endlessly(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text("\n".join(f"key_{number}: 1" for number in range(50)))
    with pytest.raises(StudyFileError) as caught:
        definition_of(file)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("and ")
