from dataclasses import replace

from attribution.local_explanations.blocks.training_effects import training_effect_blocks
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import BeforeAfter, ChangedValue, Samples

SPACE = "\N{NO-BREAK SPACE}"


def test_the_table_has_the_retrained_effects_of_the_bundle(loan_model: ExplainedModel) -> None:
    # fixtures/effects/loan: removal, true_class_probability, row-0879, number 3.
    error = next(error for error in loan_model.effects.errors if error.id == "row-0879")
    _introduction, table, samples = training_effect_blocks(loan_model, error, 3)
    assert table == BeforeAfter(
        caption="Trained with and without the 3 applications below",
        rows=(
            ChangedValue(
                label="Probability of Decline",
                before=f"39.7{SPACE}%",
                after=f"40.8{SPACE}%",
                change=f"+1.1{SPACE}±{SPACE}0.0{SPACE}points",
            ),
            ChangedValue(
                label="Test accuracy",
                before=f"76.0{SPACE}%",
                after=f"76.7{SPACE}%",
                change=f"+0.6{SPACE}±{SPACE}0.2{SPACE}points",
            ),
        ),
    )
    assert isinstance(samples, Samples)
    assert [sample.title for sample in samples.samples] == [
        "Application row-0305",
        "Application row-0624",
        "Application row-0588",
    ]


def test_one_application_is_called_one(loan_model: ExplainedModel) -> None:
    _introduction, table, samples = training_effect_blocks(
        loan_model, loan_model.effects.errors[0], 1
    )
    assert table.model_dump()["caption"] == "Trained with and without the application below"
    assert samples.model_dump()["caption"] == "The application left out"


def test_where_no_application_is_relevant_there_is_nothing_but_words(
    loan_model: ExplainedModel,
) -> None:
    effects = loan_model.effects
    rankings = tuple(replace(ranking, samples=()) for ranking in effects.rankings)
    model = replace(loan_model, effects=replace(effects, rankings=rankings))
    _introduction, sentence = training_effect_blocks(model, effects.errors[0], 3)
    assert "but there is no application" in sentence.model_dump()["text"]
