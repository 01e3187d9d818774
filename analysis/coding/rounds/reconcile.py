"""New themes of a compared round, taken into the codebook, merged or dropped by its coders."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.merge_split import adopt_theme, merge_themes, retire_theme
from analysis.coding.codebooks.models import Codebook, Operation
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.rounds.round_locks import lock_codebook, lock_round
from analysis.coding.visibility import proposed_in
from analysis.errors import ThemeGone, WrongStage


@transaction.atomic
def take_in(
    coding_round: CodingRound,
    themes: Sequence[UUID],
    *,
    area: UUID | None,
    name: str,
    by: str,
    now: datetime,
) -> Operation:
    """Take new themes that say the same into the codebook, as one theme."""
    codebook = _lock(coding_round, themes)
    first, *same = themes
    return adopt_theme(codebook, first, area=area, name=name, same=same, by=by, now=now)


@transaction.atomic
def merge_into(
    coding_round: CodingRound, themes: Sequence[UUID], *, into: UUID, by: str, now: datetime
) -> Operation:
    """Merge new themes that say the same into another theme of the codebook or of the round."""
    codebook = _lock(coding_round, themes)
    first, *same = themes
    return merge_themes(codebook, first, into=into, same=same, by=by, now=now)


@transaction.atomic
def drop(
    coding_round: CodingRound, themes: Sequence[UUID], *, because: str, by: str, now: datetime
) -> Operation:
    """Drop new themes that say the same; their codings count nowhere, unless this is undone."""
    codebook = _lock(coding_round, themes)
    if not because:
        raise WrongStage("Say in a few words why; the reason is kept in the codebook's history.")
    first, *same = themes
    return retire_theme(codebook, first, because=because, same=same, by=by, now=now)


def _lock(coding_round: CodingRound, themes: Sequence[UUID]) -> Codebook:
    """The locked codebook. Raises ThemeGone where a theme is not new in the round any more."""
    codebook = lock_codebook(coding_round.codebook_id)
    lock_round(coding_round, Stage.COMPARISON, Stage.CONSENSUS)
    if proposed_in(coding_round).filter(guid__in=themes).count() != len(set(themes)):
        raise ThemeGone(
            "This theme does not wait to be reconciled any more: somebody has taken it in, merged "
            "or dropped it meanwhile. Nothing was changed; the page shows it now."
        )
    return codebook
