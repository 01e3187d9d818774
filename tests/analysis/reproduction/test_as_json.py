"""The JSON has every cell under the documented keys, unrounded."""

import json

import pytest

from analysis.reproduction.as_json import as_json
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import read_reference
from analysis.reproduction.samples.compare import compare_samples
from analysis.reproduction.samples.counts import SampleCounts
from tests.analysis.reproduction.emptied_axes import emptied


def test_numbers_are_unrounded_and_printed_values_as_printed(reproduction: Reproduction) -> None:
    document = json.loads(as_json(reproduction))
    assert document["paper"] == "arXiv:2409.16978v1"
    removal = document["preferences"][0]
    # Paper, table 3: 10 of 30 with images chose removal.
    assert (removal["count"], removal["n"]) == (10, 30)
    assert removal["percent"] == pytest.approx(100 / 3, rel=1e-12)
    assert (removal["printed_percent"], removal["printed_pvalue"]) == (33.33, "1")
    assert {type(cell["printed_pvalue"]) for cell in document["preferences"]} == {str}


def test_what_is_undefined_is_null() -> None:
    nothing = [emptied(axis) for axis in read_reference() if axis.counts.axis == "metric"]
    document = json.loads(as_json(reproduce(nothing)))
    assert {cell["percent"] for cell in document["preferences"]} == {None}
    assert {cell["entropy"] for cell in document["entropy"]} == {None}
    assert {test["pvalue_exact"] for test in document["recommended"]} == {None}


def test_answers_of_both_scenarios_have_no_p_value_as_if_of_different_people(
    reproduction: Reproduction,
) -> None:
    tests = json.loads(as_json(reproduction))["recommended"]
    both = [test for test in tests if test["scenario"] == "both"]
    assert len(both) == 3
    for test in both:
        assert test["statistic"] is not None
        for key in ("pvalue_chisquare", "pvalue_exact", "pvalue_holm", "cohens_w"):
            assert test[key] is None
    assert all(test["pvalue_chisquare"] for test in tests if test["scenario"] != "both")


def test_a_sample_has_its_counts_and_tests(reproduction: Reproduction) -> None:
    paper = SampleCounts({"gender": {"male": 22, "female": 9}}, frozenset(), 31)
    ours = SampleCounts({"gender": {"male": 3, "female": 1}}, frozenset(), 4)
    compared_samples = compare_samples(paper, ours)
    document = json.loads(as_json(reproduction, (), compared_samples))
    (compared,) = document["samples"]
    assert compared["answers"] == [
        {"answer": "male", "paper": 22, "own": 3},
        {"answer": "female", "paper": 9, "own": 1},
    ]
    assert (compared["n_paper"], compared["n_own"], compared["standard_error"]) == (31, 4, None)
    assert compared["pvalue"] == compared["pvalue_holm"] == 1
