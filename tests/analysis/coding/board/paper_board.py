"""A small codebook for the board: three areas, of which one lies in another, and loose themes."""

from uuid import UUID

from analysis.coding.board.moves import Place, move_area, move_theme
from analysis.coding.codebooks.models import Codebook, Operation, ThemeArea
from analysis.coding.codebooks.store import store_codebook
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from survey.studies.models import Study
from tests.analysis.coding_world import BY

BOOK = CodebookContent(
    "board",
    "Board",
    areas=(
        AreaContent("role", "Role", themes=(ThemeContent("a", "A"), ThemeContent("b", "B"))),
        AreaContent("work", "Work", themes=(ThemeContent("c", "C"), ThemeContent("d", "D"))),
        AreaContent("use", "Use", themes=(ThemeContent("e", "E"),)),
    ),
    themes=(ThemeContent("loose", "Loose"),),
)


class PaperBoard:
    """The board, whose themes and areas are named by their keys."""

    def __init__(self, study: Study) -> None:
        self.book: Codebook = store_codebook(BOOK, study, **BY).codebook

    def area(self, key: str) -> ThemeArea:
        return self.book.areas.get(key=key)

    def guid(self, key: str) -> UUID | None:
        """Of an area or a theme; None for no key."""
        if not key:
            return None
        found = self.book.areas.filter(key=key).first() or self.book.themes.get(key=key)
        return found.guid

    def known(self, key: str) -> UUID:
        guid = self.guid(key)
        assert guid is not None
        return guid

    def move(self, theme: str, into: str, *, before: str = "", seen: str) -> Operation | None:
        to = Place(self.guid(into), self.guid(before))
        return move_theme(self.book, self.known(theme), to, seen=self.guid(seen), **BY)

    def move_area(
        self, area: str, into: str, *, before: str = "", seen: str = ""
    ) -> Operation | None:
        to = Place(self.guid(into), self.guid(before))
        return move_area(self.book, self.known(area), to, seen=self.guid(seen), **BY)
