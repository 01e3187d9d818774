"""Chains grow with everything that people submit; pilots and simulated participants have none.

All of it happens inside the transaction of whoever calls: links while the participant's row is
held, anchors while the version's is.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from core.prepared_query import PreparedQuery
from survey.audit_chain.digests import (
    BEGINNING,
    anchor_digest,
    content_digest,
    link_digest,
    row_digests,
)
from survey.audit_chain.models import Anchor, Chain, Link
from survey.audit_chain.rows import END, anchored, ended_rows
from survey.enrolment.models import Tombstone
from survey.participation.models import Participant
from survey.studies.models import StudyVersion

SALT_BYTES = 16


def begin_chain(version: StudyVersion) -> Chain:
    """For somebody about to begin; their consent is its first link."""
    return Chain.objects.create(version=version)


def add_link(participant: Participant, subject: str, rows: Mapping[str, Any]) -> None:
    """Tie what a participant submitted, row by row, to what they submitted before."""
    chain = participant.chain_id
    if chain is None:
        return
    last = _end_of(chain)
    previous, number = (last.digest, last.number + 1) if last else (BEGINNING, 1)
    salt = secrets.token_hex(SALT_BYTES)
    digests = row_digests(salt, rows)
    content = content_digest(salt, subject, digests)
    Link.objects.create(
        chain_id=chain, number=number, subject=subject, salt=salt, rows=digests, content=content,
        digest=link_digest(previous, number, content),
    )  # fmt: skip


def end_chain(participant: Participant, kind: Anchor.Kind) -> None:
    """The last link says in which state somebody ended, and when; the version anchors it."""
    if participant.chain_id is None:
        return
    add_link(participant, END, ended_rows(participant))
    add_anchor(participant.version, participant.chain_id, kind)


def add_anchor(
    version: StudyVersion, chain: int, kind: Anchor.Kind, *, tombstone: Tombstone | None = None
) -> None:
    """Note in the chain of the version how far a person's chain is."""
    last = _end_of(chain)
    before = Anchor.objects.filter(version=version).order_by("-number").first()
    previous, number = (before.digest, before.number + 1) if before else (BEGINNING, 1)
    anchor = Anchor(
        version=version, number=number, kind=kind, chain_id=chain, tombstone=tombstone,
        length=last.number if last else 0, head=last.digest if last else BEGINNING,
    )  # fmt: skip
    anchor.digest = anchor_digest(previous, number, anchored(anchor))
    anchor.save()


def forget_contents(chain: int) -> None:
    """Empty the links of a chain of all but their digests, which nothing can be guessed from."""
    Link.objects.filter(chain_id=chain).update(subject="", salt="", rows={})


def _end_of(chain: int) -> Link | None:
    return next(iter(_last_link(chain)), None)


_last_link = PreparedQuery(
    lambda chain: Link.objects.filter(chain=chain).only("number", "digest").order_by("-number")[:1]
)
