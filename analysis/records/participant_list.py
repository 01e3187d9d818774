"""The list of a study's participants, without anything they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch

from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.people import participants
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
    """A participant in the list, by primary key, and by the label that the team sees.

    `seconds` run from consent to end. `excluded` is a reason in words, or empty. `steps` is the
    length of the participant's log of exclusions.
    """

    participant: int
    label: str
    version: str
    state: str
    began_at: datetime
    seconds: float | None
    trials: tuple[ListedTrial, ...]
    can_be_excluded: bool
    excluded: str
    steps: int


@dataclass(frozen=True)
class ParticipantPage:
    people: tuple[ListedParticipant, ...]
    number: int
    pages: int
    total: int


def participant_page(
    version: StudyVersion, population: Population, *, page: str | int = 1
) -> ParticipantPage:
    """One page of a study's participants, those who began last first.

    A page number that does not exist gives the nearest page. Six queries, however many
    participants there are.
    """
    rows = (
        participants(version.study, population)
        .select_related("version", "exclusion")
        .only(
            "version__label",
            "number",
            "population",
            "state",
            "consented_at",
            "ended_at",
            "exclusion__reason",
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
        .annotate(steps=Count("exclusion_steps"))
        .order_by("-pk")
    )
    titles = {key: definition.title for key, definition in version.survey.scenarios.items()}
    rules = rules_of(version.study)
    on_page = Paginator(rows, ON_A_PAGE).get_page(page)
    return ParticipantPage(
        people=tuple(_listed(person, titles, rules) for person in on_page),
        number=on_page.number,
        pages=on_page.paginator.num_pages,
        total=on_page.paginator.count,
    )


def _listed(
    person: Participant, titles: Mapping[str, str], rules: Mapping[str, str]
) -> ListedParticipant:
    exclusion = getattr(person, "exclusion", None)
    taken = person.ended_at - person.consented_at if person.ended_at else None
    return ListedParticipant(
        participant=person.pk,
        label=person.label,
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
        can_be_excluded=person.state != State.ACTIVE and exclusion is None,
        excluded=reason_in_words(exclusion.reason, rules) if exclusion else "",
        steps=person.steps,  # type: ignore[attr-defined]
    )
