"""What must hold between a design space, the bundles it is shown from, and what names it."""

from pathlib import Path

import pytest

from attribution.explanations import Explanations
from attribution.queries import SHIPPED
from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from tests.survey.design.made_up_bundle import PAPERS_AXES, MadeUpBundle, bundles_of
from tests.survey.design.study_files import (
    BUNDLES,
    OWN,
    Refusal,
    assert_refused,
    definition_of,
    own_study,
    refused,
    said_of_own,
)
from tests.world import FOUNDING

LOAN = MadeUpBundle("loan")
EXPLANATIONS = MadeUpBundle(
    "explained",
    kind="panels",
    axes={"explanation": ("saliency", "similar"), "amount": ("1", "2")},
    facts=("applicant",),
)

EXPLAINED = """\
design_space:
  sentence: null
  axes:
    action: null
    metric: null
    number: null
    explanation: {title: Explanation, levels: {saliency: Saliency, similar: Similar cases}}
    amount: {title: Amount, ordered: true, levels: [1, 2]}
follow_up:
  - key: the_choice
    title: Your choice
    questions: [{key: why, type: short_text, text: "Why {{ setting.explanation }}, {{ error }}"}]
scenarios:
  image: null
  tabular: {bundle: explained}
randomisation: {scenario_order: as_written}
tutorial: {practice: null}
attribution_types: [{key: a, title: A, levels: {explanation: [similar]}}]
plan: {hypotheses: [{key: a, text: A, axis: explanation}]}
"""


def lines_said(said: str) -> list[str]:
    """Each problem without the folder of its file."""
    return [line.rpartition("/")[2] for line in said.splitlines()]


def at(text: str, part: str, key: str, message: str) -> str:
    """A problem of a study of one's own at the line that holds this part."""
    [line] = [
        number for number, line in enumerate((OWN + text).splitlines(), start=1) if part in line
    ]
    return f"study.yaml, line {line}, {key}: {message}"


def test_a_study_of_two_axes_of_its_own_fits_the_bundle_that_has_them(study_folder: Path) -> None:
    assert said_of_own(study_folder, EXPLAINED, bundles_of(EXPLANATIONS)) == ""
    study = read_study(own_study(study_folder, EXPLAINED), bundles={"explained"}).survey
    assert study.space_of("tabular").levels == EXPLANATIONS.axes


def test_a_scenario_can_have_axes_that_another_has_not(study_folder: Path) -> None:
    other = """\
scenarios:
  tabular:
    bundle: explained
    design_space:
      axes:
        explanation: {title: Explanation, levels: [saliency, similar]}
        amount: {title: Amount, levels: [1, 2]}
    follow_up: [{key: b, title: B, questions: [{key: c, type: short_text, text: C}]}]
"""
    known = bundles_of(EXPLANATIONS, MadeUpBundle("fashion"), MadeUpBundle("iris"))
    assert said_of_own(study_folder, other, known) == ""


@pytest.mark.parametrize(
    ("text", "part", "key", "message"),
    [
        (
            (
                "scenarios:\n  image: null\n  tabular: {title: Loans}\ntutorial: {practice: null}\n"
                "randomisation: {scenario_order: as_written}\n"
                "design_space: {axes: {number: {levels: [1, 20]}}}\nattribution_types: null\n"
            ),
            "tabular:",
            "scenarios.tabular",
            (
                "the bundle loan has nothing for the level 20 of number. Use one of: 1, 2, 3, 4, "
                "5, 6, 7, 8, 9, 10; or another bundle."
            ),
        ),
        (
            (
                "design_space: {sentence: null, axes: {colour: {title: Colour, levels: [red]}}}\n"
                "tutorial: {practice: null}\nscenarios:\n  tabular: {title: Loans}\n"
            ),
            "tabular:",
            "scenarios.tabular",
            "the bundle loan has no axis colour. Use action, metric, number, or another bundle.",
        ),
        (
            (
                "design_space: {sentence: null, axes: {metric: null}}\ntutorial: {practice: null}\n"
                "attribution_types: null\nplan: null\nscenarios:\n  tabular: {title: Loans}\n"
                "follow_up: [{key: b, title: B, "
                "questions: [{key: c, type: short_text, text: C}]}]\n"
            ),
            "tabular:",
            "scenarios.tabular",
            (
                "the bundle loan has an axis metric, and the design space has none. Add metric to "
                "the axes; with one level alone, nothing is left to choose on it."
            ),
        ),
        (
            (
                "tutorial:\n  practice:\n    bundle: loan\n    levels: {number: [1]}\n"
                "    design_space: {axes: {number: {title: N, levels: [1, 11]}}}\n"
            ),
            "practice:",
            "tutorial.practice",
            (
                "the bundle loan has an axis action, and the design space has none. Add action to "
                "the axes; with one level alone, nothing is left to choose on it."
            ),
        ),
    ],
)
def test_a_bundle_that_cannot_show_what_is_offered_is_refused_with_line_and_remedy(
    study_folder: Path, text: str, part: str, key: str, message: str
) -> None:
    said = lines_said(said_of_own(study_folder, text, bundles_of(LOAN)))
    assert at(text, part, key, message) in said


def test_what_a_bundle_holds_is_not_asked_where_it_is_not_known(study_folder: Path) -> None:
    colour = "design_space: {sentence: null, axes: {colour: {title: Colour, levels: [red]}}}\n"
    assert said_of_own(study_folder, colour) == ""


@pytest.mark.parametrize(
    ("text", "part", "key", "message"),
    [
        (
            "scenarios:\n  tabular:\n    levels:\n      colour: [red]\n",
            "colour:",
            "scenarios.tabular.levels.colour",
            "the design space has no axis colour. Use action, metric, number.",
        ),
        (
            "scenarios:\n  tabular:\n    levels:\n      number:\n        - 2\n        - 11\n",
            "- 11",
            "scenarios.tabular.levels.number[2]",
            "the axis number has no level 11. Use one of: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.",
        ),
        (
            "scenarios:\n  tabular:\n    levels: {number: [2, 2]}\n",
            "[2, 2]",
            "scenarios.tabular.levels.number",
            "2 is named more than once. Keep one of them.",
        ),
        (
            "scenarios:\n  tabular:\n    levels: {number: []}\n",
            "number: []",
            "scenarios.tabular.levels.number",
            "this has 0 entries. Give at least 1.",
        ),
        (
            "tutorial:\n  practice:\n    levels: {action: [remove]}\n",
            "levels:",
            "tutorial.practice.levels.action[1]",
            "the axis action has no level remove. Use one of: removal, label_change, upweighting.",
        ),
        (
            "tool:\n  preset: {action: removal, metric: loss}\n",
            "preset:",
            "tool.preset",
            "the preset has no level of number, an axis of the scenario image. Add number: 1.",
        ),
        (
            (
                "scenarios: {image: {levels: {number: [1, 5]}}}\n"
                "tool:\n  preset: {action: removal, metric: loss, number: 3}\n"
            ),
            "preset:",
            "tool.preset.number",
            "3 is not offered in the scenario image. Use one of: 1, 5.",
        ),
        (
            "tool:\n  preset: {action: removal, metric: loss, number: 3, colour: red}\n",
            "preset:",
            "tool.preset.colour",
            "there is no axis colour. Use action, metric, number.",
        ),
        (
            "plan:\n  hypotheses:\n    - {key: a, text: A, axis: colour}\n",
            "axis:",
            "plan.hypotheses[1].axis",
            "there is no axis colour. Use one of: action, metric, number.",
        ),
        (
            "attribution_types:\n  - {key: a, title: A, levels: {colour: [red]}}\n",
            "colour:",
            "attribution_types[1].levels.colour",
            "there is no axis colour. Use action, metric, number.",
        ),
        (
            "attribution_types:\n  - {key: a, title: A, levels: {action: [removal, remove]}}\n",
            "remove]",
            "attribution_types[1].levels.action[2]",
            "the axis action has no level remove. Use one of: removal, label_change, upweighting.",
        ),
        (
            (
                "scenarios:\n  image: {levels: {action: [removal]}}\n"
                "  tabular: {levels: {action: [removal]}}\n"
                "attribution_types:\n  - {key: a, title: A kind, levels: {action: [upweighting]}}\n"
            ),
            "A kind",
            "attribution_types[1]",
            (
                "no setting of any scenario stands for A kind, so nobody could choose it. Name "
                "axes and levels that can be chosen, or take it out."
            ),
        ),
    ],
)
def test_what_names_an_axis_or_level_that_is_not_there_is_refused_with_line_and_remedy(
    study_folder: Path, text: str, part: str, key: str, message: str
) -> None:
    assert lines_said(said_of_own(study_folder, text)) == [at(text, part, key, message)]


def own_axis(axis: str) -> str:
    return (
        "scenarios:\n  tabular:\n    design_space:\n      axes:\n        action: {title: Action, "
        "levels: [removal]}\n        metric: {title: Metric, levels: {loss: Loss}}\n"
        f"        number: {axis}\n"
    )


@pytest.mark.parametrize(
    "axis",
    [
        "{title: Amount, ordered: true, levels: [1, 2]}",
        "{title: Number of training samples, levels: [1, 2]}",
        "{title: Number of training samples, ordered: true, levels: {1: One}}",
    ],
)
def test_an_axis_that_means_something_else_in_another_scenario_is_refused(
    study_folder: Path, axis: str
) -> None:
    text = own_axis(axis).replace("[removal]", "{removal: Removal}")
    assert lines_said(said_of_own(study_folder, text)) == [
        at(
            text,
            "number:",
            "scenarios.tabular.design_space.axes.number",
            "the axis number means something else in the scenario image. Give it the same title, "
            "order and titles of levels there, or another key.",
        )
    ]


def test_an_axis_of_another_scenario_may_have_other_levels_and_other_help(
    study_folder: Path,
) -> None:
    axis = "{title: Number of training samples, help: Up to 20, ordered: true, levels: [1, 20]}"
    text = own_axis(axis).replace("[removal]", "{removal: Removal, noise: Noise}")
    assert said_of_own(study_folder, text) == ""


def test_a_preset_names_the_axes_of_every_scenario(study_folder: Path) -> None:
    text = (
        "tool: {preset: {action: removal, metric: loss, number: 2, colour: red}}\n"
        "scenarios:\n  tabular:\n    design_space: {axes: {colour: {title: Colour, levels: [red]}}}"
        "\n    follow_up: [{key: b, title: B, questions: [{key: c, type: short_text, text: C}]}]\n"
    )
    assert said_of_own(study_folder, text) == ""


def test_a_hypothesis_about_one_scenario_is_about_an_axis_of_it(study_folder: Path) -> None:
    text = (
        "plan:\n  hypotheses:\n    - {key: a, text: A, scenario: tabular, axis: action}\n"
        "scenarios:\n  tabular:\n    design_space: {axes: {colour: {title: Colour, levels: [red]}}}"
        "\n    follow_up: [{key: b, title: B, questions: [{key: c, type: short_text, text: C}]}]\n"
    )
    message = "there is no axis action. Use one of: colour."
    said = lines_said(said_of_own(study_folder, text))
    assert said == [at(text, "axis:", "plan.hypotheses[1].axis", message)]


def test_a_study_without_a_design_space_needs_one_in_every_place(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    start, end = text.index("\ndesign_space:"), text.index("\nfollow_up:")
    file.write_text(text[:start] + text[end:])
    with pytest.raises(StudyFileError) as caught:
        definition_of(file)
    without = [problem for problem in caught.value.problems if "design_space" in problem.message]
    assert [problem.key for problem in without] == [
        "tutorial.practice",
        "scenarios.image",
        "scenarios.tabular",
    ]
    assert str(without[1]).endswith(
        "this scenario has no design_space, and the study has none for all. Add design_space here "
        "or to the study."
    )


@refused(
    Refusal(
        "        loss: Loss\n",
        "",
        "- key: influence",
        "attribution_types[1].levels.metric[1]",
        "the axis metric has no level loss.",
    ),
)
def test_levels_taken_away_are_missed_where_they_are_named(
    study_folder: Path, refusal: Refusal
) -> None:
    refusal = refusal._replace(line_of="levels: {action: [removal], metric: [loss]")
    assert_refused(study_folder, refusal)


def test_the_founding_study_offers_what_its_bundles_have() -> None:
    known: dict[str, Explanations] = {name: MadeUpBundle(name) for name in BUNDLES}
    study = read_study(FOUNDING, bundles=SHIPPED, bundle_of=known.get).survey
    assert all(study.space_of(scenario).levels == PAPERS_AXES for scenario in study.scenarios)
