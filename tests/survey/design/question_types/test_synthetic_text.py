"""What simulated participants write."""

from random import Random

from survey.design.question_types.synthetic_text import synthetic_text


def test_texts_say_that_they_are_synthetic() -> None:
    texts = {synthetic_text(5000, Random(seed)) for seed in range(50)}  # noqa: S311
    assert len(texts) > 40
    assert all(text.startswith("Synthetic text: ") for text in texts)
    assert len(synthetic_text(9, Random(1))) <= 9  # noqa: S311
