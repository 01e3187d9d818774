"""What a codebook file declares for its themes, and what its themes name of that and of others."""

from collections.abc import Collection, Iterable

from analysis.coding.codebooks.file_values import Values
from analysis.statistics.themes.codebook import (
    LONGEST_SYMBOL,
    STAR,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)
from core.yaml_files.problems import KeyPath
from survey.design.fields import KEY


def read_types(values: Values) -> tuple[ThemeType, ...]:
    types = tuple(
        ThemeType(key, values.line(("types", key), required=True))
        for key in values.mapping_keys(("types",), pattern=KEY)
    )
    values.report_repeated([(("types", type_.key), type_.name) for type_ in types], "name")
    return types


def read_marks(values: Values) -> tuple[Mark, ...]:
    marks = []
    for key in values.mapping_keys(("marks",), pattern=KEY):
        path: KeyPath = ("marks", key)
        values.keys(path, "name", "symbol")
        symbol = values.line((*path, "symbol")) or STAR
        if len(symbol) > LONGEST_SYMBOL:
            values.report((*path, "symbol"), f"{symbol[:60]} is too long.", "Use one sign.")
        marks.append(Mark(key, values.line((*path, "name"), required=True), symbol))
    values.report_repeated([(("marks", mark.key, "name"), mark.name) for mark in marks], "name")
    return tuple(marks)


def read_crossed(values: Values, types: Iterable[ThemeType]) -> tuple[str, str] | None:
    """The two types, None where the file names none."""
    crossed = values.keys_named(("crossed",))
    declared = [type_.key for type_ in types]
    _refuse(values, ("crossed",), crossed, declared, "type")
    if not crossed:
        return None
    if len(crossed) != 2:
        values.report(("crossed",), "this should be two types.", "Write [one, another].")
        return None
    return crossed[0], crossed[1]


def refuse_unknown(
    values: Values, codebook: CodebookContent, placed: Iterable[tuple[KeyPath, ThemeContent]]
) -> None:
    """Report types, marks, areas and themes that are named and not there."""
    types = [type_.key for type_ in codebook.types]
    marks = [mark.key for mark in codebook.marks]
    areas = [area.key for area in codebook.areas]
    themes = [theme.key for _area, theme in codebook.placed()]
    first = {code.key: theme.key for theme, code in codebook.codes()}
    home = {theme.key: area.key for area, theme in codebook.placed() if area}
    for path, theme in placed:
        _refuse(values, (*path, "type"), theme.types, types, "type")
        _refuse(values, (*path, "marks"), theme.marks, marks, "mark")
        _refuse(values, (*path, "also_in"), theme.also_in, areas, "area")
        _refuse(values, (*path, "also_under"), theme.also_under, themes, "theme")
        if home.get(theme.key, "") in theme.also_in and theme.also_in:
            _report_home(values, (*path, "also_in"), "area", "further ones")
        if theme.also_in and theme.key not in home:
            message = "a theme outside of every area has no further ones."
            values.report((*path, "also_in"), message, "Move the theme into one of them.")
        if first.get(theme.key, "") in theme.also_under:
            _report_home(values, (*path, "also_under"), "theme", "further ones")


def _report_home(values: Values, path: KeyPath, what: str, others: str) -> None:
    values.report(path, f"this names the {what} it stands in anyway.", f"Name only {others}.")


def _refuse(
    values: Values, path: KeyPath, named: Iterable[str], declared: Collection[str], what: str
) -> None:
    for key in named:
        if key not in declared:
            known = f"Use one of: {', '.join(declared)}." if declared else "None is declared yet."
            if what in {"type", "mark"}:
                known += f" Declare it beneath `{what}s:` at the top, or take it out."
            values.report(path, f"{key[:60]} is no {what} of this codebook.", known)
