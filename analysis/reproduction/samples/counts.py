"""Who took part, as counts of answers to questions: from rows of sample.csv or interviewees.csv."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.reproduction.printed.interviewees import months
from analysis.reproduction.printed.tables import Row, listed

BACKGROUND = ("location", "domain", "type")
EXPERIENCE = ("job_experience", "ml_experience")
KINDS = "ml_kinds"
RESPONSES = "responses"
ANALYSED = "analysed"

YEARS = ((1, "under 1 year"), (3, "1 to under 3 years"), (5, "3 to under 5 years"))
LONGER = "5 years or more"
STEPS = (*(name for _, name in YEARS), LONGER)


@dataclass(frozen=True)
class SampleCounts:
    """`people` is None where nobody says how many there are."""

    questions: Mapping[str, Mapping[str, int]]
    several: frozenset[str]
    """Questions to which a person could give several answers"""
    people: int | None


def of_answers(rows: Iterable[Row], several: frozenset[str]) -> SampleCounts:
    """Counts of rows as in sample.csv; of a question in several places, those of the first."""
    questions: dict[str, dict[str, int]] = {}
    places: dict[str, str] = {}
    for row in rows:
        question, place = row["question"], row.get("place") or ""
        if places.setdefault(question, place) == place:
            questions.setdefault(question, {})[row["answer"]] = int(row["count"])
    people = questions.pop(RESPONSES, {}).get(ANALYSED)
    return SampleCounts(questions, several, people)


def of_interviewees(rows: Sequence[Row]) -> SampleCounts:
    """Counts of rows as in interviewees.csv; experience in four steps."""
    questions: dict[str, Mapping[str, int]] = {
        column: Counter(row[column] for row in rows) for column in BACKGROUND
    }
    for column in EXPERIENCE:
        steps = Counter(_step(row[column]) for row in rows)
        questions[column] = {step: steps[step] for step in STEPS if steps[step]}
    questions[KINDS] = Counter(kind for row in rows for kind in set(listed(row[KINDS])))
    return SampleCounts(questions, frozenset({KINDS}), len(rows))


def _step(duration: str) -> str:
    years = (months(duration) or 0) / 12
    return next((name for below, name in YEARS if years < below), LONGER)
