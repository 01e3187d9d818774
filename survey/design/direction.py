"""Which way a language is written."""

RIGHT_TO_LEFT = {
    "ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi",
}  # fmt: skip
SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
"""Scripts from right to left, as ISO 15924 names them."""


def direction(language: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` takes it: by the tag's script, else by its language.

    Such as uz-Arab, which is written from right to left, and ks-Deva, which is not.
    """
    primary, *rest = language.lower().split("-")
    scripts = [part for part in rest[:2] if len(part) == 4 and part.isalpha()]
    from_right = scripts[0] in SCRIPTS if scripts else primary in RIGHT_TO_LEFT
    return "rtl" if from_right else "ltr"
