import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from analysis.reproduction import reference


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("reproduce", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_every_cell_under_the_documented_keys() -> None:
    document = json.loads(printed("--format", "json"))
    assert {name: (len(rows), list(rows[0])) for name, rows in document.items()} == {
        "preferences": (48, ["scenario", "axis", "choice", "count", "n", "percent",
                             "pvalue_published", "printed_percent", "printed_pvalue", "matches"]),
        "entropy": (9, ["scenario", "axis", "entropy", "normalised_observed", "normalised_axis",
                        "printed_entropy", "printed_normalised", "matches"]),
        "recommended": (9, ["scenario", "axis", "n", "statistic", "df", "pvalue_chisquare",
                            "pvalue_exact", "pvalue_bonferroni", "pvalue_holm", "cohens_w"]),
    }  # fmt: skip
    differing = [row for row in document["preferences"] if not row["matches"]]
    assert [(row["scenario"], row["choice"]) for row in differing] == [("tabular", "removal")]
    assert sum(row["matches"] for row in document["entropy"]) == 7


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
