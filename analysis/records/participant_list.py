"""The list of a study's participants, without anything they answered."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.flag_models import Rule, StoredFlag
from survey.participation.models import Choice, Participant, State, Trial
from survey.population import Population
from survey.studies.models import StudyVersion

ON_A_PAGE = 50


@dataclass(frozen=True)
class ListedTrial:
    """A trial in the list. `scenario` is a key; `tried` counts explorations."""

    scenario: str
    title: str
    tried: int
    submitted: bool


@dataclass(frozen=True)
class ListedParticipant:
    """A participant in the list, by number and by the label that the team sees.

    `seconds` run from consent to end. `flags` are rules in words with how often each applies.
    `excluded` is a reason in words, or empty.
    """

    number: int
    label: str
    population: Population
    version: str
    state: str
    began_at: datetime
    seconds: float | None
    trials: tuple[ListedTrial, ...]
    flags: tuple[tuple[str, int], ...]
    is_assessed: bool
    can_be_excluded: bool
    excluded: str


@dataclass(frozen=True)
class ParticipantPage:
    people: tuple[ListedParticipant, ...]
    number: int
    pages: int
    total: int


def participant_page(
    rows: QuerySet[Participant], version: StudyVersion, *, page: str | int = 1
) -> ParticipantPage:
    """One page of some participants of a study, with titles of this version.

    A page number that does not exist gives the nearest page. Seven queries, however many
    participants there are.
    """
    on_page = Paginator(rows, ON_A_PAGE).get_page(page)
    first = ON_A_PAGE * (on_page.number - 1)
    return ParticipantPage(
        people=listed(rows[first : first + ON_A_PAGE], version),
        number=on_page.number,
        pages=on_page.paginator.num_pages,
        total=on_page.paginator.count,
    )


def listed(rows: QuerySet[Participant], version: StudyVersion) -> tuple[ListedParticipant, ...]:
    """These participants as a list shows them."""
    people = (
        rows.select_related("version", "exclusion", "assessment")
        .only(
            "number",
            "population",
            "version__label",
            "state",
            "consented_at",
            "ended_at",
            "exclusion__reason",
            "assessment__id",
        )
        .prefetch_related(
            Prefetch(
                "trials",
                Trial.objects.annotate(
                    tried=Count("explorations"),
                    submitted=Exists(Choice.objects.filter(trial=OuterRef("pk"))),
                ).order_by("position"),
            ),
        )
    )
    shown = list(people)
    titles = {key: definition.title for key, definition in version.survey.scenarios.items()}
    rules = rules_of(version.study)
    flags = _flags([person.pk for person in shown])
    return tuple(_listed(person, titles, rules, flags.get(person.pk, ())) for person in shown)


def _flags(people: Sequence[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    """The rules in words with how often each applies, by participant, in the order of the rules."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    flags = StoredFlag.objects.filter(participant__in=people).order_by()
    for person, rule in flags.values_list("participant", "rule"):
        counted[person][rule] += 1
    return {
        person: tuple((str(rule.label), rules[rule]) for rule in Rule if rule in rules)
        for person, rules in counted.items()
    }


def _listed(
    person: Participant,
    titles: Mapping[str, str],
    rules: Mapping[str, str],
    flags: tuple[tuple[str, int], ...],
) -> ListedParticipant:
    exclusion = getattr(person, "exclusion", None)
    taken = person.ended_at - person.consented_at if person.ended_at else None
    return ListedParticipant(
        number=person.number,
        label=person.label,
        population=Population(person.population),
        version=person.version.label,
        state=person.get_state_display(),
        began_at=person.consented_at,
        seconds=taken.total_seconds() if taken else None,
        trials=tuple(
            ListedTrial(
                trial.scenario,
                titles.get(trial.scenario, trial.scenario),
                trial.tried,  # type: ignore[attr-defined]
                trial.submitted,  # type: ignore[attr-defined]
            )
            for trial in person.trials.all()
        ),
        flags=flags,
        is_assessed=hasattr(person, "assessment"),
        can_be_excluded=person.state != State.ACTIVE and exclusion is None,
        excluded=reason_in_words(exclusion.reason, rules) if exclusion else "",
    )
