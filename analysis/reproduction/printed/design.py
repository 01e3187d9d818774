"""Table 2, section 4.3 and figure 3: from what people said to the axes of a design space."""

from collections.abc import Iterator

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict, words
from analysis.reproduction.printed.tables import Prints, listed


def code_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="interview_codes.csv",
        title="The codes behind the design space (table 2, section 4.3)",
        findings=tuple(_codes(prints)),
    )


def design_space_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="design_space.csv",
        title="The design space, and what the survey offered of it (figure 3, section 4.4.2)",
        findings=tuple(_levels(prints)),
    )


def _codes(prints: Prints) -> Iterator[Finding]:
    codes = prints["interview_codes"]
    for letter in sorted({letter for row in codes for letter in listed(row["themes"])}):
        of_theme = [row["id"] for row in codes if letter in listed(row["themes"])]
        yield Finding(
            "table 2",
            Verdict.FOLLOWS,
            f"Theme {letter} has {len(of_theme)} of {len(codes)} codes: {', '.join(of_theme)}.",
        )
    in_brackets = [row for row in codes if "(" in row["participants"]]
    for row in in_brackets:
        names = [name.strip("()") for name in listed(row["participants"]) if name.startswith("(")]
        yield Finding(
            "table 2",
            Verdict.UNKNOWN,
            f"{row['id']} has {words(names)} in brackets, and the paper does not say what "
            "brackets mean.",
        )
    untied = [f"{row['id']} {row['code']}" for row in codes if not listed(row["levels"])]
    if untied:
        yield Finding(
            "section 4.3", Verdict.FOLLOWS, f"Tied to no level of an axis: {', '.join(untied)}."
        )
    offered = _of_figure(prints)
    for level in sorted({level for row in codes for level in listed(row["levels"])} - offered):
        cited = [row["id"] for row in codes if level in listed(row["levels"])]
        yield Finding(
            "section 4.3.1",
            Verdict.DIFFERS,
            f"{words(cited)} argue for the {_spoken(level)}, which is no level of figure 3.",
        )


def _levels(prints: Prints) -> Iterator[Finding]:
    codes = prints["interview_codes"]
    for row in prints["design_space"]:
        level = f"{row['axis']}:{row['level']}"
        cited = [code["id"] for code in codes if level in listed(code["levels"])]
        source = f"comes from {', '.join(cited)}" if cited else "comes from no code of table 2"
        offered = (
            f"in the survey {row['survey_level'].replace('_', ' ')}"
            if row["survey_level"]
            else "not offered in the survey"
        )
        yield Finding(
            "figure 3",
            Verdict.FOLLOWS if cited else Verdict.UNKNOWN,
            f"{row['title']} ({row['axis']}) {source}; {offered}.",
        )


def _of_figure(prints: Prints) -> set[str]:
    return {f"{row['axis']}:{row['level']}" for row in prints["design_space"]}


def _spoken(level: str) -> str:
    axis, _, name = level.partition(":")
    return f"{axis} “{name.replace('_', ' ')}”"
