"""The paper's own trace on the shipped codebook: table 2's numbers, letters and codes."""

import pytest

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.read import record_of
from analysis.design_spaces.trace_file import load_trace, read_trace
from survey.population import Population
from tests.folders import FIXTURES
from tests.interview_world import interview_version
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_shipped_trace_cites_the_codes_of_table_2_by_their_numbers() -> None:
    """Table 2 numbers ten codes, #3 under both themes; 4.3 cites all of them but #9."""
    book = read_codebook(FIXTURES / "codebooks" / "tda-interviews.yaml")
    codebook = store_codebook(book, interview_version().study, by="rita", now=NOON).codebook
    file = read_trace(FIXTURES / "studies" / "tda-interviews" / "trace.yaml")
    trace = load_trace(file, codebook)
    record = record_of(trace, codes_of(codebook, Population.PEOPLE))
    assert [(theme.letter, theme.name) for theme in record.themes] == [
        ("A", "Data quality issues"),
        ("B", "Different notions of interesting training samples"),
    ]
    assert [(code.label, code.key, "".join(code.themes)) for code in record.codes] == [
        ("#1", "distribution_shifts", "A"),
        ("#2", "data_unavailability", "A"),
        ("#3", "wrong_labels", "AB"),
        ("#4", "data_scaling", "A"),
        ("#5", "historical_data", "A"),
        ("#6", "outlier_data_points", "B"),
        ("#7", "decision_boundary_samples", "B"),
        ("#8", "high_confidence_samples", "B"),
        ("#9", "similar_training_samples", "B"),
        ("#10", "group_of_samples", "B"),
    ]
    labels = [level.labels for axis in record.axes for level in axis.levels]
    assert labels[:2] == [("#3", "#5"), ("#2", "#3", "#4")]
    assert labels[-1] == ("#10",)
    assert [level.key for _axis, level in record.without_codes] == ["one"]
    assert "Similar training samples" in record.uncited
