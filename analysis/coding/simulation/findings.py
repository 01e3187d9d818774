"""The themes that a simulated coder finds in the words of a simulated participant."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType

from survey.simulation.answers.heard import Heard, heard

MISTAKEN_FOR: Mapping[str, str] = {
    "mislabeled_data": "class_overlap",
    "incomplete_training": "small_dataset_size",
    "spurious_correlation": "similar_class_features",
    "similar_class_features": "class_overlap",
    "low_dataset_diversity": "small_dataset_size",
    "class_overlap": "similar_class_features",
    "dataset_imbalance": "small_dataset_size",
    "small_dataset_size": "low_dataset_diversity",
    "remove_noisy_data": "removal_shows_causal_effect",
    "changing_label_to_correct": "fix_labelling_pipeline",
    "fix_labelling_pipeline": "changing_label_to_correct",
    "training_process_engineering": "model_architecture_engineering",
    "model_architecture_engineering": "training_process_engineering",
    "feature_engineering": "feature_attribution_inspection",
    "upweight_specific_features": "resample_reweight_data",
    "feature_attribution_inspection": "manual_inspection",
    "manual_inspection": "feature_attribution_inspection",
    "collect_specific_new_data": "collect_any_new_data",
    "synthesise_augment_data": "resample_reweight_data",
    "resample_reweight_data": "upweight_specific_features",
    "collect_any_new_data": "collect_specific_new_data",
    "label_change_probability_boundary": "probabilities_are_intuitive",
    "probabilities_are_intuitive": "ground_truth_probability_is_target",
    "ground_truth_probability_is_target": "probabilities_are_intuitive",
    "loss_most_informative": "focus_on_overall_performance",
    "removal_shows_causal_effect": "remove_noisy_data",
    "group_size_reliable_attribution": "group_for_overview",
    "small_group_prevents_reasoning_change": "balance_variety_conciseness",
    "group_for_overview": "group_size_reliable_attribution",
    "balance_variety_conciseness": "small_group_prevents_reasoning_change",
    "focus_on_error": "ground_truth_probability_is_target",
    "focus_on_overall_performance": "loss_most_informative",
    "grouping_erroneous_test_samples": "group_for_overview",
    "study_interface_unfamiliar": "focus_on_error",
}
"""The theme that somebody in a hurry takes another one for, as the codebook warns of both."""

NO_CODES: Mapping[str, Sequence[str]] = MappingProxyType({})
CODED_CLOSER = 0.5
"""The share of the segments of a theme with codes that get a code."""

HARD = 0.25
"""The share of sentences that are hard to read for every coder."""
TIMES_HARDER = 3
OVERLOOKED, MISTAKEN = 0.07, 0.05
"""In the first round, of other sentences; a coder with practice has fewer of both."""
BEGUN_LATER = 0.25
"""The share of segments that leave the first words of their sentence out."""


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
    for said in heard(words):
        harder = TIMES_HARDER if meaning.random() < HARD else 1
        overlooked, mistaken = (share * harder / (1 + practice) for share in (OVERLOOKED, MISTAKEN))
        drawn = chance.random()
        if drawn < overlooked:
            continue
        is_mistaken = drawn < overlooked + mistaken
        theme = MISTAKEN_FOR[said.theme] if is_mistaken else said.theme
        beneath = codes.get(theme, ())
        is_code = bool(beneath) and chance.random() < CODED_CLOSER
        yield _start(words, said, chance), said.end, chance.choice(beneath) if is_code else theme


def _start(words: str, said: Heard, chance: Random) -> int:
    """Where the coder's segment begins: coders mark a sentence, or what matters of it."""
    if chance.random() >= BEGUN_LATER:
        return said.start
    later = words.find(" ", said.start + 1, (said.start + said.end) // 2)
    return said.start if later < 0 else later + 1
