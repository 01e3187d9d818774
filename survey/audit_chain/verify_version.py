"""Verification of a version: its own chain, and everybody in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from survey.audit_chain.digests import BEGINNING, anchor_digest
from survey.audit_chain.models import Anchor
from survey.audit_chain.submissions import anchored
from survey.audit_chain.verify import problems_of_chains
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class Head:
    """The last anchor of a version. With its digest noted elsewhere, a rewriting can be proven."""

    number: int
    digest: str


def head_of(version: StudyVersion) -> Head:
    last = Anchor.objects.filter(version=version).order_by("-number").first()
    return Head(last.number, last.digest) if last else Head(0, BEGINNING)


def knows(version: StudyVersion, digest: str) -> bool:
    """Whether a head that was noted earlier is still part of the chain."""
    return Anchor.objects.filter(version=version, digest=digest).exists()


def problems_of_version(version: StudyVersion) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a version and the people in it."""
    yield from problems_of_content(version)
    yield from problems_of_anchors(version)
    yield from problems_of_people(version)
    for problems in problems_of_chains(version):
        yield from problems


def problems_of_content(version: StudyVersion) -> Iterator[str]:
    if sha256(version.content.encode()).hexdigest() != version.digest:
        yield f"{version}: its content is not that of its digest; it was altered."


def problems_of_anchors(version: StudyVersion) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with the chain of a version."""
    previous = BEGINNING
    anchors = Anchor.objects.filter(version=version).select_related("tombstone")
    for expected, anchor in enumerate(anchors.order_by("number").iterator(), start=1):
        if anchor.number != expected:
            yield f"{version}: entry {expected} of its chain was removed."
            return
        if anchor.digest != anchor_digest(previous, anchor.number, anchored(anchor)):
            yield f"{version}: entry {expected} of its chain ({anchor.kind}) was altered."
        previous = anchor.digest
    stones = version.tombstones.exclude(pk__in=anchors.exclude(tombstone=None).values("tombstone"))
    for stone in stones:
        yield f"{version}: tombstone {stone.pk} was inserted: no entry of the chain has it."


def problems_of_people(version: StudyVersion) -> Iterator[str]:
    """Yield a sentence for every person without a chain."""
    unchained = Participant.objects.filter(
        version=version, chain=None, population=Population.PEOPLE
    )
    for person in unchained.only("number", "population").order_by("number"):
        yield f"{person.label} of {version} was inserted: nothing in the chain is theirs."
