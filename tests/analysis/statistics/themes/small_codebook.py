"""A codebook of four themes in two areas, and what was found with it in four cases."""

from analysis.statistics.themes.codebook import Codebook, Kind, Theme, ThemeArea
from analysis.statistics.themes.occurrences import ThemeOccurrence

NOISE = Theme("noise", "Noise", (Kind.HYPOTHESIS,))
SIZE = Theme("size", "Size", (Kind.HYPOTHESIS,))
REMOVE = Theme("remove", "Remove", (Kind.ACTION, Kind.METRIC))
ODD = Theme("odd", "Odd")
CAUSES = ThemeArea("causes", "Causes", themes=(NOISE, SIZE))
REMEDIES = ThemeArea("remedies", "Remedies", themes=(REMOVE,))
BOOK = Codebook("book", "The book", areas=(CAUSES, REMEDIES), themes=(ODD,))
CASES = ["P1", "P2", "P3", "P4"]
FOUND = [
    ThemeOccurrence("P1", "loan", "noise", "wrong labels"),
    ThemeOccurrence("P1", "loan", "noise", "bad labels"),
    ThemeOccurrence("P1", "loan", "remove", "drop them"),
    ThemeOccurrence("P1", "birds", "size", "too few"),
    ThemeOccurrence("P2", "birds", "noise", "labels"),
    ThemeOccurrence("P2", "birds", "remove"),
]
