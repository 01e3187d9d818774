"""Who may see which codings and themes: every query about them begins here.

Until a round is compared, a coding is shown only to its coder, and so is a theme proposed in the
round. No role changes that, neither a researcher's nor a superuser's.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.contents import frozen_themes
from analysis.coding.codebooks.models import Codebook, Standing, Theme
from analysis.coding.codebooks.theme_records import (
    RELATED,
    ThemeRecord,
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

ON_NO_DROPPED_THEME = Q(theme__isnull=True) | ~Q(theme__standing=Standing.DROPPED)


def coder_in(coding_round: int, user: Account) -> RoundCoder:
    """The part that an account has in the round of this primary key, with what pages ask of it.

    Raises NotYours where it has none.
    """
    coders = RoundCoder.objects.select_related("user", "round__codebook__study", "round__version")
    coder = coders.filter(round=coding_round, user=user.pk).first()
    if coder is None:
        raise NotYours("You do not code in this round.")
    return coder


def unit_in_round(coder: RoundCoder, guid: UUID) -> Unit:
    """Raises NotYours where the unit is in no case of the coder's round."""
    units = Unit.objects.filter(guid=guid, case__memberships__round=coder.round_id)
    unit = units.select_related("answer", "case", "transcript").first()
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
    of compared rounds, without the ones of excused coders and on themes that a coder dropped.
    """
    compared = Q(coder__round__stage__in=REVEALED, coder__excused_at__isnull=True)
    return Memo.objects.filter(Q(coder__isnull=True) | compared, ON_NO_DROPPED_THEME, study=study)


def readable_codings(user: Account) -> QuerySet[Coding]:
    """The live codings that an account may read: its own layer, and those of compared rounds."""
    own = RoundCoder.objects.filter(user=user.pk)
    joint = Q(coder__isnull=True, decision__isnull=True, round__in=own.values("round"))
    mine = Q(coder__in=own) | joint
    return Coding.objects.filter(mine | Q(pk__in=revealed_codings().values("pk")), live=True)


def visible_memos(user: Account, study: Study, *, may_see_codebooks: bool) -> QuerySet[Memo]:
    """The memos of a study on themes, cases and the study itself that an account may read.

    Those are its own, those of the coders of compared rounds, without the ones of excused coders,
    and, for those who may see codebooks, the ones that name no coder. A memo on a theme that its
    coder dropped is read by its author alone. Somebody who sees no codebooks reads of compared
    rounds only those in which they code.
    """
    own = RoundCoder.objects.filter(user=user.pk)
    compared = Q(coder__round__stage__in=REVEALED, coder__excused_at__isnull=True)
    if not may_see_codebooks:
        compared &= Q(coder__round__in=own.values("round"))
    unsigned = Q(coder__isnull=True) if may_see_codebooks else Q(pk__in=())
    others = (compared | unsigned) & ON_NO_DROPPED_THEME
    return Memo.objects.filter(Q(coder__in=own) | others, study=study)


def blind_part(codebook: Codebook, user: Account) -> RoundCoder | None:
    """The part that an account has in a round of the study that is coded independently now.

    What somebody notes meanwhile belongs to that part, and nobody else sees it before the
    comparison. Of several it is the newest one with the codebook that the note is about, or else
    the newest.
    """
    parts = RoundCoder.objects.filter(
        user=user.pk,
        round__codebook__study=codebook.study_id,
        round__stage=Stage.INDEPENDENT,
        excused_at__isnull=True,
    )
    newest = parts.select_related("round").order_by("-pk")
    return newest.filter(round__codebook=codebook).first() or newest.first()


def workshop_codings(user: Account) -> QuerySet[Coding]:
    """The live codings of the joint workshops in which an account codes now."""
    workshops = CodingRound.objects.filter(stage=Stage.WORKSHOP, coders__user=user.pk)
    return Coding.objects.filter(
        round__in=workshops, coder__isnull=True, decision__isnull=True, live=True
    )


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


def reconciled_themes(coding_round: CodingRound, offered: Iterable[UUID]) -> QuerySet[Theme]:
    """What has become of the themes that coders of a compared round could choose.

    These are the `offered` ones and all that were proposed in the round, in reading order: a merged
    theme is the one it was merged into, one that was taken out is none, and one that was split off
    counts once a coder's coding has it. The themes of a code are among them. None before the
    comparison.
    """
    by_key = {theme.pk: theme for theme in Theme.objects.filter(codebook=coding_round.codebook_id)}
    proposed = Q(coder__round=coding_round, coder__excused_at__isnull=True)
    chosen = Theme.objects.filter(Q(guid__in=offered) | proposed).values_list("pk", flat=True)
    coded = revealed(coding_round).filter(coder__isnull=False).values_list("theme", flat=True)
    became: set[int] = set()
    for pk in {*chosen, *coded}:
        theme = by_key[pk]
        while theme.merged_into_id is not None:
            theme = by_key[theme.merged_into_id]
        became.add(theme.pk)
        became |= _above(theme, by_key)
    compared = CodingRound.objects.filter(pk=coding_round.pk, stage__in=REVEALED)
    there = Q(standing=Standing.SHARED) | Q(standing=Standing.PROPOSED, coder__round=coding_round)
    return in_reading_order(Theme.objects.filter(there, Exists(compared), pk__in=became))


def _above(theme: Theme, by_key: Mapping[int, Theme]) -> set[int]:
    """The themes that a code counts as, by primary key; none for a theme."""
    if theme.parent_id is None:
        return set()
    return {
        theme.parent_id,
        *(pk for pk, other in by_key.items() if str(other.guid) in theme.also_in),
    }


def themes_of(coder: RoundCoder) -> tuple[ThemeRecord, ...]:
    """The themes a coder can code with.

    While a round is coded independently these are the themes of the frozen version and the coder's
    own; otherwise they are those of the codebook as it is now.
    """
    coding_round = coder.round
    if coding_round.stage != Stage.INDEPENDENT or coding_round.version is None:
        return records(shared_themes(coding_round.codebook))
    themes = list(frozen_themes(coding_round.version.content))
    for own in records(proposed_by(coder).select_related(*RELATED)):
        _insert(themes, own)
    return tuple(themes)


def is_theme_of(coder: RoundCoder, theme: Theme) -> bool:
    """Whether a theme is among `themes_of`, for which fewer rows are read."""
    coding_round = coder.round
    if coding_round.stage != Stage.INDEPENDENT or coding_round.version is None:
        return theme.codebook_id == coding_round.codebook_id and theme.standing == Standing.SHARED
    if theme.standing == Standing.PROPOSED:
        return theme.coder_id == coder.pk
    frozen = frozen_themes(coding_round.version.content)
    return any(theme.guid == record.guid for record in frozen)


def _insert(themes: list[ThemeRecord], own: ThemeRecord) -> None:
    """Put a theme behind those of its area, or behind all where it has none.

    A code goes behind its theme and the codes there.
    """

    def is_near(theme: ThemeRecord) -> bool:
        if own.parent:
            return own.parent in {str(theme.guid), theme.parent}
        return bool(own.area) and theme.area == own.area

    same = [place for place, theme in enumerate(themes) if is_near(theme)]
    themes.insert(same[-1] + 1 if same else len(themes), own)


def themes_at_comparison(coding_round: CodingRound) -> tuple[ThemeRecord, ...]:
    """The themes of the codebook as it is now and, once compared, those proposed in the round."""
    shared = Q(codebook=coding_round.codebook_id, standing=Standing.SHARED)
    themes = Theme.objects.filter(shared | Q(pk__in=proposed_in(coding_round)))
    return records(in_reading_order(themes))
