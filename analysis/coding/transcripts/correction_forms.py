"""The forms that correct the turns of a transcript, the same before it is imported and after."""

from collections.abc import Mapping
from typing import Any

from django import forms

from analysis.coding.desk.apply_codes import find_segment
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
from analysis.coding.transcripts.turns import LONGEST_SPEAKER
from analysis.errors import CannotCorrect
from analysis.request_values import whole_number
from core.line_ends import plain

UNKNOWN = "(unknown)"


class CorrectionForm(forms.Form):
    """`confirmed` is shown once a correction was refused because codings would be lost."""

    title = ""
    button = ""
    confirmed = forms.BooleanField(
        required=False,
        label="Do it all the same, whatever is coded there",
        widget=forms.HiddenInput,
    )

    def __init__(self, talk: Talk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talk = talk

    def ask(self) -> None:
        self.fields["confirmed"].widget = forms.CheckboxInput()

    def correction(self) -> Correction:
        """What the form asks for. Raises CannotCorrect where the turns do not allow it."""
        raise NotImplementedError


def _number(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=1_000_000, **options)


def _speaker(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_SPEAKER, **options)


class InterviewersForm(CorrectionForm):
    title = "Who interviews"
    button = "Set interviewers"
    interviewers = forms.MultipleChoiceField(
        label="Their turns are read along and not coded",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, talk: Talk, *args: Any, **kwargs: Any) -> None:
        super().__init__(talk, *args, **kwargs)
        self.fields["interviewers"] = forms.MultipleChoiceField(
            label="Their turns are read along and not coded",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                (speaker, f"{speaker}, {turns} turn{'s' * (turns != 1)}")
                for speaker, turns in talk.speakers.items()
                if speaker
            ],
            initial=talk.interviewers,
        )

    def correction(self) -> Correction:
        return set_interviewers(self.talk, self.cleaned_data["interviewers"])


class RenameForm(CorrectionForm):
    title = "Rename a speaker"
    button = "Rename everywhere"
    old = forms.ChoiceField(label="Speaker")
    new = _speaker("New label")

    def __init__(self, talk: Talk, *args: Any, **kwargs: Any) -> None:
        super().__init__(talk, *args, **kwargs)
        choices = [(speaker or UNKNOWN, speaker or UNKNOWN) for speaker in talk.speakers]
        self.fields["old"] = forms.ChoiceField(label="Speaker", choices=choices)

    def correction(self) -> Correction:
        old = self.cleaned_data["old"]
        return rename_speaker(self.talk, "" if old == UNKNOWN else old, self.cleaned_data["new"])


class SpeakerForm(CorrectionForm):
    title = "Set the speaker of turns"
    button = "Set speaker"
    first = _number("From turn")
    last = _number("To turn", required=False, help_text="Empty: this turn alone")
    speaker = _speaker("Speaker")

    def correction(self) -> Correction:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return set_speaker(self.talk, first, last or first, self.cleaned_data["speaker"])


class AlternateForm(CorrectionForm):
    title = "Two speakers in turn"
    button = "Let them alternate"
    first = _number("From turn", initial=1)
    one = _speaker("Speaker of this turn")
    other = _speaker("Speaker of the next one")

    def correction(self) -> Correction:
        sent = self.cleaned_data
        return alternate_speakers(self.talk, sent["first"], sent["one"], sent["other"])


class TurnForm(CorrectionForm):
    """One turn, whose number the page sends along."""

    turn = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class WordsForm(TurnForm):
    title = "Correct its words"
    button = "Keep these words"
    words = forms.CharField(
        label="Words", strip=False, widget=forms.Textarea(attrs={"rows": 6, "cols": 80})
    )

    def correction(self) -> Correction:
        words = plain(self.cleaned_data["words"])[0]
        return correct_words(self.talk, self.cleaned_data["turn"], words)


class SplitForm(TurnForm):
    title = "Split it"
    button = "Split before these words"
    words = forms.CharField(
        label="Before the words", max_length=200, help_text="That stand in it once"
    )

    def correction(self) -> Correction:
        number = self.cleaned_data["turn"]
        if not 1 <= number <= len(self.talk.turns):
            raise CannotCorrect(f"There is no turn {number}. Choose another one.")
        place = find_segment(self.talk.turns[number - 1].text, self.cleaned_data["words"])
        return split_turn(self.talk, number, place.start)


class MergeForm(TurnForm):
    title = "Merge it"
    button = "Merge it with the next turn"

    def correction(self) -> Correction:
        return merge_turns(self.talk, self.cleaned_data["turn"])


OF_THE_TALK: Mapping[str, type[CorrectionForm]] = {
    "interviewers": InterviewersForm,
    "rename": RenameForm,
    "speaker": SpeakerForm,
    "alternate": AlternateForm,
}
OF_A_TURN: Mapping[str, type[TurnForm]] = {
    "words": WordsForm,
    "split": SplitForm,
    "merge": MergeForm,
}


class CorrectionForms:
    """All forms of the page; the one that was sent, if any, is `sent`, and bound."""

    def __init__(self, talk: Talk, data: Any = None) -> None:
        verb = data.get("do") if data is not None else None
        self.opened = _opened(talk, data, verb)
        self.of_the_talk = {
            name: form(talk, data if name == verb else None, prefix=name)
            for name, form in OF_THE_TALK.items()
        }
        self.of_a_turn: dict[str, CorrectionForm] = {}
        if self.opened is not None:
            self.of_a_turn = {
                name: form(
                    talk,
                    data if name == verb else None,
                    prefix=name,
                    initial={"turn": self.opened},
                )
                for name, form in OF_A_TURN.items()
            }
            words = talk.turns[self.opened - 1].text
            self.of_a_turn["words"].initial["words"] = words
        self.sent = {**self.of_the_talk, **self.of_a_turn}.get(verb or "")


def _opened(talk: Talk, data: Any, verb: str | None) -> int | None:
    """The turn that is shown to be corrected."""
    if data is None:
        return None
    sent = data.get(f"{verb}-turn" if verb in OF_A_TURN else "open", "")
    number = whole_number(sent)
    return number if number and number <= len(talk.turns) else None
