"""The studies of an account as cards: where each stands, and what waits in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import F, Max, QuerySet
from django.urls import reverse

from survey.members.access import permissions_by_study
from survey.studies.drafts.find import drafted_titles
from survey.studies.enrolment_window import Phase
from survey.studies.find import current_versions
from survey.studies.models import Study, StudyKind, StudyVersion
from workspace.code.waiting import coding_waiting
from workspace.frame.tabs import first_tab
from workspace.frame.waiting import Waiting
from workspace.read.waiting import reading_waiting
from workspace.recruit.waiting import recruit_waiting
from workspace.watch.summary import Summary, summary

Account = AbstractBaseUser | AnonymousUser

SOON = timedelta(days=7)
"""How long before a study closes its card says so."""

RETENTION_NEAR = timedelta(days=30)
"""How long before the last day of its answers or contacts a study's card says so."""


@dataclass(frozen=True)
class Card:
    """A study on the home page. `people` says in words how many came; empty for nobody who may
    not see it, and where there is no version yet.
    """

    slug: str
    title: str
    address: str
    state: str
    people: str
    waiting: tuple[Waiting, ...]
    is_archived: bool


def studies_of(user: Account) -> QuerySet[Study]:
    """Every study that an account works on, the one with the newest version first.

    A study without a version is on its way, and stands before all others.
    """
    studies = Study.objects.annotate(newest=Max("versions__loaded_at"))
    if not (user.is_active and getattr(user, "is_superuser", False)):
        studies = studies.filter(pk__in=list(permissions_by_study(user)))
    # Databases differ in where a missing time stands.
    return studies.order_by(
        F("archived_at").asc(nulls_first=True), F("newest").desc(nulls_first=True), "-pk"
    )


def cards(user: Account, studies: Iterable[Study], *, now: datetime) -> list[Card]:
    """The number of queries does not depend on how many studies there are."""
    shown = list(studies)
    versions = {version.study_id: version for version in current_versions().filter(study__in=shown)}
    drafted = drafted_titles(study for study in shown if study.pk not in versions)
    counted = summary(shown, now)
    sources = [find(shown, user) for find in (reading_waiting, coding_waiting, recruit_waiting)]
    waiting = {study.pk: [*chain(*(one.get(study.pk, ()) for one in sources))] for study in shown}
    return [
        _card(user, study, versions.get(study.pk), counted[study.pk], waiting, now, drafted)
        for study in shown
    ]


def _card(
    user: Account,
    study: Study,
    version: StudyVersion | None,
    counted: Summary,
    waiting: Mapping[int, list[Waiting]],
    now: datetime,
    drafted: Mapping[int, str],
) -> Card:
    tab = first_tab(user, study)
    may_watch = user.has_perm("survey.watch_study", study)  # type: ignore[union-attr]
    own = [*waiting.get(study.pk, ())]
    if version is None and user.has_perm("survey.change_study", study):  # type: ignore[union-attr]
        draft = reverse("workspace:draft", args=[study.slug])
        own.append(Waiting("its draft, to be checked and loaded as a version", draft))
    if may_watch and version and not study.archived_at:
        own += _dates(study, version, counted, now)
    return Card(
        slug=study.slug,
        title=version.definition.title if version else drafted.get(study.pk, study.slug),
        address=tab.address(study) if tab else reverse("admin:index"),
        state=state_in_words(study, version, counted),
        people=people_in_words(study, counted) if version and may_watch else "",
        waiting=tuple(own),
        is_archived=study.archived_at is not None,
    )


def state_in_words(study: Study, version: StudyVersion | None, counted: Summary) -> str:
    """Where a study stands, as a card and the page of the study say it."""
    if study.archived_at:
        return f"archived on {study.archived_at:%-d %B %Y}"
    if version is None:
        return "a draft, not loaded yet"
    return "interviews" if study.kind == StudyKind.INTERVIEWS else _enrolment_in_words(counted)


def _enrolment_in_words(counted: Summary) -> str:
    match counted.phase:
        case None:
            return "not opened yet"
        case Phase.NOT_YET:
            return f"opens on {counted.opens_at:%-d %B %Y, %H:%M} UTC"
        case Phase.FULL:
            return "open, and full"
        case Phase.CLOSED:
            return f"closed since {counted.closes_at:%-d %B %Y}"
        case Phase.OPEN:
            until = counted.closes_at
            return f"open until {until:%-d %B %Y, %H:%M} UTC" if until else "open"


def people_in_words(study: Study, counted: Summary) -> str:
    """How many came; pilots are not counted, and simulated participants are named as such."""
    if study.kind == StudyKind.INTERVIEWS:
        number = counted.completed
        return f"{number} participant{'s' * (number != 1)} recorded"
    of = f" of {counted.quota}" if counted.quota is not None else ""
    parts = [f"{counted.completed}{of} completed"]
    if counted.taking_part:
        parts.append(f"{counted.taking_part} taking part now")
    if counted.began_today:
        parts.append(f"{counted.began_today} began today")
    if counted.simulated:
        parts.append(f"{counted.simulated} simulated")
    return " · ".join(parts)


def _dates(
    study: Study, version: StudyVersion, counted: Summary, now: datetime
) -> Iterator[Waiting]:
    """What ends soon: the enrolment, and the time for which answers and contacts are kept."""
    closes = counted.closes_at
    if closes is not None and now <= closes <= now + SOON:
        address = reverse("workspace:recruit", args=[study.slug])
        yield Waiting(f"it closes on {closes:%-d %B, %H:%M} UTC", address)
    retention = version.definition.retention
    for what, until in (
        ("answers", retention.answers_until),
        ("contacts", retention.contacts_until),
    ):
        if counted.began and _is_near(until, now):
            address = reverse("workspace:archive", args=[study.slug])
            yield Waiting(f"{what} are promised to be deleted after {until:%-d %B %Y}", address)


def _is_near(until: date, now: datetime) -> bool:
    return until <= (now + RETENTION_NEAR).date()
