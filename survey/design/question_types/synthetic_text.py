"""Texts of simulated participants, which say that they are synthetic."""

from random import Random

SENTENCE_STARTS = (
    "I looked at the samples first",
    "I went by the loss",
    "I compared several settings",
    "I tried what I would do at work",
    "I was not sure about this",
    "I followed a first guess",
)
REASONS = (
    "because the labels looked wrong",
    "because a few samples seemed to matter most",
    "because the two classes look alike",
    "because the change was the largest",
    "as the other settings told me less",
    "as I wanted to keep the other predictions",
    "since I would check the data before the model",
    "since one number is easy to compare",
)


def synthetic_text(max_length: int, random: Random) -> str:
    """One to three sentences without meaning, cut to at most `max_length` characters."""
    sentences = [
        f"{random.choice(SENTENCE_STARTS)}, {random.choice(REASONS)}."
        for _sentence in range(random.randint(1, 3))
    ]
    return " ".join(["Synthetic text:", *sentences])[:max_length].rstrip()
