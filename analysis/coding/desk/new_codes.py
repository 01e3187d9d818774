"""Themes that a coder misses in the codebook and proposes while coding."""

from django.db import IntegrityError, transaction

from analysis.coding.codebooks.models import LONGEST_NAME, Standing, Theme
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_active_coder, lock_codebook
from analysis.coding.visibility import themes_of
from analysis.errors import NameTaken, UnfitName
from analysis.statistics.themes.codebook import Kind

LAST = 10_000
"""A position behind every theme that was given its place in the codebook."""


@transaction.atomic
def propose_theme(coder: RoundCoder, *, name: str, kind: str, definition: str) -> Theme:
    """Make a theme while coding.

    In a workshop it is everybody's at once; otherwise only its coder sees it until the comparison.
    Raises UnfitName for a name that is empty or too long, and NameTaken where the coder has a
    theme of that name already. The names of other coders' themes are not looked at, since a
    refusal would give them away.
    """
    lock_codebook(coder.round.codebook_id)
    coder = lock_active_coder(coder)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"A theme needs a name, of at most {LONGEST_NAME} characters.")
    themes = themes_of(coder)
    if any(theme.name.casefold() == name.casefold() for theme in themes):
        raise NameTaken(f"There is a theme “{name}” already. Use it, or give yours another name.")
    is_joint = coder.round.stage == Stage.WORKSHOP
    try:
        with transaction.atomic():
            return Theme.objects.create(
                codebook=coder.round.codebook,
                # A proposed theme is given another key when it is taken into the codebook.
                key=free_key(name, [theme.key for theme in themes]),
                name=name,
                kinds=[kind if kind in set(Kind) else Kind.OTHER.value],
                definition=definition,
                position=LAST,
                standing=Standing.SHARED if is_joint else Standing.PROPOSED,
                coder=coder,
            )
    except IntegrityError as problem:
        raise NameTaken(f"There is a theme “{name}” already. Give yours another name.") from problem
