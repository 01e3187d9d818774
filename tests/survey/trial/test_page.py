"""The trial: every Apply is kept as it happened, and the submitted setting is one of them."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.axes import Action, Metric, Setting
from attribution.effects.trial import TrialIndex
from attribution.models import StoredBundle
from core.digests import digest
from survey.design.definition import StudyDefinition
from survey.design.reading import stored_definition
from survey.design.tool import Preset, Tool
from survey.models import Choice, Exploration, Participant, Trial
from survey.studies.load import store_version
from tests.survey.walker import SETTING, Walker
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db

SAMPLES = r"Sample \d+</th>|<li>\s*<a class=\"picture\""


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    walker.go_on_to(page_of(trial()))
    return walker


@pytest.fixture
def nothing_in_memory() -> Iterator[None]:
    """Bundles are read from the database again, as another process would."""
    effects._index.cache_clear()
    yield
    effects._index.cache_clear()


def trial() -> Trial:
    return Participant.objects.get().trials.get(position=1)


def page_of(found: Trial) -> str:
    return f"scenario.{found.scenario}.trial"


def with_lists_of(longest: int) -> TrialIndex:
    """The bundle of this trial as if no more samples were relevant."""
    bundle = effects.bundle(trial().bundle)
    rankings = tuple(
        replace(each, samples=each.samples[:longest], relevant=longest) for each in bundle.rankings
    )
    return TrialIndex(replace(bundle, rankings=rankings))


def test_nothing_is_chosen_and_nothing_shown_before_the_first_apply(walker: Walker) -> None:
    page = walker.read()
    assert " checked" not in page
    assert "No setting has been applied yet" in page
    assert "Submit setting" not in page


def test_every_apply_is_kept_in_order_with_its_time_and_the_bundle(walker: Walker) -> None:
    for number in ("3", "1", "3"):
        assert walker.apply(number=number).status_code == 302
    tried = list(trial().explorations.all())
    assert [(each.position, each.number) for each in tried] == [(1, 3), (2, 1), (3, 3)]
    assert [each.applied_at for each in tried] == sorted(each.applied_at for each in tried)
    assert trial().bundle == StoredBundle.objects.get(digest=trial().bundle).digest


def test_an_apply_shows_what_the_bundle_says(walker: Walker) -> None:
    shown = walker.client.get(walker.apply().headers["Location"]).content.decode()
    result = effects.trial(trial().bundle, trial().error, Setting.parse("removal", "loss", "3"))
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
    setting = Setting.parse("label_change", "loss", "3")
    bundle, result = (
        effects.bundle(trial().bundle),
        effects.trial(trial().bundle, trial().error, setting),
    )
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
    study = world.founding.definition
    assert study.settings is not None
    few = study.settings.model_copy(
        update={"metrics": (Metric.LOSS, Metric.TRUE_CLASS_PROBABILITY)}
    )
    walker = in_study(client, world, study.model_copy(update={"settings": few}))
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
        preset=Preset(action=Action.REMOVAL, metric=Metric.LOSS, number=1),
    )
    walker = in_study(client, world, world.founding.definition.model_copy(update={"tool": plain}))
    before = walker.read()
    assert re.findall(r'value="([^"]+)"[^>]* checked', before) == ["removal", "loss", "1"]
    walker.apply(number="3")
    shown = walker.client.get(walker.apply(number="4").headers["Location"]).content.decode()
    assert not re.search("better|worse|no clear change|<svg|Mean loss|have tried|Compare", shown)
    assert "Submit setting 2" in shown


def in_study(client: Client, world: World, definition: StudyDefinition) -> Walker:
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
    walker.go_on_to(f"scenario.{trial().scenario}.brief")
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
    study = world.founding.definition
    assert study.settings is not None
    few = study.settings.model_copy(update={"numbers": (1, 2)})
    walker = in_study(client, world, study.model_copy(update={"settings": few}))
    assert walker.apply(number="3").status_code == 422
    assert walker.apply(number="2").status_code == 302


@pytest.mark.parametrize("position", ["1", "0", "-1", "x", "99999999999", "\x00", ""])
def test_nothing_is_submitted_that_was_not_tried(walker: Walker, position: str) -> None:
    response = walker.send({"submit": position})
    assert response.status_code == 302
    assert "press Apply before you submit" in walker.read()
    assert not Choice.objects.exists()


def test_submitting_asks_first_and_names_the_setting(walker: Walker) -> None:
    walker.apply()
    page = walker.client.get(walker.address() + "?confirm=1").content.decode()
    assert "Submit this setting?" in page
    assert "Removal of 3 training samples, chosen by the loss" in page
    assert not Choice.objects.exists()


def test_any_setting_tried_can_be_submitted_and_stands(walker: Walker) -> None:
    walker.apply(number="3")
    walker.apply(number="5")
    page = walker.page
    walker.send({"submit": "1"})
    walker.send({"submit": "2"}, page)
    walker.send({**SETTING, "apply": "yes"}, page)
    assert Choice.objects.get().exploration.number == 3
    assert Exploration.objects.count() == 2
    assert walker.page == f"follow_up.{trial().scenario}.the_error"


def test_settings_tried_stay_listed_and_any_two_can_be_compared(walker: Walker) -> None:
    for number in ("1", "2", "3"):
        walker.apply(number=number)
    page = walker.client.get(walker.address() + "?shown=3&compare=1").content.decode()
    assert page.count("removal, loss, 1 sample") == 2  # in the list, and in the comparison
    assert "Setting 3 beside setting 1." in page
    assert 'href="?shown=3&amp;compare=2#results"' in page
    changes = [
        effects.trial(trial().bundle, trial().error, Setting.parse("removal", "loss", number))
        for number in ("3", "1")
    ]
    assert all(change.effect for change in changes)
    shown, compared = (
        change.effect.change_of(Metric.LOSS).after for change in changes if change.effect
    )
    assert f"<td>{compared - shown:+.3f}</td>".replace("-", "−") in page
    both = {sample.sample.id for sample in changes[1].samples}
    assert page.count('class="in-both"') == len(both)


def test_a_setting_applied_again_is_said_to_be_the_same(walker: Walker) -> None:
    walker.apply(number="3")
    walker.apply(number="1")
    page = walker.client.get(walker.apply(number="3").headers["Location"]).content.decode()
    assert page.count("(as 1)") == 1


@pytest.mark.parametrize("query", ["?shown=9", "?shown=x", "?compare=%00", "?confirm=7", "?shown="])
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
    assert Choice.objects.get().exploration.number == 5


def test_a_new_bundle_changes_nothing_for_somebody_in_a_trial(
    walker: Walker, nothing_in_memory: None, world: World
) -> None:
    before = walker.client.get(walker.apply().headers["Location"]).content.decode()
    old = StoredBundle.objects.get(digest=trial().bundle)
    StoredBundle.objects.create(
        scenario=old.scenario,
        digest="9" * 64,
        manifest=old.manifest,
        content=old.content.replace('"loss"', '"loss" '),
        loaded_at=NOON.replace(year=2028),
    )
    effects._index.cache_clear()
    after = walker.client.get(walker.address() + "?shown=1").content.decode()
    assert results(after) == results(before)
    assert trial().bundle == old.digest
    scenario = trial().scenario
    assert world.join("bo").trials.get(scenario=scenario).bundle == "9" * 64


def results(page: str) -> str:
    return page[page.index('id="results"') : page.index("</section>", page.index('id="results"'))]


def test_effects_that_are_gone_are_a_page_to_come_back_to_and_nothing_is_lost(
    walker: Walker, nothing_in_memory: None, caplog: pytest.LogCaptureFixture
) -> None:
    walker.apply()
    kept = StoredBundle.objects.filter(digest=trial().bundle).values().get()
    StoredBundle.objects.filter(digest=trial().bundle).delete()
    effects._index.cache_clear()
    for response in (walker.client.get(walker.address()), walker.apply()):
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "Please come back later" in response.content.decode()
    assert Exploration.objects.count() == 1
    said = {each.getMessage() for each in caplog.records}
    assert len(said) == 1
    assert f"No effects bundle has the digest {trial().bundle}." in said.pop()
    StoredBundle.objects.create(**kept)
    assert "Setting 1" in walker.read()


def test_a_setting_that_was_seen_can_be_submitted_while_its_effects_are_gone(
    walker: Walker, nothing_in_memory: None
) -> None:
    walker.apply()
    StoredBundle.objects.all().delete()
    effects._index.cache_clear()
    walker.send({"submit": "1"})
    assert Choice.objects.count() == 1
