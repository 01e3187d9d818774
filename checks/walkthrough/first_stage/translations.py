"""Translations beside the originals of P6 and P10, from a file and by typing."""

from pathlib import Path

from checks.walkthrough.first_stage.interviews import replace_names, store
from checks.walkthrough.first_stage.material import FOLDER
from checks.walkthrough.screens import Person

TRANSLATED = (
    ("P6", "One of the team", "2026-06-30", "original"),
    ("P10", "DeepL", "2026-08-25", "translation"),
)
"""Who or what translated, when, and which of both is coded."""


def add_translations(rita: Person, transcripts: dict[str, str], keys: list[Path]) -> None:
    refuse_other_turns(rita, transcripts["P6"])
    for number, by, on, coded in TRANSLATED:
        page = rita.page
        rita.open(f"{transcripts[number]}translation/")
        page.locator("[name=file]").set_input_files(FOLDER / f"{number}-english.txt")
        page.locator("[name=language]").fill("en")
        page.locator("[name=translated_by]").fill(by)
        page.locator("[name=translated_on]").fill(on)
        page.locator(f"[name=coded][value={coded}]").check()
        page.locator("[name=keys]").set_input_files(keys[-1:])
        rita.picture(f"translation-{number}")
        rita.press("Look through it")
        replace_names(rita, number)
        rita.picture(f"translation-{number}-names")
        store(rita)
        print(f"{number}: {rita.said()}")
        for width in (1280, 320):
            rita.picture(f"translated-{number}", width)
    correct_by_typing(rita, transcripts["P6"])


def refuse_other_turns(rita: Person, transcript: str) -> None:
    """A translation with other turns is refused, and nothing of it is stored."""
    rita.open(f"{transcript}translation/")
    rita.page.locator("[name=pasted]").fill("Mara: Hello.\n\nJohanna: Good day.")
    rita.page.locator("[name=language]").fill("en")
    rita.page.locator("[name=translated_by]").fill("One of the team")
    rita.page.locator("[name=coded][value=original]").check()
    rita.press("Look through it")
    said = rita.said()
    print(f"P6 in two turns: {said}")
    if "2 turns" not in said:
        rita.complaints.append(f"A translation of two turns is not refused in a sentence: {said}")


def correct_by_typing(rita: Person, transcript: str) -> None:
    rita.open(f"{transcript}translation/typed/")
    turn = rita.page.locator("[name=turn-8]")
    turn.fill(turn.input_value().replace("old pictures", "earlier pictures"))
    rita.picture("translation-typed")
    rita.press("Keep the translation")
    print(f"P6: {rita.said()}")
