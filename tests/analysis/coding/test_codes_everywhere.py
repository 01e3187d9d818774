"""What coders agreed on reaches page, table, report and data package, as one number and no more."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from lxml import etree

from analysis.coding.desk.apply_codes import write_memo
from analysis.export.package import package_files
from analysis.export.scope import Scope
from analysis.export.writing import write_folder
from analysis.models import CodingRound
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.report.build import build_report
from analysis.report.document import Paragraph, Report
from analysis.report.observe import study_observations
from analysis.report.writers import written
from analysis.statistics.agreement.reflexive import NO_AGREEMENT
from survey.models import Answer, Participant
from survey.population import Population
from tests.analysis.coding.rounds.coding_plans import plan_coding
from tests.analysis.coding.rounds.decided_rounds import (
    TWINS,
    closed,
    coded_with_twins,
    reconcile,
    settled,
)
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

FORMATS = ("html", "csv", "xlsx", "json")
MEMO = "=not sure"


def reported(coding: CodingWorld, population: Population = Population.PEOPLE) -> Report:
    return build_report(study_observations(coding.founding.study, population))


def keys(report: Report) -> set[str]:
    return {section.key for section in report.sections}


def sentences(report: Report) -> str:
    return " ".join(block.text for block in report.walk() if isinstance(block, Paragraph))


def package(coding: CodingWorld, folder: Path, **options: Any) -> dict[str, bytes]:
    study = coding.founding.study
    write_folder(package_files(Scope(study, **options)), folder, study=study.slug)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_page_table_report_and_package_say_the_same_number(
    coding: CodingWorld, tmp_path: Path
) -> None:
    coding_round = settled(coding)
    home, rita = f"/admin/analysis/codinground/{coding_round.pk}/", browser(coding.rita)
    # By hand: one theme found by both, three by one of them: Jaccard 1 / 4.
    assert "<strong>25.0 %</strong> Jaccard" in rita.get(f"{home}agreement/").content.decode()
    (of_page,) = [
        row for row in rows(rita.get(f"{home}agreement.csv").content) if row["reported"] == "true"
    ]
    report = reported(coding)
    assert "with themes reconciled and over 34 themes, is 25.0% by Jaccard" in sentences(report)
    figure = next(figure for figure in report.figures() if figure.key == "agreement_rounds")
    column = [column.key for column in figure.table.columns].index("value")
    (of_package,) = [
        row
        for row in rows(package(coding, tmp_path / "out")["agreement.csv"])
        if row["reported"] == "true"
    ]
    values = {of_page["value"], of_package["value"], repr(figure.table.rows[0][column])}
    assert values == {"0.25"}
    assert (of_page["low"], of_page["high"]) == (of_package["low"], of_package["high"])


def test_the_package_has_both_figures_by_key_and_names_no_coder(
    coding: CodingWorld, tmp_path: Path
) -> None:
    closed_round = coded_with_twins(coding)
    for name in TWINS:
        reconcile(coding, name)
    closed(coding, closed_round)
    table = rows(package(coding, tmp_path / "out")["agreement.csv"])
    of_all = {
        row["basis"]: (row["value"][:5], row["reported"])
        for row in table
        if (row["about"], row["measure"]) == ("all", "jaccard")
    }
    # By hand: 4 / 17 as coded, 7 / 14 with three pairs of themes merged.
    assert of_all == {"as_coded": ("0.235", "false"), "reconciled": ("0.5", "true")}
    keys = [
        tuple(row[name] for name in ("codebook", "round", "basis", "about", "key", "measure"))
        for row in table
    ]
    assert len(set(keys)) == len(keys)
    counted = {(row["basis"], row["key"]) for row in table if row["about"] == "theme"}
    assert len([key for basis, key in counted if basis == "as_coded"]) == 34 + 6
    assert ("reconciled", "ask_an_expert") in counted
    assert ("reconciled", "ask_an_expert_2") not in counted
    (pair,) = {(row["key"], row["name"]) for row in table if row["about"] == "pair"}
    assert pair == ("coder 1 and coder 2", "coder 1 and coder 2")
    asked = {(row["scenario"], row["question"]) for row in table if row["about"] == "question"}
    answers = Answer.objects.filter(unit__case__in=coding.cases)
    assert asked == set(answers.values_list("scenario", "question"))


def test_a_reflexive_study_claims_no_agreement_in_report_and_package(
    coding: CodingWorld, tmp_path: Path
) -> None:
    plan_coding(coding, {"approach": "reflexive"})
    row = settled(coding)
    report = reported(coding)
    assert "themes" in keys(report)
    assert "agreement" not in keys(report)
    assert NO_AGREEMENT in sentences(report)
    assert row.version is not None
    assert report.provenance.codebooks == (("tda-needfinding, version 1", row.version.digest),)
    assert rows(package(coding, tmp_path / "out")["agreement.csv"]) == []


def test_a_report_with_codes_is_the_same_twice_and_names_codebook_and_rounds(
    coding: CodingWorld,
) -> None:
    row = settled(coding)
    report = reported(coding)
    files = written(report, FORMATS)
    assert files == written(reported(coding), FORMATS)
    assert {"themes", "agreement"} <= keys(report)
    document = json.loads(files["report.json"])
    assert row.version is not None
    provenance = document["provenance"]
    assert provenance["codebooks"] == [["tda-needfinding, version 1", row.version.digest]]
    assert provenance["rounds"] == [["tda-needfinding, round 1: First", "closed, version 1"]]
    drawn = {"theme_map", "crossed_types", "saturation", "agreement_rounds"}
    for figure in report.figures():
        if figure.key in drawn:
            drawing = etree.fromstring(figure.svg.encode())
            assert (drawing[0].text, bool(drawing[1].text)) == (figure.caption, True)
            assert figure.table.rows
    assert drawn <= {figure.key for figure in report.figures()}
    assert b"ann" not in json.dumps(provenance).encode()


def test_without_a_compared_round_no_section_tells_of_codes(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert not keys(reported(coding)) & {"themes", "agreement"}


def test_codes_of_people_are_in_no_report_of_the_simulated(
    coding: CodingWorld, tmp_path: Path
) -> None:
    settled(coding)
    assert not keys(reported(coding, Population.SIMULATED)) & {"themes", "agreement"}
    files = package(coding, tmp_path / "out", population=Population.SIMULATED)
    assert rows(files["simulated-codes.csv"]) == rows(files["simulated-agreement.csv"]) == []


def test_codes_of_the_simulated_are_under_the_watermark_alone(coding: CodingWorld) -> None:
    settled(coding)
    Participant.objects.update(population=Population.SIMULATED)
    CodingRound.objects.update(synthetic=True)
    report = reported(coding, Population.SIMULATED)
    assert {"themes", "agreement"} <= keys(report)
    assert report.watermark
    assert all(report.watermark in figure.svg for figure in report.figures())
    assert not keys(reported(coding)) & {"themes", "agreement"}


def test_the_excluded_are_counted_in_no_theme_and_agreement_stays(
    coding: CodingWorld, rosa: User, tmp_path: Path
) -> None:
    settled(coding)
    person = Participant.objects.get(case=coding.cases[1])
    exclude(person, Reason.LOW_QUALITY, by=rosa, now=NOON)
    report = reported(coding)
    text = sentences(report)
    assert "over 2 people" in text
    assert "1 person who had been coded was excluded afterwards" in text
    assert "with themes reconciled and over 34 themes, is 25.0%" in text
    (step,) = rows(package(coding, tmp_path / "out")["exclusions.csv"])
    assert step == {
        "participant": str(person.number),
        "step": "1",
        "kind": "excluded",
        "reason": "low_quality",
        "happened_at": "2027-01-31T12:00:00Z",
    }


def test_the_package_holds_every_layer_and_names_no_coder(
    coding: CodingWorld, tmp_path: Path
) -> None:
    first = coding.code(coding.ann, "class_overlap")
    write_memo(coding.part(coding.ann), first.guid, MEMO, seen="")
    assert rows(package(coding, tmp_path / "out")["codes.csv"]) == []
    coding.code(coding.ben, "class_overlap")
    coding.decide()
    files = package(coding, tmp_path / "out")
    codes = rows(files["codes.csv"])
    assert [code["layer"] for code in codes] == ["coder 1", "coder 2", "consensus"]
    assert {(code["theme"], code["scenario"], code["start"]) for code in codes} == {
        ("class_overlap", coding.unit().answer.scenario, "0")  # type: ignore[union-attr]
    }
    assert codes[0]["memo"] == "'" + MEMO
    assert len(rows(files["codebook.csv"])) == coding.codebook.themes.count()
    everything = b"".join(files.values())
    assert b"ann," not in everything
    assert b"ben," not in everything
    dictionary = {row["table"] for row in rows(files["data-dictionary.csv"])}
    assert {"codes", "codebook", "agreement", "exclusions"} <= dictionary


def test_words_and_memos_on_identifying_answers_are_withheld(
    coding: CodingWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = coding.code(coding.ann, "class_overlap")
    write_memo(coding.part(coding.ann), first.guid, "Acme", seen="")
    asked = frozenset(Answer.objects.values_list("scenario", "question"))
    monkeypatch.setattr("analysis.coding.rounds.results._identifying", lambda _version: asked)
    settled(coding)
    assert "theme_quotes" not in {
        subsection.key for section in reported(coding).sections for subsection in section.sections
    }
    held = rows(package(coding, tmp_path / "out")["codes.csv"])
    assert [code["memo"] for code in held if code["withheld"] == "true"] == [""]
    shown = rows(package(coding, tmp_path / "out", with_identifying=True)["codes.csv"])
    assert {code["memo"] for code in shown} == {"", "Acme"}
