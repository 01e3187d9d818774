"""How likely a reason is, given what was submitted, as weights.

They are guesses that keep to what section 4.5.2 of the paper says of its participants: hypotheses
go with actions, probabilities are liked with two classes and the loss with more, and groups are
taken for an overview of the error. "" stands for a sentence without a theme.
"""

from collections.abc import Mapping

from survey.simulation.answers.kinds import ANY, CURVES, PICTURES, ROWS, TEXTS, Kind

CAUSES_BY_KIND: Mapping[Kind, Mapping[str, float]] = {
    ANY: {
        "mislabeled_data": 5,
        "similar_class_features": 6,
        "class_overlap": 5,
        "low_dataset_diversity": 4,
        "spurious_correlation": 3,
        "dataset_imbalance": 3,
        "incomplete_training": 2,
        "small_dataset_size": 2,
    },
    PICTURES: {"dataset_imbalance": 0.3, "low_dataset_diversity": 1.3},
    ROWS: {"dataset_imbalance": 1.8, "similar_class_features": 0.7, "small_dataset_size": 1.5},
    TEXTS: {"spurious_correlation": 1.5, "similar_class_features": 1.3},
    CURVES: {"class_overlap": 1.3, "small_dataset_size": 1.3},
}
"""For any trial, and by how much more or less often by what it shows."""

CAUSES_BY_ACTION: Mapping[str, Mapping[str, float]] = {
    "removal": {"mislabeled_data": 1.5, "spurious_correlation": 2.0},
    "label_change": {"mislabeled_data": 3.0, "class_overlap": 1.5, "dataset_imbalance": 0.3},
    "upweighting": {
        "low_dataset_diversity": 2.5,
        "dataset_imbalance": 2.5,
        "small_dataset_size": 2.0,
        "mislabeled_data": 0.2,
    },
}

ACTION_REASONS: Mapping[str, Mapping[str, float]] = {
    "removal": {"removal_shows_causal_effect": 6, "remove_noisy_data": 4},
    "label_change": {"label_change_probability_boundary": 4, "changing_label_to_correct": 3},
    "upweighting": {
        "upweight_specific_features": 5,
        "resample_reweight_data": 3,
        "collect_specific_new_data": 3,
    },
}

METRIC_REASONS: Mapping[tuple[str, Kind], Mapping[str, float]] = {
    **{
        ("loss", kind): {"loss_most_informative": informative, "": 3}
        for kind, informative in ((ANY, 4), (PICTURES, 7), (ROWS, 2), (TEXTS, 4), (CURVES, 4))
    },
    **{
        ("true_class_probability", kind): {
            "ground_truth_probability_is_target": 6,
            "probabilities_are_intuitive": 4,
            "": 1,
        }
        for kind in (ANY, PICTURES, ROWS, TEXTS, CURVES)
    },
    **{
        ("predicted_class_probability", kind): {"probabilities_are_intuitive": 7, "": 3}
        for kind in (ANY, PICTURES, ROWS, TEXTS, CURVES)
    },
}


def number_reasons(number: int) -> Mapping[str, float]:
    """The reasons for a number of samples."""
    if number == 1:
        return {"": 3, "small_group_prevents_reasoning_change": 2}
    if number <= 4:
        return {
            "small_group_prevents_reasoning_change": 4,
            "balance_variety_conciseness": 4,
            "group_for_overview": 2,
            "": 2,
        }
    if number <= 7:
        return {
            "balance_variety_conciseness": 5,
            "group_for_overview": 4,
            "group_size_reliable_attribution": 2,
            "": 2,
        }
    return {"group_size_reliable_attribution": 5, "group_for_overview": 5, "": 3}
