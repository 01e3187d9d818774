"""Themes that a coder misses and makes while coding."""

from django.db import IntegrityError, transaction

from analysis.coding.codebooks.models import LONGEST_NAME, Standing, Theme
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_active_coder
from analysis.coding.visibility import themes_of
from analysis.errors import NameTaken, UnfitName
from analysis.statistics.themes.codebook import Kind

LAST = 10_000
"""A position behind every theme that was placed."""


@transaction.atomic
def propose_theme(coder: RoundCoder, *, name: str, kind: str, definition: str) -> Theme:
    """A new theme while coding: everybody's in a workshop, else its coder's until the comparison.

    Raises UnfitName, and NameTaken where the coder has a theme of that name; other coders' names
    count for nothing, as the refusal would tell them.
    """
    coder = lock_active_coder(coder)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"A theme needs a name, of at most {LONGEST_NAME} characters.")
    together = coder.round.stage == Stage.WORKSHOP
    if any(each.name.casefold() == name.casefold() for each in themes_of(coder)):
        raise NameTaken(f"There is a theme “{name}” already. Use it, or give yours another name.")
    try:
        with transaction.atomic():
            return Theme.objects.create(
                codebook=coder.round.codebook,
                key=_key(coder, name),
                name=name,
                kinds=[kind if kind in set(Kind) else Kind.OTHER.value],
                definition=definition,
                position=LAST,
                standing=Standing.SHARED if together else Standing.PROPOSED,
                coder=coder,
            )
    except IntegrityError as problem:
        raise NameTaken(f"There is a theme “{name}” already. Give yours another name.") from problem


def _key(coder: RoundCoder, name: str) -> str:
    """Given anew when a minted theme is taken in; a shared one has to have one of its own."""
    return free_key(name, [theme.key for theme in themes_of(coder)])
