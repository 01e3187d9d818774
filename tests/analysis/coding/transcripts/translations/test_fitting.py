"""Where a translation parts from the turns of its transcript."""

import pytest

from analysis.coding.transcripts.translations.fitting import first_difference, require_turn_by_turn
from analysis.coding.transcripts.turns import Turn
from analysis.errors import CannotCorrect
from tests.analysis.coding.transcripts.translations.talk import ENGLISH, GERMAN


def test_as_many_turns_fit_whatever_the_speakers_are_called() -> None:
    require_turn_by_turn(GERMAN, ENGLISH)


def test_other_numbers_are_refused_with_the_turn_to_look_at() -> None:
    with pytest.raises(CannotCorrect, match=r"has 2 turns, the transcript 3, and they part near"):
        require_turn_by_turn(GERMAN, ENGLISH[:2])
    with pytest.raises(CannotCorrect, match="has 4 turns, the transcript 3"):
        require_turn_by_turn(GERMAN, (*ENGLISH, ENGLISH[0]))


def test_the_difference_is_where_another_speaker_speaks_or_the_time_is_another() -> None:
    assert first_difference(GERMAN, (ENGLISH[0], ENGLISH[2])) == 2  # 2 s and 9 s: 7 s apart
    untimed = [Turn(turn.speaker, None, None, turn.text) for turn in ENGLISH]
    assert first_difference(GERMAN, untimed[:2]) == 3
    assert first_difference(GERMAN, (untimed[1], untimed[1], untimed[2])) == 2
    assert first_difference(GERMAN, (*ENGLISH, ENGLISH[0])) == 4
