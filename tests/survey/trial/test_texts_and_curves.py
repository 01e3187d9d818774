"""Trials of texts and of curves, on every page that shows an error or a training sample."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from attribution import queries
from attribution.data.display import Series, Text
from attribution.effects.trial import EffectsIndex, Trial
from attribution.settings import Setting
from survey.models import Participant, StudyVersion
from tests.survey.trial.test_other_design_spaces import StudyWalker, words_of
from tests.survey.trial.test_panel_pages import PageReader
from tests.survey.trial.texts_and_curves import LONG, load_study
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

REMOVAL = {"action": "removal", "metric": "loss", "number": "10"}
UPWEIGHTING = {**REMOVAL, "action": "upweighting"}
SCENARIOS = ("letters", "pulses")


@pytest.fixture
def version(world: World, study_folder: Path) -> StudyVersion:
    return load_study(study_folder)


def at_trial(client: Client, scenario: str) -> StudyWalker:
    walker = StudyWalker(client, "letters-and-pulses")
    walker.begin()
    walker.go_on_to(f"scenario.{scenario}.trial")
    return walker


def index_of(scenario: str) -> EffectsIndex:
    index = queries.explanations(queries.current_bundle(scenario).digest)
    assert isinstance(index, EffectsIndex)
    return index


def error_of(scenario: str) -> str:
    return Participant.objects.get().trial_of(scenario).error


def results_of(scenario: str, setting: dict[str, str]) -> Trial:
    return index_of(scenario).results(error_of(scenario), Setting(setting))


def texts_in(page: str) -> list[str]:
    """The markup of each text, the error's first."""
    return re.findall(r'<div class="text[^"]*" dir="auto"[^>]*>(.*?)</div>', page, re.DOTALL)


def charts_in(page: str) -> list[str]:
    """Each chart, the error's first."""
    return re.findall(r'<svg class="curve".*?</svg>', page, re.DOTALL)


def words(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))


def conforms(page: str) -> None:
    """Ids are unique, what is referred to is there, and nothing stands inline: the policy."""
    elements = PageReader(page).elements
    ids = [attributes["id"] for _tag, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in elements:
        assert tag != "style"
        assert not {"style", "onclick", "onload"} & attributes.keys(), (tag, attributes)
        if tag == "use" and "href" in attributes:  # Django's own pictures have another attribute
            assert attributes["href"].removeprefix("#") in ids
        if tag == "svg" and attributes.get("class") == "curve":
            assert attributes["role"] == "img"
            assert "lowest" in attributes["aria-label"]


def test_the_text_of_the_error_stands_beside_the_controls_as_it_was_written(
    version: StudyVersion, client: Client
) -> None:
    page = at_trial(client, "letters").read()
    display = index_of("letters").error(error_of("letters")).display
    assert isinstance(display, Text)
    assert [unescape(text) for text in texts_in(page)] == [display.text]
    assert "<mark>" not in page
    assert "Whole text" not in page
    conforms(page)


def test_training_samples_are_whole_texts_and_the_words_of_the_error_are_marked(
    version: StudyVersion, client: Client
) -> None:
    page = at_trial(client, "letters").applied(**REMOVAL)
    error, *samples = texts_in(page)
    shown = results_of("letters", REMOVAL).samples
    displays = [relevant.sample.display for relevant in shown]
    assert [words(sample) for sample in samples] == [
        display.text for display in displays if isinstance(display, Text)
    ]
    assert [rank for rank in map(str, range(1, len(shown) + 1)) if f"Sample {rank}<" in page] == [
        str(relevant.rank) for relevant in shown
    ]
    told = set(re.findall(r"\w+", words(error).casefold()))
    marked = {
        word.casefold() for sample in samples for word in re.findall(r"<mark>(.*?)</mark>", sample)
    }
    common = index_of("letters").common_words
    assert marked
    assert marked <= told
    assert {"the", "and", "yours", "number"} <= common  # in English, and in every letter
    assert not marked & common
    everything = {
        word for sample in samples for word in re.findall(r"\w\w+", words(sample).casefold())
    }
    assert marked == (told & everything) - common
    assert "words that the text of the error has as well" in words_of(page)
    conforms(page)


def test_a_sample_is_marked_alike_in_every_setting(version: StudyVersion, client: Client) -> None:
    walker = at_trial(client, "letters")
    by_words: dict[str, set[str]] = {}
    for setting in (REMOVAL, UPWEIGHTING, {**REMOVAL, "metric": "true_class_probability"}):
        for text in texts_in(walker.applied(**setting)):
            by_words.setdefault(words(text), set()).add(text)
    error = index_of("letters").error(error_of("letters")).display
    assert isinstance(error, Text)
    assert len(by_words) > 10
    assert all(len(looks) == 1 for text, looks in by_words.items() if text != error.text)


def test_the_curve_of_the_error_lies_beneath_each_sample_on_one_scale(
    version: StudyVersion, client: Client
) -> None:
    walker = at_trial(client, "pulses")
    before = walker.read()
    page = walker.applied(**REMOVAL)
    [error], [again, *samples] = charts_in(before), charts_in(page)
    assert error == again
    assert 'id="curve-of-error"' in error
    assert len(samples) == len(results_of("pulses", REMOVAL).samples)
    assert all('href="#curve-of-error"' in sample for sample in samples)
    axes = r'<text.*?</text>|<path class="(?:grid|axis)".*?/>'
    assert len({tuple(re.findall(axes, chart)) for chart in (error, *samples)}) == 1
    other = walker.applied(**UPWEIGHTING)
    assert re.findall(axes, charts_in(other)[-1]) == re.findall(axes, error)
    scale = "the same for every setting: (Voltage .*? from 0 to 2). Sample 1 "
    told = [re.findall(scale, words_of(shown)) for shown in (page, other)]
    assert told[0] == told[1]
    assert re.fullmatch(r"Voltage \(mV\) from \S+ to \S+, Time \(s\) from 0 to 2", told[0][0])
    for shown in (before, page, other):
        conforms(shown)


def test_a_curve_is_told_in_numbers_and_as_a_table(version: StudyVersion, client: Client) -> None:
    page = at_trial(client, "pulses").read()
    display = index_of("pulses").error(error_of("pulses")).display
    assert isinstance(display, Series)
    assert f"Voltage (mV) by Time (s), {len(display.values)} values from 0 to 2: first" in page
    table = page[page.index("Every value of the test example") :].partition("</table>")[0]
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", table)
    assert len(rows) == len(display.values)
    read = [float(value.replace("\N{MINUS SIGN}", "-")) for _time, value in rows]
    assert read == pytest.approx(display.values, rel=0.005, abs=1e-9)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_comparison_shows_each_sample_with_its_ranks(
    version: StudyVersion, client: Client, scenario: str
) -> None:
    walker = at_trial(client, scenario)
    walker.applied(**REMOVAL)
    walker.applied(**UPWEIGHTING)
    page = walker.client.get(walker.address(), {"shown": "2", "compare": "1"}).content.decode()
    conforms(page)
    listed = [
        {relevant.sample.id: relevant.rank for relevant in results_of(scenario, setting).samples}
        for setting in (UPWEIGHTING, REMOVAL)
    ]
    shown = (texts_in if scenario == "letters" else charts_in)(page)
    assert len(shown) - 1 == len(listed[0].keys() | listed[1].keys())
    both = listed[0].keys() & listed[1].keys()
    assert page.count('class="in-both"') == len(both)
    text = words_of(page)
    for sample in both:
        ranks = f"In setting 2 rank {listed[0][sample]} In setting 1 rank {listed[1][sample]} "
        assert ranks in text
    assert text.count("not shown") == len(shown) - 1 - len(both)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_was_submitted_is_seen_again_by_who_is_asked_of_it_and_who_replays_it(
    version: StudyVersion, client: Client, researcher: Client, scenario: str
) -> None:
    walker = at_trial(client, scenario)
    shown = walker.applied(**REMOVAL)
    walker.send({"submit": "1"})
    displays = texts_in if scenario == "letters" else charts_in
    asked = walker.read()
    assert walker.page == f"follow_up.{scenario}.the_error"
    address = f"/admin/survey/participant/{Participant.objects.get().pk}/replay/{scenario}/"
    replayed = researcher.get(address, {"shown": "1"}).content.decode()
    for page in (asked, replayed):
        assert displays(page) == displays(shown)
        conforms(page)


def test_a_letter_is_practised_on(version: StudyVersion, client: Client) -> None:
    walker = StudyWalker(client, "letters-and-pulses")
    walker.begin()
    walker.go_on_to("tutorial.practice")
    assert len(texts_in(walker.read())) == 1
    page = walker.client.get(walker.address(), REMOVAL).content.decode()
    assert len(texts_in(page)) == 11
    conforms(page)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_researchers_inspect_an_error_as_a_text_or_as_a_chart(
    version: StudyVersion, researcher: Client, scenario: str
) -> None:
    index = index_of(scenario)
    error = index.bundle.errors[0]
    digest = queries.current_bundle(scenario).digest
    address = f"/admin/attribution/storedbundle/{digest}/errors/{error.id}/"
    page = researcher.get(address).content.decode()
    if isinstance(error.display, Text):
        assert [unescape(text) for text in texts_in(page)] == [error.display.text]
    else:
        assert len(charts_in(page)) == 1
        assert "Voltage (mV) by Time (s), 40 values" in words_of(page)
    conforms(page)
    answer = researcher.get(f"/api/bundles/{digest}/").json()
    assert answer["modality"] == ("text" if scenario == "letters" else "series")


def test_long_texts_unfold(world: World, study_folder: Path, client: Client) -> None:
    load_study(study_folder, LONG)
    page = at_trial(client, "letters").applied(**REMOVAL)
    assert page.count("Whole text") == page.count('class="text folded"') == 11
    assert 'aria-label="The text of the test example"\n  tabindex="0"' in page
    assert len(words("".join(texts_in(page)))) > 11 * 5_000
    assert len(page) < 110_000


def test_long_curves_stay_light(world: World, study_folder: Path, client: Client) -> None:
    """Two points for each of some 230 pixels; all 2,000 values would take 22,000 bytes."""
    load_study(study_folder, LONG)
    walker = at_trial(client, "pulses")
    assert "The lowest and the highest value of the test example" in words_of(walker.read())
    charts = charts_in(walker.applied(**REMOVAL))
    assert len(charts) == 11
    assert all(len(chart) < 8_000 for chart in charts)
