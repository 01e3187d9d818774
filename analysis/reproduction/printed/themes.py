"""How many themes there are: counted in the lists, and as several places of the paper say."""

from collections import Counter
from collections.abc import Iterator

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict, equality
from analysis.reproduction.printed.interview_themes import interview_themes
from analysis.reproduction.printed.tables import Prints, Row, listed

UNEXPECTED = "unexpected"


def theme_count_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="theme_counts.csv",
        title="How many themes the paper says there are",
        findings=tuple(
            _count(row, _counted(prints, row["study"])) for row in prints["theme_counts"]
        ),
    )


def theme_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="themes.csv",
        title="The themes of the survey (figure 8, appendix D)",
        findings=tuple(_themes(prints["themes"])),
    )


def _counted(prints: Prints, study: str) -> dict[str, int]:
    """How many themes the lists hold: by area, in areas, outside of them, and all."""
    if study == "interviews":
        areas = [rows[0]["area"] for rows in interview_themes(prints).values()]
    else:
        areas = [row["area"] for row in prints["themes"]]
    by_area = Counter(area for area in areas if area)
    return {
        **by_area,
        "areas": len(by_area),
        "in areas": by_area.total(),
        UNEXPECTED: len(areas) - by_area.total(),
        "themes": len(areas),
    }


def _count(row: Row, counted: dict[str, int]) -> Finding:
    computed = counted.get(row["of"], 0)
    claims = {
        "areas": "areas",
        "in areas": "themes in areas",
        UNEXPECTED: "unexpected themes",
        "themes": "themes",
    }
    what = claims.get(row["of"], f"themes of “{row['of']}”")
    source = "figure 2 and appendix B" if row["study"] == "interviews" else "appendix D"
    many = "are" if computed != 1 else "is"
    parts = ""
    if row["of"] == "themes" and counted[UNEXPECTED]:
        parts = f" ({counted['in areas']} in areas and {counted[UNEXPECTED]} outside)"
    return equality(
        row["place"],
        f"{row['study'].capitalize()}, {what}",
        printed=int(row["count"]),
        computed=computed,
        arithmetic=f"{computed}{parts} {many} named in {source}",
        of_paper=True,
    )


def _themes(rows: tuple[Row, ...]) -> Iterator[Finding]:
    types = Counter(kind for row in rows for kind in listed(row["types"]))
    spoken = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in types.items())
    typed = [row for row in rows if row["types"]]
    several = [row["theme"] for row in typed if len(listed(row["types"])) > 1]
    yield Finding(
        "appendix D",
        Verdict.FOLLOWS,
        f"{len(typed)} themes have {types.total()} types: {spoken}; {len(several)} with two: "
        f"{'; '.join(several) or 'none'}.",
    )
    for row in rows:
        if row["second_area"]:
            yield Finding(
                "figure 8",
                Verdict.DIFFERS,
                f"“{row['theme']}” stands in two areas of figure 8, {row['area']} and "
                f"{row['second_area']}, and in the first alone in appendix D.",
            )
    others = [row for row in rows if row["theme"] != row["other_name"]]
    yield Finding(
        "figure 8; section 4.5.2",
        Verdict.FOLLOWS,
        f"{len(others)} of {len(rows)} themes have another name or spelling there than in "
        "appendix D.",
    )
