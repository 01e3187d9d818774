"""The interviews imported through the pages, with the names replaced."""

from pathlib import Path

from checks.walkthrough.first_stage.material import file_of, interview, names_in, table
from checks.walkthrough.interviews import set_interviewers
from checks.walkthrough.screens import Person

OURS = ("Interviewer", "Mara", "Mara Holm")


def import_interview(rita: Person, number: str, keys: list[Path], folder: Path) -> str:
    """Through who speaks and which names are replaced; the address of the transcript's pages.

    The key of the study so far goes along, and the one with this interview is added to `keys`.
    """
    page, about = rita.page, interview(number)
    rita.open("/admin/analysis/transcript/add/")
    page.locator("[name=file]").set_input_files(file_of(number, folder))
    page.locator("[name=interviewee]").select_option(label=number)
    for field in ("held_on", "minutes", "language"):
        page.locator(f"[name={field}]").fill(about[field])
    page.locator("[name=mode]").select_option(about["mode"])
    if keys:
        page.locator("[name=keys]").set_input_files(keys[-1:])
    rita.press("Look through it")
    for row in table("speakers"):
        if row["interview"] == number:
            set_speaker(rita, **row)
    set_interviewers(rita, OURS)
    rita.picture(f"import-{number}-speakers")
    rita.press("Go on to the names")
    replace_names(rita, number)
    rita.picture(f"import-{number}-names")
    key = rita.download("Take the key", folder)
    keys.append(key.rename(folder / f"key-{number}.json"))
    store(rita)
    print(f"{number}: {rita.said()}")
    rita.picture(f"transcript-{number}")
    return rita.page.url.removeprefix(rita.address).removesuffix("change/")


def set_speaker(rita: Person, *, interview: str, first: str, last: str, speaker: str) -> None:
    for field, value in (("first", first), ("last", last), ("speaker", speaker)):
        rita.page.locator(f"[name=speaker-{field}]").fill(value)
    rita.press("Set speaker")


def replace_names(rita: Person, number: str) -> None:
    """Tick the names that are said and nothing else; what was missed is added and looked at."""
    missing = dict(names_in(number))
    for row in rita.page.locator(".proposal").all():
        box = row.locator("[name=replace]")
        words = box.get_attribute("value") or ""
        box.set_checked(words in missing)
        if words in missing:
            row.locator("input[maxlength]").fill(missing.pop(words))
    if missing:
        lines = "\n".join(f"{words} = {pseudonym}" for words, pseudonym in missing.items())
        rita.page.locator("[name=lines]").fill(lines)
        rita.press("Show where they stand")


def store(rita: Person) -> None:
    """Without the names; that what is not ticked stays is asked once."""
    rita.press("Store it without the names")
    sure = rita.page.locator("[name=sure][type=checkbox]")
    if sure.count():
        sure.check()
        rita.press("Store it without the names")
