"""A key that means something else than in an earlier version is found, wherever it stands."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from core.yaml_files.problems import dotted
from survey.design.changed_meanings import changed_meanings
from survey.design.definition import SurveyDefinition
from survey.design.questions import Page, Question
from tests.world import founding_study

STUDY = founding_study().survey
WRITTEN = STUDY.model_dump(mode="json", exclude_unset=True)

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,49}", fullmatch=True)
LINES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
OPTIONS = st.dictionaries(KEYS.filter(lambda key: key != "other"), LINES, min_size=2, max_size=4)
ASKED = st.one_of(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["single_choice", "multiple_choice"]), "options": OPTIONS},
        optional={"other": LINES},
    ),
    st.fixed_dictionaries(
        {"type": st.just("number"), "minimum": st.integers(-9, 0), "maximum": st.integers(1, 9)},
        optional={"unit": LINES, "whole": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"type": st.just("scale"), "minimum_label": LINES, "maximum_label": LINES},
        optional={"minimum": st.integers(0, 1), "maximum": st.integers(2, 10)},
    ),
    st.fixed_dictionaries({"type": st.sampled_from(["short_text", "long_text"])}),
)


@st.composite
def studies(draw: st.DrawFn) -> SurveyDefinition:
    """The founding study with other questions about people."""
    keys = draw(st.lists(st.sampled_from("abcd"), min_size=2, max_size=4, unique=True))
    asked = tuple(
        TypeAdapter(Question).validate_python(
            {**draw(ASKED), "key": key, "text": draw(LINES), "required": draw(st.booleans())}
        )
        for key in keys
    )
    page = Page.model_construct(key="drawn", title="Drawn", questions=asked)
    return STUDY.model_copy(update={"background": (page,)})


def said(study: SurveyDefinition, earlier: SurveyDefinition = STUDY) -> dict[str, str]:
    """What changed, by path."""
    return {dotted(rule.path): rule.message for rule in changed_meanings(study, earlier)}


def changed(written: dict[str, Any]) -> SurveyDefinition:
    """The founding study with some keys replaced and version 2.1."""
    return SurveyDefinition.model_validate(WRITTEN | {"version": "2.1"} | written)


@given(studies())
@settings(max_examples=50, deadline=None)
def test_a_study_compared_with_itself_has_changed_nothing(study: SurveyDefinition) -> None:
    assert said(study, study) == {}


@given(studies(), studies())
@settings(max_examples=50, deadline=None)
def test_a_change_and_its_undoing_name_the_same_questions(
    study: SurveyDefinition, other: SurveyDefinition
) -> None:
    there, back = (
        {rule.message.split(" meant ")[0] for rule in changed_meanings(*pair)}
        for pair in ((study, other), (other, study))
    )
    assert there == back


def test_a_question_is_named_with_what_it_was_the_version_and_a_key_that_is_free() -> None:
    page = STUDY.background[0].model_dump(mode="json", exclude_unset=True)
    for question in page["questions"]:
        if question["key"] == "years_of_experience":
            question |= {"type": "number", "minimum": 0, "maximum": 60}
            del question["options"]
    page["questions"].append(
        {"key": "years_of_experience_2", "type": "short_text", "text": "How was it?"}
    )
    (rule,) = changed_meanings(changed({"background": [page]}), STUDY)
    assert dotted(rule.path) == "background[1].questions[3].key"
    assert rule.message == (
        "the question years_of_experience meant something else in version 2.0, in which people "
        "took part: type was single_choice."
    )
    assert rule.remedy == (
        "Leave it as it was, or give it another key, such as years_of_experience_3."
    )


def test_questions_that_are_new_or_gone_or_elsewhere_are_no_change() -> None:
    pages = [page.model_dump(mode="json", exclude_unset=True) for page in STUDY.closing]
    first = WRITTEN["background"][0]
    fewer = {**first, "questions": first["questions"][1:]}
    new = {"key": "pet", "type": "short_text", "text": "Which pet?"}
    pages[-1]["questions"] += [first["questions"][0], new]
    assert said(changed({"background": [fewer], "closing": pages})) == {}


def test_a_long_sentence_is_cut_after_three_differences() -> None:
    first = WRITTEN["background"][0]
    asked = first["questions"][0]
    other = {**asked, "text": "Which?", "options": {"one": "One", "two": "Two"}}
    page = {**first, "questions": [other, *first["questions"][1:]]}
    (message,) = said(changed({"background": [page]})).values()
    assert message.count(" was ") == 3
    assert message.endswith(f", and {len(asked['options']) + 2 + 1 - 3} more.")


def test_a_follow_up_that_scenarios_share_is_named_once() -> None:
    page = WRITTEN["follow_up"][0]
    asked = {**page["questions"][0], "text": "What went well?"}
    other = [{**page, "questions": [asked, *page["questions"][1:]]}, *WRITTEN["follow_up"][1:]]
    assert list(said(changed({"follow_up": other}))) == ["follow_up[1].questions[1].key"]


def test_a_follow_up_of_one_scenario_is_named_there() -> None:
    scenarios = {key: dict(scenario) for key, scenario in WRITTEN["scenarios"].items()}
    page = WRITTEN["follow_up"][0]
    asked = {**page["questions"][0], "text": "What went well?"}
    scenarios["image"]["follow_up"] = [{**page, "questions": [asked]}]
    assert list(said(changed({"scenarios": scenarios}))) == [
        "scenarios.image.follow_up[1].questions[1].key"
    ]


def test_criteria_and_checks_are_compared_too() -> None:
    inclusion = {**WRITTEN["inclusion"]}
    criterion = dict(inclusion["criteria"][0])
    criterion["eligible"] = [
        key for key in criterion["options"] if key not in criterion["eligible"]
    ]
    inclusion["criteria"] = [criterion, *inclusion["criteria"][1:]]
    tutorial = {**WRITTEN["tutorial"]}
    checked = dict(tutorial["check"][0])
    checked["correct"] = next(key for key in checked["options"] if key != checked["correct"])
    tutorial["check"] = [checked, *tutorial["check"][1:]]
    messages = said(changed({"inclusion": inclusion, "tutorial": tutorial}))
    assert list(messages) == ["inclusion.criteria[1].key", "tutorial.check[1].key"]
    assert "eligible was yes" in messages["inclusion.criteria[1].key"]
    assert "correct was" in messages["tutorial.check[1].key"]


def test_another_bundle_is_another_scenario() -> None:
    scenarios = WRITTEN["scenarios"]
    other = {**scenarios, "image": {**scenarios["image"], "bundle": "birds"}}
    assert said(changed({"scenarios": other})) == {
        "scenarios.image": (
            "the scenario image meant something else in version 2.0, in which people took part: "
            "bundle was fashion."
        )
    }


@pytest.mark.parametrize(
    ("axis", "change", "what"),
    [
        ("action", {"title": "What to undo"}, "title was “Action”."),
        ("metric", {"ordered": "true"}, "ordered was false."),
    ],
)
def test_an_axis_that_asks_something_else_is_named(
    axis: str, change: dict[str, Any], what: str
) -> None:
    space = WRITTEN["design_space"]
    axes = {**space["axes"], axis: {**space["axes"][axis], **change}}
    messages = said(changed({"design_space": {**space, "axes": axes}}))
    assert list(messages) == [f"design_space.axes.{axis}"]
    assert messages[f"design_space.axes.{axis}"].endswith(what)


def test_a_level_with_another_title_is_named_and_a_new_one_is_not() -> None:
    space = WRITTEN["design_space"]
    action = space["axes"]["action"]
    levels = {**action["levels"], "removal": "Turn upside down", "collection": "Collect more"}
    axes = {**space["axes"], "action": {**action, "levels": levels}}
    (rule,) = changed_meanings(changed({"design_space": {**space, "axes": axes}}), STUDY)
    assert dotted(rule.path) == "design_space.axes.action.levels.removal"
    assert rule.message.startswith("the level removal of the axis action meant something else")
    assert rule.remedy.endswith("give it another key, here and in the bundle.")


def test_an_axis_of_one_scenario_is_held_against_the_same_axis_of_any_other() -> None:
    space = WRITTEN["design_space"]
    axes = {**space["axes"], "action": {**space["axes"]["action"], "title": "What to undo"}}
    scenarios = WRITTEN["scenarios"]
    own = {**scenarios["image"], "design_space": {**space, "axes": axes}}
    assert list(said(changed({"scenarios": {"new": own}}))) == [
        "scenarios.new.design_space.axes.action"
    ]
