"""Table 1: who was interviewed."""

import re
from collections import Counter
from collections.abc import Iterator

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict
from analysis.reproduction.printed.tables import Prints, Row, in_order, listed

DURATION = re.compile(r"(\d+) (year|month)s?")

GROUPS = {"users": "User", "developers": "Developer"}
"""What section 4.2 calls the two groups, and what table 1 calls one of them."""


def interviewee_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="interviewees.csv",
        title="Who was interviewed (table 1)",
        findings=tuple(_findings(prints)),
    )


def months(duration: str) -> int | None:
    """“3 years” or “1 months” in months, None for anything else."""
    match = DURATION.fullmatch(duration.strip())
    if match is None:
        return None
    return int(match[1]) * (12 if match[2] == "year" else 1)


def types(prints: Prints) -> dict[str, str]:
    """The type of each interviewee, by number."""
    return {row["participant"]: row["type"] for row in prints["interviewees"]}


def _findings(prints: Prints) -> Iterator[Finding]:
    rows = prints["interviewees"]
    by_type = _counted(row["type"] for row in rows)
    yield Finding("table 1", Verdict.FOLLOWS, f"{len(rows)} people: {by_type}.")
    domains = _counted(row["domain"] for row in rows)
    yield Finding("table 1", Verdict.FOLLOWS, f"Domains: {domains}.")
    kinds = _counted(kind for row in rows for kind in listed(row["ml_kinds"]))
    yield Finding("table 1", Verdict.FOLLOWS, f"Kinds of model: {kinds}.")
    for kind in sorted({row["type"] for row in rows}):
        yield _experience(kind, [row for row in rows if row["type"] == kind])
    yield from _longer_with_models(rows)
    known = set(types(prints))
    for name in ("interview_themes", "interview_codes"):
        for row in prints[name]:
            unknown = [who for who in in_order(listed(row["participants"])) if who not in known]
            if unknown:
                yield Finding(
                    row["place"],
                    Verdict.DIFFERS,
                    f"{' and '.join(unknown)} named for “{row.get('theme') or row['code']}”: "
                    f"table 1 has no such participant among its {len(rows)}.",
                )


def _experience(kind: str, rows: list[Row]) -> Finding:
    of_job = sorted(months(row["job_experience"]) or 0 for row in rows)
    with_models = sorted(months(row["ml_experience"]) or 0 for row in rows)
    return Finding(
        "table 1",
        Verdict.FOLLOWS,
        f"Type {kind}: {_span(of_job)} of experience in the job, {_span(with_models)} with "
        "machine learning.",
    )


def _longer_with_models(rows: tuple[Row, ...]) -> Iterator[Finding]:
    longer = [
        row["participant"]
        for row in rows
        if (months(row["ml_experience"]) or 0) > (months(row["job_experience"]) or 0)
    ]
    if longer:
        yield Finding(
            "table 1",
            Verdict.POSSIBLE,
            f"Longer with machine learning than in the job: {', '.join(longer)}; possible where "
            "it began before this job.",
        )


def _span(values: list[int]) -> str:
    return f"{_spoken(values[0])} to {_spoken(values[-1])}"


def _spoken(number: int) -> str:
    years = number // 12
    if number % 12:
        return "1 month" if number == 1 else f"{number} months"
    return "1 year" if years == 1 else f"{years} years"


def _counted(values: Iterator[str]) -> str:
    counts = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count} {value}" for value, count in counts)
