"""The texts of each participant of a project: those of a case, or one that is in no case."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.coding.exchange.project import Case, Project, Source

LONGEST_NAME = 190


@dataclass(frozen=True)
class TextsOfCase:
    """A participant; `description` and `values` are those of the case, where it is one."""

    name: str
    texts: tuple[Source, ...]
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()


def cases_of(project: Project) -> Iterator[TextsOfCase]:
    """Every case, in the order of its first text; a text in several cases is one of its own."""
    cases = _cases_by_text(project)
    sources = {source.guid: source for source in project.sources}
    seen: set[str] = set()
    for number, source in enumerate(project.sources, start=1):
        case, name = cases.get(source.guid), plain_name(source.name) or f"Text {number}"
        if case is None:
            yield TextsOfCase(name, (source,))
        elif case.guid not in seen:
            seen.add(case.guid)
            own = (guid for guid in dict.fromkeys(case.sources) if cases.get(guid) == case)
            texts = tuple(sources[guid] for guid in own)
            yield TextsOfCase(plain_name(case.name) or name, texts, case.description, case.values)


def regrouped(project: Project) -> Iterator[str]:
    """A sentence on each kind of case that does not come in as it is."""
    times = _times(project)
    if number := sum(number > 1 for number in times.values()):
        yield (
            f"{number} texts are in several cases; each becomes a participant of its own, without "
            "what is known of the cases."
        )
    if number := sum(not case.sources for case in project.cases):
        yield f"Left out: {number} cases without a text."


def plain_name(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]


def _cases_by_text(project: Project) -> dict[str, Case]:
    times = _times(project)
    return {guid: case for case in project.cases for guid in case.sources if times[guid] == 1}


def _times(project: Project) -> Counter[str]:
    return Counter(guid for case in project.cases for guid in set(case.sources))
