"""How a round is going, told without a word on what anybody has coded."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from analysis.coding.rounds.models import CodingRound, Reading, RoundCoder
from analysis.coding.visibility import REVEALED, Account


@dataclass(frozen=True)
class CoderProgress:
    """How many of the independent cases a coder has marked as done; not what they found.

    `excused` is why they do not go on, empty where they do. Somebody from a file has no account.
    """

    name: str
    done: int
    of: int
    finished_at: datetime | None
    excused: str
    from_file: bool


@dataclass(frozen=True)
class RoundOverview:
    """`progress` is everybody's for whoever runs rounds, and one's own for a coder."""

    joint: tuple[str, ...]
    apart: tuple[str, ...]
    progress: tuple[CoderProgress, ...]
    is_revealed: bool
    all_finished: bool


def overview(coded: CodingRound, user: Account, *, runs_rounds: bool) -> RoundOverview:
    """The page of a round, for somebody who may open it."""
    members = list(coded.members.select_related("case"))
    apart = tuple(each.case.label for each in members if not each.joint)
    coders = list(coded.coders.select_related("user"))
    shown = progress_shown(coders, user, runs_rounds=runs_rounds)
    counted = Reading.objects.filter(coder__in=shown).values_list("coder").annotate(Count("pk"))
    done = dict(counted.order_by("coder"))
    return RoundOverview(
        joint=tuple(each.case.label for each in members if each.joint),
        apart=apart,
        progress=tuple(
            CoderProgress(
                coder.name,
                done.get(coder.pk, 0),
                len(apart),
                coder.finished_at,
                coder.excused_because,
                bool(coder.label),
            )
            for coder in shown
        ),
        is_revealed=coded.stage in REVEALED,
        all_finished=all(coder.finished_at or coder.excused_at for coder in coders),
    )


def progress_shown(
    coders: list[RoundCoder], user: Account, *, runs_rounds: bool
) -> list[RoundCoder]:
    """A coder of the round sees their own progress alone, whatever else they may do.

    How fast another one is would press them, and tell how much there was to code.
    """
    own = [coder for coder in coders if coder.user_id == user.pk]
    return coders if runs_rounds and not own else own
