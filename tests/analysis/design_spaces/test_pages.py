"""In the browser: from an empty design space to the study file of a survey, without scripts."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.models import DesignSpaceTrace, TraceCitation, TraceQuote
from survey.members.roles import Role
from tests.analysis.coding_world import account, browser
from tests.analysis.design_spaces.space_world import SpaceWorld

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def world() -> SpaceWorld:
    return SpaceWorld()


@pytest.fixture
def rita(world: SpaceWorld) -> Client:
    return browser(account("rita", Role.RESEARCHER))


def address(name: str, *key: object) -> str:
    return reverse(f"admin:analysis_{name}", args=key)


def shown(client: Client, world: SpaceWorld) -> str:
    return client.get(address("designspacetrace_change", world.trace.pk)).content.decode()


def test_a_design_space_is_built_up_and_cites_its_codes(world: SpaceWorld, rita: Client) -> None:
    rita.post(address("designspacetrace_add"), {"title": "Drawn", "codebook": world.codebook.pk})
    trace = DesignSpaceTrace.objects.get(title="Drawn")
    rita.post(address("trace_new_axis", trace.pk), {"key": "action", "title": "Action"})
    axis = trace.axes.get()
    response = rita.post(
        address("trace_new_level", trace.pk, axis.pk), {"key": "removal", "title": "Remove"}
    )
    level = axis.levels.get()
    codes = address("trace_codes", trace.pk, level.pk)
    assert response["Location"] == codes
    assert "Wrong labels" in rita.get(codes).content.decode()
    labels, quote = world.guid("labels"), world.passage("Labels, again.").guid
    rita.post(codes, {"do": "cite", "code": labels})
    assert "Labels, again." in rita.get(codes).content.decode()
    sent = {"do": "cite", "code": labels, f"sentence-{labels}": "Out.", f"quote-{labels}": quote}
    rita.post(codes, sent)
    assert TraceCitation.objects.get().sentence == "Out."
    assert TraceQuote.objects.get().coding.guid == quote
    page = rita.get(address("designspacetrace_change", trace.pk)).content.decode()
    assert "<b>#1</b>" in page
    assert "Every level cites a code." in page


def test_the_page_tells_what_a_study_file_would_refuse(world: SpaceWorld, rita: Client) -> None:
    assert "There are no axes yet. Add one." in shown(rita, world)
    assert world.remove
    page = shown(rita, world)
    assert "has 1 level, so nothing can be chosen on it" in page
    assert address("trace_survey", world.trace.pk) not in page
    refused = rita.get(address("trace_survey", world.trace.pk), follow=True).content.decode()
    assert "Give it two levels or more." in refused


def test_a_survey_is_begun_from_the_page(world: SpaceWorld, rita: Client) -> None:
    assert world.remove
    assert world.relabel
    assert address("trace_survey", world.trace.pk) in shown(rita, world)
    archive = ZipFile(BytesIO(rita.get(address("trace_survey", world.trace.pk)).content))
    assert archive.namelist() == [
        "small-interviews-survey/study.yaml",
        "small-interviews-survey/trace.json",
    ]


def test_a_form_that_does_not_fit_says_why_and_keeps_what_was_typed(
    world: SpaceWorld, rita: Client
) -> None:
    assert world.axis
    sent = {"key": "action", "title": "Typed already"}
    page = rita.post(address("trace_new_axis", world.trace.pk), sent).content.decode()
    assert "There is an axis action already. Choose another key." in page
    assert "Typed already" in page


def test_axes_and_levels_are_renamed_moved_and_deleted(world: SpaceWorld, rita: Client) -> None:
    assert world.remove
    level = address("trace_level", world.trace.pk, world.relabel.pk)
    rita.post(level, {"do": "up"})
    assert [one.key for one in world.axis.levels.all()] == ["label_change", "removal"]
    rita.post(level, {"key": "label_change", "title": "Mend the label"})
    assert "Mend the label" in shown(rita, world)
    rita.post(level, {"do": "delete"})
    assert [one.key for one in world.axis.levels.all()] == ["removal"]
    rita.post(address("trace_axis", world.trace.pk, world.axis.pk), {"do": "delete"})
    assert world.trace.axes.count() == 0
    rita.post(address("trace_title", world.trace.pk), {"do": "delete"})
    assert not DesignSpaceTrace.objects.exists()


def test_a_level_of_another_design_space_is_not_there(world: SpaceWorld, rita: Client) -> None:
    sent = {"title": "Other", "codebook": world.codebook.pk}
    rita.post(address("designspacetrace_add"), sent)
    other = DesignSpaceTrace.objects.get(title="Other")
    assert rita.post(address("trace_level", other.pk, world.remove.pk)).status_code == 404
    assert rita.post(address("trace_axis", other.pk, world.axis.pk)).status_code == 404


def test_exports_hold_numbers_and_no_words_of_people(world: SpaceWorld, rita: Client) -> None:
    quote = world.passage("Labels, again.").guid
    cite(world.remove, {world.guid("labels"): Cited("Out.", (quote,))})
    table = rita.get(address("trace_csv", world.trace.pk)).content.decode()
    assert table.splitlines()[1] == "action,removal,Remove,1,labels,Wrong labels,P3 P11,Out."
    text = rita.get(address("trace_json", world.trace.pk)).content.decode()
    assert json.loads(text)["axes"][0]["levels"][0]["citations"] == [
        {"number": 1, "sentence": "Out."}
    ]
    assert "Labels, again." not in table + text
    figure = rita.get(address("trace_figure", world.trace.pk))
    assert figure["Content-Type"] == "image/svg+xml"


def test_simulated_participants_are_counted_where_they_are_asked_for(
    world: SpaceWorld, rita: Client
) -> None:
    home = address("designspacetrace_change", world.trace.pk)
    assert "P3, P11" in rita.get(home).content.decode()
    assert "P3, P11" not in rita.get(home, {"of": "simulated"}).content.decode()
    assert rita.get(home, {"of": "everybody"}).status_code == 404


def test_coders_see_no_design_space(world: SpaceWorld) -> None:
    cara = browser(account("cara", Role.CODER))
    for name in ("designspacetrace_change", "trace_new_axis", "trace_csv", "trace_survey"):
        assert cara.get(address(name, world.trace.pk)).status_code == 403
