"""Reading the files of a study, with errors that name the file."""

from pathlib import Path

from core.control_characters import control_character, name_of
from core.yaml_files.files import ON_DISK, Files
from core.yaml_files.problems import FileProblems, Location, Problem

LARGEST_FILE = 1_000_000
"""In bytes. A study is text to be read by people; the largest real one has a tenth of this."""


def read_text(file: Path, files: Files = ON_DISK) -> str:
    """The text of a file, with LF line ends and without a byte-order mark.

    Raises FileProblems where the file is missing, larger than 1 MB, not UTF-8, or holds control
    characters.
    """
    try:
        content = files.content(file, LARGEST_FILE + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        remedy = "Check its name and permissions."
        raise _refusal(file, f"the file cannot be read ({reason}).", remedy) from problem
    return decoded(file, content)


def decoded(file: Path, content: bytes) -> str:
    """The text that bytes stand for; `file` is what messages call it."""
    if len(content) > LARGEST_FILE:
        raise _refusal(file, "the file is larger than 1 MB.", "Shorten it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        remedy = "Save it as UTF-8 in your editor; it may be Latin-1 or Windows-1252 now."
        raise _refusal(file, "the file is not UTF-8 text.", remedy, line) from problem
    if character := control_character(text):
        line = text.count("\n", 0, text.index(character)) + 1
        raise _refusal(file, f"{name_of(character)} is not text.", "Delete it.", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refusal(file: Path, message: str, remedy: str, line: int = 0) -> FileProblems:
    return FileProblems([Problem(Location(file, line), "", message, remedy)])
