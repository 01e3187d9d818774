"""Somebody watches a study, which goes on by itself, and reads what was answered."""

import pytest
from playwright.sync_api import expect

from survey.members.roles import Role
from tests.analysis.participation import go_through
from tests.journeys.conftest import Visitor, wait_until
from tests.roles import with_role
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

STUDY = "/admin/studies/tda-needfinding"
A_QUARTER_OF_A_MINUTE = 16_000


def test_a_recruiter_sees_who_comes_and_can_stop_the_page_from_changing(visitor: Visitor) -> None:
    world = World()
    world.open()
    visitor.log_in(with_role(Role.RECRUITER))
    page = visitor.page
    page.clock.install()
    visitor.open(f"{STUDY}/watch/")
    summary = page.get_by_role("status")
    expect(summary).to_contain_text("0 completed, 0 taking part")
    visitor.check_page()
    world.join("ada")
    page.clock.fast_forward(A_QUARTER_OF_A_MINUTE)
    expect(summary).to_contain_text("0 completed, 1 taking part")
    expect(page.get_by_role("heading", name="Arrivals")).to_be_visible()
    visitor.check_page()
    page.get_by_role("button", name="Pause updates").press("Enter")
    world.join("bo")
    page.clock.fast_forward(A_QUARTER_OF_A_MINUTE * 4)
    page.clock.run_for(1_000)
    expect(summary).to_contain_text("1 taking part")
    page.get_by_role("button", name="Go on updating").press("Enter")
    expect(summary).to_contain_text("2 taking part")


def test_whoever_is_logged_out_meanwhile_is_told_so(visitor: Visitor) -> None:
    world = World()
    world.open()
    visitor.log_in(with_role(Role.RECRUITER))
    visitor.page.clock.install()
    visitor.open(f"{STUDY}/watch/")
    visitor.page.context.clear_cookies()
    visitor.page.clock.fast_forward(A_QUARTER_OF_A_MINUTE)
    expect(visitor.page.get_by_role("status")).to_contain_text("You are logged out.")
    wait_until(visitor.page, "!document.querySelector('[data-part] form')")


def test_a_researcher_finds_words_in_the_answers_and_reads_a_question(visitor: Visitor) -> None:
    world = World()
    go_through(world.ada)
    visitor.log_in(with_role(Role.RESEARCHER))
    page = visitor.page
    visitor.open(f"{STUDY}/read/answers/")
    visitor.check_page()
    page.get_by_label("Words in all answers").fill("grun")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("mark").first).to_have_text("Grün")
    visitor.check_page()
    page.locator(".answer .asked a").first.click()
    expect(page.get_by_role("heading", name="Answers with “grun”")).to_be_visible()
    visitor.check_page()
    visitor.open(f"{STUDY}/read/answers/around/gender/")
    expect(page.get_by_role("heading", name="1 answer")).to_be_visible()
    visitor.check_page()
    page.get_by_role("link", name="Woman").click()
    expect(page.get_by_text("Chose here")).to_be_visible()
    visitor.check_page()
