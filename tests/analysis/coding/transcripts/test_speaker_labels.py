"""Labels that say a part in the talk are told from names, and names are taken apart."""

import pytest

from analysis.coding.transcripts.speaker_labels import is_no_name, names_in

PARTS = (
    *("I", "P", "B", "KI", "P4", "P 12", "interviewer", "Participant", "Speaker 1", "SPEAKER_00"),
    *("Sprecher 2", "Moderatorin", "Befragte", "Person 3", "Speaker A", "[Person 1]"),
)


@pytest.mark.parametrize("label", PARTS)
def test_a_part_in_the_talk_is_no_name(label: str) -> None:
    assert is_no_name(label)
    assert names_in(label) == ()


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Dr. Helena Brandt", {"Helena Brandt", "Helena", "Brandt"}),
        ("Prof. Meyer", {"Meyer"}),
        ("Frau Weber", {"Weber"}),
        ("Brandt, Helena", {"Helena Brandt", "Helena", "Brandt"}),
        (
            "Jörg Öztürk-Lindqvist (he/him)",
            {"Jörg Öztürk-Lindqvist", "Öztürk-Lindqvist", "Lindqvist", "Öztürk", "Jörg"},
        ),
        ("iPhone von Jörg", {"Jörg"}),
        ("Jörg’s iPhone", {"Jörg"}),
        ("HELENA BRANDT", {"HELENA BRANDT", "HELENA", "BRANDT"}),
        ("anna", {"anna"}),
        ("Ludwig van Beek", {"Ludwig Beek", "Ludwig", "Beek"}),
    ],
)
def test_the_names_in_a_label_are_what_others_may_call_the_speaker(
    label: str, names: set[str]
) -> None:
    assert not is_no_name(label)
    assert set(names_in(label)) == names
