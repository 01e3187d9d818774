"""A report says what it was made from, and its digest changes with any of it."""

from dataclasses import replace

from analysis.records.observations import Answered, PlanObserved
from analysis.report.document import CellValue, Report
from analysis.report.sections.methods import COMPUTED_WITH, data_digest
from core.release import release
from survey.population import Population
from tests.analysis.preregistration.test_plan import plan
from tests.analysis.report.codings import coding_results, round_agreement
from tests.analysis.report.contents import report_of, table
from tests.analysis.report.observations import RELABEL, REMOVAL, observed

FOUND = {"ann": {"noise"}, "ben": {"noise", "size"}}


def made_from(report: Report) -> dict[CellValue, CellValue]:
    return {row[0]: row[1] for row in table(report, "provenance").rows}


def test_the_digest_of_the_data_changes_with_any_of_it() -> None:
    first = observed([{"image": [REMOVAL], "tabular": [RELABEL]}])
    assert data_digest(first) == data_digest(observed([{"image": [REMOVAL], "tabular": [RELABEL]}]))
    others = [
        observed([{"tabular": [RELABEL], "image": [REMOVAL]}]),
        observed([{"image": [RELABEL, REMOVAL], "tabular": [RELABEL]}]),
        replace(first, population=Population.SIMULATED),
        replace(first, answers=(Answered("", "gender", (("woman", 1),)),)),
        replace(first, codes=(coding_results(),)),
        replace(first, codes=(coding_results(agreement=(round_agreement(1, FOUND),)),)),
    ]
    assert len({data_digest(other) for other in (first, *others)}) == len(others) + 1


def test_everything_that_the_report_was_made_from_has_a_row() -> None:
    observations = replace(
        observed([{"image": [REMOVAL]}]),
        plan=PlanObserved(plan(), "f" * 64, "2027-01-31", begun_before=0),
        codes=(coding_results(agreement=(round_agreement(1, FOUND),)),),
    )
    report = report_of(observations)
    rows = made_from(report)
    assert rows["Study"] == "tda-needfinding"
    assert rows["Study file, version 1.0"] == "0" * 64
    assert rows["Registered plan"] == "f" * 64
    # Both scenarios showed one bundle, which is named once.
    assert rows["Bundle shown, tabular"] == "b" * 64
    assert rows["Codebook book, version 1"] == "e" * 64
    assert rows["Coding with book, round 1: First"] == "closed, version 1"
    assert rows["Excluded"] == "nobody"
    assert rows["Data"] == data_digest(observations)
    assert rows["Seed"] == "1"
    assert rows["Needfinder"] == release()
    assert list(report.provenance.software) == ["Needfinder", "Python", *COMPUTED_WITH]
    assert set(COMPUTED_WITH) <= set(rows)


def test_exclusions_are_listed_by_their_reasons() -> None:
    observations = observed([{"image": [REMOVAL]}])
    flow = replace(observations.flow, excluded={"low quality": 2})
    rows = made_from(report_of(replace(observations, flow=flow)))
    assert rows["Excluded, low quality"] == "2"
    assert "Excluded" not in rows
