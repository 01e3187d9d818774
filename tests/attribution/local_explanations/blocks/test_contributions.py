import pytest

from attribution.local_explanations.blocks.contributions import contribution_blocks
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Bars, Table


def number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))


@pytest.mark.parametrize("amount", [1, 3, 5])
def test_the_parts_add_up_to_the_answer_but_for_rounding(
    loan_model: ExplainedModel, amount: int
) -> None:
    for error in loan_model.effects.errors:
        _introduction, bars, total = contribution_blocks(loan_model, error, amount)
        assert isinstance(bars, Bars)
        assert isinstance(total, Table)
        average, above, others, answer = (number(value) for _part, value in total.rows)
        assert len(bars.rows) == amount
        assert sum(bar.value for bar in bars.rows) == pytest.approx(above, abs=0.005)
        # Four numbers, each rounded to hundredths.
        assert average + above + others == pytest.approx(answer, abs=0.02)


def test_with_all_of_them_none_is_left_for_a_rest(loan_model: ExplainedModel) -> None:
    *_others, total = contribution_blocks(loan_model, loan_model.effects.errors[0], 6)
    assert isinstance(total, Table)
    assert [part for part, _value in total.rows] == [
        "Average answer",
        "The 6 contributions above",
        "Answer to this application (a probability of 69.0\N{NO-BREAK SPACE}%)",
    ]


def test_a_feature_too_few_is_said(loan_model: ExplainedModel) -> None:
    blocks = contribution_blocks(loan_model, loan_model.effects.errors[0], 7)
    assert "there are only 6 contributions" in blocks[1].model_dump()["text"]


def test_bars_name_the_value_that_contributes(loan_model: ExplainedModel) -> None:
    _introduction, bars, _total = contribution_blocks(loan_model, loan_model.effects.errors[0], 3)
    assert isinstance(bars, Bars)
    assert [(bar.label, bar.text) for bar in bars.rows] == [
        ("Checking account: Under 200 DM", "\N{MINUS SIGN}0.31"),
        ("Duration of the loan: 9\N{NO-BREAK SPACE}months", "+0.27"),
        ("Instalment rate: 4\N{NO-BREAK SPACE}% of disposable income", "\N{MINUS SIGN}0.15"),
    ]
