"""Keys that name data occur once on every path through a study."""

from pathlib import Path

import pytest

from core.yaml_files.problems import dotted
from survey.design.definition import SurveyDefinition
from survey.design.question_types.texts import ShortText
from survey.design.questions import Page
from survey.design.unique_keys import repeated_keys
from tests.survey.design.study_files import Refusal, assert_refused, refused
from tests.world import founding_study

STUDY = founding_study().survey


@refused(
    Refusal(
        "- key: group_influence",
        "- key: lacking_data",
        "- key: lacking_data",
        "attribution_types[3].key",
        "the attribution type key lacking_data is already the key of attribution_types[2].",
    ),
    Refusal(
        "- key: sector",
        "- key: gender",
        "- key: gender",
        "background[1].questions[2].key",
        "the question key gender is already the key of background[1].questions[1].",
    ),
    Refusal(
        "- key: sector",
        "- key: gender__other",
        "- key: gender__other",
        "background[1].questions[2].key",
        "the question key gender__other is already the key of background[1].questions[1].",
    ),
    Refusal(
        "- key: adult",
        "- key: informed",
        "- key: informed",
        "consent.statements[2].key",
        "the statement key informed is already the key of consent.statements[1].",
    ),
    Refusal(
        "- key: the_results",
        "- key: check",
        "- key: check",
        "tutorial.steps[3].key",
        "the page key check is already the key of tutorial.check.",
    ),
)
def test_a_key_that_occurs_twice_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def page(key: str, *questions: str) -> Page:
    asked = (ShortText(type="short_text", key=name, text="What?") for name in questions)
    return Page(key=key, title="A page", questions=tuple(asked))


def repeated(**changed: object) -> dict[str, str]:
    """What is repeated in the founding study after a change, by the path that is reported."""
    study: SurveyDefinition = STUDY.model_copy(update=changed)
    return {dotted(rule.path): rule.message for rule in repeated_keys(study)}


def test_the_founding_study_repeats_no_key() -> None:
    assert repeated() == {}


def test_a_question_of_the_closing_pages_has_another_key_than_one_of_the_background() -> None:
    assert repeated(closing=(page("last", "gender"),)) == {
        "closing[1].questions[1].key": (
            "the question key gender is already the key of background[1].questions[1]."
        )
    }


def test_a_page_and_a_question_may_have_the_same_key() -> None:
    assert repeated(closing=(page("remarks_page", "remarks_page"),)) == {}


@pytest.mark.parametrize("key", ["check", "practice"])
def test_the_pages_that_the_path_names_itself_keep_their_names(key: str) -> None:
    assert repeated(closing=(page(key, "anything"),)) == {
        "closing[1].key": f"the page key {key} is already the key of tutorial.{key}."
    }


def test_without_a_practice_trial_a_page_may_be_called_practice() -> None:
    tutorial = STUDY.tutorial.model_copy(update={"practice": None})
    assert repeated(tutorial=tutorial, closing=(page("practice", "anything"),)) == {}


def with_follow_up(**pages: Page) -> dict[str, object]:
    scenarios = {
        name: scenario.model_copy(update={"follow_up": (pages[name],) if name in pages else None})
        for name, scenario in STUDY.scenarios.items()
    }
    return {"scenarios": scenarios}


def test_two_scenarios_may_ask_the_same_question_as_their_answers_are_told_apart() -> None:
    same = page("own", "suspected_cause")
    assert repeated(**with_follow_up(image=same, tabular=same)) == {}


def test_a_scenario_may_not_ask_what_was_asked_around_it() -> None:
    assert repeated(**with_follow_up(tabular=page("own", "gender"))) == {
        "scenarios.tabular.follow_up[1].questions[1].key": (
            "the question key gender is already the key of background[1].questions[1]."
        )
    }


def test_a_key_repeated_around_the_scenarios_is_told_once() -> None:
    twice = (page("one", "again"), page("two", "again"))
    own = page("own", "suspected_cause")
    problems = repeated(closing=twice, **with_follow_up(image=own, tabular=own))
    assert list(problems) == ["closing[2].questions[1].key"]
