"""Every number that a trial can show, against the bundle it comes from."""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, Change, GroupEffect
from attribution.effects.bundle_reader import bundle_of_files
from attribution.effects.readings import Results, difference, results_of, verdict
from attribution.effects.trial import EffectsIndex
from attribution.scales import SHARE
from attribution.settings import Setting
from survey.design.options import written_options
from survey.design.tool import Tool
from survey.models import Trial
from survey.templatetags.survey import measures
from survey.trial.state import TrialState, Tried
from tests.effect_settings import effect_setting
from tests.world import founding_study

EFFECTS = Path("fixtures/effects")
EVERYTHING = founding_study().survey.space_of("image")
NUMBER = re.compile(r"[+−]?\d+\.\d+")
LABELS = {
    "loss": "Loss",
    "true_class_probability": "Probability of the true class",
    "predicted_class_probability": "Probability of the predicted class",
    "mean_loss": "Mean loss over the test examples",
}


def shipped(name: str) -> Bundle:
    folder = EFFECTS / name
    content, manifest = (folder / file for file in ("bundle.json", "manifest.json"))
    return bundle_of_files(content.read_text(), manifest.read_text())


def page_text(bundle: Bundle, error: str, setting: Setting, tool: Tool) -> str:
    """What the results of a setting say, as one line of text."""
    explanations = EffectsIndex(bundle)
    results = explanations.results(error, setting)
    tried = Tried(1, setting, EVERYTHING, results, 1)
    trial = Trial(error=error, options=written_options(EVERYTHING))
    state = TrialState(trial, explanations, EVERYTHING, (tried,), tool)
    context = {
        "state": state,
        "effect": results.effect,
        "measures": measures(tried, state),
    }
    text = re.sub(r"<[^>]+>", " ", render_to_string("trial/effects/_effect.html", context))
    return re.sub(r"\s+", " ", unescape(text).replace("\N{NO-BREAK SPACE}", " "))


def numbers_in(text: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in NUMBER.findall(text)]


def after(text: str, words: str) -> str:
    """The text that follows some words, up to the next measure."""
    rest = text.partition(words)[2]
    assert rest, f"{words} is not on the page"
    return rest


def check_change(
    text: str, change: dict[str, float], factor: int, decimals: int, good: int
) -> None:
    """Before, after, change and spread are the bundle's; the verdict follows from the digits."""
    expected = (change["before"], change["after"], change["change"], change["standard_deviation"])
    shown = numbers_in(text)[:4]
    half_a_digit = 0.5 * 10**-decimals + 1e-9
    assert [abs(a - b * factor) <= half_a_digit for a, b in zip(shown, expected, strict=True)] == (
        [True] * 4
    ), (text, expected)
    size, spread = shown[2], shown[3]
    word = re.match(r"[^a-z]*(?:points )?(better|worse|no clear change)?", text[_end(text) :])
    assert word is not None
    if size == 0:
        assert word[1] is None
    elif abs(size) <= spread:
        assert word[1] == "no clear change"
    else:
        assert word[1] == ("better" if size * good > 0 else "worse")


def _end(text: str) -> int:
    """Where the fourth number ends, which is the spread of the change."""
    return [number.end() for number in NUMBER.finditer(text)][3]


def settings(bundle: Bundle) -> Iterator[Setting]:
    for action, metric, number in product(bundle.actions, Metric, bundle.numbers):
        yield effect_setting(action, metric, number)


@pytest.mark.parametrize("name", ["birds", "fashion", "loan"])
def test_every_number_on_the_page_is_the_bundles(name: str) -> None:
    bundle, raw = shipped(name), json.loads((EFFECTS / name / "bundle.json").read_text())
    groups = {(g["error"], g["action"], g["metric"], g["number"]): g for g in raw["group_effects"]}
    listed = {(r["error"], r["action"], r["metric"]): len(r["samples"]) for r in raw["rankings"]}
    classes = {known["id"]: known for known in raw["errors"]}
    for error, setting in product(classes, settings(bundle)):
        action, metric = setting["action"], setting["metric"]
        number = min(int(setting["number"]), listed[error, action, metric])
        group = groups[error, action, metric, number]
        text = page_text(bundle, error, setting, Tool())
        _check_page(text, group, classes[error], raw)


def _check_page(text: str, group: dict[str, Any], error: dict[str, Any], raw: Any) -> None:
    chosen = group["metric"]
    assert text.strip().startswith(f"On the error: {LABELS[chosen]}")
    for metric, label in LABELS.items():
        is_loss = "loss" in metric
        good = 1 if metric == "true_class_probability" else -1
        named = label
        if metric in ("true_class_probability", "predicted_class_probability"):
            class_key = "true_class" if metric.startswith("true") else "predicted_class"
            named = f"{label} ({raw['classes'][error[class_key]]})"
        assert text.count(named) == 1
        check_change(after(text, named), group[metric], *((1, 3) if is_loss else (100, 1)), good)
    check_change(after(text, "Test accuracy:"), group["test_accuracy"], 100, 1, 1)
    others = re.search(
        r"Of the (\d+) other test examples, (\S+) become right and (\S+) become", text
    )
    assert others is not None
    assert int(others[1]) == raw["base_model"]["test_samples"] - 1
    assert abs(float(others[2]) - group["errors_fixed"]) <= 0.05 + 1e-9
    assert abs(float(others[3]) - group["errors_made"]) <= 0.05 + 1e-9
    # Nothing else is a number: four for each measure, two for the other examples.
    assert len(numbers_in(text)) == 4 * 5 + 2


@pytest.fixture(scope="module")
def loan() -> Bundle:
    return shipped("loan")


def first(bundle: Bundle) -> tuple[str, Setting]:
    return bundle.errors[0].id, effect_setting(Action.REMOVAL, Metric.LOSS, 3)


def all_of(effect: GroupEffect, bundle: Bundle, offered: list[str]) -> Results:
    return results_of(effect, bundle=bundle, offered=offered, verdicts=True, with_mean_loss=True)


def test_what_a_study_does_not_offer_stands_nowhere(loan: Bundle) -> None:
    effect = EffectsIndex(loan).results(*first(loan)).effect
    assert effect is not None
    results = all_of(effect, loan, ["loss"])
    assert [measure.label for measure in results.others] == ["Mean loss over the test examples"]
    probability = effect_setting(Action.REMOVAL, Metric.TRUE_CLASS_PROBABILITY, 3)
    effect = EffectsIndex(loan).results(loan.errors[0].id, probability).effect
    assert effect is not None
    results = all_of(effect, loan, ["true_class_probability"])
    assert results.others == ()


def test_what_was_added_to_the_papers_tool_can_be_switched_off(loan: Bundle) -> None:
    plain = Tool(verdicts=False, chart=False, mean_loss=False)
    text = page_text(loan, *first(loan), plain)
    assert not re.search(r"better|worse|no clear change|Mean loss", text)
    assert len(numbers_in(text)) == 4 * 4 + 2


def test_the_spread_of_one_training_carries_no_verdict(loan: Bundle) -> None:
    raw = json.loads((EFFECTS / "loan" / "bundle.json").read_text())
    raw["ensemble"] |= {"seeds": [0], "observations": "checkpoints"}
    manifest = (EFFECTS / "loan" / "manifest.json").read_text()
    once = bundle_of_files(json.dumps(raw), manifest)
    assert not re.search("better|worse|no clear change", page_text(once, *first(once), Tool()))


@pytest.mark.parametrize(
    ("change", "spread", "good", "word"),
    [
        (0.0011, 0.0010, 1, "no clear change"),  # both are shown as 0.1
        (0.0021, 0.0010, 1, "better"),
        (-0.0021, 0.0010, 1, "worse"),
        (-0.0021, 0.0010, -1, "better"),
        (0.0004, 0.0, 1, ""),  # is shown as 0.0
        (-3.7e-17, 0.0036, 1, ""),  # the accuracy that was called worse once
    ],
)
def test_a_verdict_follows_from_the_digits_that_are_shown(
    change: float, spread: float, good: int, word: str
) -> None:
    assert verdict(Change(0.5, 0.5 + change, change, spread), good, SHARE) == word


def test_a_difference_is_the_second_setting_minus_the_first() -> None:
    first_change, second_change = Change(0.2, 0.5, 0.3, 0.0), Change(0.2, 0.4, 0.2, 0.0)
    assert difference(first_change, second_change, SHARE) == "−10.0\N{NO-BREAK SPACE}points"
