"""A codebook from its file, a round, two coders, and what they agree on."""

from collections.abc import Sequence

from checks.walkthrough.without_a_shell.design import to_study
from checks.walkthrough.without_a_shell.somebody import Somebody

CODEBOOK, FILE = "Why developers chose what they chose", "fixtures/codebooks/tda-needfinding.yaml"
ROUND = "round 1"


def load_codebook(rita: Somebody) -> None:
    to_study(rita)
    rita.follow("Code", ".tabs")
    rita.look("code")
    rita.follow("New codebook", ".step")
    rita.page.get_by_label("Title").fill(CODEBOOK)
    rita.page.get_by_label("Name in files").fill("reasons")
    rita.look("new-codebook")
    rita.press("", "#content")
    rita.look("codebook-empty")
    rita.follow("Read a file")
    rita.page.locator("[name=file]").set_input_files(FILE)
    rita.press("Look through it")
    rita.look("codebook-file")
    rita.press("Change the codebook")
    rita.look("codebook")


def plan_round(rita: Somebody, apart: str, coders: Sequence[Somebody]) -> None:
    page = rita.page
    rita.follow("Code", ".tabs")
    rita.look("code-with-a-codebook")
    rita.follow("Plan a coding round", ".step")
    page.get_by_label("Title").fill("First round")
    page.locator(f"[name=apart][value={apart}]").check()
    for who in coders:
        page.get_by_label(who.name, exact=True).check()
    rita.look("plan-a-round")
    rita.press("Plan it")
    rita.look("round")


def code(who: Somebody, themes: Sequence[str]) -> None:
    """From what waits at home to the end of the coder's own part, by the keys of the desk."""
    page = who.page
    to_round(who)
    who.look("round")
    who.follow("Code", "#content")
    for number, theme in enumerate(themes):
        unit = page.locator(".unit").nth(number)
        page.keyboard.press("c")
        page.keyboard.type(theme)
        page.keyboard.press("Enter")
        unit.locator(".codes li").first.wait_for()
        page.keyboard.press("j")
    who.look("desk")
    with page.expect_navigation():
        page.keyboard.press("d")
    to_round(who)
    who.press("I have finished")
    who.look("finished")


def compare_and_close(rita: Somebody, ann: Somebody) -> None:
    page = ann.page
    to_round(rita)
    lead_on(rita, "Compare")
    rita.follow("Comparison")
    rita.look("comparison")
    to_round(rita)
    lead_on(rita, "Decide on a consensus")
    to_round(ann)
    ann.follow("Comparison")
    for box in page.locator(".item.open [name=theme]").all():
        box.check()
    page.locator("#deciding [name=reason]").fill("Both readings hold.")
    ann.look("deciding")
    with page.expect_navigation():
        page.locator("#deciding [value=accept]").click()
    ann.look("decided")
    to_round(rita)
    lead_on(rita, "Close the round")
    rita.follow("Agreement")
    rita.look("agreement")


def lead_on(rita: Somebody, name: str) -> None:
    rita.follow(name, "#content")
    rita.look(f"asked-{name.lower().replace(' ', '-')}")
    rita.press(name)
    rita.look("round")


def to_round(who: Somebody) -> None:
    """By what waits for them on the home page."""
    who.open("/admin/")
    who.look("home")
    who.follow(ROUND, "main")
