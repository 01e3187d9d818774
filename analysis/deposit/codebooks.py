"""Codebooks as files that people and other programs read."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.coding.codebooks.contents import exported_codebook
from analysis.coding.codebooks.models import Codebook
from analysis.coding.exchange.codebook_csv import codebook_csv
from analysis.coding.exchange.codebook_html import codebook_html
from analysis.coding.exchange.writing import codebook_file


def codebook_files(codebook: Codebook) -> Iterator[tuple[str, bytes]]:
    """In HTML, CSV and REFI-QDA; without examples, since they quote what people said."""
    book = exported_codebook(codebook).changed(lambda theme: replace(theme, examples=()))
    yield f"{codebook.slug}.html", codebook_html(book).encode()
    yield f"{codebook.slug}.csv", codebook_csv(book).encode()
    yield f"{codebook.slug}.qdc", codebook_file(book).content
