"""The review of names: every proposal with its places in context, ticked by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from analysis.coding.transcripts.keys import SPEAKER, TEXT
from analysis.coding.transcripts.pseudonym_lines import from_lines
from analysis.coding.transcripts.pseudonyms import Place, places_of
from analysis.coding.transcripts.suggestions import Suggestion, SuggestionReason, suggestions
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

CONTEXT = 48
"""Characters shown on each side of words."""


@dataclass(frozen=True)
class Shown:
    """Words in one place: `turn` counts from 1, and `value` names the place in the form."""

    turn: int
    speaker: str
    before: str
    words: str
    after: str
    value: str
    left: bool


@dataclass(frozen=True)
class Row:
    """A proposal as it stands in the form; `labels` of turns have it in the speaker's label."""

    suggestion: Suggestion
    pseudonym: str
    ticked: bool
    labels: int
    label_value: str
    label_left: bool
    shown: tuple[Shown, ...]

    @property
    def words(self) -> str:
        return self.suggestion.words

    @property
    def field(self) -> str:
        return _field(self.words)


@dataclass(frozen=True)
class Group:
    title: str
    explanation: str
    rows: tuple[Row, ...]


class ReviewForm(forms.Form):
    """`held` is what was read, signed: nothing is stored before the review.

    Nothing is replaced that was not shown and ticked: words that somebody adds come back with their
    places first, and a review with proposals left unticked is asked for once more.
    """

    held = forms.CharField(widget=forms.HiddenInput)
    lines = forms.CharField(
        required=False,
        strip=False,
        label="Words that were missed",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="One a line: words = [Pseudonym]. You see where they stand before anything is "
        "replaced. A line about words of the list ticks them and changes their pseudonym.",
    )
    sure = forms.BooleanField(
        required=False,
        label="I have looked at them: what is not ticked stays",
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        *args: Any,
        turns: Sequence[Turn],
        known: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._turns = turns
        added: dict[str, str] = {}
        self._problem = ""
        try:
            added = from_lines((self.data if self.is_bound else self.initial).get("lines", ""))
        except TranscriptFileError as problem:
            self._problem = str(problem)
        self._added = added
        self._suggested = suggestions(turns, known=known, added=added)
        self._replace, self._leave = self._sent("replace"), self._sent("leave")

    @property
    def shows(self) -> bool:
        """Whether it was sent to see where added words stand."""
        return self.data.get("do") == "show"

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(suggestion) for suggestion in self._suggested]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What tells who somebody is, and what may do so: people have to look at the latter."""
        sure = tuple(row for row in self.rows if row.suggestion.ticked)
        others = tuple(row for row in self.rows if not row.suggestion.ticked)
        return (
            Group(
                "Names and addresses",
                "Ticked, since they tell who somebody is wherever they stand. Look at the places "
                "of names that are words too, such as Mark, and leave those that are no names.",
                sure,
            ),
            Group(
                "Capitalised words",
                "Not ticked, since many are no names, and replacing them would spoil the text: "
                "tick people, places and employers.",
                others,
            ),
        )

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The pseudonyms of the words that are ticked."""
        return {
            suggestion.words: self._pseudonym(suggestion)
            for suggestion in self._suggested
            if self._is_ticked(suggestion)
        }

    @property
    def left(self) -> frozenset[Place]:
        """The places in which chosen words stay: those that are left, or that no row shows."""
        chosen = self.chosen
        replaced = {
            place
            for suggestion in self._suggested
            if suggestion.words in chosen
            for place in suggestion.places
            if _value(place) not in self._leave
        }
        return frozenset(place for place in places_of(self._turns, chosen) if place not in replaced)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._problem:
            self.add_error("lines", self._problem)
        elif unseen := self._unseen():
            self.add_error(
                "lines", f"{unseen} more are in the list now. Look at their places first."
            )
        elif self.data.get("do") not in {"key", "show"} and not cleaned.get("sure"):
            self._require_ticked()
        return cleaned

    def _require_ticked(self) -> None:
        number = sum(not self._is_ticked(suggestion) for suggestion in self._suggested)
        if number:
            self.fields["sure"].widget = forms.CheckboxInput()
            stay = "proposal is" if number == 1 else "proposals are"
            self.add_error("sure", f"{number} {stay} not ticked, and would stay as said.")

    def _unseen(self) -> int:
        return 0 if self.shows else sum(not self._was_shown(one) for one in self._suggested)

    def _was_shown(self, suggestion: Suggestion) -> bool:
        return not self.is_bound or _field(suggestion.words) in self.data

    def _is_ticked(self, suggestion: Suggestion) -> bool:
        is_line_about_row = (
            suggestion.words in self._added and suggestion.reason is not SuggestionReason.ADDED
        )
        if is_line_about_row or not self.is_bound or not self._was_shown(suggestion):
            return suggestion.ticked
        return suggestion.words in self._replace

    def _pseudonym(self, suggestion: Suggestion) -> str:
        if suggestion.words in self._added or not self._was_shown(suggestion):
            return suggestion.pseudonym
        sent: str = self.data.get(_field(suggestion.words), suggestion.pseudonym)
        return sent.strip()

    def _sent(self, name: str) -> set[str]:
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()

    def _row(self, suggestion: Suggestion) -> Row:
        labels = [place for place in suggestion.places if place.part == SPEAKER]
        label_value = f"{SPEAKER}:{suggestion.words}"
        return Row(
            suggestion=suggestion,
            pseudonym=self._pseudonym(suggestion),
            ticked=self._is_ticked(suggestion),
            labels=len(labels),
            label_value=label_value,
            label_left=label_value in self._leave,
            shown=tuple(self._shown(place) for place in suggestion.places if place.part == TEXT),
        )

    def _shown(self, place: Place) -> Shown:
        turn = self._turns[place.turn]
        end = place.start + len(place.words)
        begin = max(place.start - CONTEXT, 0)
        value = _value(place)
        return Shown(
            turn=place.turn + 1,
            speaker=turn.speaker,
            before="…" * (begin > 0) + turn.text[begin : place.start],
            words=place.words,
            after=turn.text[end : end + CONTEXT] + "…" * (end + CONTEXT < len(turn.text)),
            value=value,
            left=value in self._leave,
        )


def _field(words: str) -> str:
    """The name of the field for the pseudonym of words."""
    return f"pseudonym of {words}"


def _value(place: Place) -> str:
    """All labels of a speaker are left, or none."""
    if place.part == SPEAKER:
        return f"{SPEAKER}:{place.words}"
    return f"{place.turn}:{place.start}:{place.words}"
