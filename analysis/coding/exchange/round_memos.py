"""The memos on themes, participants and the study that go along with a round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.exchange.codes import code_guid
from analysis.coding.exchange.notes import described_by
from analysis.coding.exchange.project import Code, Note, author_of, user_of
from analysis.coding.exchange.round_texts import utc
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import proposed_in, revealed_memos
from analysis.statistics.themes.codebook import CodebookContent


@dataclass(frozen=True)
class RoundMemos:
    """Memos as notes, and their GUIDs by what they are on.

    Codes go by GUID and cases by label. `authors` are those who wrote one and are no coders.
    """

    notes: tuple[Note, ...]
    on_codes: Mapping[str, tuple[str, ...]]
    on_cases: Mapping[str, tuple[str, ...]]
    on_all: tuple[str, ...]
    authors: tuple[str, ...]

    def said_on(self, label: str) -> str:
        """All memos on a case as one text, for programs that read no notes on cases."""
        on_case = set(self.on_cases.get(label, ()))
        return described_by(note for note in self.notes if note.guid in on_case)


def round_memos(
    coding_round: CodingRound,
    book: CodebookContent,
    labels: Collection[str],
    coders: Collection[str],
) -> RoundMemos:
    """The memos on the study, and on the themes and cases of a round.

    Those of coders whose rounds are not compared yet are not among them.
    """
    new = {theme.pk for theme in proposed_in(coding_round)}
    shared = {theme.pk for theme in shared_themes(coding_round.codebook)}
    on_codes: dict[str, list[str]] = defaultdict(list)
    on_cases: dict[str, list[str]] = defaultdict(list)
    on_all, notes, authors = [], [], []
    memos = revealed_memos(coding_round.codebook.study).select_related("theme", "case")
    for memo in memos.order_by("written_at", "pk"):
        guid, theme, case = str(memo.guid), memo.theme, memo.case
        if case is not None and case.label in labels:
            on_cases[case.label].append(guid)
        elif theme is not None and theme.pk in new:
            on_codes[str(theme.guid)].append(guid)
        elif theme is not None and theme.pk in shared:
            on_codes[code_guid(book, "theme", theme.key)].append(guid)
        elif theme is None and case is None:
            on_all.append(guid)
        else:
            continue
        notes.append(_note(memo, coders))
        authors += [] if memo.by in coders else [memo.by]
    return RoundMemos(
        notes=tuple(notes),
        on_codes={code: tuple(guids) for code, guids in on_codes.items()},
        on_cases={label: tuple(guids) for label, guids in on_cases.items()},
        on_all=tuple(on_all),
        authors=tuple(dict.fromkeys(authors)),
    )


def with_notes(codes: Iterable[Code], notes: Mapping[str, tuple[str, ...]]) -> tuple[Code, ...]:
    """The codes with their notes, by the GUID of the code."""
    return tuple(
        replace(code, notes=notes.get(code.guid, ()), codes=with_notes(code.codes, notes))
        for code in codes
    )


def _note(memo: Memo, coders: Collection[str]) -> Note:
    about = memo.theme.name if memo.theme else memo.case.label if memo.case else "the study"
    user = user_of(memo.by) if memo.by in coders else author_of(memo.by)
    return Note(
        guid=str(memo.guid),
        name=f"Memo on {about}",
        text=memo.text,
        user=user.guid,
        made_at=utc(memo.written_at),
        changed_at=utc(memo.changed_at),
    )
