"""The trial: every Apply is kept as it happened, and the submitted setting is one of them."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.axes import Metric
from attribution.effects.trial import EffectsIndex
from core.digests import digest
from survey.design.definition import SurveyDefinition
from survey.design.reading import stored_definition
from survey.design.tool import Tool
from survey.models import Choice, Exploration
from survey.studies.load import store_version
from tests.effect_settings import effect_setting
from tests.survey.trial.first_trial import first_trial
from tests.survey.walker import Walker
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db

SAMPLES = r"Sample \d+</th>|<li>\s*<a class=\"picture\""


def with_lists_of(longest: int) -> EffectsIndex:
    """The bundle of this trial as if no more samples were relevant."""
    bundle = effects.explanations(first_trial().bundle).bundle
    rankings = tuple(
        replace(ranking, samples=ranking.samples[:longest], relevant=longest)
        for ranking in bundle.rankings
    )
    return EffectsIndex(replace(bundle, rankings=rankings))


def test_nothing_is_chosen_and_nothing_shown_before_the_first_apply(walker: Walker) -> None:
    page = walker.read()
    assert " checked" not in page
    assert "No setting has been applied yet" in page
    assert "Submit setting" not in page


def test_an_apply_shows_what_the_bundle_says(walker: Walker) -> None:
    shown = walker.client.get(walker.apply().headers["Location"]).content.decode()
    result = effects.explanations(first_trial().bundle).results(
        first_trial().error, effect_setting("removal", "loss", "3")
    )
    assert result.effect is not None
    assert f"{result.effect.change_of(Metric.LOSS).after:.3f}</span>" in shown
    assert len(re.findall(SAMPLES, shown)) == len(result.samples)


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("loss", "Loss"),
        ("true_class_probability", "Probability of the true class"),
        ("predicted_class_probability", "Probability of the predicted class"),
    ],
)
def test_headline_status_and_list_speak_of_the_metric_that_was_chosen(
    walker: Walker, metric: str, words: str
) -> None:
    shown = walker.client.get(walker.apply(metric=metric).headers["Location"]).content.decode()
    headline = re.search(r"<h3>On the error: ([^<(]+)", shown)
    assert headline is not None
    assert headline[1].strip() == words
    status = re.search(r"Setting 1: ([^<]+) from [^<]+ to [^<]+change ([^<]+)\.</span>", shown)
    assert status is not None
    assert status[1].startswith(words)
    assert f'<span class="change">{status[2]}</span>' in shown
    assert re.search(r'id="chosen-before">\s*<tr><th scope="row">' + words, shown)


def test_label_change_says_what_each_label_is_changed_to(walker: Walker) -> None:
    shown = walker.client.get(walker.apply(action="label_change").headers["Location"])
    setting = effect_setting("label_change", "loss", "3")
    explanations = effects.explanations(first_trial().bundle)
    bundle, result = explanations.bundle, explanations.results(first_trial().error, setting)
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", shown.content.decode()))
    for relevant in result.samples:
        sample = relevant.sample
        old, new = bundle.classes[sample.true_class], bundle.classes[sample.changed_class]
        assert f"{old} → changed to {new}" in text
    assert (
        "→"
        not in re.sub(
            r".*<h3>3 training",
            "",
            walker.client.get(walker.apply(action="removal").headers["Location"]).content.decode(),
            flags=re.DOTALL,
        ).partition('id="customise"')[0]
    )


def test_a_measure_that_the_study_does_not_offer_stands_nowhere(
    client: Client, world: World
) -> None:
    few = {"metric": ("loss", "true_class_probability")}
    walker = in_study(client, world, offering(world.founding.survey, few))
    shown = walker.client.get(walker.apply().headers["Location"]).content.decode()
    assert "robability of the true class" in shown
    assert "robability of the predicted class" not in shown


def test_the_papers_tool_shows_nothing_that_was_added(client: Client, world: World) -> None:
    plain = Tool(
        verdicts=False,
        chart=False,
        mean_loss=False,
        tried_settings=False,
        comparison=False,
        option_order="as_written",
        preset={"action": "removal", "metric": "loss", "number": "1"},
    )
    walker = in_study(client, world, world.founding.survey.model_copy(update={"tool": plain}))
    before = walker.read()
    assert re.findall(r'value="([^"]+)"[^>]* checked', before) == ["removal", "loss", "1"]
    walker.apply(number="3")
    shown = walker.client.get(walker.apply(number="4").headers["Location"]).content.decode()
    assert not re.search("better|worse|no clear change|<svg|Mean loss|have tried|Compare", shown)
    assert "Submit setting 2" in shown


def offering(study: SurveyDefinition, levels: Mapping[str, tuple[str, ...]]) -> SurveyDefinition:
    """The study with these levels alone of some axes, in every scenario."""
    scenarios = {
        name: scenario.model_copy(update={"levels": levels})
        for name, scenario in study.scenarios.items()
    }
    return study.model_copy(update={"scenarios": scenarios})


def in_study(client: Client, world: World, definition: SurveyDefinition) -> Walker:
    """Somebody at the first trial of another version of the study."""
    content = definition.model_copy(update={"version": "9.0"}).model_dump_json()
    file = replace(
        founding_study(),
        definition=stored_definition(content),
        content=content,
        digest=digest(content.encode()),
    )
    store_version(file, loaded_at=NOON.replace(year=2028))
    world.open()
    walker = Walker(client)
    walker.begin()
    walker.go_on_to(f"scenario.{first_trial().scenario}.brief")
    walker.send()
    return walker


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "magic"},
        {"metric": "accuracy"},
        {"number": "0"},
        {"number": "11"},
        {"number": "3.0"},
        {"number": ""},
        {"action": ""},
        {"metric": "\x00"},
        {"number": "x" * 9999},
    ],
)
def test_a_setting_outside_the_design_is_refused_in_a_page(
    walker: Walker, wrong: dict[str, str]
) -> None:
    response = walker.apply(**wrong)
    assert response.status_code == 422
    assert "Please check these answers" in response.content.decode()
    assert not Exploration.objects.exists()


def test_a_refused_apply_keeps_the_results_already_there(walker: Walker) -> None:
    walker.apply()
    assert "Setting 1:" in walker.apply(number="").content.decode()


def test_a_setting_that_this_study_does_not_offer_is_refused(client: Client, world: World) -> None:
    few = {"number": ("1", "2")}
    walker = in_study(client, world, offering(world.founding.survey, few))
    assert walker.apply(number="3").status_code == 422
    assert walker.apply(number="2").status_code == 302


def test_submitting_asks_first_and_names_the_setting(walker: Walker) -> None:
    walker.apply()
    page = walker.client.get(walker.address() + "?confirm=1").content.decode()
    assert "Submit this setting?" in page
    assert "Removal of 3 training samples, chosen by the loss" in page
    assert not Choice.objects.exists()


def test_a_setting_applied_again_is_said_to_be_the_same(walker: Walker) -> None:
    walker.apply(number="3")
    walker.apply(number="1")
    page = walker.client.get(walker.apply(number="3").headers["Location"]).content.decode()
    assert page.count("(as 1)") == 1


@pytest.mark.parametrize("query", ["?shown=9", "?shown=x", "?compare=x", "?confirm=7", "?shown="])
def test_an_address_of_a_setting_never_tried_shows_the_newest(walker: Walker, query: str) -> None:
    walker.apply()
    response = walker.client.get(walker.address() + query)
    assert response.status_code == 200
    assert ": setting 1</span>" in response.content.decode()


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        (
            2,
            (
                "Only 2 training samples help by the metric you chose and pass a test over 10 "
                "trainings, so fewer are shown than you asked for."
            ),
        ),
        (1, "Only 1 training sample helps by the metric you chose and passes a test over 10 "),
        (0, "No training sample helps by the metric you chose and passes a test over 10 trainings"),
    ],
)
def test_fewer_samples_than_asked_for_are_said_to_be_fewer(
    walker: Walker, monkeypatch: pytest.MonkeyPatch, longest: int, said: str
) -> None:
    shorter = with_lists_of(longest)
    monkeypatch.setattr(effects, "_index", lambda _digest: shorter)
    shown = walker.client.get(walker.apply(number="5").headers["Location"]).content.decode()
    assert said in shown
    assert len(re.findall(SAMPLES, shown)) == longest
    walker.send({"submit": "1"})
    assert Choice.objects.get().exploration.setting["number"] == "5"
