"""Texts of simulated participants, which say that they are synthetic."""

from random import Random

SENTENCE_STARTS = (
    "I looked at the error first",
    "I went by the first result",
    "I compared several settings",
    "I tried what I would do at work",
    "I was not sure about this",
    "I followed a first guess",
)
REASONS = (
    "because the answer looked wrong",
    "because a few things seemed to matter most",
    "because the two answers are close",
    "because the difference was the largest",
    "as the other settings told me less",
    "as I wanted to see more of it",
    "since I would check this before anything else",
    "since one number is easy to compare",
)


def synthetic_text(max_length: int, random: Random) -> str:
    """One to three sentences without meaning, cut to at most `max_length` characters."""
    sentences = [
        f"{random.choice(SENTENCE_STARTS)}, {random.choice(REASONS)}."
        for _sentence in range(random.randint(1, 3))
    ]
    return " ".join(["Synthetic text:", *sentences])[:max_length].rstrip()
