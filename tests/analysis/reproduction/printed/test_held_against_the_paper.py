"""The files of the print hold what the paper's text says.

The paper is not part of this repository; where its text lies beside the checkout, the files are
held against it.
"""

import re
from collections.abc import Iterator

from analysis.reproduction.printed.tables import Prints, Row, in_order, listed

NUMERALS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 9: "nine"}


def test_the_sample_is_figure_4s(prints: Prints, paper: str) -> None:
    count = {
        (row["question"], row["answer"], row["place"]): row["count"] for row in prints["sample"]
    }

    def of(question: str, *answers: str, place: str = "figure 4") -> list[str]:
        return [count[question, answer, place] for answer in answers]

    male, female = of("gender", "male", "female")
    assert f"({male} male vs. {female} female)" in paper
    academia, industry, both = of("sector", "academia", "industry", "both")
    assert f"({academia} academia, {industry} industry, {both} in both)" in paper
    first, second, third, last = (
        row["count"] for row in prints["sample"] if row["question"] == "experience"
    )
    assert f"({first} ¡1 year, {second} 1-3 years, {third} 3-5 years, {last} ¿5years)" in paper
    for row in prints["sample"]:
        if row["question"] == "data_type":
            assert f"{row['count']} {row['answer']}" in paper
    yes, no = of("deep_models", "yes", "no")
    assert f"({yes} yes vs. {no} no)" in paper
    of_text = "section 4.4.1"
    received, excluded, analysed = of(
        "responses", "received", "excluded", "analysed", place=of_text
    )
    (women,) = of("gender", "female", place=of_text)
    assert f"of {received} responses, we excluded {NUMERALS[int(excluded)]} for" in paper
    assert f"leaving {analysed} participants ({NUMERALS[int(women)]} female)" in paper
    industry, academia = of("sector", "industry", "academia", place=of_text)
    assert f"{industry} participants work in industry while {academia} work in academia" in paper
    (shallow,) = of("deep_models", "no", place=of_text)
    assert f"{NUMERALS[int(shallow)]} do not work with deep models" in paper


def test_the_interviewees_are_table_1s(prints: Prints, paper: str) -> None:
    for row in prints["interviewees"]:
        printed = " | ".join(
            (
                row["participant"],
                row["location"],
                row["domain"],
                row["type"],
                f"{row['job_experience']} / {row['ml_experience']}",
                ", ".join(listed(row["ml_kinds"])),
            )
        )
        assert f"{printed} |".casefold() in paper


def test_the_codes_are_table_2s(prints: Prints, paper: str) -> None:
    for row in prints["interview_codes"]:
        themes = " & ".join(listed(row["themes"]))
        assert f"{row['id']} | {themes} | {row['code']} |".casefold() in paper
        start = paper.index(f"{row['id']} | {themes} |".casefold())
        line = paper[start:].split(" |", maxsplit=5)
        assert line[4].strip() == ", ".join(listed(row["participants"])).casefold()


def test_levels_are_figure_3s_and_their_codes_section_4_3s(prints: Prints, paper: str) -> None:
    figure = paper[paper.index("three-dimensional coordinate system") :][:900]
    for row in prints["design_space"]:
        assert row["title"].casefold() in figure
    passages = {
        "action": paper[paper.index("4.3.1. axis 1") : paper.index("4.3.2. axis 2")],
        "metric": paper[paper.index("4.3.2. axis 2") : paper.index("4.3.3. axis 3")],
        "number": paper[paper.index("4.3.3. axis 3") : paper.index("4.4. survey study")],
    }
    for axis, passage in passages.items():
        tied = {
            row["id"]
            for row in prints["interview_codes"]
            if any(level.startswith(axis) for level in listed(row["levels"]))
        }
        assert tied == set(re.findall(r"#\d+", passage))


def test_the_process_is_figure_7s(prints: Prints, paper: str) -> None:
    for row in prints["coding_process"]:
        if row["agreement"]:
            assert f"{row['agreement']}%" in paper
        if row["themes"]:
            assert f"{row['themes']} themes" in paper
    printed = [
        NUMERALS[int(row["people"])]
        for row in prints["coding_process"]
        if row["people_printed"] == "yes" and row["people"] != "1"
    ]
    for number, said in zip(
        printed,
        ("code {} transcripts", "of {} participants", "of {} more", "{} more participants"),
        strict=True,
    ):
        assert said.format(number) in paper


def test_themes_of_the_interviews_are_figure_2s(prints: Prints, paper: str) -> None:
    figure = paper[
        paper.index("there are 28 themes in total") : paper.index("the interview study aims")
    ]
    shortened = {
        "collaboration with domain experts": "collab with domain experts",
        "training data artefacts as main bug causes": "training data artifacts as main bug causes",
        "data quality checks": "data-quality checks",
    }
    for theme, starred in {
        (row["theme"].casefold(), row["starred"] == "yes") for row in prints["interview_themes"]
    }:
        name = shortened.get(theme, theme)
        assert name in figure, name
        assert (f"{name}*" in figure) is starred, name


def test_participants_are_named_in_the_sections_passage(prints: Prints, paper: str) -> None:
    for row, passage in passages_of_themes(prints, paper):
        named = set(in_order(listed(row["participants"])))
        assert named <= participants(passage), row
        if row["named_as"] == "list":
            lists = re.findall(r"\((p\d[^()]*)\)", passage)
            assert named in [participants(one) for one in lists], row
        if row["place"].startswith("appendix"):
            other_rows = {
                name
                for other in prints["interview_themes"]
                if (other["theme"], other["place"]) == (row["theme"], row["place"])
                for name in listed(other["participants"])
            }
            assert participants(passage) == other_rows, row


def passages_of_themes(prints: Prints, paper: str) -> Iterator[tuple[Row, str]]:
    """The section of 4.2, or the description in appendix B, in which each row stands."""
    for row in prints["interview_themes"]:
        kind, _, number = row["place"].partition(" ")
        if kind == "section":
            section = paper[paper.index(f" {number}. ") :]
            following = f" 4.2.{int(number[-1]) + 1}. "
            end = following if following in section else " 4.3. defining"
            yield row, section[: section.index(end)]
        else:
            theme = row["theme"].casefold()
            section = paper[paper.index(f" {number}. theme area".casefold()) :]
            described = section[section.index(f"• {theme}: ") + 2 :]
            yield row, re.split(r" - • | b\.\d\. | appendix c ", described)[0]


def participants(passage: str) -> set[str]:
    """Everybody who is named; the paper once shortens P3, P5 and so on to P3,5."""
    numbers = re.findall(r"\bp(\d+(?:,\d+)*)", passage)
    return {f"P{number}" for several in numbers for number in several.split(",")}


def test_the_attribution_types_are_table_5s(prints: Prints, paper: str) -> None:
    for row in prints["attribution_types"]:
        table = paper.index("attribution type | action")
        start = paper.index(row["type"].casefold(), table)
        cells = [cell.strip() for cell in paper[start:].split(" |", maxsplit=6)]
        metric = "sample loss" if row["metric"] == "loss" else row["metric"]
        sizes = [row[column].replace(">", "¿") for column in ("train", "test")]
        assert cells[1:6] == [row["action"], metric, *sizes, row["count"]]


def test_the_numbers_of_themes_are_printed(prints: Prints, paper: str) -> None:
    for row in prints["theme_counts"]:
        number = int(row["count"])
        spoken = (f"{number} themes", f"{NUMERALS.get(number)} themes")
        area, of_area = (
            row["of"].casefold(),
            row["place"].startswith(("appendix B.", "appendix D.")),
        )
        if of_area and area != "unexpected":
            title = f"the theme area “{area}” groups "
            following = paper[paper.index(title) + len(title) :]
            assert following.startswith(spoken), row
        elif area == "areas":
            assert f"{NUMERALS[number]} theme areas" in paper
        elif area == "unexpected":
            assert re.search(
                rf"{NUMERALS[number]} (unexpected|additional|unintended|themes that)", paper
            )
        else:
            assert spoken[0] in paper


def test_the_themes_are_appendix_ds(prints: Prints, paper: str) -> None:
    figure = paper[paper.index("organised into four theme areas") :][:2200]
    unintended = paper[paper.index("unintended themes. we identified") :][:1300]
    for row in prints["themes"]:
        kinds = "/".join(kind.replace("_", " ") for kind in listed(row["types"]))
        heading = f"{row['theme']}:" if not row["area"] else f"[{kinds}] {row['theme']}:"
        start = paper.index(f"• {heading}".casefold())
        area = re.findall(
            r"d\.\d\. (theme area: [^-]*?|unexpected themes) (?:the theme|in addition)",
            paper[:start],
        )[-1]
        assert area == (
            f"theme area: {row['area']}".casefold() if row["area"] else "unexpected themes"
        )
        elsewhere = figure if row["area"] else unintended
        assert row["other_name"].casefold() in elsewhere, row
    (twice,) = (row for row in prints["themes"] if row["second_area"])
    assert figure.count(twice["theme"].casefold()) == 2
