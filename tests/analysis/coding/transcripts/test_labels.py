"""Speakers are found by the file as a whole; what is no speaker stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.transcripts.labels import labels_in
from tests.analysis.coding.transcripts.reading_files import read, said, sample

LABELS = [
    ("I", "P4"),
    ("Interviewer", "Participant 3"),
    ("interviewer", "participant"),
    ("interviewerin", "teilnehmer_2"),
    ("SPEAKER_00", "SPEAKER_01"),
    ("Speaker 1", "Speaker 2"),
    ("[Person 1]", "[Person 2]"),
    ("Q", "A"),
    ("1", "2"),
    ("anna", "bob"),
    ("Dr. Brandt", "Prof. Meyer"),
    ("Prof. Dr. med. Ana de la Cruz", "Ms. O'Neill"),
    ("Brandt, Helena", "Weber, Nora"),
    ("Weber, Nora (Uni Ulm) [Extern]", "Brandt, H."),
    ("Jörg Öztürk-Lindqvist (he/him)", "iPhone von Jörg"),
    ("Anna's iPad", "d'Angelo, Bo"),
    ("王芳", "Иван Петров"),
    ("anna@example.org", "Bo B."),
]
SENTENCES = [
    "My rule is: relabel first.",
    "First: I look at the loss.",
    "The second one: I ask a colleague.",
    "He said: never.",
    "Note: this was on a Monday.",
    "Zum Beispiel: die Labels.",
    "Erstens: die Daten.",
    "Das Problem: es rauscht.",
    "https://example.org is the page.",
    "See http: it is old.",
    "10:30 was the meeting.",
    "A ratio of 3: 1 is fine.",
    "I mean, honestly: no.",
    "What I need: to see it.",
    "One thing: I never look.",
    "“Why?” she asked: and then left.",
    "It depends... mostly: on the data.",
]


@pytest.mark.parametrize(("asks", "answers"), LABELS)
@pytest.mark.parametrize(
    "form",
    [
        "{}: {}",
        "**{}:** {}",
        "**{}**: {}",
        "[00:12] {}: {}",
        "{}:\n{}",
        ">> {}: {}",
        "- [1:02] {} : {}",
    ],
)
def test_labels_of_every_shape_are_speakers(asks: str, answers: str, form: str) -> None:
    spoken = [(asks, "What do you do?"), (answers, "I look."), (asks, "And?"), (answers, "No.")]
    text = "\n\n".join(form.format(*turn) for turn in spoken)
    assert said("a.txt", text) == [
        (speaker.replace("[SPEAKER", "SPEAKER"), words) for speaker, words in spoken
    ]


@pytest.mark.parametrize(
    "heading", ["{}  0:{:02}", "{} (00:{:02}):", "[00:{1:02}] {0}", "[{}] 00:00:{:02}"]
)
@pytest.mark.parametrize(
    ("asks", "answers"), [("Ada Bo", "Weber, Nora"), ("Speaker 1", "Dr. Cruz")]
)
def test_a_name_and_a_time_on_a_line_of_their_own_are_a_label(
    heading: str, asks: str, answers: str
) -> None:
    spoken = [
        (asks, "What do you do?"),
        (answers, "I look.\nAt data."),
        (asks, "Why?"),
        (answers, "So."),
    ]
    text = "\n\n".join(
        f"{heading.format(speaker, at)}\n{words}" for at, (speaker, words) in enumerate(spoken)
    )
    turns = read("a.txt", text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == spoken
    assert [turn.start for turn in turns] == [0, 1, 2, 3]


def test_words_after_a_time_are_no_name() -> None:
    talk = read("a.txt", "[00:00.000 --> 00:02.000]  Hello there.\n\n[00:02] Data is bad.")
    assert [turn.speaker for turn in talk.turns] == ["", ""]
    assert talk.remarks == ("No speakers were named.",)


def test_times_of_a_cue_above_a_name_are_its_times() -> None:
    text = "".join(
        f"0:0:{at}.0 --> 0:0:{at + 1}.880\n{who}\n{words}\n\n"
        for at, who, words in [
            (0, "Ada Bo", "Why?"),
            (2, "Weber, Nora", "So."),
            (9, "Ada Bo", "Ah."),
        ]
    )
    turns = read("a.txt", text).turns
    assert [(turn.speaker, turn.start, turn.text) for turn in turns] == [
        ("Ada Bo", 0, "Why?"),
        ("Weber, Nora", 2, "So."),
        ("Ada Bo", 9, "Ah."),
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_with_a_colon_stay_text_even_where_they_recur(sentence: str) -> None:
    talk = f"I: What?\nP1: Two things.\n{sentence}\nI: And?\nP1: Also.\n{sentence}\nI: Ah."
    assert said("a.txt", talk) == [
        ("I", "What?"),
        ("P1", f"Two things.\n{sentence}"),
        ("I", "And?"),
        ("P1", f"Also.\n{sentence}"),
        ("I", "Ah."),
    ]
    cues = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{sentence}\n\n00:02.000 --> 00:03.000\n{sentence}"
    assert {speaker for speaker, _ in said("a.vtt", cues)} == {""}


def test_a_label_that_stands_once_is_text_and_told_unless_it_comes_between_two_turns() -> None:
    once = read("a.txt", "I: What?\nP1: These:\nData: is it clean?\nModels: do they fit?\nI: Ah.")
    assert [turn.speaker for turn in once.turns] == ["I", "P1", "I"]
    assert once.remarks == (
        "Lines 3 and 4 begin like speakers' labels that stand nowhere else; they stayed text.",
    )
    last = read("a.txt", "I: What?\nP1: Yes.\nand more\n\nNora: No.")
    assert last.turns[-1].text == "Yes.\nand more\nNora: No."
    assert "Line 5 begins like a speaker's label" in last.remarks[0]
    between = said("a.txt", "Ada: What?\nBo: Hm.\nAda: And?\nBo: Ah.\nSo.\nNora: No.\nBo: Yes.")
    assert [speaker for speaker, _ in between] == ["Ada", "Bo", "Ada", "Bo", "Nora", "Bo"]
    for name in ("Nora", "Nora Weber"):
        assert said("a.txt", f"I: What?\n{name}: No.") == [("I", "What?"), (name, "No.")]
    three = "I: What?\nP1: Yes.\n{}: No."
    assert len(said("a.txt", three.format("Nora Weber"))) == 3
    assert len(said("a.txt", three.format("Nora"))) == 2


def test_two_sentences_alone_make_no_speakers() -> None:
    read_ = sample("transcripts/cue_colon.vtt")
    assert [turn.text for turn in read_.turns] == [
        "My rule is: relabel first.",
        "The answer: no, never.",
    ]
    assert read_.remarks == ("No speakers were named.",)
    assert said("a.txt", "Data: clean?\nand\nmore\n\nModel: fits?") == [
        ("", "Data: clean? and more"),
        ("", "Model: fits?"),
    ]


words = st.text("abcAB ü.:,()[]*0123-\t", max_size=25)
lines = st.one_of(
    words,
    st.just(""),
    st.tuples(st.sampled_from([name for pair in LABELS for name in pair]), words).map(": ".join),
    st.sampled_from(SENTENCES),
    st.sampled_from(["Ada Bo  0:12", "[0:12] Bo", "0:0:1.0 --> 0:0:2.0"]),
)


@given(st.lists(lines, max_size=20))
def test_no_word_is_lost_and_only_labels_are_taken_out(talk: list[str]) -> None:
    talk = ["We began with a sentence.", *talk]
    found = labels_in(talk).labels
    for line, label in zip(talk, found, strict=True):
        if label and "-->" not in line:
            taken_out = line[: label.begin]
            assert label.speaker.strip("[]") in taken_out
            rest = taken_out.replace(label.speaker, "", 1)
            assert not any(map(str.isalpha, rest))
    text = "\n".join(talk)
    kept = sum(
        len(line[label.begin :].split()) if label else len(line.split())
        for line, label in zip(talk, found, strict=True)
    )
    turns = read("a.txt", text).turns
    assert sum(len(turn.text.split()) for turn in turns) == kept


@given(words)
def test_a_word_and_a_colon_that_stand_once_never_make_a_speaker(line: str) -> None:
    talk = f"I: Why?\nP1: So.\nBecause of this.\nZeta: {line}"
    assert {speaker for speaker, _ in said("a.txt", talk)} == {"I", "P1"}
