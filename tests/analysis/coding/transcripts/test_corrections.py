"""Corrections of a stored transcript carry every coding along, are logged, and can be undone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.coding.cases.models import ThemeExample
from analysis.coding.desk.apply_codes import Segment, apply_theme, write_memo
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.corrections import (
    correct,
    replace_words,
    talk_of,
    undo_correction,
)
from analysis.coding.transcripts.edits import (
    Correction,
    Talk,
    alternate_speakers,
    correct_words,
    merge_turns,
    rename_speaker,
    set_interviewers,
    set_speaker,
    split_turn,
)
from analysis.coding.transcripts.pseudonyms import digest_of
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.errors import CannotCorrect, ChangedMeanwhile, CodingsLost
from analysis.models import Coding, Decision, Transcript, TranscriptChange, Unit
from tests.analysis.coding_world import BY, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db

SAID = (
    Turn("I", 0, 1, "What do you do?"),
    Turn("P1", 1, 5, "I look at the data. Then I ask Helena."),
    Turn("P1", 5, 6, "And I relable it."),
)


class Coded:
    """A transcript in which ann and ben have coded, and the round of it."""

    def __init__(self, interviews: InterviewWorld, *passages: tuple[int, str, str]) -> None:
        self.interviews = interviews
        self.transcript, _key = store_transcript(interviews.person(), "One", SAID, {}, now=NOON)
        interviews.__dict__["cases"] = (self.transcript.case,)
        interviews.__dict__["round"] = plan_round(
            interviews.codebook,
            title="Talks",
            cases=[self.transcript.case],
            coders=[interviews.ann, interviews.ben],
            now=NOON,
        )
        for turn, words, theme in passages:
            self.code(turn, words, theme)

    def code(self, turn: int, words: str, theme: str = "class_overlap") -> Coding:
        unit = self.transcript.case.units.get(position=turn)
        start = unit.turn.index(words)
        segment = Segment(start, start + len(words))
        part, guid = self.interviews.part(self.interviews.ann), self.interviews.guid(theme)
        return apply_theme(part, unit, guid, segment, now=NOON)[0]

    def correct(
        self, asked: Callable[..., Correction], *arguments: Any, confirmed: bool = False
    ) -> TranscriptChange:
        self.transcript.refresh_from_db()
        correction = asked(talk_of(self.transcript), *arguments)
        return correct(
            self.transcript,
            correction,
            seen=self.transcript.digest,
            confirmed=confirmed,
            **BY,
        )

    def undo(self) -> None:
        change = self.transcript.changes.filter(undone_at=None).first()
        assert change is not None
        undo_correction(self.transcript, change.guid, **BY)


def quotes(live: bool = True) -> list[tuple[int, str]]:
    rows = Coding.objects.filter(live=live).select_related("unit").order_by("pk")
    return [(row.unit.position, row.unit.turn[row.start : row.end]) for row in rows]


def everything(transcript: Transcript) -> dict[str, Any]:
    """All that a correction can touch, but for primary keys."""
    transcript.refresh_from_db()
    units = Unit.objects.filter(case=transcript.case).order_by("position")
    columns = ("guid", "unit__guid", "start", "end", "live", "memo", "theme", "coder", "made_at")
    return {
        "digest": transcript.digest,
        "interviewers": transcript.interviewers,
        "units": list(
            units.values_list("guid", "position", "speaker", "turn", "starts_at", "ends_at")
        ),
        "codings": sorted(Coding.objects.values_list(*columns)),
        "quotes": sorted(ThemeExample.objects.values_list("theme", "unit__guid", "start", "end")),
    }


def test_codings_stay_on_their_words_whatever_is_corrected_and_all_of_it_is_undone(
    interviews: InterviewWorld,
) -> None:
    coded = Coded(
        interviews,
        (2, "the data", "class_overlap"),
        (2, "Then I ask Helena.", "class_overlap"),
        (2, "data. Then", "mislabeled_data"),
        (3, "relable", "class_overlap"),
    )
    theme, unit = interviews.theme("mislabeled_data"), coded.transcript.case.units.get(position=3)
    ThemeExample.objects.create(theme=theme, unit=unit, start=6, end=13)
    before = everything(coded.transcript)
    coded.correct(correct_words, 3, "And so I relabel it.")
    assert quotes()[3] == (3, "relabel")
    coded.correct(split_turn, 2, 20)
    assert quotes() == [
        (2, "the data"),
        (3, "Then I ask Helena."),
        (2, "data."),
        (4, "relabel"),
        (3, "Then"),
    ]
    assert (ThemeExample.objects.get().unit.position, ThemeExample.objects.get().start) == (4, 9)
    coded.correct(merge_turns, 3)
    assert quotes()[3:] == [(3, "relabel"), (3, "Then")]
    coded.correct(set_speaker, 1, 2, "Q")
    coded.correct(set_interviewers, ["Q"])
    coded.correct(rename_speaker, "Q", "Interviewer")
    coded.correct(alternate_speakers, 2, "A", "Interviewer")
    coded.transcript.refresh_from_db()
    assert coded.transcript.interviewers == ["Interviewer"]
    assert coded.transcript.digest == digest_of(talk_of(coded.transcript).turns)
    changes = coded.transcript.changes.values_list("summary", flat=True)
    assert list(changes)[:2] == ["Speakers alternate from turn 2 on", "Speaker renamed in 2 turns"]
    assert not any(word in summary for summary in changes for word in ("Helena", "relab"))
    for _change in changes:
        coded.undo()
    assert everything(coded.transcript) == before
    with pytest.raises(ChangedMeanwhile, match="Nothing was undone"):
        undo_correction(coded.transcript, TranscriptChange.objects.all()[0].guid, **BY)


def test_what_was_coded_since_moves_back_as_well(interviews: InterviewWorld) -> None:
    coded = Coded(interviews)
    coded.correct(merge_turns, 2)
    coded.code(2, "relable")
    coded.undo()
    assert quotes() == [(3, "relable")]


def test_two_codings_that_become_one_are_two_again(interviews: InterviewWorld) -> None:
    coded = Coded(interviews, (2, "at the data", "class_overlap"), (2, "the data", "class_overlap"))
    before = everything(coded.transcript)
    coded.correct(correct_words, 2, "I look the data. Then I ask Helena.", confirmed=True)
    assert (quotes(), quotes(live=False)) == ([(2, "the data")], [(2, "the data")])
    coded.undo()
    assert everything(coded.transcript) == before


def test_passages_that_would_lose_all_their_words_are_asked_about(
    interviews: InterviewWorld,
) -> None:
    """Before the comparison nobody learns whether there are any."""
    coded = Coded(interviews, (2, "Then I ask Helena.", "class_overlap"))
    before = everything(coded.transcript)
    shorter = "I look at the data."
    with pytest.raises(CodingsLost, match="nobody is told whether these words are"):
        coded.correct(correct_words, 2, shorter)
    with pytest.raises(CodingsLost, match="nobody is told whether these words are"):
        coded.correct(correct_words, 1, "What?")
    interviews.compare()
    coded.correct(correct_words, 1, "What?")
    coded.undo()
    with pytest.raises(CodingsLost, match="all the words of 1 codings and 0 examples"):
        coded.correct(correct_words, 2, shorter)
    assert everything(coded.transcript) == before
    coded.correct(correct_words, 2, shorter, confirmed=True)
    assert quotes() == []
    coded.undo()
    assert everything(coded.transcript) == before


def test_a_memo_on_what_a_split_made_outlives_its_undoing(interviews: InterviewWorld) -> None:
    coded = Coded(interviews, (2, "data. Then", "class_overlap"))
    coded.correct(split_turn, 2, 20)
    assert quotes() == [(2, "data."), (3, "Then")]
    second = Coding.objects.get(unit__position=3)
    write_memo(interviews.part(interviews.ann), second.guid, "A thought", seen="")
    coded.undo()
    assert quotes() == [(2, "data. Then"), (2, "Then")]
    second.refresh_from_db()
    assert second.memo == "A thought"


def test_a_page_that_is_out_of_date_changes_nothing(interviews: InterviewWorld) -> None:
    coded = Coded(interviews)
    talk = talk_of(coded.transcript)
    with pytest.raises(ChangedMeanwhile, match="nothing was changed now"):
        correct(coded.transcript, merge_turns(talk, 1), seen="another", **BY)


def test_forgotten_names_leave_the_words_the_log_the_memos_and_the_title(
    interviews: InterviewWorld,
) -> None:
    coded = Coded(interviews, (2, "ask Helena", "class_overlap"), (2, "Helena", "mislabeled_data"))
    Coding.objects.update(memo="as Helena said, I think")
    case, study = coded.transcript.case, interviews.study
    theme = interviews.theme("class_overlap")
    Decision.objects.create(
        round=interviews.round,
        case=case,
        theme=theme,
        verdict="accept",
        reason="Helena did",
        at=NOON,
    )
    dates = {"written_at": NOON, "changed_at": NOON}
    Memo.objects.create(study=study, case=case, text="Helena!", by="rita", **dates)
    Transcript.objects.update(title="Talk with Helena")
    coded.correct(correct_words, 2, "I look at the data. Then I ask Helena again.")
    change = replace_words(
        coded.transcript,
        {"Helena": "[Person 2]", "I": "[Interviewer]"},
        left=frozenset(),
        seen=Transcript.objects.get().digest,
        **BY,
    )
    assert change.summary == "2 words replaced by pseudonyms, in 2 turns"
    assert set(Coding.objects.values_list("memo", flat=True)) == {"as [Person 2] said, I think"}
    assert quotes() == [(2, "ask [Person 2]"), (2, "[Person 2]")]
    for model in (Unit, Coding, Decision, Memo, Transcript, TranscriptChange):
        assert "Helena" not in repr(list(model._default_manager.values()))
    with pytest.raises(CannotCorrect, match="No old words were kept"):
        coded.undo()


def test_words_that_stand_nowhere_are_not_replaced(interviews: InterviewWorld) -> None:
    coded = Coded(interviews)
    with pytest.raises(CannotCorrect, match="None of these words"):
        replace_words(
            coded.transcript,
            {"Zoe": "[Person 2]"},
            left=frozenset(),
            seen=coded.transcript.digest,
            **BY,
        )


words = st.lists(st.sampled_from(["one", "two", "three", "four", "…"]), min_size=1, max_size=7)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, Any]]:
    kinds = st.sampled_from(["words", "split", "merge", "speaker"])
    return [
        (kind, draw(st.integers(1, 5)), draw(words) if kind == "words" else draw(st.integers(1, 9)))
        for kind in draw(st.lists(kinds, min_size=1, max_size=4))
    ]


def asked_of(talk: Talk, kind: str, number: int, value: Any) -> Correction:
    number = min(number, len(talk.turns))
    if kind == "words":
        return correct_words(talk, number, " ".join(value))
    if kind == "split":
        return split_turn(talk, number, value)
    if kind == "merge":
        return merge_turns(talk, number)
    return set_speaker(talk, number, number, f"S{value}")


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits())
@example([("words", 1, ["one", "one", "…"])])
def test_random_corrections_move_no_coding_off_its_words_and_are_undone_exactly(
    interviews: InterviewWorld, asked: list[tuple[str, int, Any]]
) -> None:
    """A quote changes only where its own words were corrected, or its turn was split in it."""
    coded = world_of(interviews)
    before = everything(coded.transcript)
    with transaction.atomic():
        done = [step for step in asked if is_done(coded, *step)]
        for _change in done:
            coded.undo()
        assert everything(coded.transcript) == before
        transaction.set_rollback(True)


def world_of(interviews: InterviewWorld) -> Coded:
    """Passages all over the turns, made by the first example for all of them."""
    if "coded" not in interviews.__dict__:
        coded = Coded(interviews)
        for turn, said in enumerate(SAID, start=1):
            for start in range(0, len(said.text) - 4, 5):
                coded.code(turn, said.text[start : start + 9])
        interviews.__dict__["coded"] = coded
    world: Coded = interviews.__dict__["coded"]
    return world


def is_done(coded: Coded, kind: str, number: int, value: Any) -> bool:
    try:
        correction = asked_of(talk_of(coded.transcript), kind, number, value)
    except CannotCorrect:
        return False
    old = by_guid()
    corrected = correction.edits[0].first + 1 if kind == "words" else 0
    seen = Transcript.objects.get().digest
    correct(coded.transcript, correction, seen=seen, confirmed=True, **BY)
    for guid, (_position, quote) in by_guid().items():
        if guid in old and old[guid][0] != corrected:
            assert quote == old[guid][1] or (kind == "split" and quote in old[guid][1])
    return True


def by_guid() -> dict[Any, tuple[int, str]]:
    rows = Coding.objects.select_related("unit")
    return {row.guid: (row.unit.position, row.unit.turn[row.start : row.end]) for row in rows}
