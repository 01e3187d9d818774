"""Pages for those who change the code name files that are there; their pictures are current."""

import re
import runpy
from pathlib import Path

import pytest

from tests.folders import PROJECT

PAGES = ("CONTRIBUTING.md", "docs/architecture.md", ".github/pull_request_template.md")
DRAWER = PROJECT / "docs" / "images" / "draw_roads.py"
IN_BACKTICKS = re.compile(r"`((?:[\w.-]+/)+[\w.-]+/?)`")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = IN_BACKTICKS.findall((PROJECT / page).read_text(encoding="utf-8"))
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_pictures_of_the_roads_are_drawn_from_files_that_are_there() -> None:
    drawer = runpy.run_path(str(DRAWER))
    for name, steps in drawer["ROADS"].items():
        assert [file for file, _ in steps if not (PROJECT / file).exists()] == []
        picture = DRAWER.with_name(f"road-{name}.svg")
        assert picture.read_text(encoding="utf-8") == drawer["drawing"](name, steps), (
            "run: python docs/images/draw_roads.py"
        )
        assert f"(images/{picture.name})" in Path(PROJECT / "docs/architecture.md").read_text(
            encoding="utf-8"
        )
