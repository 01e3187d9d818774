"""Whether a language is written from the right."""

RIGHT_TO_LEFT = {
    "ar",
    "arc",
    "azb",
    "ckb",
    "dv",
    "fa",
    "he",
    "iw",
    "ks",
    "nqo",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}
SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
"""Scripts that are written from right to left, by their ISO 15924 codes."""


def direction(language: str) -> str:
    """`rtl` or `ltr`, for HTML's `dir`: by the script of a language tag, else by its language.

    For example, uz-Arab is written from right to left, and ks-Deva is not.
    """
    primary, *rest = language.lower().split("-")
    scripts = [part for part in rest[:2] if len(part) == 4 and part.isalpha()]
    from_right = scripts[0] in SCRIPTS if scripts else primary in RIGHT_TO_LEFT
    return "rtl" if from_right else "ltr"
