"""`needfinder reproduce` says what the founding study printed and what fits, the same each time."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from analysis.reproduction import reference
from tests.folders import FIXTURES

# docs/reference/commands.md
PREFERENCES = [
    "scenario",
    "axis",
    "choice",
    "count",
    "n",
    "percent",
    "pvalue_published",
    "printed_percent",
    "printed_pvalue",
    "matches",
]
ENTROPY = [
    "scenario",
    "axis",
    "entropy",
    "normalised_observed",
    "normalised_axis",
    "printed_entropy",
    "printed_normalised",
    "matches",
]
RECOMMENDED = [
    "scenario",
    "axis",
    "n",
    "statistic",
    "df",
    "pvalue_chisquare",
    "pvalue_exact",
    "pvalue_holm",
    "cohens_w",
]


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("reproduce", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_every_cell_under_the_documented_keys() -> None:
    document = json.loads(printed("--format", "json"))
    assert document.pop("paper") == "arXiv:2409.16978v1"
    keys: dict[str, tuple[int, list[str]]] = {
        name: (len(cells), list(*cells[:1])) for name, cells in document.items()
    }
    assert keys == {
        "preferences": (48, PREFERENCES),
        "entropy": (9, ENTROPY),
        "recommended": (9, RECOMMENDED),
        "printed": (10, ["file", "title", "findings"]),
        "samples": (0, []),
    }
    differing = [cell for cell in document["preferences"] if not cell["matches"]]
    assert [(cell["scenario"], cell["choice"]) for cell in differing] == [("tabular", "removal")]
    assert sum(cell["matches"] for cell in document["entropy"]) == 7


def test_json_has_a_verdict_on_every_file_of_the_print() -> None:
    files = json.loads(printed("--format", "json"))["printed"]
    assert {file["file"] for file in files} == {
        file.name for file in (FIXTURES / "reference").glob("*.csv")
    } - {"choice_counts.csv"}
    assert {tuple(finding) for file in files for finding in file["findings"]} == {
        ("place", "verdict", "sentence")
    }
    (types,) = (file for file in files if file["file"] == "attribution_types.csv")
    # Paper, table 5: 0, 11, 4, 26, 14.
    assert [finding["verdict"] for finding in types["findings"][:5]] == [
        "fits",
        "possible",
        "cannot be told",
        "cannot be right",
        "fits",
    ]


@pytest.mark.parametrize("name", ["sample", "interviewees"])
def test_ones_own_sample_stands_beside_the_papers(name: str) -> None:
    file = FIXTURES / "reference" / f"{name}.csv"
    document = json.loads(printed("--format", "json", "--sample", str(file)))
    assert list(document["samples"][0]) == [
        "question",
        "answers",
        "n_paper",
        "n_own",
        "pvalue",
        "standard_error",
        "pvalue_holm",
    ]
    # The paper beside itself.
    assert {compared["pvalue"] for compared in document["samples"]} == {1}
    assert "Your sample beside the paper's" in printed("--sample", str(file))
    assert "Your sample beside the paper" in printed("--format", "html", "--sample", str(file))


def test_a_sample_that_does_not_fit_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("question,answer,count\ngender,male,some\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^Line 2: “some” is no count\. Write a whole number"):
        printed("--sample", str(file))


def test_two_runs_print_the_same() -> None:
    assert printed("--format", "html") == printed("--format", "html")


def test_text_is_what_is_printed_unless_told_otherwise() -> None:
    assert printed() == printed("--format", "text")
    assert "\n\nTable 3" in printed()


def test_another_format_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'pdf'"):
        printed("--format", "pdf")


def test_counts_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise FileNotFoundError(2, "No such file", "choice_counts.csv")

    monkeypatch.setattr(reference, "read_reference", missing)
    with pytest.raises(CommandError, match=r"choice_counts\.csv'\): restore the file"):
        printed()
