"""A codebook of two themes, one of them named like a formula."""

from analysis.statistics.themes.codebook import (
    AreaContent,
    CodebookContent,
    ThemeContent,
    ThemeType,
)

NOISE = ThemeContent("noise", "=Noise", ("hypothesis",), "Wrong <labels>.", "a", "b", ("+1", "two"))
BOOK = CodebookContent(
    "book",
    "A & B",
    areas=(AreaContent("causes", "Causes", "Why.", (NOISE,)),),
    themes=(ThemeContent("odd", "Odd"),),
    types=(ThemeType("hypothesis", "hypothesis"),),
)
