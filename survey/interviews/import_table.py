"""Participants of interviews recorded from a table: one in each line, with their attributes."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import StringIO

from django.db import transaction

from core.spreadsheet_text import original_text
from survey.design.interviews.definition import InterviewStudy
from survey.errors import UnfitInterviewee, UnfitSampleTable
from survey.interviews.known_people import (
    KnownPerson,
    change_attributes,
    people_by_label,
    wrong_of,
)
from survey.interviews.models import Interviewee
from survey.interviews.values import fit_values
from survey.interviews.write import (
    NewInterviewee,
    add_interviewees,
    fit_channel,
    fit_day,
    fit_language,
    free_label,
    lock_study,
)
from survey.population import Population
from survey.studies.models import StudyVersion

NUMBER, CONSENTED_ON, LANGUAGE, CHANNEL = "number", "consented_on", "language", "channel"
NEEDED = (NUMBER, CONSENTED_ON, LANGUAGE)
PASSED_OVER = ("version", "synthetic")
"""Columns of our own tables; who is recorded, and by which version, the page says."""

LONGEST_TABLE = 2_000_000
"""Characters."""
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_PROBLEMS = 50
"""Told at once; how many more there are is told as well."""


@dataclass(frozen=True)
class SampleImport:
    """Those whom a table recorded, and those recorded before whose attributes it changed."""

    added: tuple[Interviewee, ...]
    changed: tuple[Interviewee, ...]


@transaction.atomic
def add_from_table(
    version: StudyVersion, text: str, *, population: Population, by: str, now: datetime
) -> SampleImport:
    """Record everybody in a table with commas, semicolons or tabs between its columns.

    Of somebody who is recorded already a line changes the attributes that it has a value for; their
    consent and channel stand empty there, or as they are recorded.

    Its first line is number, consented_on, language, and, where they are known, channel and
    attributes by their titles or their keys. Raises UnfitSampleTable with all that is wrong, and
    then nobody is recorded.
    """
    header, body = _read(text)
    study = version.interviews
    columns = _columns(study, header)
    lock_study(version.study_id)
    known = people_by_label(version.study)
    taken: dict[str, int] = {}
    people: list[NewInterviewee] = []
    changes: list[KnownPerson] = []
    problems: list[str] = []
    for number, line in body:
        if len(line) > len(columns):
            problems.append(
                f"Line {number} has more cells than the first line. Put quotation marks around a "
                "cell in which a separator stands."
            )
            continue
        cells = dict(zip(columns, line, strict=False))
        label = cells.get(NUMBER, "").casefold()
        if label in known and label not in taken:
            person, taken[label] = known[label], 0
            changes.append(KnownPerson(person, _attributes(cells)))
            wrong = wrong_of(person, cells, changes[-1].cells, population)
            problems += [f"Line {number}: {problem}" for problem in wrong]
            continue
        new, wrong = _one(version, study, cells, taken, population=population, now=now)
        problems += [f"Line {number}: {problem}" for problem in wrong]
        if new is not None:
            taken[new.label.casefold()] = 0
            people.append(new)
    if problems:
        raise UnfitSampleTable(*_the_first(problems))
    return SampleImport(
        added=tuple(add_interviewees(version, people, by=by, now=now)),
        changed=tuple(change_attributes(changes)),
    )


def _read(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The first line, and every other one that is not empty with its number in the table."""
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for line in reader:
            cells = [" ".join(original_text(cell).split()) for cell in line]
            if any(cells):
                lines.append((reader.line_num, cells))
            if len(lines) - 1 > MOST_ROWS:
                raise UnfitSampleTable(
                    f"The table has more than {MOST_ROWS:,} participants. Import it in parts."
                )
    except csv.Error as problem:
        raise UnfitSampleTable(
            "A quotation mark in the table is opened and not closed, or a cell is too long. "
            "Mend it, and import the table again."
        ) from problem
    if len(lines) < 2:
        raise UnfitSampleTable(
            "The table needs a first line that names its columns, and a line for each participant."
        )
    return lines[0][1], lines[1:]


def _delimiter(text: str) -> str:
    """What stands between cells. Raises UnfitSampleTable for a text that is no table to read."""
    if "\0" in text:
        raise UnfitSampleTable(
            "This is no table: it holds a character of code 0. Save it as CSV in UTF-8."
        )
    if len(text) > LONGEST_TABLE:
        raise UnfitSampleTable(
            f"The table has more than {LONGEST_TABLE:,} characters. Import it in parts."
        )
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    if first.count(delimiter) > MOST_COLUMNS:
        raise UnfitSampleTable(
            f"The table has more than {MOST_COLUMNS} columns. Leave out what is no attribute."
        )
    return delimiter


def _columns(study: InterviewStudy, header: list[str]) -> list[str]:
    """What stands in each column: one of ours, or the key of an attribute behind a full stop."""
    known = {name: name for name in (*NEEDED, CHANNEL, *PASSED_OVER)}
    for key, attribute in study.attributes.items():
        known.setdefault(attribute.title.casefold(), f".{key}")
    for key in study.attributes:
        known.setdefault(key.casefold(), f".{key}")
    columns = [known.get(name.casefold(), "") for name in header]
    problems = [
        f"There is no column “{name}”. Use {', '.join((*NEEDED, CHANNEL))} and the attributes: "
        f"{', '.join(attribute.title for attribute in study.attributes.values())}."
        for name, column in zip(header, columns, strict=True)
        if not column
    ]
    problems += [
        f"The column {name} is missing. Add it to the first line and to every other one."
        for name in NEEDED
        if name not in columns
    ]
    named = [column for column in columns if column]
    if len(set(named)) < len(named):
        problems.append("Two columns are the same one. Take one of them out.")
    if problems:
        raise UnfitSampleTable(*_the_first(problems))
    return columns


def _one(
    version: StudyVersion,
    study: InterviewStudy,
    cells: Mapping[str, str],
    taken: Mapping[str, int],
    *,
    population: Population,
    now: datetime,
) -> tuple[NewInterviewee | None, list[str]]:
    """Somebody to be recorded, or else everything that is wrong with the line."""
    problems: list[str] = []

    def checked(check: Callable[[], object]) -> str:
        try:
            return str(check())
        except UnfitInterviewee as problem:
            problems.append(str(problem))
            return ""

    label = checked(lambda: free_label(version.study, cells.get(NUMBER, ""), taken))
    day = _day(cells.get(CONSENTED_ON, ""))
    if day is None:
        problems.append(
            f"“{cells.get(CONSENTED_ON, '')[:40]}” is no day of consent. Write it such as "
            "2026-05-04."
        )
    else:
        checked(lambda: fit_day(label or "Somebody", day, now))
    language = checked(lambda: fit_language(cells.get(LANGUAGE, "")))
    channel = checked(lambda: fit_channel(cells.get(CHANNEL, "")))
    attributes = _attributes(cells)
    for key, cell in attributes.items():
        checked(partial(fit_values, study, {key: cell}))
    is_simulated = population is Population.SIMULATED
    if cells.get("synthetic", "") not in {"", "true" if is_simulated else "false"}:
        problems.append(
            "Simulated participants and people are told apart by the column synthetic. Import each "
            "of them on their own page."
        )
    if problems or day is None:
        return None, problems
    return NewInterviewee(label, day, language, attributes, channel, population), []


def _attributes(cells: Mapping[str, str]) -> dict[str, str]:
    return {name[1:]: cell for name, cell in cells.items() if name.startswith(".")}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-04") else None
    except ValueError:
        return None


def _the_first(problems: list[str]) -> list[str]:
    more = len(problems) - MOST_PROBLEMS
    rest = [f"{more} more lines or cells are wrong. Mend these first."] if more > 0 else []
    return problems[:MOST_PROBLEMS] + rest
