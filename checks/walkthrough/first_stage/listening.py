"""A recording linked to an interview, and a turn corrected while listening to it."""

import wave
from pathlib import Path

from checks.walkthrough.screens import Person

RATE = 8_000
SECONDS = 90


def silence(to: Path, seconds: int) -> Path:
    """A recording in which nobody says anything."""
    with wave.open(str(to), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(2 * RATE * seconds))
    return to


def listen(rita: Person, transcript: str, to: Path) -> None:
    """Not played yet."""
