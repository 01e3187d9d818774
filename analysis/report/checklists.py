"""What checklists for reports have in common: their items, and the places that answer them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.report.document import ReportSection
from analysis.report.wording import listed


@dataclass(frozen=True)
class ChecklistItem:
    """An item of a checklist, in words of our own; `number` is its number there."""

    number: int
    domain: str
    name: str


def numbered(domain: str, first: int, names: Iterable[str]) -> tuple[ChecklistItem, ...]:
    """Items of one domain, counted from the first number."""
    return tuple(ChecklistItem(number, domain, name) for number, name in enumerate(names, first))


def titles_by_key(sections: Iterable[ReportSection]) -> dict[str, str]:
    """The titles of sections and of those within them."""
    return {part.key: part.title for section in sections for part in _all(section)}


def in_sections(keys: Iterable[str], titles: Mapping[str, str]) -> str:
    """The sections among these that a report has, as a checklist names them; empty for none."""
    there = [f"“{titles[key]}”" for key in keys if key in titles]
    return f"section{'s' if len(there) > 1 else ''} {listed(there)}" if there else ""


def in_study_file(*keys: str) -> str:
    """Keys of the study file, as a checklist names them; empty for none."""
    return f"study file, {listed(keys)}" if keys else ""


def _all(section: ReportSection) -> Iterator[ReportSection]:
    yield section
    for inner in section.sections:
        yield from _all(inner)
