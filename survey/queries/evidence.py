"""Whether what is stored is what was submitted: every row held against the chains."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Prefetch

from survey.design.evidence import (
    BEGINNING,
    anchor_digest,
    content_digest,
    link_digest,
    row_digests,
)
from survey.design.path import TRIAL, Section
from survey.models import Anchor, Chain, Exploration, Link, Participant, State, StudyVersion
from survey.queries.submissions import (
    CONSENT,
    END,
    Rows,
    anchored,
    answer_name,
    apply_rows,
    apply_subject,
    attempt_rows,
    attempt_subject,
    consent_rows,
    ended_rows,
    page_rows,
)

LAWFUL = (Anchor.Kind.WITHDRAWN, Anchor.Kind.EXPIRED)
"""After these nothing but digests is left."""

AT_ONCE = 500
"""How many people are read together."""


@dataclass(frozen=True)
class Head:
    """The last entry of a version's chain: whoever noted its digest can prove a rewriting."""

    number: int
    digest: str


def head_of(version: StudyVersion) -> Head:
    last = Anchor.objects.filter(version=version).order_by("-number").first()
    return Head(last.number, last.digest) if last else Head(0, BEGINNING)


def knows(version: StudyVersion, digest: str) -> bool:
    """Whether a head noted earlier is still part of the chain."""
    return Anchor.objects.filter(version=version, digest=digest).exists()


def problems_of_version(version: StudyVersion) -> Iterator[str]:
    """One sentence for everything that is wrong with a version and the people in it."""
    yield from problems_of_content(version)
    yield from problems_of_anchors(version)
    yield from problems_of_people(version)
    for found in problems_of_chains(version):
        yield from found


def problems_of_content(version: StudyVersion) -> Iterator[str]:
    if sha256(version.content.encode()).hexdigest() != version.digest:
        yield f"{version}: its content is not that of its digest; it was altered."


def problems_of_anchors(version: StudyVersion) -> Iterator[str]:
    """One sentence for everything that is wrong with the chain of a version."""
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


def problems_of_chains(version: StudyVersion) -> Iterator[list[str]]:
    """For every chain, one sentence for everything that is wrong with it and its person."""
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


def problems_of_people(version: StudyVersion) -> Iterator[str]:
    """One sentence for everybody who counts as a person and has no chain."""
    unchained = Participant.objects.filter(
        version=version, chain=None, is_pilot=False, is_simulated=False
    )
    for number in unchained.values_list("pk", flat=True).order_by("pk"):
        yield f"Participant {number} of {version} was inserted: nothing in the chain is theirs."


def _problems_of(chain: Chain) -> Iterator[str]:
    links, anchors = list(chain.links.all()), list(chain.anchors.all())
    yield from _broken(chain, links)
    yield from _adrift(chain, links, anchors)
    participant = getattr(chain, "participant", None)
    was_deleted = any(each.kind in LAWFUL for each in anchors)
    if participant is None:
        if not was_deleted:
            yield f"The participant of {chain} was removed, and had not withdrawn."
        return
    if was_deleted:
        yield f"Participant {participant.pk} is there after {chain} says they were deleted."
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
            yield f"{str(link).capitalize()} was altered."
        previous = link.digest


def _adrift(chain: Chain, links: list[Link], anchors: list[Anchor]) -> Iterator[str]:
    if not anchors or anchors[0].kind != Anchor.Kind.BEGAN:
        yield f"{str(chain).capitalize()} was inserted: no entry of the version says it began."
    digests = [BEGINNING, *(link.digest for link in links)]
    for anchor in anchors:
        if anchor.length >= len(digests):
            yield f"Link {anchor.length} of {chain} was removed."
        elif digests[anchor.length] != anchor.head:
            yield f"Links of {chain} were replaced: {anchor} has another digest."
    if anchors and anchors[-1].kind != Anchor.Kind.BEGAN and len(links) > anchors[-1].length:
        yield f"Links of {chain} were inserted after its end."


def _differences(participant: Participant, links: list[Link]) -> Iterator[str]:
    """Rows named where they differ from what the links say."""
    who, stored = f"Participant {participant.pk}", _submissions(participant)
    for link in links:
        found = stored.pop(link.subject, None)
        if found is None:
            yield f"{who}: {link.subject or 'what was submitted'} was removed."
            continue
        digests = row_digests(link.salt, found)
        for name in sorted(digests.keys() | link.rows.keys()):
            if name not in digests:
                yield f"{who}, {link.subject}: {name} was removed."
            elif name not in link.rows:
                yield f"{who}, {link.subject}: {name} was inserted."
            elif digests[name] != link.rows[name]:
                yield f"{who}, {link.subject}: {name} was altered."
    for subject in stored:
        yield f"{who}: {subject} was inserted."


def _submissions(participant: Participant) -> dict[str, Rows]:
    """Everything that is stored as submitted, by its subject."""
    trials = list(participant.trials.all())
    answers, choices = list(participant.answers.all()), {}
    found: dict[str, Rows] = {}
    for trial in trials:
        choices[f"{Section.SCENARIO}.{trial.scenario}.{TRIAL}"] = getattr(trial, "choice", None)
        for row in trial.explorations.all():
            found[apply_subject(trial.scenario, row.position)] = apply_rows(row)
    for number, attempt in enumerate(participant.attempts.all(), start=1):
        found[attempt_subject(number)] = attempt_rows(attempt)
    for visit in participant.visits.all():
        given = [each for each in answers if each.visit_id == visit.pk]
        choice = choices.pop(visit.page, None)
        if visit.submitted_at or given or choice:
            found[f"page {visit.page}"] = page_rows(visit, given, choice)
    visits = {each.pk for each in participant.visits.all()}
    strays = [each for each in answers if each.visit_id not in visits]
    found |= {f"{answer_name(each)} on nobody's page": {} for each in strays}
    inclusion = found.pop(f"page {Section.INCLUSION}", {})
    found[CONSENT] = consent_rows(participant, trials) | inclusion
    if participant.state != State.ACTIVE or participant.ended_at:
        found[END] = ended_rows(participant)
    return found
