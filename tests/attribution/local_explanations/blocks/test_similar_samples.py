from attribution.local_explanations.blocks.similar_samples import similar_sample_blocks
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Sample, Samples


def test_a_similar_application_has_its_values_label_and_prediction(
    loan_model: ExplainedModel,
) -> None:
    # Line 923 of german.data, whose last field is 2: A11 9 A32 ... 1366 ... 3 ... 22 ... 2.
    error = next(error for error in loan_model.effects.errors if error.id == "row-0879")
    _introduction, samples = similar_sample_blocks(loan_model, error, 3)
    assert isinstance(samples, Samples)
    assert samples.caption == "The 3 most similar applications"
    assert samples.samples[1] == Sample(
        title="Application row-0923",
        label="Decline",
        prediction="Approve",
        cells=("Overdrawn", "9", "Running loans repaid on time until today", "1366", "3", "22"),
        note="Distance: 0.44",
    )


def test_the_closest_come_first(loan_model: ExplainedModel) -> None:
    for error in loan_model.effects.errors:
        _introduction, samples = similar_sample_blocks(loan_model, error, 5)
        assert isinstance(samples, Samples)
        distances = [float(sample.note.removeprefix("Distance: ")) for sample in samples.samples]
        assert len(distances) == 5
        assert distances == sorted(distances)
