"""Every page of a study can be looked at as participants see it, and nothing of it is stored."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from survey.design.allocation import orders
from survey.design.path import PathPage, Section
from survey.members.roles import Role
from survey.models import Participant
from survey.participation.page_visits import current_page
from survey.preview.walk import Walk
from tests.interview_world import interview_version
from tests.roles import with_role
from tests.survey.all_rows import dump
from tests.survey.conftest import BY_MAIL, BY_PANEL, opened
from tests.survey.steps import do_page
from tests.world import World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

PREVIEW = "/admin/studies/tda-needfinding/design/preview/"
WAY = f"{PREVIEW}2.0/1-1/"
CHANGED_BY_LOOKING = re.compile(r"^django_session: .*$", re.MULTILINE)


def at(name: str) -> str:
    return f"{WAY}pages/{name}/"


def article(html: str) -> str:
    """What is on a page, without what is another's each time: tokens, links and the progress."""
    inside = html.split("<article>", 1)[1].split("</article>", 1)[0]
    inside = re.sub(r'<input type="hidden"[^>]*>', "", inside)
    inside = re.sub(r' data-(draft|revision|resume)="[^"]*"', "", inside)
    inside = re.sub(
        r'<p class="saved".*?</p>|<p lang="en" dir="ltr" data-.*?</p>', "", inside, flags=re.DOTALL
    )
    inside = re.sub(r'"[^"]*/(take-part|preview)/[^"]*"', '""', inside)
    return " ".join(re.sub(r"\s+", " ", inside).split()).replace(" >", ">")


def answered_pages(person: Participant) -> Iterator[PathPage]:
    """The pages that a participant is led to, one after another."""
    while (page := current_page(person)) and page.section is not Section.COMPENSATION:
        yield page
        do_page(person, page)


def test_pages_are_word_for_word_those_of_a_participant(
    client: Client, researcher: Client, world: World
) -> None:
    number = list(orders(world.founding.survey)).index(world.ada.order) + 1
    compared = 0
    for page in answered_pages(world.ada):
        theirs = client.get(f"/take-part/{world.ada.token}/pages/{page.name}/").content.decode()
        ours = researcher.get(f"{PREVIEW}2.0/{number}-1/pages/{page.name}/").content.decode()
        if page.section is Section.FOLLOW_UP or "<article>" not in theirs:
            assert f"<h1>{page.title}</h1>" in ours
            assert "the answer to" not in ours
            continue
        assert article(ours) == article(theirs), page.name
        compared += 1
    assert compared > 7


def test_looking_at_everything_and_sending_everything_stores_nothing(
    researcher: Client, world: World
) -> None:
    world.open()
    researcher.get(PREVIEW)
    before = CHANGED_BY_LOOKING.sub("", dump())
    for way in ("1-1", "2-9"):
        for stop in Walk(world.founding.survey).stops:
            address = f"{PREVIEW}2.0/{way}/pages/{stop.name}/"
            assert researcher.get(address).status_code == 200, stop.name
            sent = {"action": "removal", "metric": "loss", "number": "3", "decline": "yes"}
            assert researcher.post(address, sent).status_code in {200, 302, 422}, stop.name
    for aside in ("help/", "help/?scenario=image", "leave/", "agreed/", "my-answers.json/"):
        assert researcher.get(f"{WAY}{aside}").status_code in {200, 302}, aside
    assert researcher.post(f"{WAY}leave/", {"wish": "delete", "sure": "yes"}).status_code == 302
    assert CHANGED_BY_LOOKING.sub("", dump()) == before


def test_no_link_leads_out_of_the_preview_to_a_participants_page(
    researcher: Client, world: World
) -> None:
    world.open()
    for stop in Walk(world.founding.survey).stops:
        page = researcher.get(at(stop.name)).content.decode()
        assert "take-part" not in page, stop.name
        assert "draft" not in page.split("</aside>")[1], stop.name
        assert "nothing that you do here is stored" in page


def test_pages_lead_one_to_another_as_they_lead_participants(
    researcher: Client, world: World
) -> None:
    world.open()
    begin = researcher.get(at("information.information")).content.decode()
    assert at("consent.consent") in begin
    refused = researcher.post(at("consent.consent"), {"agree": "yes"})
    assert refused.status_code == 422
    digest = world.founding.digest
    ticked = {one.key: "on" for one in world.founding.survey.consent.statements}
    agreed = researcher.post(at("consent.consent"), {**ticked, "shown": digest, "agree": "yes"})
    assert agreed.headers["Location"] == at("inclusion.inclusion")
    declined = researcher.post(at("consent.consent"), {"decline": "yes"})
    assert declined.headers["Location"] == at("end.declined")
    for answer, name in (("yes", "background.about_you"), ("no", "end.not_eligible")):
        sent = researcher.post(at("inclusion.inclusion"), {"developed_models": answer})
        assert sent.headers["Location"] == at(name)
    assert researcher.post(at("inclusion.inclusion")).status_code == 422


def test_the_check_explains_what_was_wrong(researcher: Client, world: World) -> None:
    world.open()
    check = world.founding.survey.tutorial.check
    right = {question.key: question.correct for question in check}
    passed = researcher.post(at("tutorial.check"), right)
    assert passed.headers["Location"] == at("scenario.image.brief")
    other = next(key for key in check[0].options if key != check[0].correct)
    wrong = researcher.post(at("tutorial.check"), right | {check[0].key: other})
    assert wrong.status_code == 422
    assert "Not quite." in wrong.content.decode()


def test_settings_are_applied_compared_and_submitted_with_what_the_bundle_shows(
    researcher: Client, world: World
) -> None:
    world.open()
    trial = at("scenario.image.trial")
    first = {"action": "removal", "metric": "loss", "number": "3", "apply": "yes"}
    applied = researcher.post(trial, first)
    assert applied.headers["Location"] == f"{trial}?shown=1#results"
    researcher.post(trial, first | {"action": "upweighting"})
    shown = researcher.get(f"{trial}?shown=2&compare=1").content.decode()
    assert "Settings you have tried" in shown
    assert "Submit setting 2" in shown
    assert "Submit this setting?" in researcher.get(f"{trial}?confirm=1").content.decode()
    assert researcher.post(trial, {"submit": "7"}).headers["Location"] == trial
    submitted = researcher.post(trial, {"submit": "2"})
    follow_up = at("follow_up.image.the_error")
    assert submitted.headers["Location"] == follow_up
    beside = researcher.get(follow_up).content.decode()
    assert "The error and the setting you submitted" in beside
    assert "setting 2" in beside
    assert researcher.post(trial, {"action": "removal"}).status_code == 422


def test_each_error_of_a_bundle_can_be_met(researcher: Client, world: World) -> None:
    world.open()
    pages = {
        researcher.get(f"{PREVIEW}2.0/1-{number}/pages/scenario.image.trial/").content.decode()
        for number in (1, 2)
    }
    pictures = {re.findall(r'src="(/pictures/[^"]+)"', page)[0] for page in pages}
    assert len(pictures) == 2


def test_help_shows_the_task_of_the_scenario_and_leads_back_to_it(
    researcher: Client, world: World
) -> None:
    world.open()
    trial = researcher.get(at("scenario.image.trial")).content.decode()
    assert f'href="{WAY}help/?scenario=image#help-task"' in trial
    shown = researcher.get(f"{WAY}help/?scenario=image").content.decode()
    assert 'id="help-task"' in shown
    assert f'href="{at("scenario.image.trial")}"' in shown
    assert 'id="help-task"' not in researcher.get(f"{WAY}help/").content.decode()


def test_a_trial_without_its_bundle_says_which_one_is_missing(
    researcher: Client, world: World
) -> None:
    page = researcher.get(at("scenario.image.trial"))
    assert page.status_code == 200
    assert "The effects of fashion are not loaded" in page.content.decode()


def test_people_of_a_panel_are_shown_their_way_back_and_nobody_is_sent_along(
    researcher: Client, world: World, study_folder: Path
) -> None:
    thanks = "compensation: {kind: none, code: null, text: Thank you.}"
    opened(world, study_folder, f"{BY_PANEL}  redirect: at_once\n{thanks}\n")
    base = "/admin/studies/by-panel/design/preview/1.0/1-1/pages/"
    for name, address in (
        ("compensation.compensation", "done?code=DONE"),
        ("end.declined", "no?code=NO"),
        ("end.not_eligible", "out?code=OUT"),
        ("end.full", "full?code=FULL"),
        ("end.stopped", "no?code=NO"),
        ("end.already", "full?code=FULL"),
    ):
        page = researcher.get(f"{base}{name}/").content.decode()
        assert f'href="https://panel.example/{address}"' in page
        assert "http-equiv" not in page


def test_an_address_typed_into_the_preview_is_checked_and_not_kept(
    researcher: Client, world: World, study_folder: Path
) -> None:
    opened(world, study_folder, BY_MAIL)
    address = "/admin/studies/by-mail/design/preview/1.0/1-1/pages/compensation.compensation/"
    assert researcher.post(address, {"address": "nothing"}).status_code == 422
    kept = researcher.post(address, {"address": "a@example.org"}, follow=True)
    assert "Not this one." in kept.content.decode()


def test_a_study_of_interviews_shows_its_sheet_and_its_guide(researcher: Client) -> None:
    version = interview_version()
    base = f"/admin/studies/{version.study.slug}/design/preview/"
    overview = researcher.get(base).content.decode()
    assert "What do you do?" in overview
    sheet = researcher.get(f"{base}{version.label}/sheet/").content.decode()
    assert "You are asked about your work." in sheet
    assert "nothing that you do here is stored" in sheet
    assert researcher.get(f"{base}{version.label}/1-1/pages/end.full/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"{PREVIEW}9.9/1-1/pages/consent.consent/",
        f"{PREVIEW}2.0/7-1/pages/consent.consent/",
        f"{PREVIEW}2.0/1-1/pages/none/",
        f"{PREVIEW}9.9/",
        f"{PREVIEW}2.0/sheet/",
    ],
)
def test_what_there_is_not_is_not_found(researcher: Client, world: World, address: str) -> None:
    assert researcher.get(address).status_code == 404


def test_recruiters_and_coders_see_no_preview(world: World) -> None:
    for role in (Role.RECRUITER, Role.CODER, Role.AUDITOR):
        assert with_role(role).get(at("information.information")).status_code == 403
