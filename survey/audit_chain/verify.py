"""Verification of every participant's stored data against their audit chain."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.text import capfirst

from survey.audit_chain.digests import BEGINNING, content_digest, link_digest, row_digests
from survey.audit_chain.models import Anchor, Chain, Link
from survey.audit_chain.submissions import submissions_of
from survey.participation.models import Exploration, Participant
from survey.studies.models import StudyVersion

LAWFUL = (Anchor.Kind.WITHDRAWN, Anchor.Kind.EXPIRED)
"""After these, only digests are left of a chain."""

AT_ONCE = 500
"""How many participants are read together."""


def problems_of_chains(version: StudyVersion) -> Iterator[list[str]]:
    """Yield a sentence for everything that is wrong with a chain or with its participant's data."""
    chains = (
        Chain.objects.filter(version=version)
        .order_by("pk")
        .prefetch_related(
            Prefetch("links", Link.objects.order_by("number")),
            Prefetch("anchors", Anchor.objects.order_by("number")),
            Prefetch(
                "participant",
                Participant.objects.select_related("version").defer("version__content"),
            ),
            "participant__trials",
            "participant__answers",
            "participant__attempts",
            "participant__visits",
            Prefetch(
                "participant__trials__explorations",
                Exploration.objects.select_related("trial").order_by("position"),
            ),
            "participant__trials__choice__exploration",
        )
    )
    for chain in chains.iterator(chunk_size=AT_ONCE):
        yield list(_problems_of(chain))


def _problems_of(chain: Chain) -> Iterator[str]:
    links, anchors = list(chain.links.all()), list(chain.anchors.all())
    yield from _broken(chain, links)
    yield from _adrift(chain, links, anchors)
    participant = getattr(chain, "participant", None)
    was_deleted = any(anchor.kind in LAWFUL for anchor in anchors)
    if participant is None:
        if not was_deleted:
            yield f"The participant of {chain} was removed, and had not withdrawn."
        return
    if was_deleted:
        yield f"{participant.label} is there after {chain} says they were deleted."
        return
    yield from _differences(participant, links)


def _broken(chain: Chain, links: list[Link]) -> Iterator[str]:
    previous = BEGINNING
    for expected, link in enumerate(links, start=1):
        if link.number != expected:
            yield f"Link {expected} of {chain} was removed."
            return
        emptied = not (link.subject or link.salt or link.rows)
        content = link.content if emptied else content_digest(link.salt, link.subject, link.rows)
        if link.content != content or link.digest != link_digest(previous, link.number, content):
            yield f"{capfirst(str(link))} was altered."
        previous = link.digest


def _adrift(chain: Chain, links: list[Link], anchors: list[Anchor]) -> Iterator[str]:
    if not anchors or anchors[0].kind != Anchor.Kind.BEGAN:
        yield f"{capfirst(str(chain))} was inserted: no entry of the version says it began."
    digests = [BEGINNING, *(link.digest for link in links)]
    for anchor in anchors:
        if anchor.length >= len(digests):
            yield f"Link {anchor.length} of {chain} was removed."
        elif digests[anchor.length] != anchor.head:
            yield f"Links of {chain} were replaced: {anchor} has another digest."
    if anchors and anchors[-1].kind != Anchor.Kind.BEGAN and len(links) > anchors[-1].length:
        yield f"Links of {chain} were inserted after its end."


def _differences(participant: Participant, links: list[Link]) -> Iterator[str]:
    """The names of rows that differ from what the links say."""
    who, stored = participant.label, submissions_of(participant)
    for link in links:
        stored_rows = stored.pop(link.subject, None)
        if stored_rows is None:
            yield f"{who}: {link.subject or 'what was submitted'} was removed."
            continue
        digests = row_digests(link.salt, stored_rows)
        for name in sorted(digests.keys() | link.rows.keys()):
            if name not in digests:
                yield f"{who}, {link.subject}: {name} was removed."
            elif name not in link.rows:
                yield f"{who}, {link.subject}: {name} was inserted."
            elif digests[name] != link.rows[name]:
                yield f"{who}, {link.subject}: {name} was altered."
    for subject in stored:
        yield f"{who}: {subject} was inserted."
