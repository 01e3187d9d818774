"""The pages of the documentation, as files and by name; nothing here needs more than Python.

In a checkout they lie in `docs/`; the wheel takes them along.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

PROJECT = Path(__file__).resolve().parents[2]
HOME = "docs/README.md"
ELSEWHERE = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "fixtures/reference/README.md",
)
"""Pages that lie outside of `docs/`."""

SECTION = re.compile(r"^## (.+)$")
LISTED = re.compile(r"^- \[([^\]]+)\]\(([^)#]+\.md)\)")


@dataclass(frozen=True)
class Chapter:
    """A section of the first page, with the titles and files of the pages that it lists."""

    title: str
    pages: tuple[tuple[str, str], ...]

    def holds(self, file: str) -> bool:
        return any(listed == file for _title, listed in self.pages)


@cache
def files() -> frozenset[str]:
    """Every page, by its path from the project's folder."""
    inside = (file.relative_to(PROJECT).as_posix() for file in (PROJECT / "docs").rglob("*.md"))
    return frozenset({*inside, *(name for name in ELSEWHERE if (PROJECT / name).is_file())})


def name_of(file: str) -> str:
    """The name of a page in its address: `how-to/deploy` for `docs/how-to/deploy.md`."""
    return file.removeprefix("docs/").removesuffix(".md")


@cache
def file_of(name: str) -> str | None:
    return next((file for file in files() if name_of(file) == name and file != HOME), None)


def text_of(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


def resolved(link: str, *, on: str) -> str:
    """The path from the project's folder to which a relative link on a page leads."""
    parts: list[str] = []
    for part in (PurePosixPath(on).parent / link).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@cache
def chapters() -> tuple[Chapter, ...]:
    """What the first page lists, which is the navigation of every page."""
    return tuple(Chapter(title, tuple(pages)) for title, pages in _listed(text_of(HOME)) if pages)


def _listed(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    title, pages = "", list[tuple[str, str]]()
    for line in text.splitlines():
        if section := SECTION.match(line):
            yield title, pages
            title, pages = section[1], []
        elif page := LISTED.match(line):
            pages.append((page[1], resolved(page[2], on=HOME)))
    yield title, pages
