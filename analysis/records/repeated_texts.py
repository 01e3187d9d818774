"""Texts that several participants wrote alike, found by digests of their words."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.signals import pre_delete

from analysis.records.flag_models import Rule, StoredFlag, TextDigest
from analysis.records.flags import SHORTEST_REPEATED, Place, digest_of_words
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.models import Study


def repeated_texts(
    study: Study, population: Population, texts: Mapping[int, Mapping[Place, str]]
) -> Mapping[int, Mapping[Place, int]]:
    """How many others have the same words, by participant and place; the others are flagged too.

    `texts` are those of some participants; their digests are stored.
    """
    known = TextDigest.objects.filter(participant__in=texts)
    before = set(known.values_list("participant", "page", "question", "digest"))
    now = {
        (person, *place, digest)
        for person, of_person in texts.items()
        for place, text in of_person.items()
        if (digest := digest_of_words(text))
    }
    if now != before:
        known.delete()
        TextDigest.objects.bulk_create(
            TextDigest(participant_id=person, page=page, question=question, digest=digest)
            for person, page, question, digest in sorted(now)
        )
    others = _others_with({digest for *_place, digest in now}, study, population)
    _flag_others({digest for *_place, digest in now - before} & others.keys(), study, population)
    repeated: dict[int, dict[Place, int]] = defaultdict(dict)
    for person, page, question, digest in now:
        if digest in others:
            repeated[person][page, question] = others[digest]
    return repeated


def _of(study: Study, population: Population) -> QuerySet[TextDigest]:
    return TextDigest.objects.filter(
        participant__version__study=study, participant__population=population
    )


def _others_with(digests: set[str], study: Study, population: Population) -> dict[str, int]:
    """How many participants besides one have texts of these digests, where there are any."""
    rows = _of(study, population).filter(digest__in=digests).order_by().values_list("digest")
    counted = rows.annotate(number=Count("participant", distinct=True))
    return {digest: number - 1 for digest, number in counted if number > 1}


def _flag_others(digests: set[str], study: Study, population: Population) -> None:
    """Flag whoever wrote earlier what somebody else has now written too."""
    flagged = StoredFlag.objects.filter(
        participant=OuterRef("participant"),
        rule=Rule.REPEATED_TEXT,
        page=OuterRef("page"),
        question=OuterRef("question"),
    )
    rows = _of(study, population).filter(~Exists(flagged), digest__in=digests)
    StoredFlag.objects.bulk_create(
        [
            StoredFlag(
                participant_id=person,
                rule=Rule.REPEATED_TEXT,
                page=page,
                question=question,
                value=1,
                limit=SHORTEST_REPEATED,
            )
            for person, page, question in rows.values_list("participant", "page", "question")
        ],
        ignore_conflicts=True,
    )


def repeated_by_others(person: int, study: Study, population: Population) -> dict[Place, int]:
    """How many other participants have the words of a participant's texts today."""
    own = TextDigest.objects.filter(participant=person).values_list("page", "question", "digest")
    others = _others_with({digest for *_place, digest in own}, study, population)
    return {(page, key): others[digest] for page, key, digest in own if digest in others}


def _unflag_the_last(instance: Any, **_: Any) -> None:
    """Before somebody is deleted: whoever alone is left with the same words repeats nobody."""
    own = set(TextDigest.objects.filter(participant=instance.pk).values_list("digest", flat=True))
    if not own:
        return
    study, population = instance.version.study, Population(instance.population)
    others = _others_with(own, study, population)
    alone = {digest for digest, number in others.items() if number == 1}
    left = _of(study, population).filter(digest__in=alone).exclude(participant=instance.pk)
    for person, page, question in left.values_list("participant", "page", "question"):
        StoredFlag.objects.filter(
            participant=person, rule=Rule.REPEATED_TEXT, page=page, question=question
        ).delete()


pre_delete.connect(_unflag_the_last, sender=Participant, dispatch_uid="flags of equal words")
