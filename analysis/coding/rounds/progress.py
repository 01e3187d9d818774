"""The progress of a round, without a word on what anybody has coded."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from analysis.coding.rounds.models import CodingRound, Reading, RoundCoder
from analysis.coding.visibility import REVEALED, Account


@dataclass(frozen=True)
class CoderProgress:
    """How many of the independent cases a coder has marked as done; not what they found.

    `excused` is why the coder does not go on, empty where they do. A coder `from_file` has no
    account.
    """

    name: str
    done: int
    of: int
    finished_at: datetime | None
    excused: str
    from_file: bool


@dataclass(frozen=True)
class RoundOverview:
    """The page of a round: the titles of its cases, and the progress that its reader may see."""

    joint: tuple[str, ...]
    late: tuple[str, ...]
    apart: tuple[str, ...]
    progress: tuple[CoderProgress, ...]
    is_revealed: bool
    all_finished: bool


def overview(coding_round: CodingRound, user: Account, *, runs_rounds: bool) -> RoundOverview:
    """The page of a round, for somebody who may open it."""
    rows = coding_round.members.select_related("case")
    members = list(rows.prefetch_related("case__transcripts"))
    apart = tuple(member.case.title for member in members if not member.joint)
    coders = list(coding_round.coders.select_related("user"))
    visible = visible_coders(coders, user, runs_rounds=runs_rounds)
    done = cases_done(visible)
    return RoundOverview(
        joint=tuple(member.case.title for member in members if member.joint and not member.late),
        late=tuple(member.case.title for member in members if member.late),
        apart=apart,
        progress=tuple(coder_progress(coder, done, len(apart)) for coder in visible),
        is_revealed=coding_round.stage in REVEALED,
        all_finished=all(coder.finished_at or coder.excused_at for coder in coders),
    )


def cases_done(coders: list[RoundCoder]) -> dict[int, int]:
    """How many cases coders have marked as done, by their primary keys; none for zero."""
    readings = Reading.objects.filter(coder__in=coders).order_by("coder")
    return dict(readings.values_list("coder").annotate(Count("pk")))


def coder_progress(coder: RoundCoder, done: dict[int, int], of: int) -> CoderProgress:
    """The progress of a coder whose round has `of` cases to code apart."""
    return CoderProgress(
        name=coder.name,
        done=done.get(coder.pk, 0),
        of=of,
        finished_at=coder.finished_at,
        excused=coder.excused_because,
        from_file=bool(coder.label),
    )


def visible_coders(
    coders: list[RoundCoder], user: Account, *, runs_rounds: bool
) -> list[RoundCoder]:
    """The coders of a round whose progress an account may see.

    A coder of the round sees only their own, whatever else they may do: the speed of another one
    would press them, and show how much there was to code.
    """
    own = [coder for coder in coders if coder.user_id == user.pk]
    return coders if runs_rounds and not own else own
