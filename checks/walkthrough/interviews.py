"""Six interviews of as many formats, and one that comes late, imported through the pages.

They are of the participants P1 to P7, in this order.
"""

from pathlib import Path

from checks.walkthrough.screens import Person

FILES = Path("tests/analysis/coding/sample_files/transcripts")
SIX = (
    ("P1_whisper.json", "Credit scoring"),
    ("P2_zoom.vtt", "Radiology"),
    ("P3_labels.docx", "Preprocessing"),
    ("P3_teams.docx", "Pipelines"),
    ("P5.srt", "Outliers"),
    ("otter.txt", "Short talk"),
)
LATE = ("P7_late.txt", "Late talk")
WHISPER_SPEAKERS = (
    (1, 1, "Interviewer"),
    (2, 2, "P1"),
    (3, 3, "Interviewer"),
    (4, 5, "P1"),
    (6, 6, "Interviewer"),
    (7, 7, "P1"),
    (8, 8, "Interviewer"),
    (9, 10, "P1"),
    (11, 11, "Interviewer"),
)
INTERVIEWERS = ("Interviewer", "Dr. Helena Brandt", "I", "Brandt, Helena", "Helena Brandt")
SAME_PERSON = {
    "Brandt, Helena": "[Person 1]",
    "Helena Brandt": "[Person 1]",
    "Jörg": "[Person 2]",
    "iPhone von Jörg": "[Person 2]",
}


def import_interview(rita: Person, file: str, title: str, keys: list[Path], folder: Path) -> Path:
    """Through who speaks and which names are replaced; returns the key of the study so far."""
    page = rita.page
    rita.open("/admin/analysis/transcript/add/")
    page.locator("[name=file]").set_input_files(FILES / file)
    page.locator("[name=interviewee]").select_option(label=f"P{len(keys) + 1}")
    page.get_by_label("Title").fill(title)
    if keys:
        page.locator("[name=keys]").set_input_files(keys[-1:])
    rita.press("Look through it")
    if file == "P1_whisper.json":
        set_speakers(rita)
    set_interviewers(rita)
    rita.picture(f"import-{title}-speakers")
    rita.press("Go on to the names")
    tick_names(rita, title)
    rita.picture(f"import-{title}-names")
    key = rita.download("Take the key", folder)
    kept = key.rename(folder / f"key-{title}.json")
    rita.press("Store it without the names")
    print(f"{title}: {rita.said()}")
    rita.picture(f"transcript-{title}")
    return kept


def set_speakers(rita: Person) -> None:
    for first, last, speaker in WHISPER_SPEAKERS:
        rita.page.locator("[name=speaker-first]").fill(str(first))
        rita.page.locator("[name=speaker-last]").fill(str(last))
        rita.page.locator("[name=speaker-speaker]").fill(speaker)
        rita.press("Set speaker")


def set_interviewers(rita: Person, names: tuple[str, ...] = INTERVIEWERS) -> None:
    for box in rita.page.locator("[name=interviewers-interviewers]").all():
        if box.get_attribute("value") in names:
            box.check()
    rita.press("Set interviewers")


def tick_names(rita: Person, title: str) -> None:
    """Tick every proposal, and give people of one name in other spellings one pseudonym."""
    names: dict[str, str] = {}
    for row in rita.page.locator(".proposal").all():
        box = row.locator("[name=replace]")
        words = box.get_attribute("value") or ""
        box.check()
        pseudonym = row.locator("input[maxlength]")
        if words in SAME_PERSON:
            pseudonym.fill(SAME_PERSON[words])
        names[words] = pseudonym.input_value()
    print(f"{title}: {names}")
