"""Simulated participants write as people do: each in their own way, and consistently."""

from collections import Counter
from random import Random

import pytest

from survey.simulation.answers.beside import LEADS
from survey.simulation.answers.fixes import FIXES, FIXES_OF
from survey.simulation.answers.heard import heard
from survey.simulation.answers.kinds import CURVES, PICTURES, ROWS, TEXTS, Kind
from survey.simulation.answers.speaker import SaidOf, Speaker
from survey.simulation.answers.weights import CAUSES_BY_KIND

QUESTIONS = (
    "suspected_cause",
    "proposed_fix",
    "reason_for_action",
    "reason_for_metric",
    "reason_for_number",
)


def about(kind: Kind = PICTURES, **setting: str) -> SaidOf:
    facts = {"true": "Shirt", "predicted": "Coat", "number": "10 training samples"}
    submitted = {"action": "removal", "metric": "loss", "number": "10", **setting}
    return SaidOf(kind, facts, submitted)


def said(seed: int, trial: SaidOf) -> dict[str, str]:
    speaker = Speaker(Random(seed))  # noqa: S311
    return {question: speaker.answer(question, trial) for question in QUESTIONS}


def themes(question: str, trial: SaidOf, *, people: int = 200) -> Counter[str]:
    answers = (said(seed, trial)[question] for seed in range(people))
    return Counter(one.theme for answer in answers for one in heard(answer))


def test_the_same_random_numbers_give_the_same_words_and_hardly_two_people_write_alike() -> None:
    assert said(1, about()) == said(1, about())
    answers = [answer for seed in range(100) for answer in said(seed, about()).values()]
    assert all(answers)
    long = Counter(answer for answer in answers if len(answer) > 60)
    assert sum(times for times in long.values() if times > 1) < 0.05 * len(answers)
    lengths = sorted(map(len, answers))
    assert lengths[10] < 30
    assert lengths[-10] > 110


def test_reasons_fit_the_action_the_metric_and_the_number_that_were_submitted() -> None:
    by_action = {
        action: themes("reason_for_action", about(action=action))
        for action in ("removal", "label_change", "upweighting")
    }
    assert "removal_shows_causal_effect" in by_action["removal"]
    for other in ("label_change", "upweighting"):
        assert "removal_shows_causal_effect" not in by_action[other]
    assert "changing_label_to_correct" in by_action["label_change"]
    assert "upweight_specific_features" in by_action["upweighting"]
    assert "loss_most_informative" in themes("reason_for_metric", about())
    by_probability = themes("reason_for_metric", about(metric="true_class_probability"))
    assert "ground_truth_probability_is_target" in by_probability
    assert "loss_most_informative" not in by_probability
    few, many = (themes("reason_for_number", about(number=number)) for number in ("2", "9"))
    assert "small_group_prevents_reasoning_change" not in many
    assert "group_size_reliable_attribution" not in few


def test_a_boundary_is_seen_by_label_change_with_probabilities_alone() -> None:
    """Appendix D.2 of the paper: probabilities in combination with the label change action."""
    boundary = "label_change_probability_boundary"
    probability = about(action="label_change", metric="true_class_probability")
    assert boundary in themes("reason_for_action", probability)
    assert boundary not in themes("reason_for_action", about(action="label_change"))


@pytest.mark.parametrize("kind", [PICTURES, ROWS, TEXTS, CURVES])
def test_what_is_proposed_follows_from_the_cause_that_is_suspected(kind: Kind) -> None:
    """Section 4.5.2 of the paper: hypotheses are often coded together with a fitting action."""
    for seed in range(200):
        answers = said(seed, about(kind))
        causes = [one.theme for one in heard(answers["suspected_cause"]) if one.theme in FIXES_OF]
        proposed = {one.theme for one in heard(answers["proposed_fix"])}
        if causes:
            assert proposed <= FIXES_OF[causes[0]].keys()


def test_a_cause_fits_the_action_and_what_the_trial_shows() -> None:
    flipped = themes("suspected_cause", about(action="label_change"))
    weighted = themes("suspected_cause", about(ROWS, action="upweighting"))
    assert flipped["mislabeled_data"] > 4 * weighted["mislabeled_data"]
    assert weighted["dataset_imbalance"] > 4 * flipped["dataset_imbalance"]


def test_the_true_and_the_predicted_class_are_named() -> None:
    causes = [said(seed, about())["suspected_cause"] for seed in range(100)]
    assert sum("Shirt" in cause or "Coat" in cause for cause in causes) > 40


def test_experience_is_told_as_it_was_given_in_the_background() -> None:
    for years, leads in LEADS.items():
        others = {lead for key, one in LEADS.items() if key != years for lead in one}
        texts = []
        for seed in range(60):
            speaker = Speaker(Random(seed))  # noqa: S311
            speaker.experience = years
            texts.append(speaker.answer("suspected_cause", about()))
        assert any(text.startswith(leads) for text in texts)
        assert not any(text.startswith(tuple(others)) for text in texts)


def test_questions_of_other_studies_are_left_to_the_question() -> None:
    speaker = Speaker(Random(1))  # noqa: S311
    assert speaker.answer("favourite_colour", about()) == ""
    assert speaker.answer("reason_for_action", SaidOf()) == ""


def test_every_cause_has_a_remedy_that_somebody_can_say() -> None:
    for cause in CAUSES_BY_KIND["any"]:
        assert FIXES_OF[cause].keys() <= FIXES.keys()
