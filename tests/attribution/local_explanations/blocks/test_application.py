from attribution.local_explanations.blocks.application import application_blocks
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Table

SPACE = "\N{NO-BREAK SPACE}"


def test_an_error_is_shown_with_its_values_both_classes_and_the_probability(
    loan_model: ExplainedModel,
) -> None:
    # Line 602 of german.data: A12 9 A32 ... 918 ... 4 ... 30 ... 2.
    values, answer = application_blocks(loan_model, loan_model.effects.errors[0])
    assert isinstance(values, Table)
    assert isinstance(answer, Table)
    assert values.rows == (
        ("Checking account", "Under 200 DM"),
        ("Duration of the loan", f"9{SPACE}months"),
        ("Credit history", "Running loans repaid on time until today"),
        ("Amount of the loan", f"918{SPACE}DM"),
        ("Instalment rate", f"4{SPACE}% of disposable income"),
        ("Age of the applicant", f"30{SPACE}years"),
    )
    assert answer.rows == (
        ("True class", "Decline"),
        ("Predicted class", "Approve"),
        ("Probability of Approve", f"69.0{SPACE}%"),
    )
