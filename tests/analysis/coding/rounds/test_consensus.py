"""The consensus is a layer of its own: decided with a reason, by one person at a time."""

import pytest

from analysis.coding.codebooks.merge_split import adopt_theme, merge_themes
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.consensus import AGREED, decide, take_back
from analysis.coding.rounds.stages import close
from analysis.coding.visibility import consensus, revealed
from analysis.errors import ChangedMeanwhile, ThemeGone, WrongStage
from analysis.models import CodingRound, Stage, Standing, Verdict
from tests.analysis.coding.rounds.decided_rounds import items
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def settled(coded: CodingRound) -> list[tuple[str, int, int]]:
    rows = revealed(coded).filter(coder__isnull=True).order_by("theme__key", "start")
    return list(rows.values_list("theme__key", "start", "end"))


def test_what_every_coder_has_is_in_the_consensus_at_once(compared: CodingRound) -> None:
    items_by_theme = items(compared)
    shared = items_by_theme["class_overlap"]
    assert shared.is_shared
    assert shared.decision is not None
    assert shared.decision.reason == AGREED
    assert settled(compared) == [("class_overlap", 0, 2), ("class_overlap", 0, 3)]
    assert items_by_theme["mislabeled_data"].coders == ("ann",)
    assert items_by_theme["small_dataset_size"].coders == ("ben",)


def test_a_difference_is_accepted_rejected_or_merged_and_the_originals_stay(
    compared: CodingRound, coding: CodingWorld
) -> None:
    before = set(revealed(compared).filter(coder__isnull=False).values_list("guid", "theme"))
    case, by = coding.cases[0], coding.ann
    decide(
        compared,
        case,
        coding.guid("mislabeled_data"),
        Verdict.REJECT,
        by=by,
        now=NOON,
        reason="Not about labels.",
    )
    with pytest.raises(WrongStage, match="1 difference waits"):
        close(compared, now=NOON)
    decide(
        compared,
        case,
        coding.guid("small_dataset_size"),
        Verdict.MERGE,
        by=by,
        now=NOON,
        reason="Means few of one class.",
        into=coding.guid("dataset_imbalance"),
    )
    assert settled(compared) == [
        ("class_overlap", 0, 2),
        ("class_overlap", 0, 3),
        ("dataset_imbalance", 0, 3),
    ]
    assert before == set(
        revealed(compared).filter(coder__isnull=False).values_list("guid", "theme")
    )
    close(compared, now=NOON)
    assert consensus(CodingRound.objects.filter(stage=Stage.CLOSED)).count() == 3


def test_a_decision_needs_a_reason_and_another_theme_to_merge_into(
    compared: CodingRound, coding: CodingWorld
) -> None:
    theme, case = coding.guid("mislabeled_data"), coding.cases[0]
    with pytest.raises(WrongStage, match="why"):
        decide(compared, case, theme, Verdict.ACCEPT, by=coding.ann, now=NOON)
    with pytest.raises(WrongStage, match="another theme"):
        decide(
            compared, case, theme, Verdict.MERGE, by=coding.ann, now=NOON, reason="x", into=theme
        )


def test_of_two_who_decide_at_once_one_is_told_what_the_other_decided(
    compared: CodingRound, coding: CodingWorld
) -> None:
    theme, case = coding.guid("mislabeled_data"), coding.cases[0]
    first = decide(
        compared, case, theme, Verdict.ACCEPT, by=coding.ann, now=NOON, reason="Says so."
    )
    with pytest.raises(ChangedMeanwhile, match="ann has accepted this theme meanwhile"):
        decide(compared, case, theme, Verdict.REJECT, by=coding.ben, now=NOON, reason="No.")
    assert ("mislabeled_data", 0, 3) in settled(compared)
    take_back(compared, case, theme, seen=first.guid)
    assert ("mislabeled_data", 0, 3) not in settled(compared)
    for seen in (first.guid, None):
        with pytest.raises(ChangedMeanwhile, match="taken back"):
            take_back(compared, case, theme, seen=seen)


def test_new_themes_of_a_round_are_taken_in_or_merged_before_it_closes(coding: CodingWorld) -> None:
    mine = propose_theme(coding.part(coding.ann), name="Weather", definition="")
    theirs = propose_theme(coding.part(coding.ben), name="weather", definition="")
    book = coding.codebook
    with pytest.raises(ThemeGone, match="no such theme"):
        adopt_theme(book, mine.guid, area=None, name="Weather", by="ann", now=NOON)
    compared = coding.decide()
    with pytest.raises(WrongStage, match="2 new themes wait"):
        close(compared, now=NOON)
    adopt_theme(book, mine.guid, area=None, name="Weather", by="ann", now=NOON)
    merge_themes(book, theirs.guid, into=mine.guid, by="ben", now=NOON)
    close(compared, now=NOON)
    mine.refresh_from_db()
    assert (mine.standing, mine.key) == (Standing.SHARED, "weather")
