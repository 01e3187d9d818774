"""The coders of a project, and the rounds that their codings make."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.coding.exchange.codes import numbered
from analysis.coding.exchange.interviews import Interview
from analysis.coding.exchange.project import CONSENSUS, ReadProject, author_of, user_of

LONGEST_NAME = 140
NOBODY = "unnamed coder"
"""The coder of codings that name nobody."""
AGREED = user_of(CONSENSUS).guid
"""The GUID of the user who stands for the consensus in our own files."""


@dataclass(frozen=True)
class CoderCount:
    """A coder, by the GUID of a user, with the numbers of their codings and of coded cases."""

    user: str
    name: str
    codings: int
    cases: int


@dataclass(frozen=True)
class ImportedRound:
    """A round of interviews by their indices; only those `apart` were read by coders."""

    users: tuple[str, ...]
    apart: tuple[int, ...]
    joint: tuple[int, ...]


def coders_of(read: ReadProject, interviews: Sequence[Interview]) -> tuple[CoderCount, ...]:
    """The coders of a project, without the consensus.

    In our own files users who coded nothing are among them, except those who only wrote memos; in
    other files none is who coded nothing.
    """
    counts: dict[str, list[int]] = defaultdict(list)
    for interview in interviews:
        for user, number in Counter(coding.user for coding in interview.codings).items():
            counts[user].append(number)
    taken = {CONSENSUS}
    named = [(user.guid, user.name) for user in read.project.users if user.guid != AGREED]
    coders = []
    for user, written_name in [*named, ("", NOBODY)]:
        if user in counts or (read.ours and user and user != author_of(written_name).guid):
            plain = " ".join(written_name.split())[:LONGEST_NAME] or NOBODY
            name = next(free for free in numbered(plain) if free.casefold() not in taken)
            taken.add(name.casefold())
            coders.append(CoderCount(user, name, sum(counts[user]), len(counts[user])))
    return tuple(coders)


def is_read_by_all(read: ReadProject, interviews: Sequence[Interview]) -> bool:
    """Whether the file shows that every coder has read every text; if not, people are asked."""
    coders = coders_of(read, interviews)
    return read.ours or all(coder.cases == len(interviews) for coder in coders)


def rounds_of(
    coders: Sequence[CoderCount], interviews: Sequence[Interview], *, read_all: bool
) -> tuple[ImportedRound, ...]:
    """One round of all coders over all interviews, or one round for each set of coders.

    Every coder of a round counts as having read all of it; where they coded nothing, they found
    nothing.
    """
    users = tuple(coder.user for coder in coders)
    groups: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    joint = []
    for at, interview in enumerate(interviews):
        coded_by = {coding.user for coding in interview.codings}
        if coded_by == {AGREED}:
            joint.append(at)
        elif readers := users if read_all else tuple(user for user in users if user in coded_by):
            groups[readers].append(at)
    rounds = [ImportedRound(readers, tuple(apart), ()) for readers, apart in groups.items()]
    if not joint:
        return tuple(rounds)
    if len(rounds) == 1:
        return (ImportedRound(rounds[0].users, rounds[0].apart, tuple(joint)),)
    return (*rounds, ImportedRound((), (), tuple(joint)))
