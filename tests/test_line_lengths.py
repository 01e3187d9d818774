"""Lines of templates, styles and scripts are as short as an editor shows them."""

from pathlib import Path

import pytest

from tests.folders import PROJECT

LONGEST = 120
ROOMS = ("analysis", "attribution", "config", "core", "operations", "survey", "workspace")
MADE_ELSEWHERE = {"codemirror.min.js", "pico.min.css"}


def files(*endings: str) -> list[Path]:
    checked = (
        file for room in ROOMS for ending in endings for file in (PROJECT / room).rglob(ending)
    )
    return sorted(file for file in checked if file.name not in MADE_ELSEWHERE)


@pytest.mark.parametrize("endings", [("*.html", "*.jinja"), ("*.css",), ("*.js",)], ids=str)
def test_no_line_of_a_page_is_longer_than_a_screen(endings: tuple[str, ...]) -> None:
    sources = files(*endings)
    assert sources
    assert [
        f"{file.relative_to(PROJECT)}:{number} has {len(line)} characters"
        for file in sources
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ] == []
