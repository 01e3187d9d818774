"""With which themes an agreement is told."""

from enum import StrEnum


class ThemeBasis(StrEnum):
    AS_CODED = "as_coded"
    RECONCILED = "reconciled"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def definition(self) -> str:
        """One sentence that says what is counted."""
        return _DEFINITIONS[self]


_WORDS = {
    ThemeBasis.AS_CODED: "as coded",
    ThemeBasis.RECONCILED: "with themes reconciled",
}
_DEFINITIONS = {
    ThemeBasis.AS_CODED: (
        "Measured when the coders compared, before anything was discussed: every theme counts as "
        "its coder named it, so that one idea under two names counts as two themes."
    ),
    ThemeBasis.RECONCILED: (
        "Each coder's own codings again, with the themes as they were merged, renamed, taken in "
        "or dropped after the comparison: merged themes count as one, and dropped ones no more."
    ),
}
