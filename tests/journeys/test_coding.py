"""Two coders in two browsers, blind to each other, arrive at a consensus without a mouse."""

import csv
import io
import os
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.rounds.plan import plan_round
from analysis.models import CodingRound
from survey.population import Population
from survey.simulation.run import simulate
from tests.analysis.coding_world import account, shipped
from tests.journeys import coders
from tests.journeys.conftest import PATIENCE, SCREENSHOTS, Visitor
from tests.journeys.everybody import faults
from tests.world import NOON, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = int(os.environ.get("NEEDFINDER_CODED", "2"))
LETTERS = ("mi", "in", "sp", "sim", "lo", "cla", "im", "sma")


@pytest.fixture
def planned(transactional_db: None) -> CodingRound:
    world = World()
    world.open()
    list(simulate(world.founding, PEOPLE, seed=1, now=NOON))
    study = world.founding.study
    codebook = store_codebook(shipped(), study, by="rita", now=NOON).codebook
    people = [account("ann"), account("ben")]
    for person in people:
        person.set_password("a long one")
        person.save()
    cases = gather_cases(study, Population.SIMULATED)
    return plan_round(codebook, title="Side by side", cases=cases, coders=people, now=NOON)


@pytest.fixture
def pair(browser: Browser, live_server: object) -> Iterator[tuple[Visitor, Visitor]]:
    """Ann at a wide light screen, Ben at a dark tablet."""
    wide = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    tablet = browser.new_context(
        viewport={"width": 820, "height": 1180},
        color_scheme="dark",
        has_touch=True,
        reduced_motion="reduce",
    )
    made: list[BrowserContext] = [wide, tablet]
    for context in made:
        context.set_default_timeout(PATIENCE)
    yield Visitor(wide, str(live_server)), Visitor(tablet, str(live_server))
    for context in made:
        context.close()


def ann_finds(_question: str, words: str) -> str:
    return LETTERS[crc32(words.encode()) % len(LETTERS)]


def ben_finds(question: str, words: str) -> str:
    """As Ann does, but for one text in five."""
    seed = crc32((question + words).encode())
    return LETTERS[seed % 7] if seed % 5 == 0 else ann_finds(question, words)


def keep(visitor: Visitor, name: str) -> None:
    if "NEEDFINDER_SCREENSHOTS" in os.environ:
        SCREENSHOTS.mkdir(exist_ok=True)
        visitor.page.screenshot(path=SCREENSHOTS / f"coding-{name}.png")


@pytest.mark.slow
@pytest.mark.any_database
def test_two_coders_arrive_at_a_consensus_by_keyboard(
    planned: CodingRound, pair: tuple[Visitor, Visitor]
) -> None:
    ann, ben = pair
    home = f"/admin/analysis/codinground/{planned.pk}/"
    for visitor, name, finds in ((ann, "ann", ann_finds), (ben, "ben", ben_finds)):
        coders.log_in(visitor, name, "a long one")
        visitor.open(f"{home}change/")
        visitor.check_page()
        coders.code_everybody(visitor, finds, PEOPLE)
        coders.mint(visitor.page, f"{name}’s weather")
        keep(visitor, f"desk-{name}")
        visitor.open(f"{home}change/")
        coders.press(visitor.page, "I have finished")
    coders.lead_on(ann.page, "Compare")
    coders.lead_on(ann.page, "Decide on a consensus")
    decide_in_turn(ann, ben, home)
    reconcile(ann, ben, home)
    ann.open(f"{home}change/")
    coders.lead_on(ann.page, "Close the round")
    planned.refresh_from_db()
    assert planned.stage == "closed"
    same_number_everywhere(ann, planned)
    assert ann.complaints == ben.complaints == []


def decide_in_turn(ann: Visitor, ben: Visitor, home: str) -> None:
    """Case by case, one of them after the other."""
    for turn in range(1000):
        visitor = (ann, ben)[turn % 2]
        visitor.open(f"{home}comparison/")
        if turn < 2:
            visitor.check_page()
            assert faults(visitor.page) == []
            keep(visitor, f"comparison-{turn}")
        if coders.decide_all(visitor.page, "Both readings hold.") == 0:
            return


def reconcile(ann: Visitor, ben: Visitor, home: str) -> None:
    """Ann takes her theme in, Ben merges his into it."""
    ann.open(f"{home}comparison/")
    coders.press(ann.page, "Take in")
    # Not by its part: from the page itself a browser would go there without asking anew.
    ben.open(f"{home}comparison/")
    ben.page.locator("#proposed [name=into]").focus()
    ben.page.keyboard.type("ann’s weather")
    coders.press(ben.page, "Merge")


def same_number_everywhere(visitor: Visitor, planned: CodingRound) -> None:
    """The page of the round, its table, and the page of the results say one figure."""
    home = f"/admin/analysis/codinground/{planned.pk}/"
    visitor.open(f"{home}agreement/")
    visitor.check_page()
    assert faults(visitor.page) == []
    keep(visitor, "agreement")
    headline = visitor.page.locator(".reported .headline strong").inner_text()
    answer = visitor.page.request.get(visitor.address + f"{home}agreement.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    (main,) = [row for row in rows if row["reported"] == "true"]
    assert main["shown"] == headline
    assert main["synthetic"] == "true"
    User.objects.filter(username="ann").update(is_superuser=True)
    visitor.open(f"/admin/analysis/codebook/{planned.codebook_id}/results/simulated/")
    visitor.check_page()
    assert faults(visitor.page) == []
    keep(visitor, "results")
    assert headline in visitor.page.locator("main, #content").first.inner_text()
    assert "Synthetic" in visitor.page.locator("#content").inner_text()
    visitor.open(f"/admin/analysis/codebook/{planned.codebook_id}/change/")
    visitor.check_page()
