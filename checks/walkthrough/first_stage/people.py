"""Ten participants recorded: three typed, the others from a table."""

from pathlib import Path

from checks.walkthrough.first_stage.material import table
from checks.walkthrough.screens import Person

SAMPLE = "/admin/survey/interviewee/of/tda-interviews/people/"
TYPED = ("P1", "P2", "P3")
ATTRIBUTES = ("location", "domain", "role", "job_experience", "ml_experience", "model_kind")


def record(rita: Person, to: Path) -> None:
    rita.open("/admin/survey/interviewee/of/tda-interviews/")
    rita.picture("sample-empty")
    people = {row["number"]: row for row in table("participants")}
    for number in TYPED:
        type_one(rita, people.pop(number))
    refuse_a_number_twice(rita)
    lines = [
        ",".join(next(iter(people.values()))),
        *(",".join(row.values()) for row in people.values()),
    ]
    rita.open(f"{SAMPLE}import/")
    rita.page.locator("[name=table]").fill("\n".join(lines))
    rita.page.locator("[name=consent]").check()
    rita.picture("participants-table")
    rita.press("Record everybody")
    print(f"the others: {rita.said()}")
    change_attributes(rita)
    rita.open(SAMPLE)
    for width in (1280, 320):
        rita.picture("sample", width)
    rita.download("As CSV", to)


def type_one(rita: Person, row: dict[str, str]) -> None:
    page = rita.page
    rita.open(f"{SAMPLE}add/")
    page.locator("[name=label]").fill(row["number"])
    page.locator("[name=consented_on]").fill(row["consented_on"])
    page.locator("[name=consent_language]").select_option(row["language"])
    page.locator("[name=channel]").fill(row["channel"])
    for key in ATTRIBUTES:
        field = page.locator(f"[name=attribute-{key}]")
        if key == "role":
            field.select_option(row[key])
        else:
            field.fill(row[key])
    page.locator("[name=consent]").check()
    rita.picture(f"participant-{row['number']}")
    rita.press("Record the participant")
    print(f"{row['number']}: {rita.said()}")


def refuse_a_number_twice(rita: Person) -> None:
    rita.open(f"{SAMPLE}import/")
    rita.page.locator("[name=table]").fill("number,consented_on,language\nP1,2026-06-03,en")
    rita.page.locator("[name=consent]").check()
    rita.press("Record everybody")
    said = rita.said()
    print(f"P1 once more: {said}")
    if "P1" not in said:
        rita.complaints.append(f"A second P1 is not refused in a sentence: {said}")


def change_attributes(rita: Person) -> None:
    """One value typed anew in the table of all."""
    rita.open(f"{SAMPLE}attributes/")
    row = rita.page.get_by_role("row", name="P9")
    row.locator("[name^=value-][name$=-model_kind]").fill("Scoring model")
    rita.picture("attributes-typed")
    rita.press("Store the attributes")
    print(f"attributes: {rita.said()}")
