"""What must hold between the parts of a study."""

from pathlib import Path

import pytest

from survey.design.rules import broken_rules
from tests.survey.design.made_up_bundle import MadeUpBundle, bundles_of
from tests.survey.design.study_files import (
    BUNDLES,
    Refusal,
    assert_refused,
    refused,
    said_of_own,
)
from tests.world import founding_study


def practice(bundle: str, more: str = "") -> str:
    return f"tutorial: {{practice: {{bundle: {bundle}, text: Try it.{more}}}}}\n"


def test_any_error_will_do_while_a_bundle_is_not_loaded(study_folder: Path) -> None:
    assert said_of_own(study_folder, practice("iris", ", error: row-0001")) == ""


@pytest.mark.parametrize(
    ("text", "bundle", "expected"),
    [
        (
            practice("roses"),
            MadeUpBundle("iris"),
            "tutorial.practice.bundle: there is no bundle roses.",
        ),
        (
            practice("iris", ", error: row-0001"),
            MadeUpBundle("iris", errors=("row-0078",)),
            "practice.error: the bundle iris has no error row-0001. Use one of: row-0078; or leave",
        ),
        (
            practice("loan"),
            MadeUpBundle("loan", errors=("a",)),
            "the only error of loan is practised on, and none is left to tabular. ",
        ),
        (
            practice("loan", ", error: b"),
            MadeUpBundle("loan", errors=("b",)),
            "none is left to tabular.",
        ),
        (
            practice("iris") + "design_space: null\n",
            MadeUpBundle("iris"),
            "tutorial.practice: the practice trial has no design_space, and the study has none for",
        ),
        (
            practice("iris") + "background: [{key: practice, title: A, questions: "
            "[{key: a, type: short_text, text: B}]}]\n",
            MadeUpBundle("iris"),
            "page key practice is already the key",
        ),
    ],
)
def test_what_cannot_be_practised_is_refused_with_a_remedy(
    study_folder: Path, text: str, bundle: MadeUpBundle, expected: str
) -> None:
    assert expected in said_of_own(study_folder, text, bundles_of(bundle))


def test_one_of_several_errors_can_be_practised_on(study_folder: Path) -> None:
    loan = bundles_of(MadeUpBundle("loan", errors=("a", "b")))
    assert said_of_own(study_folder, practice("loan", ", error: b"), loan) == ""


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
    assert said_of_own(study_folder, PANEL + "compensation: {kind: none, code: null}\n") == ""


def test_a_study_that_pays_says_so_before_the_consent(study_folder: Path) -> None:
    said = said_of_own(study_folder, "compensation: {offer: null}\n")
    assert "compensation: what people get is not named before they consent. Add offer:" in said


def test_a_hypothesis_is_tested_on_an_axis_and_in_a_scenario_of_the_study(
    study_folder: Path,
) -> None:
    said = said_of_own(
        study_folder,
        "plan: {hypotheses: [{key: a, text: A, scenario: image}, "
        "{key: b, text: B, axis: action, scenario: sound}]}\n",
    )
    first, second = said.splitlines()
    assert first.endswith(
        "needs an axis or a question. Add axis: and the key of one, or question: and the key of "
        "one."
    )
    assert second.endswith(
        "there is no scenario sound. Use one of: image, tabular, or both for all together."
    )


@pytest.mark.parametrize(("scenarios", "orders"), [(2, 2), (3, 6), (4, 24)])
def test_a_block_holds_every_order_of_the_scenarios(scenarios: int, orders: int) -> None:
    study = founding_study().survey
    image = study.scenarios["image"]
    many = {f"scenario_{number}": image for number in range(scenarios)}
    for size in (orders - 1, orders, 2 * orders):
        randomisation = study.randomisation.model_copy(update={"block_size": size})
        changed = study.model_copy(update={"scenarios": many, "randomisation": randomisation})
        rules = broken_rules(changed, bundles=BUNDLES, bundle_of=lambda _bundle: None)
        remedies = [rule.remedy for rule in rules]
        assert remedies == ([f"Use a multiple of {orders}."] if size % orders else [])
