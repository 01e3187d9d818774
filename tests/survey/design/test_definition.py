"""A whole study, and the text that is consented to."""

from pathlib import Path

import pytest

from survey.design.coding import Coding
from tests.survey.design.study_files import (
    Refusal,
    assert_refused,
    definition_of,
    own_study,
    refused,
)
from tests.world import founding_study

STUDY = founding_study().survey


def test_what_somebody_gets_is_part_of_what_is_agreed_to() -> None:
    other = STUDY.model_copy(
        update={"compensation": STUDY.compensation.model_copy(update={"offer": "Nothing."})}
    )
    assert other.consent_digest != STUDY.consent_digest


def test_a_scenario_can_have_levels_and_questions_of_its_own(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    own = """
    levels: {action: [removal], number: [3, 2]}
    follow_up:
      - key: own_page
        title: Your impression
        questions: [{key: suspected_cause, type: short_text, text: Why}]
"""
    file.write_text(file.read_text().replace("    bundle: loan\n", "    bundle: loan" + own))
    study = definition_of(file)
    assert study.space_of("tabular").levels == {
        **study.space_of("image").levels,
        "action": ("removal",),
        "number": ("3", "2"),
    }
    assert len(study.space_of("image").levels["number"]) == 10
    assert study.follow_up_of("tabular")[0].key == "own_page"
    assert study.follow_up_of("image")[0].key == "the_error"


@refused(
    Refusal(
        'version: "2.0"',
        "version: first",
        "version",
        "version",
        "first does not fit here. Write numbers with dots",
    ),
    Refusal("language: en", "language: English!", "language", "language", "Write a language code"),
)
def test_a_version_and_a_language_that_cannot_be_are_refused(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_a_language_is_written_in_its_direction() -> None:
    assert STUDY.direction == "ltr"
    assert STUDY.model_copy(update={"language": "ar"}).direction == "rtl"


def test_the_bundles_of_a_study_are_those_of_its_scenarios_and_of_its_practice_trial() -> None:
    assert STUDY.bundles == ("fashion", "loan", "iris")
    tutorial = STUDY.tutorial.model_copy(update={"practice": None})
    assert STUDY.model_copy(update={"tutorial": tutorial}).bundles == ("fashion", "loan")


def test_the_practice_trial_offers_the_design_space_of_the_study_or_its_own_levels() -> None:
    assert STUDY.tutorial.practice is not None
    assert STUDY.design_space is not None
    shared = STUDY.tutorial.practice
    few = {**STUDY.design_space.levels, "number": ("2",)}
    for practice, offered in (
        (shared, STUDY.design_space.levels),
        (shared.model_copy(update={"levels": {"number": ("2",)}}), few),
    ):
        tutorial = STUDY.tutorial.model_copy(update={"practice": practice})
        study = STUDY.model_copy(update={"tutorial": tutorial})
        assert study.practice_space.levels == offered


def test_a_scenario_and_the_practice_trial_can_have_a_design_space_of_their_own(
    study_folder: Path,
) -> None:
    own = """
tutorial:
  practice:
    design_space: {axes: {colour: {title: Colour, levels: [red, green, blue]}}}
    levels: {colour: [blue, red]}
scenarios:
  tabular:
    design_space: {axes: {size: {title: Size, levels: [small, large]}}}
    follow_up: [{key: own, title: Own, questions: [{key: a, type: short_text, text: Why}]}]
attribution_types: null
plan: null
"""
    study = definition_of(own_study(study_folder, own))
    assert study.practice_space.levels == {"colour": ("blue", "red")}
    assert study.space_of("tabular").levels == {"size": ("small", "large")}
    assert study.space_of("image") == study.design_space


def test_a_copy_of_a_study_with_other_scenarios_has_their_design_spaces() -> None:
    assert len(STUDY.space_of("tabular").levels["number"]) == 10
    tabular = STUDY.scenarios["tabular"].model_copy(update={"levels": {"number": ("2",)}})
    copy = STUDY.model_copy(update={"scenarios": {**STUDY.scenarios, "tabular": tabular}})
    assert copy.space_of("tabular").levels["number"] == ("2",)


CONSENT = STUDY.consent


@pytest.mark.parametrize(
    "change",
    [
        {"language": "de"},
        {"information": "Another sheet."},
        {"consent": CONSENT.model_copy(update={"text": "Another introduction."})},
        {"consent": CONSENT.model_copy(update={"statements": CONSENT.statements[::-1]})},
        {"compensation": STUDY.compensation.model_copy(update={"when_stopped": "Half of it."})},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_shown_before_the_consent_is_part_of_its_digest(
    change: dict[str, object],
) -> None:
    assert STUDY.model_copy(update=change).consent_digest != STUDY.consent_digest


@pytest.mark.parametrize(
    "change", [{"title": "Another title"}, {"version": "9.9"}, {"target_sample_size": 1}]
)
def test_nothing_else_is_part_of_the_digest_of_the_consent(change: dict[str, object]) -> None:
    assert STUDY.model_copy(update=change).consent_digest == STUDY.consent_digest


def test_a_study_that_codes_reflexively_claims_no_agreement() -> None:
    assert Coding.model_validate({"agreement": "dice", "basis": "as_coded"}).claims_agreement
    assert not Coding.model_validate({"approach": "reflexive"}).claims_agreement
