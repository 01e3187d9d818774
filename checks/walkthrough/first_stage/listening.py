"""A recording linked to an interview, and a turn corrected while listening to it."""

import wave
from pathlib import Path

from checks.walkthrough.screens import Person

RATE = 4_000


def silence(to: Path, seconds: int) -> Path:
    """A recording in which nobody says anything."""
    with wave.open(str(to), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(b"\x80" * RATE * seconds)
    return to


def listen(rita: Person, transcript: str, minutes: int, to: Path) -> None:
    """Link a recording that is long enough, play a turn of it, and correct the turn."""
    rita.open(f"{transcript}recording/")
    choose(rita, silence(to / "too-short.wav", 3))
    said = rita.said()
    print(f"3 seconds: {said}")
    if "recording/" not in rita.page.url:
        rita.complaints.append("A recording that ends before the last turn is linked.")
    choose(rita, silence(to / "recording.wav", 60 * minutes))
    print(f"{minutes} minutes: {rita.said()}")
    play_from_third_turn(rita)
    rita.page.locator("[name=open][value='4']").click()
    words = rita.page.locator("[name=words-words]")
    words.fill(words.input_value().replace("fancier", "more fancy"))
    for width in (1280, 320):
        rita.picture("listening", width)
    rita.press("Keep these words")
    rita.open(f"{transcript}change/")
    rita.picture("corrected")
    if "more fancy" not in rita.page.locator("#content").inner_text():
        rita.complaints.append("The turn is not corrected.")


def choose(rita: Person, recording: Path) -> None:
    rita.page.locator("[name=file]").set_input_files(recording)
    rita.press("Link it")


def play_from_third_turn(rita: Person) -> None:
    """The player stands where the turn begins, and goes on from there."""
    third = rita.page.locator("#turn-3")
    third.get_by_role("button", name="Play from").click()
    player = rita.page.locator("#recording")
    player.evaluate("player => new Promise(then => player.addEventListener('timeupdate', then))")
    at = player.evaluate("player => player.currentTime")
    print(f"played from {at:.1f} seconds")
    if not 10 < at < 12:
        rita.complaints.append(f"The third turn plays from {at} seconds.")
