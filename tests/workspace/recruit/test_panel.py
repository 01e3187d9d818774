"""What to enter at Prolific is what the study file says."""

import pytest
from django.test import Client
from django.utils import timezone

from survey.design.panel import Panel
from survey.models import EnrolmentWindow, StudyVersion
from tests.world import World, joined
from workspace.recruit.prolific import code_in, completion_paths, entries, study_link

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

PROLIFIC = "https://app.prolific.com/submissions/complete?cc="


def text_of(client: Client, slug: str) -> str:
    response = client.get(f"/admin/studies/{slug}/recruit/panel/")
    return " ".join(response.content.decode().split())


# Prolific's help centre, "Integrating Prolific with your study": URL parameters are written
# {{%PROLIFIC_PID%}}, {{%STUDY_ID%}} and {{%SESSION_ID%}}, and completion codes return as cc=.
def test_the_link_has_prolifics_parameters() -> None:
    assert study_link("https://study.example.org/studies/by-panel/") == (
        "https://study.example.org/studies/by-panel/?PROLIFIC_PID={{%PROLIFIC_PID%}}"
        "&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}"
    )


def test_every_field_is_the_study_files(panel_study: StudyVersion) -> None:
    study = panel_study.survey
    fields = {entry.field: entry.value for entry in entries(study, "https://x/", places=7)}
    assert fields["Title"] == study.title
    paragraphs = fields["Description"].split("\n\n")
    assert "\n" not in "".join(paragraphs)
    assert " ".join(paragraphs[:-1]).split() == study.summary.split()
    assert study.compensation.offer
    assert paragraphs[-1] == study.compensation.offer
    assert fields["Places"] == "7"
    assert fields["Estimated completion time, in minutes"] == str(study.duration_minutes)


def test_each_ending_has_its_code_or_the_one_that_stands_in_for_it() -> None:
    panel = Panel(
        completion=f"{PROLIFIC}DONE1234",
        screened_out=f"{PROLIFIC}NOT56789",
        stopped=f"{PROLIFIC}STOPPED1",
    )
    paths = {path.key: path for path in completion_paths(panel)}
    assert {key: path.code for key, path in paths.items()} == {
        "completion": "DONE1234",
        "screened_out": "NOT56789",
        "declined": "NOT56789",
        "stopped": "STOPPED1",
        "full": "NOT56789",
        "already": "NOT56789",
    }
    assert paths["already"].instead == "Cannot take part"
    assert paths["stopped"].instead == paths["completion"].instead == ""


def test_an_ending_without_an_address_has_none() -> None:
    paths = list(completion_paths(Panel(completion=f"{PROLIFIC}DONE1234")))
    assert [path.address for path in paths] == [f"{PROLIFIC}DONE1234"] + [None] * 5


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (None, ""),
        ("https://panel.example/done", ""),
        ("https://panel.example/?a=1&cc=ABC", "ABC"),
    ],
)
def test_the_code_is_the_one_in_the_address(address: str | None, code: str) -> None:
    assert code_in(address) == code


def test_the_page_says_all_of_it(researcher: Client, panel_study: StudyVersion) -> None:
    EnrolmentWindow.objects.filter(study=panel_study.study).update(quota=31)
    joined(panel_study, "ada", now=timezone.now())
    page = text_of(researcher, "by-panel")
    assert (
        "http://testserver/studies/by-panel/?PROLIFIC_PID={{%PROLIFIC_PID%}}&amp;STUDY_ID" in page
    )
    assert '<span class="value" data-copy>30</span>' in page
    assert "https://panel.example/out?code=OUT" in page
    assert "that of “Did not consent”" in page
    until = panel_study.survey.retention.contacts_until
    assert f"{until:%-d %B %Y}" in page


def test_a_study_without_a_panel_shows_what_its_file_needs(recruiter: Client, world: World) -> None:
    page = text_of(recruiter, "tda-needfinding")
    assert "This study names no panel" in page
    assert "completion: https://app.prolific.com/submissions/complete?cc=" in page
    target = world.founding.survey.target_sample_size
    assert f'<span class="value" data-copy>{target}</span>' in page
