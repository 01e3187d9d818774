"""A codebook as a Word document; equal books give equal bytes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from analysis.coding.exchange.codebook_html import OUTSIDE, fields_of
from analysis.statistics.themes.codebook import WITHIN, CodebookContent, ThemeContent
from core.xml_text import fit
from core.zip_files import packed

USED = {"Normal", "Title", "TitleChar"} | {
    f"Heading{level}{end}" for level in (1, 2, 3) for end in ("", "Char")
}
UNUSED = {"stylesWithEffects", "customXml", "thumbnail", "numbering", "webSettings"}

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def codebook_docx(book: CodebookContent) -> bytes:
    """Areas and themes are headings, so that Word can number and list them."""
    from docx import Document  # slow: lxml

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = fit(book.title), "", ""
    properties.language = fit(book.language)
    properties.created = properties.modified = LONG_AGO
    document.add_heading(fit(book.title), 0)
    if book.description:
        document.add_paragraph(fit(book.description))
    for area in book.areas:
        _add_area(document, book, WITHIN.join(book.path(area)), area.description, area.themes)
    if book.themes:
        _add_area(document, book, OUTSIDE, "", book.themes)
    _drop_unused(document)
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream) as archive:
        return packed((name, archive.read(name)) for name in archive.namelist())


def _drop_unused(document: Any) -> None:
    """Drop the styles and parts of python-docx's template that no codebook uses: 800 KB."""
    styles = document.styles
    for style in list(styles):
        if style.style_id not in USED and not style.element.xpath("@w:default"):
            styles.element.remove(style.element)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del relations[key]


def _add_area(
    document: Any,
    book: CodebookContent,
    name: str,
    description: str,
    themes: Sequence[ThemeContent],
) -> None:
    document.add_heading(fit(name), 1)
    if description:
        document.add_paragraph(fit(description))
    for theme in themes:
        _add_theme(document, book, theme, 2)
        for code in theme.codes:
            _add_theme(document, book, code, 3)


def _add_theme(document: Any, book: CodebookContent, theme: ThemeContent, level: int) -> None:
    """A theme, or a code, whose heading is one level deeper."""
    document.add_heading(fit(theme.name), level)
    fields = fields_of(book, theme) + [("Example", f"“{text}”") for text in theme.examples]
    for label, text in fields:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(fit(text))
