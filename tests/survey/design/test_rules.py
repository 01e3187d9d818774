"""What must hold between the parts of a study."""

import shutil
from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.rules import broken_rules
from tests.survey.design.study_files import (
    BUNDLES,
    Refusal,
    assert_refused,
    definition_of,
    refusal_after,
    refused,
    said_of_own,
)
from tests.world import founding_study


def practice(bundle: str, more: str = "") -> str:
    return f"tutorial: {{practice: {{bundle: {bundle}, text: Try it.{more}}}}}\n"


def test_any_error_will_do_while_a_bundle_is_not_loaded(study_folder: Path) -> None:
    assert said_of_own(study_folder, practice("iris", ", error: row-0001")) == ""


@pytest.mark.parametrize(
    ("text", "errors", "expected"),
    [
        (practice("roses"), {}, "tutorial.practice.bundle: there is no bundle roses."),
        (
            practice("iris", ", error: row-0001"),
            {"iris": ["row-0078"]},
            "practice.error: the bundle iris has no error row-0001. Use one of: row-0078; or leave",
        ),
        (
            practice("loan"),
            {"loan": ["a"]},
            "the only error of loan is practised on, and none is left to tabular. ",
        ),
        (practice("loan", ", error: b"), {"loan": ["b"]}, "none is left to tabular."),
        (
            practice("iris") + "settings: null\n",
            {},
            "tutorial.practice: the practice trial has no settings, and the study has none for",
        ),
        (
            practice("iris") + "background: [{key: practice, title: A, questions: "
            "[{key: a, type: short_text, text: B}]}]\n",
            {},
            "page key practice is already the key",
        ),
    ],
)
def test_what_cannot_be_practised_is_refused_with_a_remedy(
    study_folder: Path, text: str, errors: dict[str, list[str]], expected: str
) -> None:
    assert expected in said_of_own(study_folder, text, errors)


def test_one_of_several_errors_can_be_practised_on(study_folder: Path) -> None:
    assert said_of_own(study_folder, practice("loan", ", error: b"), {"loan": ["a", "b"]}) == ""


def test_a_scenario_without_settings_needs_those_of_the_study(study_folder: Path) -> None:
    error = refusal_after(study_folder, "settings:\n  actions", "other:\n  actions")
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


@refused(
    Refusal(
        "bundle: fashion",
        "bundle: fashoin",
        "bundle: fashoin",
        "scenarios.image.bundle",
        "there is no bundle fashoin.",
    ),
    Refusal(
        "block_size: 4",
        "block_size: 3",
        "block_size",
        "randomisation.block_size",
        "a block of 3 cannot hold each of the 2 orders equally often. Use a multiple of 2.",
    ),
    Refusal(
        "metrics: [loss, true",
        "metrics: [true",
        "- key: influence",
        "attribution_types[1]",
        "no setting of any scenario stands for Influence of one sample",
    ),
)
def test_parts_that_do_not_fit_together_are_refused_with_their_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


PANEL = "panel: {completion: https://panel.example/done, redirect: at_once}\n"


def test_people_are_sent_on_at_once_only_where_no_thanks_would_be_missed(
    study_folder: Path,
) -> None:
    said = said_of_own(study_folder, PANEL)
    assert "panel.redirect: people would be sent on before they can see how they are" in said
    shutil.rmtree(study_folder / "own")
    assert said_of_own(study_folder, PANEL + "compensation: {kind: none, code: null}\n") == ""


def test_a_study_that_pays_says_so_before_the_consent(study_folder: Path) -> None:
    said = said_of_own(study_folder, "compensation: {offer: null}\n")
    assert "compensation: what people get is not named before they consent. Add offer:" in said


def test_a_preset_that_is_not_offered_is_refused(study_folder: Path) -> None:
    said = said_of_own(
        study_folder,
        "settings: {numbers: [1, 5]}\ntool: {preset: {action: removal, metric: loss, number: 3}}\n",
    )
    assert "tool.preset.number: 3 is not offered in the scenario image. Use one of: 1, 5." in said


def test_a_hypothesis_is_tested_on_an_axis_and_in_a_scenario_of_the_study(
    study_folder: Path,
) -> None:
    said = said_of_own(
        study_folder,
        "plan: {hypotheses: [{key: a, text: A, scenario: image}, "
        "{key: b, text: B, axis: action, scenario: sound}]}\n",
    )
    first, second = said.splitlines()
    assert first.endswith("needs an axis. Add axis: action, metric or number.")
    assert second.endswith("there is no scenario sound. Use one of: image, tabular.")


@pytest.mark.parametrize(("scenarios", "orders"), [(2, 2), (3, 6), (4, 24)])
def test_a_block_holds_every_order_of_the_scenarios(scenarios: int, orders: int) -> None:
    study = founding_study().definition
    image = study.scenarios["image"]
    many = {f"scenario_{number}": image for number in range(scenarios)}
    for size in (orders - 1, orders, 2 * orders):
        randomisation = study.randomisation.model_copy(update={"block_size": size})
        changed = study.model_copy(update={"scenarios": many, "randomisation": randomisation})
        rules = broken_rules(changed, bundles=BUNDLES, errors=lambda _bundle: ())
        remedies = [rule.remedy for rule in rules]
        assert remedies == ([f"Use a multiple of {orders}."] if size % orders else [])
