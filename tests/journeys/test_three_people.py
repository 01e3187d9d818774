"""A researcher, somebody on a phone and two coders, in their own browsers over one database."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page

from analysis.coding.codebooks.store import store_codebook
from attribution.actions import load_bundle
from survey.members.roles import Role
from tests.analysis.coding_world import account, shipped
from tests.journeys import coders, somebody
from tests.journeys.conftest import FAILED, PATIENCE, Visitor, keep
from tests.world import EFFECTS, NOON, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long one"
APPLIED = [("removal", "loss", "3", "false"), ("removal", "loss", "10", "true")]
Arrive = Callable[[int], Visitor]


@pytest.fixture
def world(transactional_db: None) -> World:
    """The study is loaded and not opened, with a codebook, and accounts that can log in."""
    world = World()
    for scenario in ("loan", "fashion", "iris"):
        load_bundle(EFFECTS / scenario, loaded_at=NOON)
    store_codebook(shipped(), world.founding.study, by="rita", now=NOON)
    for name, role in (("rita", Role.RESEARCHER), ("ann", Role.CODER), ("ben", Role.CODER)):
        person = account(name, role)
        person.set_password(PASSWORD)
        person.save()
    return world


@pytest.fixture
def arrive(
    browser: Browser, live_server: object, request: pytest.FixtureRequest
) -> Iterator[Arrive]:
    """Somebody with a browser of their own, at a screen of some width."""
    there: list[Visitor] = []

    def arrives(width: int) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, has_touch=width < 500, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        there.append(Visitor(context, str(live_server)))
        return there[-1]

    yield arrives
    for number, visitor in enumerate(there):
        if request.node.stash.get(FAILED, False):
            keep(visitor, f"{request.node.name}-{number}")
        visitor.page.context.close()


@pytest.mark.slow
def test_a_study_from_its_invitation_to_agreed_codes_and_an_exclusion(
    world: World, arrive: Arrive
) -> None:
    rita, phone = arrive(1280), arrive(390)
    coders.log_in(rita, "rita", PASSWORD)
    open_for_the_invited(rita)
    phone.open(somebody.STUDY)
    assert phone.page.get_by_role("link", name="Take part").count() == 0
    somebody.whole_study(phone, phone.check_page, address=invitation(rita))
    watch(rita, world, completed=1)
    tables = exported(rita)
    (person,) = tables["participants"]
    assert person["state"] == "completed"
    what_was_clicked(tables, person["scenario_order"].split(">"))
    assert "The analysis holds 1 person" in flow(rita)
    code_side_by_side(rita, arrive(1280), arrive(820))
    exclude(rita, person["participant"])
    assert "1 person is excluded" in flow(rita)
    assert rita.complaints == phone.complaints == []


def open_for_the_invited(rita: Visitor) -> None:
    page = rita.page
    rita.open("/admin/studies/tda-needfinding/design/opening/")
    page.get_by_label("Opens at (UTC)").fill("2026-01-01T12:00")
    page.get_by_label("Places").fill("5")
    page.get_by_label("Only people with an invitation can begin").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("What you set is kept.").wait_for()


def invitation(rita: Visitor) -> str:
    page = rita.page
    rita.open("/admin/studies/tda-needfinding/recruit/invitations/")
    page.get_by_label("How many").fill("1")
    page.get_by_role("button", name="Make links").click()
    return page.locator("ol code").inner_text().removeprefix(rita.address)


def watch(rita: Visitor, world: World, *, completed: int) -> None:
    rita.open(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    row = rita.page.get_by_role("row", name="Completed", exact=False).first
    assert row.inner_text().split() == ["Completed", str(completed)]
    rita.open("/admin/survey/invitation/")
    assert rita.page.locator("#result_list tbody .field-used_on").inner_text() != "-"


def exported(rita: Visitor) -> dict[str, list[dict[str, str]]]:
    """The tables of the package by name, which have to be those that its description names."""
    rita.open("/admin/studies/tda-needfinding/archive/")
    rita.page.get_by_role("link", name="Export the data").first.click()
    with rita.page.expect_download() as waiting:
        rita.page.get_by_role("button", name="Download the package").click()
    with ZipFile(waiting.value.path()) as archive:
        package = json.loads(archive.read("tda-needfinding/datapackage.json"))
        return {
            resource["name"]: rows(archive.read(f"tda-needfinding/{resource['path']}"))
            for resource in package["resources"]
            if str(resource["path"]).endswith(".csv")
        }


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def what_was_clicked(tables: dict[str, list[dict[str, str]]], order: list[str]) -> None:
    for scenario in order:
        applied = [
            exploration
            for exploration in tables["explorations"]
            if exploration["scenario"] == scenario
        ]
        assert [
            (
                exploration["action"],
                exploration["metric"],
                exploration["number"],
                exploration["chosen"],
            )
            for exploration in applied
        ] == APPLIED
    assert [(trial["scenario"], trial["number"]) for trial in tables["trials"]] == [
        (scenario, "10") for scenario in order
    ]
    answers = {
        (answer["scenario"], answer["question"]): answer["value"] for answer in tables["answers"]
    }
    assert answers["", "gender"] == "non_binary"
    assert list(answers.values()).count("Because it looks like one.") == 10


def flow(rita: Visitor) -> str:
    """What the report says of who took part, one click from the study's tab."""
    rita.open("/admin/studies/tda-needfinding/report/")
    rita.page.get_by_role("link", name="The report", exact=True).click()
    return rita.page.get_by_text("The analysis holds").text_content() or ""


def code_side_by_side(rita: Visitor, ann: Visitor, ben: Visitor) -> None:
    """Both find the same theme everywhere, so that comparing them leaves nothing to decide."""
    rita.open("/admin/analysis/codinground/plan/tda-needfinding/people/")
    rita.page.get_by_label("Title").fill("Everybody so far")
    rita.page.locator("[name=apart]").check()
    for name in ("ann", "ben"):
        rita.page.get_by_label(name, exact=True).check()
    rita.page.get_by_role("button", name="Plan it").click()
    rita.page.get_by_role("heading", name="Everybody so far").wait_for()
    home = rita.page.url.removeprefix(rita.address)
    for visitor, name in ((ann, "ann"), (ben, "ben")):
        coders.log_in(visitor, name, PASSWORD)
        visitor.open(home)
        coders.press(visitor.page, "Code")
        assert visitor.page.locator(".codes li").count() == 0
        coders.code_participant(visitor.page, lambda _question, _words: "cla")
        coders.done(visitor.page)
        visitor.open(home)
        coders.press(visitor.page, "I have finished")
    for step in ("Compare", "Decide on a consensus", "Close the round"):
        coders.lead_on(ann.page, step)
    ben.open(home.replace("change", "agreement"))
    assert ben.page.locator(".reported .headline strong").inner_text() == "100.0 %"
    assert ann.complaints == ben.complaints == []


def exclude(rita: Visitor, participant: str) -> None:
    page: Page = rita.page
    rita.open(f"/admin/studies/tda-needfinding/read/people/{participant.removeprefix('P')}/")
    page.get_by_label("No, exclude them").check()
    page.locator("[name=reason]").select_option(index=1)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Reports follow from now on.").wait_for()
