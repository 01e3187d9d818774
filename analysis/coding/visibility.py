"""Who may see which codings and themes: every query about them begins here.

Until a round is compared, a coding is shown to its coder alone, and so is a theme minted in it.
No role changes that: not a researcher's, and not a superuser's.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from analysis.coding.codebooks.models import Standing, Theme
from analysis.coding.codebooks.theme_records import (
    ThemeRecord,
    frozen_themes,
    in_reading_order,
    record,
    shared_themes,
)
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.errors import NotYours

Account = AbstractBaseUser | AnonymousUser

REVEALED = (Stage.COMPARISON, Stage.CONSENSUS, Stage.CLOSED)
"""The stages at which the coders of a round see each other's work."""

CODER_NAME = Coalesce("coder__user__username", "coder__label")
"""What RoundCoder.name is, of many codings at once; None for the consensus"""


def coder_in(coded: CodingRound, user: Account) -> RoundCoder:
    """Somebody's part in a round; raises NotYours for whoever has none."""
    found = coded.coders.select_related("user").filter(user=user.pk).first()
    if found is None:
        raise NotYours("You do not code in this round.")
    found.round = coded
    return found


def own_layer(coder: RoundCoder) -> QuerySet[Coding]:
    """A coder's own live codings, and those of the workshop, which are everybody's."""
    together = Q(coder__isnull=True, decision__isnull=True, round=coder.round_id)
    mine = Q(coder=coder) | together
    return Coding.objects.filter(mine, live=True)


def revealed(coded: CodingRound) -> QuerySet[Coding]:
    """All live codings of a round that was compared, the consensus among them; else none."""
    return revealed_codings().filter(round=coded)


def revealed_codings() -> QuerySet[Coding]:
    """All live codings of all compared rounds; those of coders who were excused not among them.

    The stage is asked of the database in the same query, not of a row read before.
    """
    compared = CodingRound.objects.filter(pk=OuterRef("round"), stage__in=REVEALED)
    counted = Q(coder__isnull=True) | Q(coder__excused_at__isnull=True)
    return Coding.objects.filter(counted, Exists(compared), live=True)


def counted_coders(coded: CodingRound) -> QuerySet[RoundCoder]:
    """The coders of a round whose work is compared: all but those who were excused."""
    return coded.coders.filter(excused_at__isnull=True).select_related("user")


def consensus(coded: QuerySet[CodingRound]) -> QuerySet[Coding]:
    """The live consensus of closed rounds: all that results are made of."""
    return Coding.objects.filter(
        round__in=coded, round__stage=Stage.CLOSED, coder__isnull=True, live=True
    )


def proposed_by(coder: RoundCoder) -> QuerySet[Theme]:
    themes = Theme.objects.filter(coder=coder, standing=Standing.PROPOSED)
    return themes.order_by("pk")


def proposed_in(coded: CodingRound) -> QuerySet[Theme]:
    """Themes of a compared round that wait to be reconciled; none before."""
    compared = CodingRound.objects.filter(pk=OuterRef("coder__round"), stage__in=REVEALED)
    return Theme.objects.filter(
        Exists(compared),
        coder__round=coded,
        coder__excused_at__isnull=True,
        standing=Standing.PROPOSED,
    ).order_by("pk")


def themes_of(coder: RoundCoder) -> tuple[ThemeRecord, ...]:
    """What a coder can code with: the frozen version and their own; in a workshop, the codebook."""
    coded = coder.round
    if coded.stage == Stage.WORKSHOP or coded.version is None:
        return tuple(record(theme) for theme in shared_themes(coded.codebook))
    own = tuple(record(theme) for theme in proposed_by(coder))
    return (*frozen_themes(coded.version.content), *own)


def themes_at_comparison(coded: CodingRound) -> tuple[ThemeRecord, ...]:
    """The codebook as it is now and, once compared, what was minted in the round."""
    themes = Theme.objects.filter(
        Q(codebook=coded.codebook_id, standing=Standing.SHARED) | Q(pk__in=proposed_in(coded))
    )
    return tuple(record(theme) for theme in in_reading_order(themes))
