"""A codebook of four themes in two areas, and what was found with it in four cases."""

from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent
from analysis.statistics.themes.occurrences import ThemeOccurrence

NOISE = ThemeContent("noise", "Noise", (Kind.HYPOTHESIS,))
SIZE = ThemeContent("size", "Size", (Kind.HYPOTHESIS,))
REMOVE = ThemeContent("remove", "Remove", (Kind.ACTION, Kind.METRIC))
ODD = ThemeContent("odd", "Odd")
CAUSES = AreaContent("causes", "Causes", themes=(NOISE, SIZE))
REMEDIES = AreaContent("remedies", "Remedies", themes=(REMOVE,))
BOOK = CodebookContent("book", "The book", areas=(CAUSES, REMEDIES), themes=(ODD,))
CASES = ["P1", "P2", "P3", "P4"]
FOUND = [
    ThemeOccurrence("P1", "loan", "noise", "wrong labels"),
    ThemeOccurrence("P1", "loan", "noise", "bad labels"),
    ThemeOccurrence("P1", "loan", "remove", "drop them"),
    ThemeOccurrence("P1", "birds", "size", "too few"),
    ThemeOccurrence("P2", "birds", "noise", "labels"),
    ThemeOccurrence("P2", "birds", "remove"),
]
