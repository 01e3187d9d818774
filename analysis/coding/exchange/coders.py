"""Who coded what in a project, and which rounds that makes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.coding.exchange.codes import numbered
from analysis.coding.exchange.interviews import Interview
from analysis.coding.exchange.project import CONSENSUS, ReadProject, user_of

LONGEST_NAME = 140
NOBODY = "unnamed coder"
"""Whoever made codings that name nobody"""
AGREED = user_of(CONSENSUS).guid
"""The user of our own files who stands for the consensus"""


@dataclass(frozen=True)
class CoderCount:
    """A coder, by the GUID of a user, with how many codings in how many participants."""

    user: str
    name: str
    codings: int
    cases: int


@dataclass(frozen=True)
class ImportedRound:
    """Interviews by their place: all coders read those `apart`; those `joint` have no coders."""

    users: tuple[str, ...]
    apart: tuple[int, ...]
    joint: tuple[int, ...]


def coders_of(read: ReadProject, interviews: Sequence[Interview]) -> tuple[CoderCount, ...]:
    """The consensus is none. In our own files everybody is, even who found nothing; else not."""
    found: dict[str, list[int]] = defaultdict(list)
    for each in interviews:
        mine: dict[str, int] = defaultdict(int)
        for coding in each.codings:
            mine[coding.user] += 1
        for user, number in mine.items():
            found[user].append(number)
    taken = {CONSENSUS}
    named = [(user.guid, user.name) for user in read.project.users if user.guid != AGREED]
    coders = []
    for user, given in [*named, ("", NOBODY)]:
        if user in found or (read.ours and user):
            plain = " ".join(given.split())[:LONGEST_NAME] or NOBODY
            name = next(each for each in numbered(plain) if each.casefold() not in taken)
            taken.add(name.casefold())
            coders.append(CoderCount(user, name, sum(found[user]), len(found[user])))
    return tuple(coders)


def is_read_by_all(read: ReadProject, interviews: Sequence[Interview]) -> bool:
    """Whether the file says that every coder has read every text; else somebody has to."""
    coders = coders_of(read, interviews)
    return read.ours or all(coder.cases == len(interviews) for coder in coders)


def rounds_of(
    coders: Sequence[CoderCount], interviews: Sequence[Interview], *, read_all: bool
) -> tuple[ImportedRound, ...]:
    """One round of everybody over everything, or one for all texts that the same people coded.

    A coder of a round counts as having read all of it, and finding nothing is finding, too.
    """
    users = tuple(coder.user for coder in coders)
    groups: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    joint = []
    for place, each in enumerate(interviews):
        found = {coding.user for coding in each.codings}
        if found == {AGREED}:
            joint.append(place)
        elif mine := users if read_all else tuple(user for user in users if user in found):
            groups[mine].append(place)
    rounds = [ImportedRound(mine, tuple(places), ()) for mine, places in groups.items()]
    if not joint:
        return tuple(rounds)
    if len(rounds) == 1:
        return (ImportedRound(rounds[0].users, rounds[0].apart, tuple(joint)),)
    return (*rounds, ImportedRound((), (), tuple(joint)))
