"""Trials of studies with words and axes of their own, from the controls to the replay."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from attribution.actions import load_bundle
from attribution.queries import SHIPPED, known_bundle
from attribution.settings import Setting
from survey.design.options import written_options
from survey.design.reading import read_study
from survey.models import Choice, Exploration, Participant, State, StudyVersion, Trial
from survey.population import Population
from survey.simulation.choices import Choices
from survey.simulation.run import simulate
from survey.studies.load import open_study, store_version
from survey.trial.practice_page import practice_state
from tests.survey.conftest import opened
from tests.survey.walker import Walker
from tests.world import EFFECTS, LONG_AGO, NOON, STUDIES, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

GERMAN = """
extends: ../tda-needfinding/study.yaml
study: german
version: "1.0"
design_space:
  sentence: "{{ action }} von {{ number }}, gewählt nach {{ metric }}"
  axes:
    action:
      title: Eingriff
      help: Was mit den Beispielen geschieht
      levels:
        removal: {title: Entfernen, help: "sie fehlen beim Training", in_sentence: das Entfernen}
        upweighting: {title: Höher gewichten, help: "sie zählen mehr", in_sentence: das Gewichten}
        label_change: null
    metric:
      title: Maß
      levels:
        loss: {title: Verlust, in_sentence: dem Verlust}
        true_class_probability: null
        predicted_class_probability: null
    number:
      title: Anzahl
      levels: [2, 1]
      in_sentence: {one: "{} Beispiel", other: "{} Beispielen"}
      in_list: {one: "{} Bsp.", other: "{} Bspe."}
tutorial: {practice: null}
attribution_types: null
follow_up:
  - key: the_choice
    title: Your choice
    text: "Gewählt: {{ setting }}."
    questions:
      - key: reason
        type: short_text
        text: "Warum {{ setting.action }}, {{ setting.metric }}, {{ setting.number }}?"
        required: false
"""
MIXED = """
extends: ../tda-needfinding/study.yaml
study: mixed
version: "1.0"
tutorial: {practice: null}
attribution_types: null
scenarios:
  image: {levels: {number: [1, 10], action: [upweighting, removal]}}
  tabular:
    bundle: loan-explanations
    design_space:
      axes:
        amount: {title: Amount, ordered: true, levels: [3, 1]}
        explanation:
          title: Explanation
          levels:
            smallest_change: The smallest change
            contributions: {title: Contributions, in_sentence: what each value contributes}
    follow_up:
      - key: explained
        title: Your choice
        questions:
          - key: reason
            type: short_text
            text: "Why {{ setting.explanation }}, and {{ setting.amount }}, as {{ error }}?"
            required: false
"""


class StudyWalker(Walker):
    """Somebody in a study of another name, who applies what its trials offer."""

    def __init__(self, client: Client, study: str) -> None:
        super().__init__(client)
        self.study = f"/studies/{study}/"

    def applied(self, **setting: str) -> str:
        """The page after an Apply."""
        response = self.send({"apply": "yes", **setting})
        assert response.status_code == 302, words_of(response.content.decode())
        return self.client.get(response.headers["Location"]).content.decode()

    def answer(self, page: str) -> None:
        """Submit the first level of every axis in a trial, and nothing in a follow-up."""
        if page.endswith(".trial"):
            self.applied(**first_levels(page.split(".")[1]))
            self.send({"submit": "1"}, page)
        elif page.startswith("follow_up.tabular"):
            self.send({}, page)
        else:
            super().answer(page)


def first_levels(scenario: str) -> dict[str, str]:
    space = Participant.objects.get().definition.space_of(scenario)
    return {axis: levels[0] for axis, levels in space.levels.items()}


def words_of(page: str) -> str:
    """What a page says, as one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace(" .", ".")


def controls_of(page: str) -> dict[str, list[str]]:
    """The values of the controls of each axis, in the order they stand in."""
    fieldsets = re.findall(r'data-axis="(\w+)"(.*?)</fieldset>', page, flags=re.DOTALL)
    return {axis: re.findall(r'value="(\w+)"', options) for axis, options in fieldsets}


@pytest.fixture
def german(world: World, study_folder: Path, client: Client) -> StudyWalker:
    opened(world, study_folder, GERMAN)
    walker = StudyWalker(client, "german")
    walker.begin()
    walker.go_on_to(f"scenario.{Trial.objects.get(position=1).scenario}.trial")
    return walker


def test_the_controls_are_those_of_the_study_in_its_words(german: StudyWalker) -> None:
    page = german.read()
    controls = controls_of(page)
    assert list(controls) == ["action", "metric", "number"]
    assert set(controls["action"]) == {"removal", "upweighting"}
    assert (controls["metric"], controls["number"]) == (["loss"], ["2", "1"])
    said = words_of(page)
    for words in (
        "Eingriff",
        "Was mit den Beispielen geschieht",
        "Entfernen: sie fehlen beim Training",
        "Höher gewichten: sie zählen mehr",
        "Verlust",
        "Anzahl",
    ):
        assert words in said
    assert "Number of training samples" not in said
    assert german.send({"apply": "yes", "action": "label_change"}).status_code == 422


def test_results_lists_and_questions_say_a_setting_in_the_words_of_the_study(
    german: StudyWalker, researcher: Client
) -> None:
    scenario = german.page.split(".")[1]
    german.applied(action="upweighting", metric="loss", number="1")
    page = german.applied(action="removal", metric="loss", number="2")
    heading = re.search(r'<p class="setting">(.*?)</p>', page)
    assert heading is not None
    assert heading[1] == "Das Entfernen von 2 Beispielen, gewählt nach dem Verlust"
    said = words_of(page)
    assert "das Entfernen, dem Verlust, 2 Bspe." in said
    assert "das Gewichten, dem Verlust, 1 Bsp." in said
    compared = german.client.get(german.address() + "?shown=2&compare=1").content.decode()
    assert words_of(compared).count("das Gewichten, dem Verlust, 1 Bsp.") == 2
    sure = words_of(german.client.get(german.address() + "?confirm=1").content.decode())
    assert "Das Gewichten von 1 Beispiel, gewählt nach dem Verlust" in sure
    german.send({"submit": "1"})
    asked = words_of(german.read())
    assert "Gewählt: das Gewichten von 1 Beispiel, gewählt nach dem Verlust." in asked
    assert "Warum das Gewichten, dem Verlust, 1 Beispiel?" in asked
    person = Participant.objects.get()
    address = f"/admin/survey/participant/{person.pk}/replay/{scenario}/"
    replayed = words_of(researcher.get(address).content.decode())
    assert "Das Gewichten von 1 Beispiel, gewählt nach dem Verlust submitted" in replayed
    assert "Das Entfernen von 2 Beispielen, gewählt nach dem Verlust" in replayed
    assert "Entfernen: sie fehlen beim Training" in replayed


@pytest.fixture
def mixed(world: World, study_folder: Path) -> StudyVersion:
    """The founding study's clothing, and loans with two axes of their own."""
    world.open()
    load_bundle(EFFECTS / "loan-explanations", loaded_at=NOON)
    file = study_folder / "mixed" / "study.yaml"
    file.parent.mkdir()
    file.write_text(MIXED)
    study = read_study(file, bundles={"fashion", "loan-explanations"})
    version = store_version(study, loaded_at=NOON).version
    open_study(version.study, opens_at=LONG_AGO, quota=100, starts_a_minute=10_000)
    return version


def test_each_scenario_shows_and_stores_its_own_axes(mixed: StudyVersion, client: Client) -> None:
    walker = StudyWalker(client, "mixed")
    walker.begin()
    walker.go_on_to("scenario.tabular.trial")
    controls = controls_of(walker.read())
    assert list(controls) == ["amount", "explanation"]
    assert controls["amount"] == ["3", "1"]
    assert set(controls["explanation"]) == {"smallest_change", "contributions"}
    page = words_of(walker.applied(explanation="contributions", amount="1"))
    assert "Amount: 1, explanation: what each value contributes" in page
    assert "1, what each value contributes" in page
    error = Trial.objects.get(scenario="tabular").error
    for wrong in (
        {"explanation": "training_effects", "amount": "1"},
        {"explanation": "contributions", "amount": "5"},
        {"action": "removal", "metric": "loss", "number": "1"},
        {"explanation": "contributions"},
    ):
        assert walker.send({"apply": "yes", **wrong}).status_code == 422
    walker.send({"submit": "1"})
    assert "Why what each value contributes, and 1, as " in words_of(walker.read())
    assert Choice.objects.get(
        trial__error=error, trial__scenario="tabular"
    ).exploration.setting == {
        "explanation": "contributions",
        "amount": "1",
    }
    walker.finish()
    image = Exploration.objects.get(trial__scenario="image")
    assert image.setting == {"action": "upweighting", "metric": "loss", "number": "1"}


def test_practice_offers_levels_in_the_order_of_whichever_trial_has_the_axis(
    mixed: StudyVersion, study_folder: Path, client: Client
) -> None:
    practised = MIXED.replace("study: mixed", "study: practised").replace(
        "tutorial: {practice: null}",
        "randomisation: {scenario_order: as_written}\n"
        "tutorial:\n  practice:\n    bundle: loan-explanations\n    text: Try it.\n"
        "    design_space:\n      axes:\n"
        "        amount: {title: Amount, ordered: true, levels: [1, 3]}\n"
        "        explanation: {title: Why, levels: [contributions, smallest_change]}",
    )
    file = study_folder / "mixed" / "study.yaml"
    file.write_text(practised)
    version = store_version(
        read_study(file, bundles={"fashion", "loan-explanations"}), loaded_at=NOON
    ).version
    open_study(version.study, opens_at=LONG_AGO, quota=100, starts_a_minute=10_000)
    walker = StudyWalker(client, "practised")
    walker.begin()
    walker.go_on_to("tutorial.practice")
    trial = Trial.objects.get(scenario="tabular")
    assert trial.position == 2
    for order in (["smallest_change", "contributions"], ["contributions", "smallest_change"]):
        trial.options["explanation"] = order
        trial.save()
        assert controls_of(walker.read())["explanation"] == order
    page = walker.client.get(
        walker.address(), {"explanation": "contributions", "amount": "1"}
    ).content.decode()
    assert "Amount: 1, why: contributions" in words_of(page)
    assert page.count(" checked") == 2


def test_simulated_participants_choose_on_the_axes_of_each_scenario(mixed: StudyVersion) -> None:
    liked = Choices(
        {("tabular", "explanation"): {"contributions": 1.0}, ("image", "number"): {"10": 1.0}}
    )
    assert list(simulate(mixed, 2, seed=5, now=NOON, choices=liked)) == [1, 2]
    assert Participant.objects.filter(population=Population.SIMULATED).count() == 2
    for exploration in Exploration.objects.select_related("trial"):
        levels = mixed.survey.space_of(exploration.trial.scenario).levels
        assert exploration.setting.keys() == levels.keys()
        assert all(level in levels[axis] for axis, level in exploration.setting.items())
    chosen: list[tuple[str, dict[str, Any]]] = [
        (choice.trial.scenario, choice.exploration.setting) for choice in Choice.objects.all()
    ]
    assert len(chosen) == 4
    assert {s["explanation"] for name, s in chosen if name == "tabular"} == {"contributions"}
    assert {s["number"] for name, s in chosen if name == "image"} == {"10"}


def test_the_shipped_study_of_explanations_is_practised_and_walked_to_its_end(
    world: World,
) -> None:
    load_bundle(EFFECTS / "loan-explanations", loaded_at=NOON)
    file = STUDIES / "which-explanation-helps" / "study.yaml"
    version = store_version(
        read_study(file, bundles=SHIPPED, bundle_of=known_bundle), loaded_at=NOON
    ).version
    assert list(simulate(version, 1, seed=2, now=NOON)) == [1]
    person = Participant.objects.get()
    assert person.state == State.COMPLETED
    assert person.visits.get(page="tutorial.practice").submitted_at is not None
    state = practice_state(
        version.survey,
        Setting({"explanation": "contributions", "amount": "3"}),
        options=written_options(version.survey.practice_space),
    )
    assert state.kind == "panels"
    assert state.newest is not None
    assert state.newest.words == "contributions of the values with 3 entries"
    assert state.newest.results.blocks
