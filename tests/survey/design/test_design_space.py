"""The design space of a study: what it may declare, and the words for what is chosen."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from attribution.settings import RESERVED_AXES, Setting, settings_of
from survey.design.design_space import Axis, DesignSpace, Offer
from tests.survey.design.design_spaces import design_spaces
from tests.survey.design.study_files import Refusal, assert_refused, refused

SENTENCE = 'sentence: "{{ action }} of {{ number }}, chosen by the {{ metric }}"'
ONE_TO_TEN = "levels: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
NUMBER = f"title: Number of training samples\n      ordered: true\n      {ONE_TO_TEN}"


@refused(
    Refusal(
        f"      {ONE_TO_TEN}\n",
        "",
        "number:",
        "design_space.axes.number",
        "the key levels is missing. Add it;",
    ),
    Refusal(
        ONE_TO_TEN,
        "levels: []",
        "levels: []",
        "design_space.axes.number.levels",
        "this has 0 entries. Give at least 1.",
    ),
    Refusal(
        ONE_TO_TEN,
        "levels: {}",
        "levels: {}",
        "design_space.axes.number.levels",
        "this has 0 entries. Give at least 1.",
    ),
    Refusal(
        ONE_TO_TEN,
        f"levels: [{', '.join(map(str, range(51)))}]",
        "levels: [0, 1",
        "design_space.axes.number.levels",
        "this has 51 entries. Give at most 50.",
    ),
    Refusal(
        "levels: [1, 2, 3,",
        "levels: [1, 1, 3,",
        "levels: [1, 1",
        "design_space.axes.number.levels",
        "1 is named more than once. Keep one of them.",
    ),
    Refusal(
        "        label_change: {title: Label",
        "        removal: {title: Label",
        "removal: {title: Label",
        "design_space.axes.action.levels.removal",
        "this key is already on line",
    ),
    Refusal(
        "    metric:\n      title: Metric",
        "    action:\n      title: Metric",
        "action:",
        "design_space.axes.action",
        "this key is already on line",
    ),
    Refusal(
        "        loss: Loss",
        "        Loss: Loss",
        "Loss: Loss",
        "design_space.axes.metric.levels.Loss",
        "Loss does not fit here. Use lower-case letters, digits and underscores, up to 50.",
    ),
    Refusal(
        "        loss: Loss",
        "        loss: {help: low is good}",
        "loss:",
        "design_space.axes.metric.levels.loss",
        "the key title is missing.",
    ),
    Refusal(
        'in_list: {one: "{} sample", other: "{} samples"}',
        'in_list: {other: "{} samples"}',
        "in_list:",
        "design_space.axes.number.in_list",
        "the key one is missing.",
    ),
    Refusal(
        "      ordered: true",
        "      ordered: by_size",
        "ordered:",
        "design_space.axes.number.ordered",
        "by_size is neither true nor false.",
    ),
    Refusal(
        SENTENCE,
        'sentence: "{{ action }} of {{ number }}"',
        "design_space:",
        "design_space",
        "the sentence does not name the axis metric. Add {{ metric }}, or leave the sentence out.",
    ),
    Refusal(
        SENTENCE,
        SENTENCE[:-1] + ' in {{ colour }}"',
        "design_space:",
        "design_space",
        "the sentence names an axis colour that is not there. Use action, metric, number.",
    ),
    Refusal(
        f"    number:\n      {NUMBER}",
        f"    scenario:\n      {NUMBER}",
        "design_space:",
        "design_space",
        "scenario cannot be the key of an axis",
    ),
)
def test_what_cannot_be_a_design_space_is_refused_with_its_line(
    study_folder: Any, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def axis(**changed: Any) -> dict[str, Any]:
    return {"title": "Amount", "levels": ["little", "much"], **changed}


def space_of(axes: dict[str, Any], sentence: str | None = None) -> DesignSpace:
    return DesignSpace.model_validate({"sentence": sentence, "axes": axes})


@pytest.mark.parametrize("key", sorted({*RESERVED_AXES, "actions_offered"}))
def test_an_axis_has_no_key_that_an_export_or_an_address_uses(key: str) -> None:
    with pytest.raises(ValidationError, match=f"{key} cannot be the key of an axis"):
        space_of({key: axis()})


@pytest.mark.parametrize("axes", [0, 7])
def test_a_design_space_has_from_one_to_six_axes(axes: int) -> None:
    with pytest.raises(ValidationError, match="axes"):
        space_of({f"axis_{number}": axis() for number in range(axes)})


@pytest.mark.parametrize(
    "levels",
    [
        ["removal", "loss"],
        {"removal": "removal", "loss": "loss"},
        {"removal": {"title": "removal"}, "loss": {"title": "loss"}},
    ],
)
def test_levels_are_a_list_a_title_each_or_written_out(levels: Any) -> None:
    read = Axis.model_validate(axis(levels=levels))
    assert {key: level.title for key, level in read.levels.items()} == {
        "removal": "removal",
        "loss": "loss",
    }


def test_numbers_are_levels_in_the_order_written() -> None:
    assert space_of({"amount": axis(levels=[10, "1", 3])}).levels == {"amount": ("10", "1", "3")}


EXPLAINED = space_of(
    {
        "explanation": {
            "title": "Explanation",
            "levels": {
                "shap": {"title": "SHAP values", "short_title": "SHAP"},
                "similar": {"title": "Similar cases", "in_sentence": "cases like this one"},
                "rule": "A rule",
            },
        },
        "amount": {
            "title": "Amount",
            "ordered": True,
            "levels": [1, 2],
            "in_sentence": {"one": "{} part", "other": "{} parts"},
            "in_list": {"one": "{} p.", "other": "{} pp."},
        },
    },
    "{{ amount }} of {{explanation}}",
)


@pytest.mark.parametrize(
    ("explanation", "amount", "words", "short_words"),
    [
        # A title loses its capital, but not where it begins with an abbreviation.
        ("rule", "1", "1 part of a rule", "a rule, 1 p."),
        ("shap", "2", "2 parts of SHAP values", "SHAP values, 2 pp."),
        ("similar", "2", "2 parts of cases like this one", "cases like this one, 2 pp."),
    ],
)
def test_a_setting_is_said_in_the_words_of_the_study(
    explanation: str, amount: str, words: str, short_words: str
) -> None:
    setting = Setting({"explanation": explanation, "amount": amount})
    assert EXPLAINED.words(setting) == words
    assert EXPLAINED.short_words(setting) == short_words


def test_without_a_sentence_the_axes_are_named() -> None:
    space = space_of(
        {"explanation": axis(title="Explanation", levels={"rule": "A rule"}), "much": axis()}
    )
    setting = Setting({"explanation": "rule", "much": "little"})
    assert space.words(setting) == "explanation: a rule, amount: little"
    assert space.short_words(setting) == "a rule, little"


def test_a_level_has_a_short_title_for_tables_and_a_title_for_the_controls() -> None:
    explanation = EXPLAINED.axes["explanation"]
    assert [explanation.title_of(level) for level in explanation.levels] == [
        "SHAP values",
        "Similar cases",
        "A rule",
    ]
    assert [explanation.short_title_of(level) for level in explanation.levels] == [
        "SHAP",
        "Similar cases",
        "A rule",
    ]


def test_a_level_of_an_earlier_version_is_called_by_its_key() -> None:
    explanation = EXPLAINED.axes["explanation"]
    assert explanation.title_of("gone") == explanation.short_title_of("gone") == "gone"
    assert EXPLAINED.words(Setting({"explanation": "gone", "amount": "2"})) == "2 parts of gone"
    assert EXPLAINED.short_words(Setting({"old_axis": "gone", "amount": "1"})) == "gone, 1 p."


def test_numbers_without_words_are_said_as_they_are() -> None:
    space = space_of({"amount": axis(levels=[1, 20])})
    assert space.words(Setting({"amount": "20"})) == "amount: 20"


@given(space=design_spaces)
def test_every_setting_of_a_design_space_has_words_and_reads_back(space: DesignSpace) -> None:
    for setting in settings_of(space.levels):
        assert Setting.parse(dict(setting), space.levels) == setting
        assert space.words(setting).count(": ") >= len(space.axes)
        assert space.short_words(setting).count(", ") >= len(space.axes) - 1


def test_an_offer_takes_the_space_of_the_study_its_own_or_a_part_of_either() -> None:
    own = space_of({"colour": axis(levels=["red", "green", "blue"])})
    assert Offer().space(None) is None
    assert Offer().space(EXPLAINED) == EXPLAINED
    assert Offer(design_space=own).space(EXPLAINED) == own
    some = Offer(levels={"explanation": ("rule", "shap")}).space(EXPLAINED)
    assert some is not None
    assert some.levels == {"explanation": ("rule", "shap"), "amount": ("1", "2")}
    assert some.sentence == EXPLAINED.sentence
    assert some.axes["explanation"].title_of("shap") == "SHAP values"
    few = Offer(design_space=own, levels={"colour": ("blue",)}).space(EXPLAINED)
    assert few is not None
    assert few.levels == {"colour": ("blue",)}
