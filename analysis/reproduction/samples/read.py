"""A file of a researcher's own sample, with the columns of sample.csv or of interviewees.csv."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from analysis.errors import UnfitSample
from analysis.reproduction.printed.interviewees import months
from analysis.reproduction.printed.sample import several_answers
from analysis.reproduction.printed.tables import Prints, Row, listed
from analysis.reproduction.samples.counts import (
    ANALYSED,
    BACKGROUND,
    EXPERIENCE,
    KINDS,
    RESPONSES,
    SampleCounts,
    of_answers,
    of_interviewees,
)

LONGEST_FILE = 1_000_000
"""Bytes."""

MOST_PEOPLE = 1_000_000

OF_ANSWERS = ("question", "answer", "count")
OF_INTERVIEWEES = ("participant", *BACKGROUND, *EXPERIENCE, KINDS)

Numbered = tuple[int, Row]
"""A row and the line of the file on which it ends."""


def read_sample(file: Path, prints: Prints) -> tuple[SampleCounts, SampleCounts]:
    """The paper's sample and the researcher's own. Raises UnfitSample."""
    rows = _rows(_text(file))
    if set(OF_ANSWERS) <= set(rows[0][1]):
        several = several_answers(prints)
        paper = of_answers(prints["sample"], several)
        _check_answers(rows, paper)
        own = of_answers([row for _, row in rows], several)
        _check_totals(own)
        return paper, own
    _check_interviewees(rows)
    return of_interviewees(prints["interviewees"]), of_interviewees([row for _, row in rows])


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise UnfitSample(
            f"{file} cannot be read ({problem.strerror}). Name a CSV file."
        ) from problem
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise UnfitSample(
            f"Line {line}: the file is not in UTF-8. Save it as CSV in UTF-8."
        ) from problem
    if len(raw) > LONGEST_FILE or "\0" in text:
        raise UnfitSample(f"{file.name} is no table of a sample. Name a CSV file of counts.")
    return text


def _rows(text: str) -> list[Numbered]:
    """The rows with their values by column, without empty ones."""
    first = text.partition("\n")[0]
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                lines.append((reader.line_num, stripped))
    except csv.Error as problem:
        raise UnfitSample(
            f"Line {reader.line_num}: a quotation mark is opened and not closed, or stands where "
            "none can. Correct it."
        ) from problem
    if not lines:
        raise UnfitSample(f"The file is empty. Give it the columns {', '.join(OF_ANSWERS)}.")
    (line, header), *body = lines
    if not any(set(needed) <= set(header) for needed in (OF_ANSWERS, OF_INTERVIEWEES)):
        raise UnfitSample(
            f"Line {line}: these are the columns of neither kind of sample. Use "
            f"{', '.join(OF_ANSWERS)} for counts, or {', '.join(OF_INTERVIEWEES)} for people."
        )
    if len(set(header)) < len(header):
        raise UnfitSample(f"Line {line}: a column stands there twice. Leave one of them out.")
    if not body:
        raise UnfitSample(f"Line {line}: nothing stands below the columns. Add a line for each.")
    return [(number, _row(number, header, cells)) for number, cells in body]


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        raise UnfitSample(
            f"Line {line}: {len(cells)} cells stand under {len(header)} columns. Put a cell that "
            "holds a comma in quotation marks, or add what is missing."
        )
    return dict(zip(header, cells, strict=True))


def _check_answers(rows: Sequence[Numbered], paper: SampleCounts) -> None:
    known = (RESPONSES, *paper.questions)
    lines: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        question, answer, count = (row[column] for column in OF_ANSWERS)
        if question not in known:
            raise UnfitSample(
                f"Line {line}: the paper has no question “{question}”. Use one of "
                f"{', '.join(known)}, or leave the line out."
            )
        if not answer:
            raise UnfitSample(f"Line {line}: the answer is missing. Write it there.")
        if not (count.isascii() and count.isdecimal() and int(count[:9]) <= MOST_PEOPLE):
            raise UnfitSample(
                f"Line {line}: “{count}” is no count. Write a whole number from 0 to {MOST_PEOPLE}."
            )
        before = lines.setdefault((question, answer, row.get("place", "")), line)
        if before != line:
            raise UnfitSample(
                f"Line {line}: “{answer}” of “{question}” stands on line {before} already. "
                "Leave one of them out."
            )


def _check_totals(own: SampleCounts) -> None:
    """Nobody answers twice, and of several answers nobody gives one twice."""
    for question, answers in own.questions.items():
        if own.people is None:
            if question in own.several:
                raise UnfitSample(
                    f"“{question}” can have several answers a person, and no line says how many "
                    f"people there are. Add a line {RESPONSES},{ANALYSED},NUMBER."
                )
            continue
        most = max(answers.values()) if question in own.several else sum(answers.values())
        if most > own.people:
            raise UnfitSample(
                f"“{question}” has {most} answers of {own.people} people. Correct its counts, or "
                f"the line {RESPONSES},{ANALYSED}."
            )
    if not own.questions:
        raise UnfitSample(
            f"Nothing but {RESPONSES} stands in the file. Add the answers to a question."
        )


def _check_interviewees(rows: Sequence[Numbered]) -> None:
    lines: dict[str, int] = {}
    for line, row in rows:
        for column in _missing(row):
            raise UnfitSample(f"Line {line}: {column} is missing. Write it there.")
        for column in EXPERIENCE:
            if months(row[column]) is None:
                raise UnfitSample(
                    f"Line {line}: “{row[column]}” is no {column}. Write it as 3 years or 7 months."
                )
        before = lines.setdefault(row["participant"], line)
        if before != line:
            raise UnfitSample(
                f"Line {line}: {row['participant']} stands on line {before} already. Give each "
                "person a number of their own."
            )


def _missing(row: Row) -> Iterator[str]:
    for column in OF_INTERVIEWEES:
        if not row[column] or (column == KINDS and not listed(row[column])):
            yield column
