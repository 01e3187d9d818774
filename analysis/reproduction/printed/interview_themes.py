"""Section 4.2 and appendix B: who is named for which theme of the interviews."""

from collections.abc import Iterator

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict, words
from analysis.reproduction.printed.interviewees import GROUPS, types
from analysis.reproduction.printed.tables import Prints, Row, in_order, listed

APPENDIX = "appendix B"
NOTIONS = "Different notions of interesting training samples"
QUALITY = "Data quality issues"
CODED_BENEATH = {"A": QUALITY, "B": NOTIONS}
"""The themes of table 2, by the letters it gives them."""


def interview_theme_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="interview_themes.csv",
        title="Who is named for which theme of the interviews (section 4.2, appendix B)",
        findings=(
            _stars(prints),
            _unnamed(prints),
            *_users_and_developers(prints),
            *_other_group(prints),
            *_only_in_appendix(prints),
            *_without_code(prints),
        ),
    )


def interview_themes(prints: Prints) -> dict[str, list[Row]]:
    """The rows of each theme, one for each place that names it."""
    themes: dict[str, list[Row]] = {}
    for row in prints["interview_themes"]:
        themes.setdefault(row["theme"], []).append(row)
    return themes


def _stars(prints: Prints) -> Finding:
    themes = interview_themes(prints)
    starred = sum(rows[0]["starred"] == "yes" for rows in themes.values())
    return Finding(
        "figure 2",
        Verdict.FOLLOWS,
        f"{starred} of {len(themes)} themes have a star, for training data and attribution to "
        "them.",
    )


def _unnamed(prints: Prints) -> Finding:
    themes = interview_themes(prints)
    unnamed = [
        theme for theme, rows in themes.items() if not any(row["participants"] for row in rows)
    ]
    if unnamed:
        return Finding(
            "section 4.2; appendix B",
            Verdict.UNKNOWN,
            f"Nobody is named for {words(unnamed)}.",
        )
    shared = [
        theme
        for theme, rows in themes.items()
        if not any(row["participants"] and not row["together_with"] for row in rows)
    ]
    alone = f"; for {words(shared)} only together with another theme" if shared else ""
    return Finding(
        "section 4.2; appendix B",
        Verdict.FOLLOWS,
        f"Participants are named for each of the {len(themes)} themes{alone}.",
    )


def _users_and_developers(prints: Prints) -> Iterator[Finding]:
    """Themes for which every participant is of one type; lists for two themes do not count."""
    of_type = types(prints)
    for group, kind in GROUPS.items():
        themes = []
        for theme, rows in interview_themes(prints).items():
            who = in_order(
                name
                for row in rows
                if not row["together_with"]
                for name in listed(row["participants"])
            )
            if who and all(of_type.get(name) == kind for name in who):
                themes.append(f"{theme} ({len(who)})")
        if themes:
            yield Finding(
                "section 4.2; appendix B",
                Verdict.FOLLOWS,
                f"Named by {group} alone, with how many of them: {'; '.join(themes)}.",
            )


def _other_group(prints: Prints) -> Iterator[Finding]:
    """Where the text gives a theme to users or developers, and names one of the others."""
    of_type = types(prints)
    for row in prints["interview_themes"]:
        if not row["group"]:
            continue
        kind = GROUPS[row["group"]]
        others = [
            f"{name} ({of_type[name]})"
            for name in in_order(listed(row["participants"]))
            if of_type.get(name, kind) != kind
        ]
        if others:
            yield Finding(
                row["place"],
                Verdict.DIFFERS,
                f"“{row['theme']}” is given to {row['group']}, and names {words(others)}, who "
                "by table 1 is not one of them.",
            )


def _only_in_appendix(prints: Prints) -> Iterator[Finding]:
    """Lists of both places beside each other; examples need not name everybody."""
    for theme, rows in interview_themes(prints).items():
        lists = [row for row in rows if row["named_as"] == "list"]
        in_text, in_appendix = (
            {
                name
                for row in lists
                if row["place"].startswith(APPENDIX) is of_appendix
                for name in listed(row["participants"])
            }
            for of_appendix in (False, True)
        )
        if not (in_text and in_appendix) or in_text == in_appendix:
            continue
        for names, here in ((in_appendix - in_text, True), (in_text - in_appendix, False)):
            shared = any(row["together_with"] for row in lists)
            if names and not shared:
                place = "appendix B" if here else "section 4.2"
                yield Finding(
                    place,
                    Verdict.DIFFERS,
                    f"“{theme}”: {words(in_order(names))} named in {place} alone.",
                )


def _without_code(prints: Prints) -> Iterator[Finding]:
    """Participants of the two themes of table 2 who stand under none of their codes."""
    for letter, theme in CODED_BENEATH.items():
        named = {
            name
            for row in interview_themes(prints).get(theme, [])
            for name in listed(row["participants"])
        }
        coded = {
            name
            for row in prints["interview_codes"]
            if letter in listed(row["themes"])
            for name in in_order(listed(row["participants"]))
        }
        if missing := in_order(named - coded):
            yield Finding(
                "table 2",
                Verdict.DIFFERS,
                f"“{theme}” names {words(missing)} in section 4.2, and none of its codes does.",
            )
        else:
            yield Finding(
                "table 2",
                Verdict.FOLLOWS,
                f"Everybody whom section 4.2 names for “{theme}” stands under one of its codes.",
            )
