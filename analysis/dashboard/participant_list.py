"""The participants of a study, to look at and decide on, without anything they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch

from analysis.records.models import ExclusionStep
from analysis.records.people import people
from survey.participation.models import Choice, Participant, State, Trial
from survey.studies.models import StudyVersion

ON_A_PAGE = 50


@dataclass(frozen=True)
class FollowedTrial:
    """`scenario` is a key and `title` what people read; `tried` counts Applies."""

    scenario: str
    title: str
    tried: int
    submitted: bool


@dataclass(frozen=True)
class Followed:
    """`seconds` run from consent to the end; `excluded` is a reason in words, or empty.

    `steps` is the length of their log of exclusions.
    """

    participant: int
    version: str
    state: str
    began_at: datetime
    seconds: float | None
    trials: tuple[FollowedTrial, ...]
    can_be_excluded: bool
    excluded: str
    steps: int


@dataclass(frozen=True)
class FollowedPage:
    people: tuple[Followed, ...]
    number: int
    pages: int
    total: int


def followed(version: StudyVersion, *, simulated: bool, page: str | int = 1) -> FollowedPage:
    """One page of a study's participants, those who began last first; pilots are not among them.

    A page that is not there is the nearest one that is. In four queries however many they are.
    """
    rows = (
        people(version.study, simulated=simulated)
        .select_related("version")
        .only("version__label", "state", "consented_at", "ended_at")
        .prefetch_related(
            Prefetch(
                "trials",
                Trial.objects.annotate(
                    tried=Count("explorations"),
                    submitted=Exists(Choice.objects.filter(trial=OuterRef("pk"))),
                ).order_by("position"),
            ),
            Prefetch("exclusion_steps", ExclusionStep.objects.order_by("number")),
        )
        .order_by("-pk")
    )
    titles = {key: each.title for key, each in version.definition.scenarios.items()}
    found = Paginator(rows, ON_A_PAGE).get_page(page)
    return FollowedPage(
        people=tuple(_followed(each, titles) for each in found),
        number=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
    )


def _followed(person: Participant, titles: Mapping[str, str]) -> Followed:
    steps = list(person.exclusion_steps.all())
    is_out = bool(steps) and steps[-1].kind == ExclusionStep.Kind.EXCLUDED
    taken = person.ended_at - person.consented_at if person.ended_at else None
    return Followed(
        participant=person.pk,
        version=person.version.label,
        state=person.get_state_display(),
        began_at=person.consented_at,
        seconds=taken.total_seconds() if taken else None,
        trials=tuple(
            FollowedTrial(
                each.scenario,
                titles.get(each.scenario, each.scenario),
                each.tried,  # type: ignore[attr-defined]
                each.submitted,  # type: ignore[attr-defined]
            )
            for each in person.trials.all()
        ),
        can_be_excluded=person.state != State.ACTIVE and not is_out,
        excluded=steps[-1].get_reason_display() if is_out else "",
        steps=len(steps),
    )
