"""The data dictionary: every column of the package, and every question of the study file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.export.table import Column, Table
from survey.design.definition import SurveyDefinition
from survey.design.path import CHECK, PathPage, Section, participant_path

HEADER = (
    "table",
    "column",
    "version",
    "scenario",
    "question",
    "page",
    "type",
    "meaning",
    "values",
    "withheld",
)


@dataclass(frozen=True)
class Entry:
    """A column of a table or, with a version, the answers to one question in that column.

    `type_in_words` is for people alone and stands in no table.
    """

    table: str
    column: str
    version: str
    scenario: str
    question: str
    page: str
    type: str
    meaning: str
    values: str
    withheld: bool
    type_in_words: str

    def row(self) -> tuple[str | bool, ...]:
        return tuple(getattr(self, name) for name in HEADER)


def entries(
    tables: Iterable[Table], studies: Iterable[SurveyDefinition], *, with_identifying: bool
) -> tuple[Entry, ...]:
    """The columns of every table, then the questions of every version in the order of its path."""
    columns = [
        Entry(
            table.name,
            column.name,
            "",
            "",
            "",
            "",
            column.kind,
            column.meaning,
            column.values_in_words,
            withheld=column.withheld,
            type_in_words=column.kind,
        )
        for table in tables
        for column in table.columns
    ]
    asked = [
        entry for study in studies for entry in _questions(study, with_identifying=with_identifying)
    ]
    return (*columns, *asked)


def as_table(entries: Iterable[Entry]) -> Table:
    """The dictionary as a table of its own, which says what its columns are in no table."""
    columns = (Column(name, "boolean" if name == "withheld" else "string", "") for name in HEADER)
    return Table("data-dictionary", "", tuple(columns), (), [entry.row() for entry in entries])


def _questions(study: SurveyDefinition, *, with_identifying: bool) -> Iterator[Entry]:
    for page in participant_path(study, list(study.scenarios)):
        for question in page.questions:
            table, column = (
                ("check_attempts", "option") if _is_check(page) else ("answers", "value")
            )
            yield Entry(
                table=table,
                column=column,
                version=study.version,
                scenario=page.scenario or "",
                question=question.key,
                page=page.name,
                type=question.type,
                meaning=question.text,
                values=question.possible_values(),
                withheld=question.identifying and not with_identifying,
                type_in_words=question.type_in_words,
            )


def _is_check(page: PathPage) -> bool:
    return page.section is Section.TUTORIAL and page.key == CHECK


def as_markdown(entries: Iterable[Entry]) -> str:
    """The dictionary as text for people: a list for each table and each version's questions."""
    lines, heading = ["# Data dictionary"], ""
    for entry in entries:
        if (title := _heading(entry)) != heading:
            heading = title
            lines += ["", f"## {heading}", ""]
        lines.append(_line(entry))
    return "\n".join(lines) + "\n"


def _heading(entry: Entry) -> str:
    return f"Questions of version {entry.version}" if entry.version else f"Table {entry.table}"


def _line(entry: Entry) -> str:
    name = ".".join(part for part in (entry.scenario, entry.question or entry.column) if part)
    values = f" Values: {entry.values.rstrip('.')}." if entry.values else ""
    withheld = " **Withheld from this package.**" if entry.withheld else ""
    meaning = entry.meaning if entry.meaning.endswith((".", "?", "!")) else f"{entry.meaning}."
    return f"- `{name}` ({entry.type_in_words}): {meaning}{values}{withheld}"
