"""The themes that a simulated coder finds in the words of a simulated participant."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType

PHRASES: Mapping[str, tuple[str, str]] = {
    "I compared several settings": ("balance_variety_conciseness", "group_for_overview"),
    "I was not sure about this": ("study_interface_unfamiliar", "incomplete_training"),
    "the labels looked wrong": ("mislabeled_data", "changing_label_to_correct"),
    "a few samples seemed to matter most": (
        "small_group_prevents_reasoning_change",
        "removal_shows_causal_effect",
    ),
    "the two classes look alike": ("class_overlap", "similar_class_features"),
    "the change was the largest": ("removal_shows_causal_effect", "loss_most_informative"),
    "the other settings told me less": ("focus_on_error", "group_for_overview"),
    "keep the other predictions": ("focus_on_overall_performance", "focus_on_error"),
    "check the data before the model": ("manual_inspection", "remove_noisy_data"),
    "one number is easy to compare": ("loss_most_informative", "probabilities_are_intuitive"),
}
"""Words of simulated answers, the theme most coders see in them, and one it is mistaken for."""


NO_CODES: Mapping[str, Sequence[str]] = MappingProxyType({})
CODED_CLOSER = 0.5
"""The share of the segments of a theme with codes that get a code."""

MEANT = 0.2
"""The share of such words that carry a theme; both coders read them in the same light."""


def findings(
    words: str,
    *,
    practice: int,
    meaning: Random,
    chance: Random,
    codes: Mapping[str, Sequence[str]] = NO_CODES,
) -> Iterator[tuple[int, int, str]]:
    """The start, end and theme key of each segment that a coder finds, in the order of the text.

    `meaning` has to be the same for every coder, and `chance` another one for each. A coder
    overlooks and mistakes fewer segments with every round of `practice`, which counts from 0.
    Where `codes` lie beneath a theme, half of its segments get one of them.
    """
    overlooked, mistaken = 0.2 / (1 + practice), 0.2 / (1 + practice)
    positions = sorted((words.find(phrase), phrase) for phrase in PHRASES if phrase in words)
    for start, phrase in positions:
        if meaning.random() >= MEANT:
            continue
        drawn = chance.random()
        if drawn >= overlooked:
            usual, other = PHRASES[phrase]
            theme = other if drawn < overlooked + mistaken else usual
            beneath = codes.get(theme, ())
            is_code = bool(beneath) and chance.random() < CODED_CLOSER
            yield start, start + len(phrase), chance.choice(beneath) if is_code else theme
