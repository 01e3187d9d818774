"""Themes that a coder misses in the codebook and proposes while coding."""

from uuid import UUID

from django.db import IntegrityError, transaction

from analysis.coding.codebooks.models import LONGEST_NAME, Standing, Theme
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.codebooks.themes import theme_above
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_active_coder, lock_codebook
from analysis.coding.visibility import proposed_by, themes_of
from analysis.errors import CodeBeneathCode, NameTaken, UnfitName

LAST = 10_000
"""A position behind every theme that was given its place in the codebook."""


@transaction.atomic
def propose_theme(
    coder: RoundCoder,
    *,
    name: str,
    type_key: str = "",
    definition: str = "",
    beneath: UUID | None = None,
) -> Theme:
    """Make a theme while coding, or a code `beneath` a theme of the codebook.

    In a workshop it is everybody's at once; otherwise only its coder sees it until the comparison.
    Raises UnfitName for a name that is empty or too long, NameTaken where the coder has a theme of
    that name already, CodeBeneathCode beneath a new theme of their own, and what `theme_above`
    raises. The names of other coders' themes are not looked at, since a refusal would give them
    away.
    """
    lock_codebook(coder.round.codebook_id)
    coder = lock_active_coder(coder)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"A theme needs a name, of at most {LONGEST_NAME} characters.")
    themes = themes_of(coder)
    if any(theme.name.casefold() == name.casefold() for theme in themes):
        raise NameTaken(f"There is a theme “{name}” already. Use it, or give yours another name.")
    if beneath:
        refuse_beneath_own(coder, beneath)
    parent = theme_above(coder.round.codebook, beneath) if beneath else None
    known = [declared["key"] for declared in coder.round.codebook.types]
    is_joint = coder.round.stage == Stage.WORKSHOP
    try:
        with transaction.atomic():
            return Theme.objects.create(
                codebook=coder.round.codebook,
                # A proposed theme is given another key when it is taken into the codebook.
                key=free_key(name, [theme.key for theme in themes]),
                name=name,
                parent=parent,
                types=[type_key] if type_key in known else [],
                definition=definition,
                position=LAST,
                standing=Standing.SHARED if is_joint else Standing.PROPOSED,
                coder=coder,
            )
    except IntegrityError as problem:
        raise NameTaken(f"There is a theme “{name}” already. Give yours another name.") from problem


def refuse_beneath_own(coder: RoundCoder, guid: UUID) -> None:
    """Raises CodeBeneathCode for a theme that the coder proposed and nobody else has seen."""
    if own := proposed_by(coder).filter(guid=guid).first():
        raise CodeBeneathCode(
            f"“{own}” is new itself, and holds codes once it is in the codebook. Choose a theme of "
            "the codebook, or place yours at the comparison."
        )
