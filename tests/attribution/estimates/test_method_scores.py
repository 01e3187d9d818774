"""Scores by setting: what a report weights by the settings that people chose."""

from attribution.estimates.method_scores import MEASURES, MethodScores
from attribution.estimates.score_tables import score_tables
from tests.attribution.small_methods import content, line, mean
from tests.effect_settings import effect_setting

PLACE = ("removal", "loss")


def scores_of(*lines: dict[str, object]) -> MethodScores:
    return MethodScores.read(content("ab" * 32, lines=lines or None))


def test_a_setting_has_the_scores_of_its_action_metric_and_number() -> None:
    of_influence = line(("influence", *PLACE), 0.5, 0.25, {1: 1.0, 5: 0.4, 10: None})
    scores = scores_of(of_influence, line(("tracin", *PLACE), None, -0.5, {}))
    assert [measure.key for measure in MEASURES] == ["rank_correlation", "lds", "overlap"]
    assert scores.of(effect_setting("removal", "loss", 5)) == {
        "influence": (0.5, 0.25, 0.4),
        "tracin": (None, -0.5, None),
    }
    assert scores.of(effect_setting("removal", "loss", 10))["influence"] == (0.5, 0.25, None)
    assert scores.of(effect_setting("upweighting", "loss", 5)) == {}
    assert scores.of({"explanation": "saliency"}) == {}


def test_a_number_beyond_the_list_shows_the_whole_list() -> None:
    scores = scores_of(line(("influence", *PLACE), 0.5, 0.25, {1: 1.0, 4: 0.75}))
    assert scores.of(effect_setting("removal", "loss", 10))["influence"][2] == 0.75
    # Nothing is known between two numbers.
    assert scores.of(effect_setting("removal", "loss", 2))["influence"][2] is None


def test_yardsticks_stand_last_and_are_no_approximations() -> None:
    first = line(("half_of_seeds", *PLACE), 0.5, 0.25, {})
    scores = scores_of(first, line(("influence", *PLACE), 0.5, 0.25, {}))
    assert [method.key for method in scores.methods] == ["influence", "half_of_seeds"]
    assert [method.key for method in scores.approximations] == ["influence"]
    assert scores.methods[0].settings == "damping 0.5"


def test_a_score_is_drawn_from_minus_one_to_one_with_its_deviation() -> None:
    entry = line(("influence", *PLACE), 0.5, None, {1: 1.0})
    entry["lds"] = mean(-1.0, errors=4)
    (table,) = score_tables(scores_of(entry))
    (row,) = table.rows
    drawn = row.rank_correlation
    assert drawn is not None
    assert (drawn.at, drawn.low, drawn.high, drawn.is_of_fewer) == (75.0, 68.8, 81.2, False)
    assert row.lds is not None
    assert (row.lds.at, row.lds.low, row.lds.high, row.lds.is_of_fewer) == (0.0, 0.0, 6.2, True)
    assert (table.numbers, row.overlaps) == ((1,), (1.0,))


def test_there_is_a_table_for_every_action_and_metric_that_is_scored() -> None:
    assert len(score_tables(scores_of())) == 9
    assert all(len(table.rows) == 3 for table in score_tables(scores_of()))
