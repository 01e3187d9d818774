"""Texts of simulated participants, which say that they are synthetic."""

from random import Random

SYNTHETIC = "Synthetic text:"
"""What every text of a simulated participant begins with."""

OPENINGS = (
    "I went by what I saw on the page",
    "I took a while to decide",
    "It was a first impression",
    "I compared a few things before I answered",
    "At work I would do the same",
    "I am fairly sure of this",
    "I would not bet on it",
    "Others may see it differently",
)
REASONS = (
    "because the example made it plain",
    "because I have seen something like it before",
    "as nothing else stood out",
    "as the alternative told me less",
    "since I could check it by eye",
    "since the numbers pointed that way",
    "though I would want to know more",
    "though I would ask a colleague first",
)


def synthetic_text(max_length: int, random: Random) -> str:
    """One or two sentences that fit most questions, cut to at most `max_length` characters."""
    sentences = [
        f"{opening}, {random.choice(REASONS)}."
        for opening in random.sample(OPENINGS, random.randint(1, 2))
    ]
    return marked(" ".join(sentences), max_length)


def marked(text: str, max_length: int) -> str:
    """A text after the words that say it is synthetic, cut to at most `max_length` characters."""
    return f"{SYNTHETIC} {text}"[:max_length].rstrip()
