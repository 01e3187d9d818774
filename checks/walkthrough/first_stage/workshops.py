"""Section 4.1.3 played by two coders: a workshop on one interview, five apart, then the others."""

import re

from checks.walkthrough import rounds
from checks.walkthrough.first_stage.material import FIVE, FOUR, WORKSHOP, codings
from checks.walkthrough.screens import Person

CODEBOOK = "tda-interviews"
FILE = "fixtures/codebooks/tda-interviews.yaml"
ROUNDS = (
    ("Until the intermediate workshop", WORKSHOP, FIVE),
    ("Until the last workshop", (), FOUR),
)
"""Title, interviews of the workshop, interviews that are coded apart."""
FORBIDDEN, MISSING = "Explanations are forbidden", "Conditions missing from training"
RECONCILED: tuple[dict[str, dict[str, str]], ...] = (
    {
        "Weather never seen": {"as_": MISSING},
        "Conditions nobody recorded": {"into": MISSING},
        "Seasons": {"into": "Distribution shifts"},
        "Measures again": {"drop": "Said of what is done, where use is asked about."},
        "Contract forbids it": {"as_": FORBIDDEN},
        "Rules of the client": {"into": FORBIDDEN},
    },
    {"Removes old records": {"as_": "Outdated data are removed"}},
)
MERGED = {
    MISSING: ("Role of training data", "What the model met was never recorded for its training."),
    FORBIDDEN: (
        "Use of (feature attribution) XAI in practice",
        "A contract or rule keeps explanations out of the system.",
    ),
}
"""The area and the definition of each theme that the coders make of two."""
EXPECTED = ((31, "92.6 %", "95.5 %"), (32, "93.8 %", "93.8 %"))
"""Themes, and presence and absence as coded and reconciled, worked out by hand.

A code counts as its themes. Round 1: (175 - 13) / 175 over 35 themes and 5 interviews, then
(155 - 7) / 155 over 31; round 2: (128 - 8) / 128 over 32 themes and 4 interviews, both times.
"""


def load_codebook(rita: Person) -> str:
    """The shipped codebook read from its file; the address of its page."""
    rita.open("/admin/analysis/codebook/add/")
    rita.page.locator("[name=study]").select_option(label="tda-interviews")
    rita.page.get_by_label("Title").fill("The interviews")
    rita.page.get_by_label("Name in files").fill(CODEBOOK)
    with rita.page.expect_navigation():
        rita.page.locator("#content [type=submit]").last.click()
    book = re.sub(r"change/$", "", rita.page.url.removeprefix(rita.address))
    rita.open(f"{book}import/")
    rita.page.locator("[name=file]").set_input_files(FILE)
    rita.press("Look through it")
    rita.picture("codebook-file")
    rita.press("Change the codebook")
    rita.open(f"{book}change/")
    rita.picture("codebook")
    rita.picture("codebook", 320)
    return book


def play(rita: Person, ann: Person, ben: Person, book: str, number: int) -> str:
    """A round from its plan to its end; the address of its pages."""
    title, joint, apart = ROUNDS[number]
    home = rounds.plan(rita, title, list(joint), list(apart), CODEBOOK)
    for case in joint:
        hold_workshop(home, case, ann, ben)
    if joint:
        rounds.lead_on(ann, home, "End the workshop")
    for who in (ann, ben):
        for case in apart:
            code_apart(home, case, who)
        who.open(f"{home}change/")
        who.press("I have finished")
    rounds.lead_on(ann, home, "Compare")
    ann.open(f"{home}comparison/")
    ann.picture(f"comparison-{number + 1}")
    for name, what in RECONCILED[number].items():
        rounds.reconcile(ben, home, name, **what)
    if number == 0:
        merge_definitions(rita, book)
    rounds.lead_on(ann, home, "Decide on a consensus")
    decided = rounds.decide_everything(ben, home, "Both readings hold.")
    print(f"workshop {number + 1}: {decided} differences decided")
    rounds.lead_on(ann, home, "Close the round")
    compare_with_expected(rita, home, book, number)
    return home


def hold_workshop(home: str, case: str, ann: Person, ben: Person) -> None:
    """Both code one interview together, in turns."""
    for turn, (theme, words, proposed) in enumerate(codings(case, "joint")):
        who = (ann, ben)[turn % 2]
        rounds.desk(who, home, case)
        if proposed:
            rounds.propose_by_hand(who, theme, words)
        else:
            rounds.code(who, home, theme, words)
    rounds.desk(ann, home, case)
    ann.picture("desk-workshop")
    ann.picture("desk-workshop", 390)


def code_apart(home: str, case: str, who: Person) -> None:
    rounds.desk(who, home, case)
    for theme, words, proposed in codings(case, who.name):
        if proposed:
            rounds.propose(who, home, theme, words)
        else:
            rounds.code(who, home, theme, words)
    rounds.desk(who, home, case)
    who.picture(f"desk-{case}-{who.name}")
    rounds.done(who, home, case)


def merge_definitions(rita: Person, book: str) -> None:
    """Coders change the codebook in joint workshops alone: a researcher writes what they agreed."""
    for name, (area, definition) in MERGED.items():
        rita.open(f"{book}change/")
        rita.follow(name)
        rita.page.locator("#id_definition").fill(definition)
        rita.page.locator("#id_area").select_option(label=area)
        rita.picture(f"definition-{name}")
        rita.press("Keep it")


def compare_with_expected(rita: Person, home: str, book: str, number: int) -> None:
    shown = rounds.agreements(rita, home)
    rita.picture(f"agreement-{number + 1}")
    rita.picture(f"agreement-{number + 1}", 320)
    counted = rounds.themes(rita, f"{book}change/")
    print(f"workshop {number + 1}: {counted} themes; {shown}")
    percents = [line.split(": ")[1].split("%")[0] + "%" for line in shown]
    if (counted, *percents) != EXPECTED[number]:
        rita.complaints.append(
            f"Workshop {number + 1} ends with {counted} themes and {percents}, not "
            f"{EXPECTED[number]}."
        )
