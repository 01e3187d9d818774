import pytest

from attribution.axes import Metric
from attribution.local_explanations.blocks.smallest_changes import smallest_change_blocks
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import BeforeAfter, ChangedValue
from attribution.scales import SHARE

SPACE = "\N{NO-BREAK SPACE}"


def test_a_table_shows_the_changed_values_and_both_answers(loan_model: ExplainedModel) -> None:
    error = next(error for error in loan_model.effects.errors if error.id == "row-0879")
    _introduction, _first, second = smallest_change_blocks(loan_model, error, 2)
    assert second == BeforeAfter(
        caption="Change 2 of 2",
        rows=(
            ChangedValue(
                label="Duration of the loan",
                before=f"9{SPACE}months",
                after=f"29{SPACE}months",
                change=f"+20{SPACE}months",
            ),
            ChangedValue(label="Model's answer", before="Approve", after="Decline"),
            ChangedValue(
                label="Probability of Decline",
                before=f"39.7{SPACE}%",
                after=f"50.8{SPACE}%",
                change=f"+11.1{SPACE}points",
            ),
        ),
    )


@pytest.mark.parametrize("amount", [1, 3, 5])
def test_there_are_as_many_tables_as_the_setting_says(
    loan_model: ExplainedModel, amount: int
) -> None:
    for error in loan_model.effects.errors:
        _introduction, *tables = smallest_change_blocks(loan_model, error, amount)
        assert len(tables) == amount
        for table in tables:
            assert isinstance(table, BeforeAfter)
            *values, answer, probability = table.rows
            assert 1 <= len(values) <= 2
            assert answer.before != answer.after
            true = SHARE.value(error.value_of(Metric.TRUE_CLASS_PROBABILITY).mean)
            assert (answer.after, probability.before) == (
                loan_model.dataset.class_names[error.true_class],
                true,
            )


def test_where_there_are_fewer_that_is_said(loan_model: ExplainedModel) -> None:
    _introduction, sentence, *tables = smallest_change_blocks(
        loan_model, loan_model.effects.errors[1], 50
    )
    assert f"there are only {len(tables)} such changes" in sentence.model_dump()["text"]
