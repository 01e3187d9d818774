"""A codebook of four themes in two areas, and what was found with it in four cases."""

from dataclasses import replace

from analysis.statistics.themes.codebook import (
    AreaContent,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)
from analysis.statistics.themes.occurrences import ThemeOccurrence

NOISE = ThemeContent("noise", "Noise", ("hypothesis",))
SIZE = ThemeContent("size", "Size", ("hypothesis",))
REMOVE = ThemeContent("remove", "Remove", ("action", "metric"))
ODD = ThemeContent("odd", "Odd")
TYPES = (
    ThemeType("hypothesis", "hypothesis"),
    ThemeType("action", "action"),
    ThemeType("metric", "metric"),
)
CAUSES = AreaContent("causes", "Causes", themes=(NOISE, SIZE))
REMEDIES = AreaContent("remedies", "Remedies", themes=(REMOVE,))
BOOK = CodebookContent(
    "book",
    "The book",
    areas=(CAUSES, REMEDIES),
    themes=(ODD,),
    types=TYPES,
    crossed=("hypothesis", "action"),
)
WRONG = ThemeContent("wrong", "Wrong", also_under=("odd",))
OLD = ThemeContent("old", "Old")
NOISY = replace(NOISE, codes=(WRONG, OLD), marks=("star",), also_in=("remedies",))
CODED = replace(
    BOOK,
    areas=(replace(CAUSES, themes=(NOISY,)), replace(REMEDIES, themes=(SIZE,))),
    marks=(Mark("star", "About data"),),
)
"""The codebook with two codes beneath the noise, which stands in both areas with a star."""

CASES = ["P1", "P2", "P3", "P4"]
FOUND = [
    ThemeOccurrence("P1", "loan", "noise", "wrong labels"),
    ThemeOccurrence("P1", "loan", "noise", "bad labels"),
    ThemeOccurrence("P1", "loan", "remove", "drop them"),
    ThemeOccurrence("P1", "birds", "size", "too few"),
    ThemeOccurrence("P2", "birds", "noise", "labels"),
    ThemeOccurrence("P2", "birds", "remove"),
]
