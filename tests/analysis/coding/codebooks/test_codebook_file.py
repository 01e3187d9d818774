from collections import Counter
from pathlib import Path

import pytest

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.errors import CodebookFileError
from analysis.reproduction.printed.tables import listed, read_prints
from analysis.statistics.themes.codebook import CodebookContent
from tests.folders import FIXTURES, PROJECT

SHIPPED = FIXTURES / "codebooks"
TYPES = "types: {metric: metric, number_of_samples: number of samples}\n"
SMALL = "codebook: small\ntitle: Small\nthemes:\n  - key: noise\n    name: Noise\n"


def read(tmp_path: Path, text: str) -> CodebookContent:
    file = tmp_path / "codebook.yaml"
    file.write_text(text, encoding="utf-8")
    return read_codebook(file)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(CodebookFileError) as caught:
        read(tmp_path, text)
    return str(caught.value).replace(str(tmp_path / "codebook.yaml"), "file")


def test_the_survey_codebook_holds_the_published_themes() -> None:
    # Paper, appendix D: 21, 4, 3 and 2 themes in four areas, and four unexpected ones.
    book = read_codebook(SHIPPED / "tda-needfinding.yaml")
    assert [len(area.themes) for area in book.areas] == [21, 4, 3, 2]
    assert len(book.themes) == 4
    assert not any(theme.types for theme in book.themes)
    types = Counter(key for _, theme in book.placed() for key in theme.types)
    assert types == {
        "hypothesis": 8,
        "action": 15,
        "metric": 4,
        "number_of_samples": 4,
    }


def test_the_survey_codebook_has_the_printed_names_areas_and_types() -> None:
    # Paper, appendix D: 30 themes in areas and 4 outside; figure 8 has one of them in two areas.
    book = read_codebook(SHIPPED / "tda-needfinding.yaml")
    printed = {
        row["theme"]: (row["area"], tuple(listed(row["types"]))) for row in read_prints()["themes"]
    }
    shipped = {
        theme.name: (area.name if area else "", theme.types) for area, theme in book.placed()
    }
    assert shipped == printed
    assert sum(bool(area) for area, _ in printed.values()) == 30
    assert sum(not area for area, _ in printed.values()) == 4


def test_the_interview_codebook_has_the_printed_names_and_areas() -> None:
    # Paper, appendix B.
    book = read_codebook(SHIPPED / "tda-interviews.yaml")
    rows = read_prints()["interview_themes"]
    printed = {row["theme"].casefold(): row["area"] for row in rows}
    shipped = {theme.name.casefold(): area.name if area else "" for area, theme in book.placed()}
    assert shipped == printed


def test_the_interview_codebook_holds_the_published_themes() -> None:
    # Paper, appendix B and figure 2.
    book = read_codebook(SHIPPED / "tda-interviews.yaml")
    assert [len(area.themes) for area in book.areas] == [3, 4, 5, 6, 6, 4]
    assert not book.themes


@pytest.mark.parametrize("name", ["tda-needfinding", "tda-interviews"])
def test_every_shipped_theme_says_when_to_code_it(name: str) -> None:
    book = read_codebook(SHIPPED / f"{name}.yaml")
    assert book.slug == name
    assert all(
        theme.definition and theme.include and theme.exclude and theme.examples
        for _, theme in book.placed()
    )


def test_a_theme_needs_only_a_key_and_a_name(tmp_path: Path) -> None:
    (theme,) = read(tmp_path, SMALL).themes
    assert (theme.key, theme.name, theme.types, theme.examples) == (
        "noise",
        "Noise",
        (),
        (),
    )


def test_a_theme_can_be_of_two_types(tmp_path: Path) -> None:
    (theme,) = read(tmp_path, SMALL + "    type: [metric, number of samples]\n" + TYPES).themes
    assert theme.types == ("metric", "number_of_samples")


def test_marks_codes_and_further_places_are_read(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        SMALL
        + "marks: {star: {name: About data}}\n"
        + "areas:\n"
        + "  - {key: b, name: B}\n"
        + "  - key: a\n    name: A\n    themes:\n"
        + "      - {key: t, name: T, marks: star, also_in: b,"
        + " codes: [{key: c, name: C, also_under: noise}]}\n",
    )
    (theme,) = book.areas[1].themes
    assert (theme.marks, theme.also_in) == (("star",), ("b",))
    assert [(code.key, code.also_under) for code in theme.codes] == [("c", ("noise",))]
    assert book.marks[0].symbol == "★"


def test_the_interview_codebook_has_the_stars_and_codes_of_the_paper() -> None:
    # Paper, figure 2: 15 of 28 themes have a star; table 2: #1-#5 beneath A, #3 and #6-#10 beneath B.
    book = read_codebook(SHIPPED / "tda-interviews.yaml")
    assert sum("training_data" in theme.marks for _, theme in book.placed()) == 15
    numbered = [code.key for _theme, code in book.codes()]
    assert len(numbered) == 10
    beneath = {theme.key: book.codes_beneath(theme) for _, theme in book.placed() if theme.codes}
    codes = {key: [numbered.index(code.key) + 1 for code in of] for key, of in beneath.items()}
    assert codes == {
        "data_quality_issues": [1, 2, 3, 4, 5],
        "notions_of_interesting_samples": [3, 6, 7, 8, 9, 10],
    }


def test_one_theme_of_the_survey_stands_in_two_areas() -> None:
    # Paper, figure 8.
    book = read_codebook(SHIPPED / "tda-needfinding.yaml")
    areas = {theme.key: book.areas_of(theme) for _, theme in book.placed() if theme.also_in}
    assert {key: [area.key for area in of] for key, of in areas.items()} == {
        "ground_truth_probability_is_target": [
            "individual_metric_preferences",
            "reliability_of_explanations",
        ]
    }
    assert book.crossed == ("hypothesis", "action")


def test_areas_lie_in_one_another_and_themes_have_colours(tmp_path: Path) -> None:
    inner = "areas:\n  - {key: a, name: A}\n  - {key: b, name: B, parent: a}\n"
    book = read(tmp_path, SMALL + '    colour: "#0072B2"\n' + inner)
    assert [book.path(area) for area in book.areas] == [("A",), ("A", "B")]
    assert book.themes[0].colour == "#0072B2"


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            "    colour: red\n",
            "file, line 6, themes[1].colour: red is no colour. Write one such as",
        ),
        ("    defintion: x\n", "line 6, themes[1].defintion: there is no key defintion here. Did"),
        ("    type: idea\n", "line 6, themes[1].type: idea is no type of this codebook. None is"),
        ("    type: [action, action]\n", "action is named more than once. Keep one"),
        ("    marks: star\n", "line 6, themes[1].marks: star is no mark of this codebook. None"),
        ("    also_in: a\n", "themes[1].also_in: a is no area of this codebook."),
        (
            "    codes:\n      - {key: c, name: C, also_under: d}\n",
            "d is no theme of this codebook.",
        ),
        (
            "    codes:\n      - {key: c, name: C, also_under: noise}\n",
            "the theme it stands in any",
        ),
        ("    codes:\n      - {key: c, name: C, codes: []}\n", "there is no key codes here."),
        ("    codes:\n      - {key: noise, name: C}\n", "noise is already the key of themes[1]"),
        ("types: {Odd: odd}\n", "types.Odd: Odd does not fit here."),
        ("types: {a: x, b: X}\n", "X is already the name of"),
        ("crossed: [a, b]\n", "crossed: a is no type of this codebook."),
        ("types: {a: x}\ncrossed: a\n", "this should be two types."),
        ("marks: {star: {name: S, symbol: abc}}\n", "abc is too long. Use one sign."),
        ("    examples: {a: b}\n", "line 6, themes[1].examples: this should be a list."),
        ("    definition: [a]\n", "line 6, themes[1].definition: this should be text."),
        ("    include: [a\n", "this is not valid YAML"),
        (
            "  - key: Noise Two\n    name: N\n",
            "line 6, themes[2].key: Noise Two does not fit here.",
        ),
        ("  - key: two\n", "line 6, themes[2].name: the name is missing. Write `name:` here."),
        ("  - two\n", "line 6, themes[2]: this should be a mapping."),
        ("  - {key: noise, name: N}\n", "line 6, themes[2].key: noise is already the key of them"),
        (
            "  - {key: two, name: NOISE}\n",
            "themes[2].name: NOISE is already the name of themes[1].",
        ),
        ("areas:\n  - key: a\n    name: A\n    areas: []\n", "there is no key areas here."),
        ("areas:\n  - {key: a, name: A, parent: b}\n", "there is no area b before this one."),
        ("areas:\n  - {key: a, name: A, parent: a}\n", "there is no area a before this one."),
        ("    examples: &again\n      - *again\n", "aliases (*name) are not read. Write the value"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line_and_a_remedy(
    tmp_path: Path, added: str, said: str
) -> None:
    assert said in refusal(tmp_path, SMALL + added)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "file: the file is empty. docs/reference/codebook-file.md says what it holds."),
        ("- a\n", "file, line 1: this should be a mapping."),
        ("codebook: a\ntitle: A\n", "this codebook has no themes."),
        ("themes: none\n", "the codebook is missing."),
    ],
)
def test_a_file_that_holds_no_codebook_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    problems = refusal(tmp_path, SMALL.replace("title", "titel") + "    type: idea\n").splitlines()
    assert [problem.split(":")[0] for problem in problems] == [
        "file, line 1, title",
        "file, line 2, titel",
        "file, line 6, themes[1].type",
    ]


def test_the_codebook_of_the_reference_is_valid(tmp_path: Path) -> None:
    page = PROJECT / "docs" / "reference" / "codebook-file.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert read(tmp_path, example).slug == "small-example"
