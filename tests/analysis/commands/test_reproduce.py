"""`manage.py reproduce` prints the founding study's tables, the same each time."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from analysis.reproduction import reference

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
    "pvalue_bonferroni",
    "pvalue_holm",
    "cohens_w",
]


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("reproduce", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_every_cell_under_the_documented_keys() -> None:
    document = json.loads(printed("--format", "json"))
    keys = {name: (len(cells), list(cells[0])) for name, cells in document.items()}
    assert keys == {
        "preferences": (48, PREFERENCES),
        "entropy": (9, ENTROPY),
        "recommended": (9, RECOMMENDED),
    }
    differing = [cell for cell in document["preferences"] if not cell["matches"]]
    assert [(cell["scenario"], cell["choice"]) for cell in differing] == [("tabular", "removal")]
    assert sum(cell["matches"] for cell in document["entropy"]) == 7


def test_two_runs_print_the_same() -> None:
    assert printed("--format", "html") == printed("--format", "html")


def test_text_is_what_is_printed_unless_told_otherwise() -> None:
    assert printed() == printed("--format", "text")
    assert printed().startswith("Table 3")


def test_another_format_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'pdf'"):
        printed("--format", "pdf")


def test_counts_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise FileNotFoundError(2, "No such file", "choice_counts.csv")

    monkeypatch.setattr(reference, "read_reference", missing)
    with pytest.raises(CommandError, match=r"choice_counts\.csv'\): restore the file"):
        printed()
