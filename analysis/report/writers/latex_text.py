"""Text that LaTeX prints as it stands, whatever is in it."""

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
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "\N{NO-BREAK SPACE}": "~",
    "\n": " ",
}

OTHER_LETTER = (
    r"\providecommand{\otherletter}[2]{\ifdefined\XeTeXrevision#2\else"
    r"\ifdefined\directlua#2\else{[U+#1]}\fi\fi}"
    "\n"
)
"""Letters that pdfLaTeX has no font for: it prints their numbers, other engines the letters."""


def escaped(text: str) -> str:
    return "".join(COMMANDS.get(letter) or _letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else " "
    # Letters that are a Latin one with an accent, which every LaTeX knows how to set.
    base = unicodedata.normalize("NFD", letter)
    known = len(base) == 2 and base[0].isascii() and 0xC0 <= ord(letter) <= 0x17F
    if known or letter in "ßæøåœÆØÅŒłŁ":
        return letter
    return rf"\otherletter{{{ord(letter):04X}}}{{{letter}}}"
