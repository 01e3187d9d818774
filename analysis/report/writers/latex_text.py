"""Text as LaTeX prints it, whatever is in it."""

import re
import unicodedata

COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "[": "{[}",
    "]": "{]}",
    "-": "{-}",
    "\N{MINUS SIGN}": r"\ensuremath{-}",
    "±": r"\ensuremath{\pm}",
    "×": r"\ensuremath{\times}",
    "χ": r"\ensuremath{\chi}",
    "²": r"\ensuremath{^2}",
    "…": r"\ldots{}",
    "–": "--",
    "—": "---",
    "“": "{``}",  # in braces, as ?` and !` would print ¿ and ¡
    "”": "''",
    "‘": "{`}",
    "`": "{`}",
    "’": "'",
    "\N{NO-BREAK SPACE}": "~",
    "\n": " ",
}

TURNED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Marks that turn the letters behind them round, such as U+202E, also those of the table's rows."""

OTHER_LETTER = (
    r"\providecommand{\otherletter}[2]{\ifdefined\XeTeXrevision#2\else"
    r"\ifdefined\directlua#2\else{[U+#1]}\fi\fi}"
    "\n"
)
"""Letters that pdfLaTeX has no font for: it prints their numbers, other engines the letters."""

LONGEST_WORD, LONGEST_PIECE = 9, 18
"""A longer word may be broken after the signs in it; a longer piece of it, such as a digest, after
any letter. Numbers stay whole."""

SIGNED = re.compile(r"[^_/.,:;=)-]*[_/.,:;=)-]+|[^_/.,:;=)-]+")
BREAK = r"\allowbreak{}"


def escaped(text: str) -> str:
    """Text that LaTeX prints as it stands; a long word may be broken into lines."""
    return "".join(map(_word, re.split(r"(\s)", text)))


def _word(word: str) -> str:
    if len(word) <= LONGEST_WORD or not re.search(r"[^\W\d]", word):
        return _printed(word)
    return BREAK.join(map(_piece, re.findall(SIGNED, word)))


def _piece(piece: str) -> str:
    return _printed(piece) if len(piece) <= LONGEST_PIECE else BREAK.join(map(_printed, piece))


def _printed(text: str) -> str:
    return "".join(COMMANDS.get(letter) or _letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if unicodedata.bidirectional(letter) in TURNED:
        return ""
    if letter.isascii():
        return letter if letter.isprintable() else " "
    # A Latin letter with an accent, which every LaTeX knows how to set.
    base = unicodedata.normalize("NFD", letter)
    is_accented = len(base) == 2 and base[0].isascii() and 0xC0 <= ord(letter) <= 0x17F
    if is_accented or letter in "ßæøåœÆØÅŒłŁ":
        return letter
    return rf"\otherletter{{{ord(letter):04X}}}{{{letter}}}"
