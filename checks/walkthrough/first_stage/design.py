"""Section 4.3: the codes laid beside a new design space, and a survey begun from it."""

import re
from pathlib import Path
from zipfile import ZipFile

from checks.walkthrough.first_stage.material import table
from checks.walkthrough.screens import Person

AXES = {
    "action": ("What would you do with training data?", "Action defining relevance"),
    "metric": ("What should the effect be measured by?", "Metric"),
    "number": ("How many training samples should be shown?", "Number of training samples"),
}
"""The title and the name of each axis."""


def lay_codes_beside_axes(rita: Person) -> str:
    """A design space whose levels cite codes, some with quotes; the address of its page."""
    rita.open("/admin/analysis/designspacetrace/add/")
    rita.page.locator("[name=title]").fill("Explanations for finding errors")
    rita.page.locator("[name=codebook]").select_option(index=1)
    rita.press("Begin it")
    home = rita.page.url.removeprefix(rita.address).removesuffix("change/")
    rita.picture("design-empty")
    for key, (title, name) in AXES.items():
        rita.open(f"{home}change/")
        rita.follow("New axis")
        rita.page.locator("[name=key]").fill(key)
        rita.page.locator("[name=title]").fill(title)
        rita.page.locator("[name=name]").fill(name)
        rita.page.locator("[name=ordered]").set_checked(key == "number")
        rita.press("Add it")
        for row in table("design"):
            if row["axis"] == key:
                add_level(rita, home, name, row)
    rita.open(f"{home}change/")
    for width in (1280, 320):
        rita.picture("design", width)
    cited = rita.page.locator("section[aria-labelledby=cited-codes] tbody tr").count()
    print(f"design space: {cited} codes behind it")
    if cited != len({code for row in table("design") for code in row["codes"].split("|")}):
        rita.complaints.append(f"The design space shows {cited} codes behind it.")
    return home


def add_level(rita: Person, home: str, axis: str, row: dict[str, str]) -> None:
    rita.open(f"{home}change/")
    rita.follow(f"New level of {axis}")
    rita.page.locator("[name=key]").fill(row["level"])
    rita.page.locator("[name=title]").fill(row["title"])
    rita.press("Add it")
    codes = row["codes"].split("|")
    for code in codes:
        tick(rita, code)
    rita.press("Keep it")
    for code in codes:
        label = f"How “{code}” leads to {row['title']}"
        rita.page.get_by_label(label).fill(f"{code} was spoken of where this is asked for.")
    quotes = rita.page.locator("[name^=quote-]")
    if quotes.count():
        quotes.first.check()
    if row["level"] == "removal":
        rita.picture("design-codes")
    rita.press("Keep it")


def tick(rita: Person, code: str) -> None:
    named = re.compile(f"^{re.escape(code)} ")
    rita.page.get_by_role("checkbox", name=named).check()


def begin_survey(rita: Person, home: str, to: Path) -> Path:
    """The study file of the second stage, unpacked."""
    rita.open(f"{home}change/")
    for name in ("Figure as SVG", "CSV", "JSON"):
        rita.download(name, to)
    with ZipFile(rita.download("Begin a survey’s study file", to)) as archive:
        archive.extractall(to / "second-stage")
    return next((to / "second-stage").rglob("study.yaml"))
