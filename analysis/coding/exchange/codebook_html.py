"""A codebook as one HTML page, to read or to print."""

from collections.abc import Iterator
from html import escape

from analysis.coding.exchange.codes import said_of
from analysis.statistics.themes.codebook import WITHIN, CodebookContent, ThemeContent

OUTSIDE = "Outside of the areas"


def codebook_html(book: CodebookContent) -> str:
    """Complete in itself: no styles, scripts or pictures."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(book.language)}">',
            f'<head><meta charset="utf-8"><title>{escape(book.title)}</title></head>',
            "<body><main>",
            f"<h1>{escape(book.title)}</h1>",
            *_paragraph(book.description),
            *_areas(book),
            "</main></body>",
            "</html>\n",
        ]
    )


def fields_of(book: CodebookContent, theme: ThemeContent) -> list[tuple[str, str]]:
    """The label and text of what a theme says beside its name and examples."""
    said = said_of(book, theme)
    fields = [
        ("Type", ", ".join(book.type_names(theme))),
        ("Mark", ", ".join(f"{mark.symbol} {mark.name}" for mark in book.marks_of(theme))),
        ("Also in", ", ".join(said.also_in)),
        ("Also under", ", ".join(said.also_under)),
        ("Definition", theme.definition),
        ("Include", theme.include),
        ("Exclude", theme.exclude),
    ]
    return [(label, text) for label, text in fields if text]


def _areas(book: CodebookContent) -> Iterator[str]:
    groups = [(WITHIN.join(book.path(area)), area.description, area.themes) for area in book.areas]
    if book.themes:
        groups.append((OUTSIDE, "", book.themes))
    for name, description, themes in groups:
        yield f"<h2>{escape(name)}</h2>"
        yield from _paragraph(description)
        for theme in themes:
            yield from _theme(book, theme, 3)
            for code in theme.codes:
                yield from _theme(book, code, 4)


def _theme(book: CodebookContent, theme: ThemeContent, level: int) -> Iterator[str]:
    """A theme, or a code, whose heading is one level deeper."""
    yield f"<h{level}>{escape(theme.name)}</h{level}>"
    yield "<dl>"
    for label, text in fields_of(book, theme):
        yield f"<dt>{label}</dt><dd>{escape(text)}</dd>"
    for example in theme.examples:
        yield f"<dt>Example</dt><dd><q>{escape(example)}</q></dd>"
    yield "</dl>"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield f"<p>{escape(text)}</p>"
