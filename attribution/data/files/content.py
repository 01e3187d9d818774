"""The text of a file, in whatever encoding somebody's program has written it."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from attribution.data.problems import DataProblem, DataProblems

LARGEST_FILE = 200_000_000
"""In bytes, and looked at before a file is read."""

OTHER_FORMATS = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
}
"""What a file is by its first bytes where it is no text."""

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""UTF-32 before UTF-16, since one's mark begins with the other's."""


@dataclass(frozen=True)
class EncodingGuess:
    """The encoding that a file seems to have; certain for UTF-8, and by a byte-order mark."""

    encoding: str
    is_certain: bool


def file_content(file: Path) -> bytes:
    """Raises DataProblems where a file cannot be read, is too large, or is no text."""
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as problem:
        raise _refusal(
            file, f"The file cannot be read ({problem.strerror}).", "Check its name and place."
        ) from problem
    if size > LARGEST_FILE:
        raise _refusal(
            file,
            f"The file has {size // 1_000_000} MB, and at most {LARGEST_FILE // 1_000_000} are "
            "read.",
            "Leave columns out that the model does not learn from, or draw some of the rows.",
        )
    for beginning, kind in OTHER_FORMATS.items():
        if content.startswith(beginning):
            raise _refusal(
                file,
                f"This is {kind}, not a text file.",
                "Open it and save what it holds as text, a table as CSV.",
            )
    return content


def decoded(name: str, content: bytes, encoding: str) -> str:
    """The text without its byte-order mark; raises DataProblems."""
    try:
        codec = codecs.lookup(encoding).name
        text = content.decode("utf-8-sig" if codec == "utf-8" else codec)
    except LookupError as problem:
        raise _refusal(
            name,
            f"No encoding is called {encoding!r}.",
            "State one that Python knows as `encoding`, such as utf-8, cp1252 or utf-16.",
        ) from problem
    except UnicodeError as problem:
        start = getattr(problem, "start", 0)
        line = len(re.findall(rb"\r\n|\r|\n", content[:start])) + 1
        other = guessed_encoding(content).encoding
        remedy = f"State the file's encoding; it looks like `encoding: {other}`."
        if other == encoding:
            remedy = "Save it as UTF-8 text in the program that it comes from."
        raise DataProblems(
            name, [DataProblem(f"line {line}", f"The bytes are not {encoding} text.", remedy)]
        ) from problem
    if "\0" in text:
        line = len(re.findall("\r\n|\r|\n", text[: text.index("\0")])) + 1
        raise DataProblems(
            name,
            [
                DataProblem(
                    f"line {line}",
                    "There is a null character, which no text holds.",
                    "Delete it; where it stands at every other place, the file is UTF-16: state "
                    "`encoding: utf-16-le`.",
                )
            ],
        )
    return text


def guessed_encoding(content: bytes) -> EncodingGuess:
    """UTF-8, or by a byte-order mark, or else Windows-1252 where words look right in it.

    Other encodings are guessed by charset-normalizer.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return EncodingGuess(encoding, is_certain=True)
    if (nulls := content[:1000].count(0)) > len(content[:1000]) / 4:
        in_odd_places = content[1:1000:2].count(0)
        return EncodingGuess(
            "utf-16-le" if in_odd_places > nulls / 2 else "utf-16-be", is_certain=False
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return EncodingGuess("utf-8", is_certain=True)
    if _looks_western(content):
        return EncodingGuess("cp1252", is_certain=False)
    # Loaded here, since it is needed for few files and takes a while.
    from charset_normalizer import from_bytes

    best = from_bytes(content[:1_000_000]).best()
    return EncodingGuess(best.encoding if best else "cp1252", is_certain=False)


_a_word = re.compile(r"[^\W\d_]+(?:[^\w\s;,|\t\"'().:/-][^\W\d_]*)*")
_in_western_words = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ\u00ad\N{RIGHT SINGLE QUOTATION MARK}]+")


def _looks_western(content: bytes) -> bool:
    """Whether Windows-1252 gives words of Latin letters, most of them without an accent."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    words = {word for word in _a_word.findall(text) if not word.isascii()}
    likely = {
        word
        for word in words
        if _in_western_words.fullmatch(word)
        and sum(not letter.isascii() for letter in word) <= max(1, len(word) / 2)
        and not re.search("[a-zß-ÿ][À-ÞŠŽŒŸ]", word)
    }
    return 2 * len(likely) > len(words) or not words


def _refusal(file: Path | str, message: str, remedy: str) -> DataProblems:
    name = file.name if isinstance(file, Path) else file
    return DataProblems(name, [DataProblem("", message, remedy)])
