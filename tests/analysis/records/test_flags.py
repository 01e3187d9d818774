"""The rules that flag a participation, by numbers worked out by hand; docs/reference/flags.md."""

import pytest

from analysis.records.flag_models import Rule
from analysis.records.flags import Flag, Medians, Observed, digest_of_words, flags_of

TRIAL = "scenario.image.trial"
WHY = ("follow_up.image.why", "why")
MEDIANS = Medians(in_all=900.0, pages={TRIAL: 120.0, "closing.a": 6.0})


def rules(observed: Observed, medians: Medians = MEDIANS) -> list[Rule]:
    return [flag.rule for flag in flags_of(observed, medians)]


@pytest.mark.parametrize(("seconds", "flagged"), [(299.9, True), (300.0, False), (None, False)])
def test_below_a_third_of_the_median_of_900_seconds_somebody_was_too_quick(
    seconds: float | None, flagged: bool
) -> None:
    assert rules(Observed(seconds=seconds)) == [Rule.TOO_QUICK] * flagged


@pytest.mark.parametrize(("seconds", "flagged"), [(39.9, True), (40.0, False)])
def test_a_page_is_held_against_its_own_median_of_120_seconds(
    seconds: float, flagged: bool
) -> None:
    assert rules(Observed(pages={TRIAL: seconds})) == [Rule.QUICK_PAGE] * flagged


def test_pages_that_take_most_a_few_seconds_and_pages_without_a_median_flag_nobody() -> None:
    assert rules(Observed(pages={"closing.a": 0.1, "closing.b": 0.1})) == []
    assert rules(Observed(seconds=1.0, pages={TRIAL: 0.1}), Medians()) == []


@pytest.mark.parametrize(
    ("ratings", "flagged"),
    [((3, 3, 3, 3), True), ((3, 3, 3, 4), False), ((3, 3, 3), False), ((), False)],
)
def test_four_ratings_of_a_page_all_the_same_are_a_straight_line(
    ratings: tuple[int, ...], flagged: bool
) -> None:
    assert rules(Observed(ratings=(("closing.a", ratings),))) == [Rule.STRAIGHT_LINE] * flagged


@pytest.mark.parametrize(("attempts", "flagged"), [(0, False), (2, False), (3, True)])
def test_from_the_third_attempt_at_the_check_on_somebody_is_flagged(
    attempts: int, flagged: bool
) -> None:
    assert rules(Observed(attempts=attempts)) == [Rule.CHECK_ATTEMPTS] * flagged


@pytest.mark.parametrize(
    ("text", "flagged"), [("", False), ("  ", False), ("dunno", True), ("fifteen letters", False)]
)
def test_an_answer_of_fewer_than_fifteen_characters_is_short_and_none_is_not(
    text: str, flagged: bool
) -> None:
    assert rules(Observed(texts={WHY: text})) == [Rule.SHORT_TEXT] * flagged


def test_words_of_others_flag_the_answer_they_stand_in() -> None:
    seen = Observed(texts={WHY: "the model has seen too few shirts"}, repeated={WHY: 2})
    assert flags_of(seen, MEDIANS) == (Flag(Rule.REPEATED_TEXT, 2, 20, *WHY),)


def test_case_accents_punctuation_and_blanks_do_not_tell_words_apart() -> None:
    digest = digest_of_words("Für das Modell  war es ähnlich!\n")
    assert digest is not None
    assert digest == digest_of_words("fur das modell, war es AHNLICH")
    assert digest != digest_of_words("Für das Modell war es unähnlich")


def test_texts_too_short_to_be_the_same_on_purpose_are_not_compared() -> None:
    assert digest_of_words("I do not know!") is None
    assert digest_of_words("?!?!?!?!?!?!?!?!?!?!?!?!") is None


@pytest.mark.parametrize(
    ("flag", "sentence"),
    [
        (
            Flag(Rule.TOO_QUICK, 119.4, 900),
            "119 s in all, below a third of the median of 15.0 minutes.",
        ),
        (
            Flag(Rule.QUICK_PAGE, 4, 31, TRIAL),
            "4 s on this page, below a third of its median of 31 s.",
        ),
        (
            Flag(Rule.STRAIGHT_LINE, 6, 4, TRIAL),
            "All 6 ratings of this page are the same; the rule looks at 4 or more.",
        ),
        (
            Flag(Rule.CHECK_ATTEMPTS, 5, 3),
            "5 attempts at the check of the tutorial; the rule begins at 3.",
        ),
        (
            Flag(Rule.REPEATED_TEXT, 1, 20, *WHY),
            "The same words as of another participant; the rule looks at 20 characters or more.",
        ),
        (
            Flag(Rule.SHORT_TEXT, 5, 15, *WHY),
            "5 characters where several sentences were asked for; the rule looks below 15.",
        ),
    ],
)
def test_every_flag_says_its_number_and_its_rule(flag: Flag, sentence: str) -> None:
    assert flag.sentence == sentence
