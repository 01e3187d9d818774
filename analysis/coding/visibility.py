"""Who may see which codings and themes: every query about them begins here.

Until a round is compared, a coding is shown only to its coder, and so is a theme proposed in the
round. No role changes that, neither a researcher's nor a superuser's.
"""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Standing, Theme
from analysis.coding.codebooks.theme_records import (
    ThemeRecord,
    frozen_themes,
    in_reading_order,
    records,
    shared_themes,
)
from analysis.coding.desk.models import Coding
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.errors import NotYours
from survey.studies.models import Study

Account = AbstractBaseUser | AnonymousUser

REVEALED = (Stage.COMPARISON, Stage.CONSENSUS, Stage.CLOSED)
"""The stages at which the coders of a round see each other's work."""

CODER_NAME = Coalesce("coder__user__username", "coder__label")
"""RoundCoder.name for a query of many codings; None for the consensus."""


def coder_in(coding_round: CodingRound, user: Account) -> RoundCoder:
    """The part that an account has in a round. Raises NotYours where it has none."""
    coder = coding_round.coders.select_related("user").filter(user=user.pk).first()
    if coder is None:
        raise NotYours("You do not code in this round.")
    coder.round = coding_round
    return coder


def unit_in_round(coder: RoundCoder, guid: UUID) -> Unit:
    """Raises NotYours where the unit is in no case of the coder's round."""
    units = Unit.objects.filter(guid=guid, case__memberships__round=coder.round_id)
    unit = units.select_related("answer").first()
    if unit is None:
        raise NotYours("This text is not part of the round.")
    return unit


def own_layer(coder: RoundCoder) -> QuerySet[Coding]:
    """A coder's own live codings, and those of the workshop, which are everybody's."""
    joint = Q(coder__isnull=True, decision__isnull=True, round=coder.round_id)
    return Coding.objects.filter(Q(coder=coder) | joint, live=True)


def revealed(coding_round: CodingRound) -> QuerySet[Coding]:
    """All live codings of a compared round, its consensus included; none of any other round."""
    return revealed_codings().filter(round=coding_round)


def revealed_codings() -> QuerySet[Coding]:
    """All live codings of all compared rounds, except those of excused coders.

    The same query asks the database for the stage; a row that was read before is not trusted.
    """
    compared = CodingRound.objects.filter(pk=OuterRef("round"), stage__in=REVEALED)
    counted = Q(coder__isnull=True) | Q(coder__excused_at__isnull=True)
    return Coding.objects.filter(counted, Exists(compared), live=True)


def revealed_memos(study: Study) -> QuerySet[Memo]:
    """The memos of a study that files may hold: those that name no coder, and those of the coders
    of compared rounds, without the ones of excused coders.
    """
    compared = Q(coder__round__stage__in=REVEALED, coder__excused_at__isnull=True)
    return Memo.objects.filter(Q(coder__isnull=True) | compared, study=study)


def counted_coders(coding_round: CodingRound) -> QuerySet[RoundCoder]:
    """The coders of a round whose work is compared: all except those who were excused."""
    return coding_round.coders.filter(excused_at__isnull=True).select_related("user")


def consensus(coding_rounds: QuerySet[CodingRound]) -> QuerySet[Coding]:
    """The live consensus of those of the rounds that are closed; results use nothing else."""
    return Coding.objects.filter(
        round__in=coding_rounds, round__stage=Stage.CLOSED, coder__isnull=True, live=True
    )


def proposed_by(coder: RoundCoder) -> QuerySet[Theme]:
    return Theme.objects.filter(coder=coder, standing=Standing.PROPOSED).order_by("pk")


def proposed_in(coding_round: CodingRound) -> QuerySet[Theme]:
    """The themes of a compared round that wait to be reconciled; none of any other round."""
    compared = CodingRound.objects.filter(pk=OuterRef("coder__round"), stage__in=REVEALED)
    themes = Theme.objects.filter(
        Exists(compared),
        coder__round=coding_round,
        coder__excused_at__isnull=True,
        standing=Standing.PROPOSED,
    )
    return themes.order_by("pk")


def themes_of(coder: RoundCoder) -> tuple[ThemeRecord, ...]:
    """The themes a coder can code with.

    In a workshop these are the themes of the codebook as it is now, afterwards those of the frozen
    version and the coder's own.
    """
    coding_round = coder.round
    if coding_round.stage == Stage.WORKSHOP or coding_round.version is None:
        return records(shared_themes(coding_round.codebook))
    own = records(proposed_by(coder))
    return (*frozen_themes(coding_round.version.content), *own)


def themes_at_comparison(coding_round: CodingRound) -> tuple[ThemeRecord, ...]:
    """The themes of the codebook as it is now and, once compared, those proposed in the round."""
    shared = Q(codebook=coding_round.codebook_id, standing=Standing.SHARED)
    themes = Theme.objects.filter(shared | Q(pk__in=proposed_in(coding_round)))
    return records(in_reading_order(themes))
