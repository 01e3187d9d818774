"""Memos written, changed and deleted; only who wrote one changes it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Standing, Theme
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.rounds.round_locks import lock_coder, require_not_excused
from analysis.coding.visibility import (
    REVEALED,
    Account,
    blind_part,
    themes_at_comparison,
    themes_of,
)
from analysis.errors import ChangedMeanwhile, NotYours, UnfitMemo
from core.line_ends import with_line_feeds
from survey.studies.models import Study

LONGEST_MEMO = 20_000

CHANGED = (
    "This memo was changed or deleted meanwhile, in another tab. Yours is not kept yet: it stands "
    "below, beside what is there now."
)


@dataclass(frozen=True)
class About:
    """What a memo is on: a theme, or a case, or, without both, the study as a whole."""

    theme: Theme | None = None
    case: Case | None = None


@transaction.atomic
def write_memo_as_coder(coder: RoundCoder, about: About, text: str, *, now: datetime) -> Memo:
    """Keep a memo that nobody but the coder sees until the round is compared.

    Raises NotYours where the theme or the case is not of the coder's round, and WrongStage where
    the coder was excused.
    """
    coder = lock_coder(coder)
    require_not_excused(coder)
    _require_of_round(coder, about)
    study = coder.round.codebook.study
    return _write(study, about, text, by=coder.name, coder=coder, now=now)


@transaction.atomic
def write_memo(codebook: Codebook, about: About, text: str, *, by: Account, now: datetime) -> Memo:
    """Keep a memo that everybody sees who may see codebooks.

    Somebody who is coding a round of the study independently writes it as that round's coder, so
    that nobody else sees it before the comparison. Raises NotYours for a theme that is not in the
    codebook, and for a case of another study.
    """
    theme, case, study = about.theme, about.case, codebook.study
    if case is not None and case.study_id != study.pk:
        raise NotYours("This participant is not in the study.")
    if theme is not None and (
        theme.codebook_id != codebook.pk or theme.standing != Standing.SHARED
    ):
        raise NotYours("This theme is not in the codebook.")
    coder = blind_part(codebook, by)
    return _write(study, about, text, by=by.get_username(), coder=coder, now=now)


@transaction.atomic
def change_memo(guid: UUID, user: Account, text: str, *, seen: str, now: datetime) -> Memo:
    """Replace the text `seen` of one's own memo. Raises ChangedMeanwhile for any other text."""
    memo = _own_memo(guid, user, seen)
    memo.text, memo.changed_at = _fit(text), now
    memo.save(update_fields=["text", "changed_at"])
    return memo


@transaction.atomic
def delete_memo(guid: UUID, user: Account, *, seen: str) -> None:
    """Delete one's own memo with the text `seen`. Raises ChangedMeanwhile for any other text."""
    _own_memo(guid, user, seen).delete()


def is_own(memo: Memo, user: Account) -> bool:
    if memo.coder is not None:
        return memo.coder.user_id == user.pk
    return memo.by == user.get_username()


def _require_of_round(coder: RoundCoder, about: About) -> None:
    """Raises NotYours where a memo would be on a theme or a case of no concern to the coder."""
    coding_round = coder.round
    if about.case is not None and not coding_round.members.filter(case=about.case).exists():
        raise NotYours("This participant is not part of the round.")
    if about.theme is None:
        return
    known = {theme.guid for theme in themes_of(coder)}
    if coding_round.stage in REVEALED:
        known |= {theme.guid for theme in themes_at_comparison(coding_round)}
    if about.theme.guid not in known:
        raise NotYours("This theme is not among those of the round.")


def _write(
    study: Study, about: About, text: str, *, by: str, coder: RoundCoder | None, now: datetime
) -> Memo:
    return Memo.objects.create(
        study=study,
        theme=about.theme,
        case=about.case,
        coder=coder,
        text=_fit(text),
        by=by,
        written_at=now,
        changed_at=now,
    )


def _fit(text: str) -> str:
    text = with_line_feeds(text).strip()
    if not text:
        raise UnfitMemo("A memo needs words. Write some, or delete the memo.")
    if len(text) > LONGEST_MEMO:
        raise UnfitMemo(
            f"A memo holds {LONGEST_MEMO:,} characters, and this one has {len(text):,}. "
            "Make two of it."
        )
    return text


def _own_memo(guid: UUID, user: Account, seen: str) -> Memo:
    """One that is somebody else's is refused in the words for one that is gone."""
    memos = Memo.objects.select_for_update(of=("self",)).select_related("coder")
    memo = memos.filter(guid=guid).first()
    if memo is None or not is_own(memo, user):
        raise ChangedMeanwhile(CHANGED)
    if with_line_feeds(memo.text) != with_line_feeds(seen):
        raise ChangedMeanwhile(CHANGED)
    if memo.coder is not None:
        require_not_excused(memo.coder)
    return memo
